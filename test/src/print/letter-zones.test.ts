import assert from "node:assert/strict";
import { PDF } from "@libpdf/core";
import { after, before, describe, it } from "mocha";
import { usePool } from "../../../src/pool.ts";
import { composeLetter, type LetterRequest } from "../../../src/print/letter/index.ts";
import { letter, logoPng, mm, page, printFile } from "./sample-letter.ts";

interface Line {
  text: string;
  /** Millimetres from the top left corner of the sheet: left end, base line, right end. */
  x: number;
  y: number;
  right: number;
}

async function linesOf(pdf: Uint8Array, number = 0): Promise<Line[]> {
  const read = (await PDF.load(pdf)).extractText()[number];
  assert.ok(read);
  const lines: Line[] = [];
  for (const line of read.lines) {
    const y = (read.height - line.baseline) / mm;
    let apart = true;
    const letters = line.spans.flatMap(({ chars }) => chars).sort((one, other) => one.bbox.x - other.bbox.x);
    for (const { char, bbox } of letters) {
      const [x, right] = [bbox.x / mm, (bbox.x + bbox.width) / mm];
      // The reader fills what lies between two texts on one base line with a space.
      if (char === " " && right - x > 1.4) {
        apart = true;
        continue;
      }
      if (apart || x - (lines.at(-1)?.right ?? 0) > 1.4) lines.push({ text: "", x, y, right });
      apart = false;
      const last = lines.at(-1);
      if (last !== undefined) Object.assign(last, { text: last.text + char, right });
    }
  }
  return lines.map((line) => ({ ...line, text: line.text.trim() }));
}

const near = (actual: number, wanted: number, what: string) =>
  assert.ok(Math.abs(actual - wanted) < 0.3, `${what}: ${actual.toFixed(2)} mm instead of ${wanted}`);

/** Left ends and base lines, in millimetres. */
const places: {
  window: LetterRequest["window"];
  pane: [number, number, number, number];
  at: Record<string, [number, number]>;
}[] = [
  {
    window: "right",
    pane: [110, 45, 200, 85],
    at: {
      "Au Fil des Saisons": [22, 25],
      "Mme Zoë Lefèvre": [114, 57],
      "Réf. A-17": [22, 100],
      "Votre magasin ouvre ses portes": [22, 112],
      "Chère Madame Lefèvre,": [22, 121.8],
    },
  },
  {
    window: "left",
    pane: [20, 45, 105, 90],
    at: {
      "Au Fil des Saisons": [25, 25],
      "Mme Zoë Lefèvre": [25, 66.2],
      "Réf. A-17": [25, 100],
      "Votre magasin ouvre ses portes": [25, 112],
      "Chère Madame Lefèvre,": [25, 121.8],
    },
  },
  {
    window: "left-a",
    pane: [20, 27, 105, 72],
    at: {
      "Au Fil des Saisons": [125, 19],
      "Mme Zoë Lefèvre": [25, 48.2],
      "Réf. A-17": [25, 82],
      "Votre magasin ouvre ses portes": [25, 94],
      "Chère Madame Lefèvre,": [25, 103.8],
    },
  },
];

