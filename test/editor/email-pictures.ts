/**
 * Pictures of the starter e-mail for the documents: docs/images/email-{desktop,phone,dark}.png.
 *
 *   node test/editor/email-pictures.ts [language]
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import { startBrowser } from "./desk.ts";
import { renderStarter, showEmail } from "./shown-email.ts";

const folder = fileURLToPath(new URL("../../docs/images", import.meta.url));
const looks = {
  "email-desktop": { width: 700, dark: false },
  "email-phone": { width: 375, dark: false },
  "email-dark": { width: 700, dark: true },
};

/** With fewer colours, none of which the eye tells from its neighbour: half as large in the repository. */
function slimmer(picture: Uint8Array): Buffer {
  const png = PNG.sync.read(Buffer.from(picture));
  png.data = png.data.map((value, at) => (at % 4 === 3 ? value : Math.min(255, Math.round(value / 4) * 4))) as Buffer;
  return PNG.sync.write(png, { deflateLevel: 9, colorType: 2 });
}

await mkdir(folder, { recursive: true });
const email = await renderStarter(process.argv[2] ?? "fr");
const browser = await startBrowser();
try {
  for (const [name, look] of Object.entries(looks)) {
    const page = await showEmail(browser, email, look);
    await writeFile(join(folder, `${name}.png`), slimmer(await page.screenshot({ fullPage: true })));
  }
} finally {
  await browser.close();
}
