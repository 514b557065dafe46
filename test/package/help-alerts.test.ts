import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";
import { type Language, languages, types } from "./definitions.ts";
import { attribute, childrenOf, type Element, helpOf, textOf, within } from "./help-text.ts";

const titles: Record<Language, Record<string, string>> = {
  "en-US": { note: "Note", tip: "Tip", important: "Important", warning: "Warning", caution: "Caution" },
  fr: { note: "Remarque", tip: "Astuce", important: "Important", warning: "Attention", caution: "Mise en garde" },
};
const ours = "belle-alert";
const theirs = "red-ui-markdown-alert";

/** More of them, and nobody reads any. */
const most = 3;

/** What costs mail, money or data. */
const grave = ["warning", "caution"];
const costs = /\b(sends?|sent|charged|paid|costs?|erased?|forgotten|deleted?)\b/i;

const classesOf = (element: Element): string[] => (attribute(element, "class") ?? "").split(" ").filter(Boolean);
const isAlert = (element: Element): boolean =>
  classesOf(element).some((name) => name.startsWith(theirs) || name === ours);
const alertsOf = (type: string, language: Language): Element[] => helpOf(type, language).filter(isAlert);
const kindOf = (alert: Element): string => classesOf(alert)[1]?.slice(theirs.length + 1) ?? "";

/** Kinds of alerts that the style of Node-RED's editor knows. */
function kindsOfEditor(): Set<string> {
  const editor = dirname(createRequire(import.meta.url).resolve("@node-red/editor-client/package.json"));
  const style = readFileSync(join(editor, "public/red/style.min.css"), "utf8");
  const found = [...style.matchAll(/\.red-ui-markdown-alert-(\w+)>\.red-ui-markdown-alert-title::before/g)];
  return new Set(found.map(([, kind]) => kind ?? ""));
}

describe("alerts of the help", () => {
  it("are of the kinds that the editor has a sign for", () => {
    assert.deepEqual([...kindsOfEditor()].sort(), Object.keys(titles["en-US"]).sort());
  });

  for (const type of types) {
    for (const language of languages) {
      it(`${type}, ${language}: built as the editor builds those of Markdown, with a title of the language`, () => {
        for (const alert of alertsOf(type, language)) {
          const kind = kindOf(alert);
          assert.equal(alert.tagName, "div");
          assert.deepEqual(classesOf(alert), [theirs, `${theirs}-${kind}`, ours]);
          const [title, ...texts] = childrenOf(alert);
          assert.ok(title !== undefined && texts.length > 0);
          assert.deepEqual([title.tagName, classesOf(title)], ["p", [`${theirs}-title`]]);
          assert.equal(textOf(title), titles[language][kind], `title of “${kind}”`);
          for (const text of texts) {
            assert.equal(text.tagName, "p");
            assert.notEqual(textOf(text).trim(), "");
          }
        }
      });

      it(`${type}, ${language}: at least one, at most ${most}, where they fold with their section`, () => {
        const alerts = alertsOf(type, language);
        assert.ok(alerts.length > 0 && alerts.length <= most, `${alerts.length} alerts`);
        const hidden = helpOf(type, language)
          .flatMap(within)
          .filter(isAlert)
          .filter(({ tagName }) => tagName === "div");
        assert.equal(hidden.length, 0, "an alert in another element");
      });
    }

    it(`${type}: both languages have the same, in the same places`, () => {
      const order = (language: Language) =>
        helpOf(type, language).map((element) => (isAlert(element) ? kindOf(element) : element.tagName));
      assert.deepEqual(order("fr"), order("en-US"));
    });

    it(`${type}: whoever sends, is paid for or erases warns of it`, () => {
      const told = helpOf(type, "en-US").map(textOf).join(" ");
      const kinds = alertsOf(type, "en-US").map(kindOf);
      if (costs.test(told))
        assert.ok(
          kinds.some((kind) => grave.includes(kind)),
          `only ${kinds.join(", ")}`,
        );
    });
  }
});
