import type { Browser, Page } from "puppeteer-core";
import { madeUpTown, openMapService, readArea } from "../../src/map/index.ts";
import { openEmail, type RenderedEmail } from "../../src/message/index.ts";
import { usePool } from "../../src/pool.ts";
import { starterSource } from "../src/message/email/starter-source.ts";

/** The starter for somebody of the made-up town, with the map of the way; its picture stands in the page. */
export async function renderStarter(language: string): Promise<RenderedEmail> {
  const release = usePool();
  const area = madeUpTown();
  const service = openMapService({ kind: "area", area }, {});
  try {
    const { stores, samples } = readArea(area);
    const location = samples[3]?.location;
    const screen = { width: 536, height: 220, scale: 1, type: "png" as const };
    const drawn = await service.draw({ stores: [...stores], profile: "car", language, origin: { location }, screen });
    const { image = new Uint8Array(), ...home } = drawn;
    const email = await openEmail(starterSource());
    return email.render(
      {
        recipient: { title: "Mme", firstName: "Élodie", lastName: "Kervella" },
        map: { home },
        link: { unsubscribe: "https://belle-rive.example/u/7f3a" },
      },
      {
        language,
        timeZone: "Europe/Paris",
        images: { home: `data:image/png;base64,${Buffer.from(image).toString("base64")}` },
      },
    );
  } finally {
    await service.close();
    await release();
  }
}

/** Shows an e-mail as a mail program would: no script runs, nothing is fetched. */
export async function showEmail(
  browser: Browser,
  { html }: RenderedEmail,
  look: { width: number; dark: boolean; scale?: number },
): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: look.width, height: 900, deviceScaleFactor: look.scale ?? 1 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.dark ? "dark" : "light" }]);
  await page.setRequestInterception(true);
  page.on("request", (request) => void (/^(?:data|about):/.test(request.url()) ? request.continue() : request.abort()));
  await page.setContent(html, { waitUntil: "load" });
  return page;
}