describe("the zones of a letter", () => {
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(() => release());

  for (const { window, pane, at } of places) {
    it(`stand where the norm of the window "${window}" has them`, async () => {
      const { pdf, faults } = await composeLetter({ ...letter, window });
      assert.deepEqual(faults, []);
      const lines = await linesOf(pdf);
      for (const [text, [x, y]] of Object.entries(at)) {
        const line = lines.find((one) => one.text === text);
        assert.ok(line, `${text} is missing in ${JSON.stringify(lines.map((one) => one.text))}`);
        near(line.x, x, `left end of ${text}`);
        near(line.y, y, `base line of ${text}`);
      }
      const date = lines.find(({ text }) => text.includes("24 novembre"));
      near(date?.right ?? 0, window === "right" ? 188 : 190, "right end of the date");
    });

    for (const logo of [undefined, "left", "right"] as const)
      it(`leave the window "${window}" to the address, with ${logo === undefined ? "no logo" : `a logo on the ${logo}`}`, async () => {
        const file = printFile("logo.png", logoPng(1600, 900));
        const address = [
          "Mme Zoë Lefèvre",
          "Bât. A",
          "Résidence X",
          "3 rue des Œillets",
          "BP 12",
          "99380 PORT",
          "ITALIE",
        ];
        const dataMatrix = "D-1001";
        const { pdf, faults } = await composeLetter({
          ...letter,
          ...{ window, address, dataMatrix },
          ...(logo !== undefined && { logo: { file, width: 60, place: logo } }),
        });
        assert.deepEqual(faults, []);
        const [left, top, right, bottom] = pane;
        for (const { text, x, y, right: end } of await linesOf(pdf)) {
          const ours = address.includes(text);
          const inside = x < right && end > left && y > top && y - 3 < bottom;
          assert.equal(inside, ours, `${text} at ${x.toFixed()}, ${y.toFixed()}`);
          if (ours) assert.ok(x >= left + 3 && end <= right && y - 3 >= top && y + 1 <= bottom, `${text} is cut off`);
        }
      });
  }

  it("set headings, lists, emphasis and line breaks", async () => {
    const body = [
      "Un _mot_ et un_nom_de_fichier, 2 * 3 * 4, *deux mots*, **trois *mots* ici**, \\*rien\\*.",
      "Une ligne",
      "## Titre",
      "1. un",
      "12) douze",
      "- tiret",
    ].join("\n");
    const { pdf, text } = await composeLetter({ ...letter, body });
    const said = text.split("\n");
    for (const each of [
      "Un mot et un_nom_de_fichier, 2 * 3 * 4, deux mots, trois mots ici, *rien*.",
      ...["Une ligne", "Titre", "1.", "un", "12)", "douze", "•", "tiret"],
    ])
      assert.ok(said.includes(each), `${each} is missing in ${text}`);
    const lines = await linesOf(pdf);
    const item = (name: string) => lines.find((line) => line.text === name);
    near(item("un")?.x ?? 0, 29, "an item with a number");
    near(item("un")?.x ?? 0, item("douze")?.x ?? 0, "items with numbers stand below each other");
    near(item("tiret")?.x ?? 0, 27, "an item");
    const fonts = Buffer.from(pdf).toString("latin1");
    for (const face of ["Regular", "Bold", "Italic", "BoldItalic"])
      assert.match(fonts, new RegExp(`NotoSans-${face}\\b`));
  });

  it("keep a heading with the lines that follow it, and no line of a paragraph alone", async () => {
    const line = "Les voisins se retrouvent au magasin pour une soirée de contes et de musique, puis rentrent. ";
    for (let before = 18; before < 30; before += 1) {
      const body = `${Array(before).fill("Un.").join("\n")}\n\n## Titre\n\n${line.repeat(4)}`;
      const { pdf, pages } = await composeLetter({ ...letter, body, signature: [], window: "left-a" });
      if (pages === 1) continue;
      const first = await linesOf(pdf);
      const heading = first.findIndex(({ text }) => text === "Titre");
      if (heading < 0) continue;
      const after = first.slice(heading + 1).filter(({ text, y }) => text.length > 20 && y < 275);
      assert.ok(after.length >= 2, `${before} lines before: ${after.length} lines after the heading`);
    }
  });

  it("put the QR code beside the signature rather than alone on a page", async () => {
    const { pages } = await composeLetter({ ...letter, qr: { text: page, caption: "Votre page" } });
    assert.equal(pages, 1);
    const long = `${letter.body}\n\n${"Un mot. ".repeat(170)}`;
    const { pages: two, pdf } = await composeLetter({ ...letter, body: long, qr: { text: page } });
    assert.equal(two, 2);
    const last = (await linesOf(pdf, 1)).map(({ text }) => text);
    assert.ok(last.includes("Inès Marchand"), "the signature stays with its code");
  });

  it("keep a heading at the foot with a paragraph of three lines, which is not torn", async () => {
    const three =
      "Les voisins se retrouvent au magasin pour une soirée de contes et de musique, puis rentrent. ".repeat(3);
    for (let before = 18; before < 30; before += 1) {
      const body = `${Array(before).fill("Un.").join("\n")}\n\n## Titre\n\n${three}\n\nFin.`;
      const { pdf, pages } = await composeLetter({ ...letter, body, window: "left-a" });
      const on = await Promise.all(Array.from({ length: pages }, (_, page) => linesOf(pdf, page)));
      const heading = on.find((lines) => lines.some(({ text }) => text === "Titre")) ?? [];
      const lines = heading.filter(({ text }) => /voisins|musique|rentrent/.test(text));
      assert.equal(lines.length, 3, `${before} lines before`);
    }
  });

  it("leave neither a signature nor a code without a line of the text", async () => {
    for (let count = 11; count < 20; count += 1) {
      const body = Array.from({ length: count }, (_, n) => `Ligne ${n + 1}.`).join("\n\n");
      const { pdf, pages } = await composeLetter({ ...letter, body, qr: { text: page, caption: "Votre page" } });
      const last = (await linesOf(pdf, pages - 1)).map(({ text }) => text);
      for (const said of [`Ligne ${count}.`, "Inès Marchand", "Votre page"])
        assert.ok(last.includes(said), `${said} of ${count}: ${last.join("|")}`);
    }
  });

  it("break a long name rather than print it over the code beside it", async () => {
    const name = "Maximilienne-Alexandrine de la Rochefoucauld-Montmorency";
    for (const window of ["right", "left", "left-a"] as const) {
      const body = Array(window === "left-a" ? 17 : 15)
        .fill("Un.")
        .join("\n\n");
      const qr = { text: page, caption: "Votre page" };
      const { pdf, pages } = await composeLetter({ ...letter, body, qr, window, signature: [name, "Directrice"] });
      const lines = await linesOf(pdf);
      const [code, first, second] = ["Votre page", "Maximilienne-Alexandrine de la", "Rochefoucauld-Montmorency"].map(
        (said) => lines.find(({ text }) => text.startsWith(said)),
      );
      assert.equal(pages, 1);
      assert.ok(code && first && second, lines.map(({ text }) => text).join("|"));
      assert.ok(Math.abs(first.y - code.y) < 20, "they stand beside each other");
      near(second.x, first.x, "its second line");
    }
  });

  it("write no address that nobody types, and tell of a caption that is higher than a page", async () => {
    const text = `https://example.org/${"a".repeat(200)}`;
    const { text: said, faults } = await composeLetter({ ...letter, qr: { text, caption: "Votre page" } });
    assert.ok(said.includes("Votre page") && !said.includes("aaaa"));
    assert.deepEqual(faults, []);
    const caption = "Votre page personnelle. ".repeat(150);
    const high = await composeLetter({ ...letter, qr: { text: page, caption } });
    assert.deepEqual(
      high.faults.map(({ key, data }) => [key, data.where]),
      [["print.too-long", "qr"]],
    );
  });
});
