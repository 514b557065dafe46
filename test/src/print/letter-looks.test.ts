import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { usePool } from "../../../src/pool.ts";
import { composeLetter, type LetterRequest } from "../../../src/print/letter/index.ts";
import { compareWithGolden, firstPage } from "../../golden/compare.ts";
import { letter, letterhead, logoPng, page, photoJpeg, printFile, signaturePng } from "./sample-letter.ts";

describe("a designed letter", () => {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-looks-"));
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await release();
  });
  const logo = (width: number, place: "left" | "right") => ({
    logo: { file: printFile("logo.png", logoPng(1200, 320)), width, place },
  });
  const letters: Record<string, () => Promise<Partial<LetterRequest>>> = {
    "french-window": async () => ({
      ...logo(55, "left"),
      signaturePicture: printFile("signature.png", signaturePng()),
      qr: { text: page, caption: "Votre page personnelle" },
      ...{ dataMatrix: "D-1001", edgeMarks: "fold-and-hole" },
    }),
    "din-a-with-code": async () => ({
      ...logo(45, "right"),
      window: "left-a",
      qr: { text: page, caption: "Votre page personnelle" },
    }),
    "printing-house": async () => ({
      ...logo(45, "left"),
      window: "left",
      background: printFile("fond.pdf", await (await letterhead()).save()),
      picture: { file: printFile("p.jpg", photoJpeg(2000, 700)), alt: "La boutique", caption: "Rue du Port" },
      body: letter.body.split("\n\n## Pour vous")[0] ?? "",
      ...{ colours: "cmyk", accentColour: "cmyk(0, 54, 68, 29)", bleed: 3, cropMarks: true },
    }),
  };

  for (const [name, change] of Object.entries(letters))
    it(`looks like letter-design-${name}.png`, async function () {
      const { pdf } = await composeLetter({ ...letter, ...(await change()) });
      const path = join(folder, `${name}.pdf`);
      writeFileSync(path, pdf);
      compareWithGolden(`letter-design-${name}`, firstPage(this, path, 100), 0.01);
    });
});
