import type { Browser, Page } from "puppeteer-core";
import { madeUpTown, openMapService, readArea } from "../../src/map/index.ts";
import { openPage, type PageSource } from "../../src/message/index.ts";
import { usePool } from "../../src/pool.ts";

const film = { duration: 32, width: 1280, height: 720, alt: "Welcome, Élodie. The agency in twelve pictures." };

/** A page for somebody of the made-up town, with the map of the way; its pictures stand in it. */
export async function renderPage(source: PageSource, language: string, form = ""): Promise<string> {
  const release = usePool();
  const area = madeUpTown();
  const service = openMapService({ kind: "area", area }, {});
  try {
    const { stores, samples } = readArea(area);
    const location = samples[3]?.location;
    const screen = { width: 640, height: 360, scale: 2, type: "jpeg" as const };
    const drawn = await service.draw({ stores: [...stores], profile: "car", language, origin: { location }, screen });
    const { image = new Uint8Array(), ...home } = drawn;
    const picture = `data:image/jpeg;base64,${Buffer.from(image).toString("base64")}`;
    const { html } = openPage(source).render(
      {
        recipient: { title: "Mme", firstName: "Élodie", lastName: "Kervella" },
        map: { home: { ...home, image: {} } },
      },
      {
        language,
        timeZone: "Europe/Paris",
        images: { home: picture },
        films: { welcome: { ...film, film: "data:video/mp4,", poster: picture } },
      },
    );
    return html.replace("<response-form></response-form>", form);
  } finally {
    await service.close();
    await release();
  }
}

/** Shows a page as a browser would that loads nothing from elsewhere. */
export async function showPage(
  browser: Browser,
  html: string,
  look: { width: number; dark: boolean; scale?: number },
): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: look.width, height: 844, deviceScaleFactor: look.scale ?? 1 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.dark ? "dark" : "light" }]);
  await page.setRequestInterception(true);
  page.on("request", (request) => void (/^(?:data|about):/.test(request.url()) ? request.continue() : request.abort()));
  await page.setContent(html, { waitUntil: "load" });
  return page;
}
