import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaults } from "../../nodes/render-message/config.ts";
import { verdict } from "../../nodes/shared/editor-faults.ts";
import { liveCheck } from "../../nodes/shared/editor-message-check.ts";
import { endOf } from "../../nodes/shared/editor-message-code.ts";
import { asSeen, knowsDark } from "../../nodes/shared/editor-message-dark.ts";
import { canonicalLanguage, messageTexts, ownLanguage } from "../../nodes/shared/editor-message-texts.ts";
import { insertionGroups } from "../../nodes/shared/editor-message-variables.ts";

describe("parts of the form of a message", () => {
  it("languages are those of BCP 47, written as it writes them", () => {
    const cases: [string, string | undefined][] = [
      ["fr", "fr"],
      [" EN_gb ", "en-GB"],
      ["zh-hant-tw", "zh-Hant-TW"],
      ["français", undefined],
      ["und", undefined],
      ["", undefined],
      ["e", undefined],
      ["{{ x }}", undefined],
    ];
    for (const [written, canonical] of cases) assert.equal(canonicalLanguage(written), canonical, written);
  });

  it("texts are kept by language; what is empty is not saved, and what is missing is told", () => {
    const variants = [{ language: "de", texts: { subject: "Ihre Akte", sms: "Hallo" } }];
    const texts = messageTexts({ ...defaults, channel: "email", subject: "Dossier", html: "<p>", variants });
    assert.equal(texts.add("DE"), undefined);
    assert.equal(texts.add("it"), "it");
    assert.deepEqual(texts.missing("email", "de"), ["html"]);
    assert.deepEqual(texts.missing("email", "it"), ["subject", "html"]);
    texts.set("html", "de", "<p>Hallo");
    texts.set("subject", "it", "  ");
    texts.set("subject", ownLanguage, "Votre dossier");
    const { own, variants: saved } = texts.values();
    assert.equal(own.subject, "Votre dossier");
    assert.deepEqual(saved, [
      { language: "de", texts: { subject: "Ihre Akte", html: "<p>Hallo", sms: "Hallo" } },
      { language: "it", texts: {} },
    ]);
    texts.remove("de");
    assert.deepEqual(texts.languages(), ["it"]);
  });

  it("shared texts are offered where they can be written", () => {
    const upstream = { attributes: [], fields: [], labels: [], maps: [], films: [] };
    const blocks = [
      { name: "footer", kind: "html" as const },
      { name: "greeting", kind: "text" as const },
    ];
    const offered = (channel: "print" | "email" | "sms", some = blocks) => {
      const groups = insertionGroups(upstream, channel, (key) => key, some);
      return groups.find(({ title }) => title === "group.blocks")?.entries.map(({ code }) => code);
    };
    assert.deepEqual(offered("email"), ['{% render "footer" %}', '{% render "greeting" %}']);
    assert.deepEqual(offered("sms"), ['{% render "greeting" %}']);
    assert.equal(offered("print", []), undefined);
  });

  it("a validator quotes nothing that Node-RED would show as an element", () => {
    assert.equal(verdict([]), true);
    assert.equal(verdict(["“<img src=x onerror=a>” is none.", "b"]), "“‹img src=x onerror=a›” is none. b");
  });

  it("a mark reaches over what is wrong", () => {
    const cases: [line: string, column: number, marked: string][] = [
      ["a {{ recipient.x }} b", 3, "{{ recipient.x }}"],
      ["{{ recipient.x | nope }}", 4, "recipient.x"],
      ["{% if a %}b", 1, "{% if a %}"],
      ["<mj-image src=''>", 1, "<mj-image"],
      ["{{ never", 1, "{"],
    ];
    for (const [line, column, marked] of cases)
      assert.equal(line.slice(column - 1, endOf(line, column) - 1), marked, line);
    // Beyond the end of its line there is something to be seen as well.
    assert.equal(endOf("ab", 3), 4);
  });

  it("dark is what a mail says it is, and never what the editor's browser prefers", () => {
    const mail = "<html><head><style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style></head><p>";
    assert.ok(knowsDark(mail));
    assert.match(
      asSeen(mail, true),
      /@media \(min-width: 0px\) .*color-scheme:only dark|color-scheme:only dark.*@media \(min-width: 0px\)/s,
    );
    assert.match(asSeen(mail, false), /color-scheme:only light.*@media \(max-width: 0px\)/s);
    assert.match(asSeen("@media (Prefers-Color-Scheme:light)", true), /max-width/);
    assert.ok(knowsDark('<meta name="color-scheme" content="light dark">'));
    for (const plain of ["<p style='color: #333'>dark</p>", '<meta name="color-scheme" content="light only">'])
      assert.ok(!knowsDark(plain), plain);
    assert.match(asSeen("<p>dark</p>", true), /color-scheme:only light/);
    assert.match(asSeen(mail, true), /<head><base target="_blank">/);
  });

  it("a live check asks once somebody pauses, never twice at a time, and shows the newest", async () => {
    const open: ((answer: string) => void)[] = [];
    const shown: string[] = [];
    const check = liveCheck<string>(
      () => new Promise((resolve) => open.push(resolve)),
      (answer) => shown.push(answer),
      5,
    );
    const pause = () => new Promise((resolve) => setTimeout(resolve, 15));
    check.changed();
    check.changed();
    await pause();
    assert.equal(open.length, 1);
    check.changed();
    await pause();
    assert.equal(open.length, 1, "while the first is open");
    open[0]?.("first");
    await pause();
    assert.deepEqual([open.length, shown], [2, []], "what is out of date is not shown");
    open[1]?.("second");
    await pause();
    assert.deepEqual(shown, ["second"]);
    check.changed();
    await pause();
    check.changed();
    open[2]?.("of a moment ago");
    await Promise.resolve();
    assert.deepEqual(shown, ["second"], "somebody writes on");
    await pause();
    check.close();
    open[3]?.("too late");
    check.changed();
    await pause();
    assert.deepEqual([open.length, shown], [4, ["second"]]);
  });
});
