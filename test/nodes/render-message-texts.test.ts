import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import { defaults, migrate } from "../../nodes/render-message/config.ts";
import register from "../../nodes/render-message/render-message.ts";
import { ContentPart } from "../../src/contract/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

const sms = { type: "render-message", version: 2, channel: "sms", sms: "Bonjour {{ recipient.firstName }}" };
const message = (recipient: object = {}, more: object = {}) => ({
  campaign: { id: "c1", name: "Spring", locale: "fr", timeZone: "Europe/Paris", test: false },
  journey: { id: "j", caseKey: "D-1", startedAt: "2026-03-31T07:00:00Z", test: false, task: "task-1" },
  recipient: { id: "R-1", firstName: "Camille", ...recipient },
  decision: { label: "accepted", rule: 0, reason: "" },
  ...more,
});
const partOf = (sent: Record<string, unknown>) => ContentPart.strict().parse(sent.content);
const told = (payload: unknown) => (payload as { problems: string[] }).problems;
const french = { locale: "fr" };

describe("render message, of text messages", () => {
  const red = nodeRed(register);
  const load = (saved: object = {}, campaign: object = french) => red.load(flowOf({ ...sms, ...saved }, 2, campaign));
  const textOf = async () => partOf(await red.first(0)).text;

  it("writes a text, as the contract has it", async () => {
    await load();
    red.receive(message());
    const sent = await red.first(0);
    const { id: _id, template, ...rest } = partOf(sent);
    assert.deepEqual(rest, { channel: "sms", purpose: "service", text: "Bonjour Camille", language: "fr" });
    assert.match(template, /^[0-9a-f]{64}$/);
    assert.equal(sent.payload, "Bonjour Camille");
  });

  for (const { transliterate, text } of [
    { transliterate: "nothing", text: "Reçu : « l’œuvre »" },
    { transliterate: "signs", text: 'Reçu : "l\'œuvre"' },
    { transliterate: "letters", text: 'Recu : "l\'oeuvre"' },
  ])
    it(`writes ${transliterate} in plain letters`, async () => {
      await load({ sms: "Reçu\u00a0: «\u00a0l’œuvre\u00a0»", transliterate });
      red.receive(message());
      assert.equal(await textOf(), text);
    });

  it("writes the day on which its task was kept, also when it is played again on another", async () => {
    await load({ sms: "{{ now | date: 'long' }}" });
    const { journey } = message();
    red.receive(message({}, { journey: { ...journey, at: "2026-03-31T21:59:00Z" } }));
    assert.equal(await textOf(), "31 mars 2026");
  });

  it("sends an empty text, and one of more than ten parts, by the second output", async () => {
    await load({ sms: "{{ recipient.firstName }}" });
    red.receive(message({ firstName: " " }));
    assert.match(told((await red.first(1)).payload).join(), /^Le SMS est vide/);
    red.receive(message({ firstName: "a".repeat(1531) }));
    const [, long] = await red.some(1, 2);
    assert.match(told(long?.payload).join(), /^Le SMS prend 11 parties en GSM-7 ; 10 sont permises/);
    red.receive(message({ firstName: "a".repeat(1530) }));
    assert.equal((await textOf())?.length, 1530);
  });

  it("gives a text message the link that ends such messages, where the campaign has an address, and the same on every replay", async () => {
    await load({ sms: "Stop : {{ link.unsubscribe }}" }, { ...french, baseUrl: "https://campaigns.example.org" });
    for (const _ of [1, 2]) red.receive(message());
    const [first, second] = (await red.some(0, 2)).map(partOf);
    assert.match(first?.text ?? "", /^Stop : https:\/\/campaigns\.example\.org\/.+/);
    assert.deepEqual(first, second);
    assert.deepEqual(red.errors, []);
  });
});

