import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, describe, it } from "mocha";
import { comingInWords, inWords } from "../../nodes/journey-sidebar/editor/overview/words.ts";
import { type Figures, figuresOf } from "../../src/desk/figures.ts";

const folder = new URL("../../nodes/journey-sidebar/locales/", import.meta.url);
type Texts = { [name: string]: Texts | string };

/** The catalogue of a language, filled in as the editor does it. */
function catalogueOf(language: string) {
  const texts = JSON.parse(readFileSync(new URL(`${language}/journey-sidebar.json`, folder), "utf8")) as Texts;
  return (key: string, values: Record<string, string | number> = {}): string => {
    const found = key
      .split(".")
      .reduce<Texts | string | undefined>((at, name) => (at as Texts | undefined)?.[name], texts);
    assert.ok(typeof found === "string", key);
    return found.replaceAll(/__(\w+)__/g, (_, name: string) => String(values[name]));
  };
}

/** What the editor says of itself, as far as these words ask for it. */
const editor = globalThis as unknown as { RED?: { i18n: { lang(): string } } };

describe("the figures of a node in words", () => {
  after(() => {
    delete editor.RED;
  });

  const cases: [type: string, figures: Figures, english: string, french: string][] = [
    ["audience", {}, "0 enrolled", "0 inscrit"],
    ["audience", { in: 1 }, "1 enrolled", "1 inscrit"],
    ["audience", { in: 1200 }, "1,200 enrolled", "1\u202f200 inscrits"],
    [
      "send-email",
      { in: 1, sent: 1, complained: 1 },
      "1 message, 1 sent, 1 complaint",
      "1 message, 1 envoyé, 1 plainte",
    ],
    [
      "send-print-job",
      { in: 9, sent: 7, notSent: 2, doubt: 1 },
      "9 messages, 7 sent, 2 not sent, 1 in doubt",
      "9 messages, 7 envoyés, 2 non envoyés, 1 douteux",
    ],
    [
      "personal-page",
      { in: 2, visited: 1, responded: 2 },
      "2 published, 1 visit, 2 answers",
      "2 publiées, 1 visite, 2 réponses",
    ],
    ["render-message", { in: 2, outputs: [1, 1] }, "2 arrived, 1 not written", "2 arrivés, 1 non rédigé"],
  ];
  for (const [type, figures, ...said] of cases)
    for (const [index, language] of ["en-US", "fr"].entries())
      it(`${type}, ${language}: ${said[index]}`, () => {
        editor.RED = { i18n: { lang: () => language } };
        const _ = catalogueOf(language);
        const words = [comingInWords(figures, type, _), ...inWords(figures, type, 0, _).map(({ text }) => text)];
        assert.equal(words.join(", "), said[index]);
      });

  it("a wait that somebody ended counts as one whose time was up", () => {
    const { late } = figuresOf("wait-for-decision", { "wait.started": 3, "wait.late": 1, "wait.ended": 1 });
    assert.equal(late, 2);
  });
});
