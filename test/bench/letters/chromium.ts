import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "../../editor/desk.ts";
import { codeSize, codeSvg, colours, common, fontFiles, mapSize, type Sample, sampleOf } from "./sample.ts";
import type { Way } from "./way.ts";

const style = `
@font-face { font-family: N; src: url(regular.ttf); }
@font-face { font-family: N; font-weight: bold; src: url(bold.ttf); }
@font-face { font-family: N; font-style: italic; src: url(italic.ttf); }
@page { size: A4; margin: 0; }
* { margin: 0; padding: 0; }
body { font: 10.5pt/5.4mm N; color: ${colours.ink}; font-kerning: none; font-variant-ligatures: none; }
section { position: relative; width: 210mm; height: 297mm; overflow: hidden; break-after: page; }
section:last-child { break-after: auto; }
.at { position: absolute; }
.small { color: ${colours.grey}; font-size: 8.5pt; line-height: 4mm; }
.accent { color: ${colours.accent}; font-weight: bold; }
.fold { left: 4mm; width: 4mm; border-top: 0.3pt solid ${colours.grey}; }
p, li { margin-bottom: 2.4mm; }
ul { padding-left: 5mm; }`;

/** Where Debian puts what its starter starts. */
const debian = "/usr/lib/chromium";

const html = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/\*\*(.+?)\*\*/g, "<b>$1</b>");
const lines = (texts: string[]) => texts.map((text) => `<div>${html(text)}</div>`).join("");

function section(sample: Sample): string {
  return `<section>
<div class="at" style="left:22mm;top:18mm;width:16mm;border-top:2.2pt solid ${colours.accent}"></div>
<div class="at accent" style="left:22mm;top:21mm;font-size:11.5pt">${common.sender[0]}</div>
<div class="at small" style="left:22mm;top:27mm">${lines(common.sender.slice(1))}</div>
<div class="at" style="left:114mm;top:53mm;line-height:4.9mm">${lines(sample.address)}</div>
<div class="at fold" style="top:99mm"></div><div class="at fold" style="top:198mm"></div>
<div class="at small" style="left:22mm;top:97mm">${sample.reference}</div>
<div class="at" style="right:22mm;top:97mm;font-size:9.5pt">${common.date}</div>
<h1 class="at accent" style="left:22mm;top:108mm;font-size:12pt">${common.subject}</h1>
<div class="at" style="left:22mm;top:118mm;width:166mm">
${sample.before.map((text) => `<p>${html(text)}</p>`).join("")}
<ul>${sample.list.map((text) => `<li>${html(text)}</li>`).join("")}</ul>
${sample.after.map((text) => `<p>${html(text)}</p>`).join("")}
<img alt="Plan" src="map.svg" style="width:${mapSize.width}mm;height:${mapSize.height}mm">
<div class="small" style="font-style:italic">${common.caption}</div>
<div style="margin-top:4mm"><b>${common.signature[0]}</b><br>${common.signature[1]}</div>
</div>
<div class="at" style="right:22mm;top:257mm;width:${codeSize}mm">${codeSvg(sample.page)}</div>
<div class="at small" style="left:0;width:210mm;top:284mm;text-align:center;font-size:7pt">${common.footer[0]}</div>
</section>`;
}
const page = (body: string) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${common.subject}</title><style>${style}</style></head><body>${body}</body></html>`;

/** A process and all that it started. */
function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended in between.
    }
  }
  const family = [root];
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child);
  return family;
}

/** Chromium without a window, one tab for all letters, kept open: nothing is started or loaded twice. */
export async function chromium(folder: string): Promise<Way> {
  mkdirSync(folder, { recursive: true });
  for (const [face, path] of Object.entries(fontFiles)) writeFileSync(join(folder, `${face}.ttf`), readFileSync(path));
  const browser = await startBrowser();
  const tab = await browser.newPage();
  tab.setDefaultTimeout(0);
  // A page of this origin may read fonts and pictures that lie beside it.
  const base = join(folder, "base.html");
  writeFileSync(base, page(""));
  await tab.goto(pathToFileURL(base).href);
  const print = async (body: string) => {
    await tab.setContent(page(body), { waitUntil: "load", timeout: 0 });
    await tab.evaluate(() => document.fonts.ready.then(() => undefined));
    return tab.pdf({ preferCSSPageSize: true, printBackground: true, timeout: 0 });
  };
  return {
    name: `Chromium ${(await browser.version()).split("/")[1]?.split(".")[0]}, BSD-3-Clause`,
    one: (n) => print(section(sampleOf(n))),
    many: (count) => print(Array.from({ length: count }, (_, n) => section(sampleOf(n))).join("\n")),
    // There is neither a colour of four inks nor a PDF as a picture in CSS.
    proof: () => print(`<section><div class="at" style="width:100mm;height:9mm;background:#e00"></div></section>`),
    processes: () => familyOf(browser.process()?.pid ?? 0),
    installed: [existsSync(debian) ? debian : (browser.process()?.spawnfile ?? ""), "puppeteer-core"],
    close: () => browser.close(),
  };
}