describe("render message, where data is missing", () => {
  const red = nodeRed(register);
  const load = (saved: object) => red.load(flowOf({ ...sms, ...saved }, 2, french));

  for (const { name, saved, written, overcome } of [
    {
      name: "writes what stands in for it",
      saved: {
        missing: "fallback",
        fallbacks: [{ variable: "recipient.title", text: "Chère cliente" }],
        sms: "{{ recipient.title }} !",
      },
      written: "Chère cliente !",
      overcome: ["sms:1:1 message.nothing"],
    },
    {
      name: "leaves out what is optional",
      saved: { missing: "leave-out", sms: "Bonjour.{% optional %} Prix : {{ event.data.price }}{% endoptional %}" },
      written: "Bonjour.",
      overcome: ["sms:1:34 message.unknown-variable"],
    },
  ])
    it(`${name}, and tells it in the content and the status`, async () => {
      await load(saved);
      red.receive(message());
      const { text, overcome: dealtWith = [] } = partOf(await red.first(0));
      assert.equal(text, written);
      assert.deepEqual(
        dealtWith.map(({ pointer, code }) => `${pointer} ${code}`),
        overcome,
      );
      await red.status("yellow dot status.overcome");
    });

  for (const missing of ["stop", "fallback", "leave-out"])
    it(`stops under "${missing}" where nothing stands in for it, and where the template is wrong`, async () => {
      await load({ missing, fallbacks: [{ variable: "", text: "x" }], sms: "{{ recipient.title }}" });
      red.receive(message());
      assert.match(told((await red.first(1)).payload).join(), /^sms:1:4: Rien ne s’appelle recipient\.title/);
      await red.restart(
        flowOf({ ...sms, missing, sms: "{% optional %}{{ recipient.title | shout }}{% endoptional %}" }, 2, french),
      );
      red.receive(message());
      assert.match(told((await red.first(1)).payload).join(), /filtre shout/);
    });
});

describe("render message, in several languages", () => {
  const red = nodeRed(register);
  const day = "{{ '2026-03-31' | date: 'long' }}";
  const saved = {
    language: "fr",
    sms: `Bonjour, ${day}`,
    variants: [
      { language: "en", texts: { sms: `Hello, ${day}` } },
      { language: "de", texts: { sms: "" } },
    ],
  };

  for (const { reader, text, language } of [
    { reader: "fr-BE", text: "Bonjour, 31 mars 2026", language: "fr-BE" },
    { reader: "en-US", text: "Hello, March 31, 2026", language: "en-US" },
    { reader: "el", text: "Bonjour, 31 mars 2026", language: "fr" },
    { reader: "de", text: "Bonjour, 31 mars 2026", language: "fr" },
    { reader: undefined, text: "Bonjour, 31 mars 2026", language: "fr" },
  ])
    it(`writes "${text}" for a reader of ${reader ?? "no language"}`, async () => {
      await red.load(flowOf({ ...sms, ...saved }, 2, french));
      red.receive(message({ locale: reader }));
      const part = partOf(await red.first(0));
      assert.deepEqual([part.text, part.language], [text, language]);
    });

  it("says at the deploy which languages are missing, and which are none", async () => {
    const variants = [...saved.variants, { language: "english", texts: {} }, { language: "EN", texts: {} }];
    await red.load(flowOf({ ...sms, ...saved, variants }, 2, french));
    await red.house();
    await red.until(() => red.logged.length >= 4, "problems");
    const log = red.logged.map(({ level, text }) => `${level} ${text}`).join("\n");
    assert.match(log, /^error « english » n’est pas une langue/m);
    assert.match(log, /^error Il y a plusieurs textes en EN/m);
    assert.match(log, /^warn sms:1:1: Un texte manque : allemand \(de\)\./m);
  });

  it("is written in the campaign's language where its own is none, and says so", async () => {
    await red.load(flowOf({ ...sms, ...saved, language: "english", variants: [] }, 2, french));
    await red.house();
    const isTold = ({ text }: { text: string }) => text.startsWith("« english » n’est pas une langue");
    await red.until(() => red.logged.some(isTold), "the problem");
    red.receive(message());
    const part = partOf(await red.first(0));
    assert.deepEqual([part.text, part.language], ["Bonjour, 31 mars 2026", "fr"]);
  });

  it("shows a doubt in yellow", async () => {
    await red.load(flowOf({ ...sms, ...saved }, 2, french));
    await red.house();
    await red.status("yellow ring 1 problème(s) : voir le panneau de débogage");
    assert.deepEqual(red.errors, []);
  });
});

describe("render message, with shared texts", () => {
  const red = nodeRed(register);
  const campaign = { ...french, blocksFolder: "blocks" };
  const write = async (files: Record<string, string>) => {
    await mkdir(join(red.folder, "blocks"), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(red.folder, "blocks", name), text);
  };

  it("are offered by the form, by their names and kinds, to the nodes of their campaign", async () => {
    await write({ "greeting.txt": "a", "greeting.fr.txt": "b", "footer.html": "c", "README.md": "d" });
    await red.load(flowOf(sms, 2, campaign));
    await red.house();
    const { body } = await red.adminGet("/belle-histoire/render-message/samples?node=node", "fr");
    assert.deepEqual(body.blocks, [
      { name: "footer", kind: "html" },
      { name: "greeting", kind: "text" },
    ]);
  });

  it("writes them, in the reader's language", async () => {
    await write({
      "greeting.txt": "Bonjour {{ recipient.firstName }}\n",
      "greeting.en.txt": "Hello {{ recipient.firstName }}\n",
    });
    await red.load(flowOf({ ...sms, sms: '{% render "greeting" %}.' }, 2, campaign));
    red.receive(message());
    red.receive(message({ locale: "en" }));
    // The text itself is in French alone, and its blocks go with it.
    assert.deepEqual(
      (await red.some(0, 2)).map((sent) => partOf(sent).text),
      ["Bonjour Camille.", "Bonjour Camille."],
    );
  });

  it("writes a file that was changed within a second, under another hash", async () => {
    await write({ "greeting.txt": "Bonjour" });
    await red.load(flowOf({ ...sms, sms: '{% render "greeting" %}.' }, 2, campaign));
    red.receive(message());
    const before = partOf(await red.first(0));
    await write({ "greeting.txt": "Bonsoir à vous" });
    const after = await (async () => {
      for (let count = 2; ; count += 1) {
        red.receive(message());
        const part = partOf((await red.some(0, count))[count - 1] ?? {});
        if (part.text !== before.text) return part;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    assert.deepEqual([before.text, after.text], ["Bonjour.", "Bonsoir à vous."]);
    assert.notEqual(before.template, after.template);
    assert.equal(before.id, after.id);
  });

  it("says what is wrong with a folder and its texts, and where a text is used that there is not", async () => {
    await write({ "a.html": "x", "a.txt": "y", "b.v2.txt": "z", "greeting.txt": "{{ recipient.firstNam }}" });
    await red.load(flowOf({ ...sms, sms: '{% render "greting" %}{% render "greeting" %}' }, 2, campaign));
    await red.status("red ring 3 problème(s) : voir le panneau de débogage");
    const log = red.errors.join("\n");
    assert.match(log, /Le texte partagé a\.txt est d’une autre sorte/);
    assert.match(log, /Le texte partagé b\.v2\.txt a un nom/);
    assert.match(log, /^sms:1:\d+: Il n’y a pas de bloc greting\. Vouliez-vous dire greeting/m);
    red.receive(message());
    assert.match(
      told((await red.first(1)).payload).join("\n"),
      /^sms\/greeting:1:4: Rien ne s’appelle recipient\.firstNam ici/m,
    );
  });

  it("says so where there is no such folder", async () => {
    await red.load(flowOf({ ...sms, sms: "Bonjour" }, 2, campaign));
    await red.until(() => red.errors[0], "an error");
    assert.match(red.errors[0] ?? "", /^Le dossier des textes partagés ne se lit pas : .*blocks/);
    red.receive(message());
    assert.equal(partOf(await red.first(0)).text, "Bonjour");
  });
});

describe("the hash of a template", () => {
  const red = nodeRed(register);
  const hashOf = async (saved: object, campaign: object = french) => {
    await red.restart(flowOf({ ...sms, ...saved }, 2, campaign));
    red.receive(message({ title: "Mme" }));
    return partOf(await red.first(0)).template;
  };

  it("changes with what decides what is written, and with nothing else", async () => {
    const first = await hashOf({});
    const same = [
      { name: "Other" },
      { samples: [{ name: "a", message: "{}" }] },
      { subject: "of another channel" },
      { version: 1 },
    ];
    for (const saved of same) assert.equal(await hashOf(saved), first, JSON.stringify(saved));
    const others = [
      { sms: "Bonsoir" },
      { variants: [{ language: "en", texts: { sms: "Hello" } }] },
      { missing: "leave-out" },
      { fallbacks: [{ variable: "recipient.title", text: "a" }] },
      { transliterate: "letters" },
      { language: "de" },
      { purpose: "marketing" },
    ];
    const hashes = [first];
    for (const saved of others) hashes.push(await hashOf(saved));
    assert.equal(new Set(hashes).size, others.length + 1);
  });
});

describe("a render message node of version 1", () => {
  it("has the later settings as they were without them", () => {
    const saved = { version: 1, name: "Letter", channel: "print" as const, body: "Bonjour", sender: "Moi" };
    const undefinedOnes = Object.fromEntries(Object.keys(defaults).map((name) => [name, undefined]));
    const { version, name, body, sender, ...later } = migrate({ ...undefinedOnes, ...saved });
    assert.deepEqual([version, name, body, sender], [3, "Letter", "Bonjour", "Moi"]);
    const { version: _v, name: _n, body: _b, sender: _s, ...usual } = defaults;
    assert.deepEqual(later, { ...usual, addressStyle: "written" });
    assert.deepEqual([later.missing, later.variants, later.purpose], ["stop", [], "service"]);
  });
});
