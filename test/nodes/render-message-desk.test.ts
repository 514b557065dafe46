import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import type { Node, NodeAPI, NodeDef } from "node-red";
import type {
  PlacedProblem,
  PreviewAnswer,
  SamplesAnswer,
  TestSendAnswer,
} from "../../nodes/render-message/preview-answer.ts";
import register from "../../nodes/render-message/render-message.ts";
import { defaults as routeMap } from "../../nodes/route-map/config.ts";
import type { Mail } from "../../src/mail/index.ts";
import { usePool } from "../../src/pool.ts";
import type { TextMessage } from "../../src/sms/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

const root = "/belle-histoire/render-message";
const mjml = (body: string) =>
  `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;
const letter = {
  channel: "print",
  sender: "Maison Belle\n1 rue des Lilas\n44000 Nantes",
  subject: "Dossier {{ journey.caseKey }}",
  body: "{{ recipient | salutation }},\n\nc’est {{ decision.label }}.",
  mapName: "",
};
const email = {
  channel: "email",
  subject: "Dossier {{ journey.caseKey }}",
  preheader: "C’est {{ decision.label }}",
  html: mjml("<mj-text>Bonjour {{ recipient.firstName | default: 'vous' }}</mj-text>"),
};
const sms = { channel: "sms", sms: "Bonjour {{ recipient.firstName | default: 'vous' }}, c’est {{ decision.label }}." };

/** What accounts were handed. */
const mails: Mail[] = [];
const texts: TextMessage[] = [];
const accounts = (RED: NodeAPI) => {
  const submit = (kept: unknown[]) => async (one: unknown) => {
    kept.push(one);
    return { reference: `taken-${kept.length}` };
  };
  for (const [type, kept] of [
    ["mail-account", mails],
    ["sms-account", texts],
  ] as const)
    RED.nodes.registerType(type, function (this: Node, def: NodeDef) {
      RED.nodes.createNode(this, def);
      Object.assign(this, { carrier: () => ({ submit: submit(kept) }) });
    });
};

const webhook = {
  id: "hook",
  type: "inbound-webhook",
  z: "tab",
  x: 0,
  y: 0,
  campaign: "c1",
  fields: [
    { name: "caseKey", type: "text", required: true, target: "case-key" },
    { name: "decision", type: "enum", required: true, values: [{ value: "granted", synonyms: [] }], target: "event" },
    { name: "premium", type: "money", required: false, target: "event", currency: "EUR" },
  ],
  wires: [["node"]],
};

describe("the form of render message", () => {
  const red = nodeRed(register, accounts, (RED) => {
    for (const type of ["inbound-webhook", "route-map"])
      RED.nodes.registerType(type, function (this: Node, def: NodeDef) {
        RED.nodes.createNode(this, def);
      });
  });
  let letGo: () => Promise<void>;
  before(() => {
    letGo = usePool();
  });
  after(() => letGo());

  async function load(more: object[] = [], campaign: object = {}): Promise<void> {
    await red.load([...flowOf({ type: "render-message", ...letter }, 2, campaign), ...(more as never[])]);
    // A store that is still being opened writes into the folder that goes with the test.
    await red.house();
  }
  const ask = async (config: object, more: object = {}, language = "fr") => {
    const body = { node: "node", config, map: null, service: null, sample: { name: "plain" }, ...more };
    const { status, body: answer } = await red.admin(`${root}/preview`, language, body);
    assert.equal(status, 200, JSON.stringify(answer));
    return answer as unknown as PreviewAnswer;
  };
  const said = (problems: PlacedProblem[]) =>
    problems.map(({ text, line, column, overcome }) => `${text} ${line}:${column}${overcome ? " overcome" : ""}`);

  it("names its made-up people in the reader's language", async () => {
    await load();
    for (const [language, title] of [
      ["en-US", "Camille Moreau, in French"],
      ["fr", "Camille Moreau, en français"],
    ] as const) {
      const { status, body } = await red.adminGet(`${root}/samples`, language);
      const { samples } = body as unknown as SamplesAnswer;
      assert.equal(status, 200);
      assert.deepEqual(samples[0], { name: "plain", title });
      assert.deepEqual(
        samples.map(({ name }) => name),
        ["plain", "english", "long", "missing"],
      );
    }
  });

  it("shows a letter", async () => {
    await load();
    const { letter: shown, problems, language } = await ask(letter);
    assert.deepEqual([problems, shown?.pages, language], [[], 1, "fr"]);
    assert.equal(
      Buffer.from(shown?.pdf ?? "", "base64")
        .subarray(0, 5)
        .toString(),
      "%PDF-",
    );
  });

  it("composes a letter for every one of its people", async () => {
    await load();
    for (const name of ["plain", "english", "long", "missing"]) {
      const { letter: shown, problems } = await ask(letter, { sample: { name } });
      assert.deepEqual([problems, shown?.pages], [[], 1], name);
    }
  });

  it("shows an e-mail with its size, and the map of the node before as a picture of its own", async () => {
    await load();
    const html = mjml('<mj-image src="{{ "home" | map_image }}" alt="{{ map.home.alt }}" />');
    const { email: shown, problems } = await ask({ ...email, html }, { map: { ...routeMap, mapName: "home" } });
    assert.deepEqual(
      problems.filter(({ overcome }) => !overcome),
      [],
    );
    assert.deepEqual([shown?.subject, shown?.preheader], ["Dossier D-1001", "C’est accepted"]);
    assert.match(shown?.html ?? "", /src="data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=]{1000,}"/);
    assert.doesNotMatch(shown?.html ?? "", /cid:/);
    assert.ok((shown?.size ?? 0) > 500 && (shown?.size ?? 0) < (shown?.html.length ?? 0));
    assert.ok((shown?.text ?? "").length > 0);
  });

  it("shows a letter attached to an e-mail", async () => {
    await load();
    const { email: shown } = await ask({ ...email, attachLetter: true, attachmentName: "Contrat" });
    assert.equal(shown?.attachments[0]?.name, "Contrat.pdf");
    assert.ok((shown?.attachments[0]?.bytes ?? 0) > 1000);
  });

  it("shows a text message in the language of the chosen person", async () => {
    await load();
    const variants = [{ language: "en", texts: { sms: "Hello {{ recipient.firstName }}" } }];
    const config = { ...sms, language: "fr", variants };
    assert.deepEqual((await ask(config)).sms, { text: "Bonjour Camille, c'est accepted." });
    const english = await ask(config, { sample: { name: "english" } });
    assert.deepEqual([english.sms, english.language], [{ text: "Hello Oliver" }, "en-GB"]);
    assert.deepEqual((await ask(config, { language: "en" })).sms, { text: "Hello Camille" });
  });

  it("makes up what the webhook before the node would bring, and only what it requires where data is missing", async () => {
    await load([webhook]);
    const text = "{{ event.data.decision }} {{ event.data.premium.amount | default: 0 }}";
    assert.deepEqual((await ask({ ...sms, sms: text })).sms, { text: "granted 125000" });
    const { sms: missing } = await ask({ ...sms, sms: text }, { sample: { name: "missing" } });
    assert.deepEqual(missing, { text: "granted 0" });
  });

  it("tells problems at their places, with what was probably meant, and shows nothing that would not be sent", async () => {
    await load([webhook]);
    const config = {
      ...email,
      subject: "{{ recipient.firstNme }}",
      html: mjml("\n<mj-text>{{ event.data.decison }}</mj-text>"),
    };
    const { problems, email: shown } = await ask(config, {}, "en");
    assert.equal(shown, undefined);
    assert.deepEqual(said(problems), ["subject 1:4", "html 2:13"]);
    assert.match(problems[1]?.detail ?? "", /Did you mean event\.data\.decision\?/);
  });

  it("shows a message whose policy overcomes what is missing, and tells it", async () => {
    await load();
    const config = {
      ...sms,
      sms: "Bonjour {{ recipient.firstName }}",
      missing: "fallback",
      fallbacks: [{ variable: "recipient.firstName", text: "à vous" }],
    };
    const { sms: shown, problems } = await ask(config, { sample: { name: "missing" } });
    assert.deepEqual([shown, said(problems)], [{ text: "Bonjour à vous" }, ["sms 1:9 overcome"]]);
  });

  it("takes a sample that somebody has written", async () => {
    await load();
    const written = { recipient: { firstName: "Zoé" }, decision: { label: "refused" } };
    const { sms: shown } = await ask(sms, { sample: { message: JSON.stringify(written) } });
    assert.deepEqual(shown, { text: "Bonjour Zoé, c'est refused." });
  });

  for (const { name, written, place, says } of [
    {
      name: "is no JSON",
      written: '{\n  "recipient": {\n    "firstName": "Zoé",,\n',
      place: "3:24",
      says: /n’est pas du JSON/,
    },
    {
      name: "does not fit",
      written: '{\n  "recipient": { "locale": "fr",\n "email": "zoe" }\n}',
      place: "3:11",
      says: /recipient\.email/,
    },
    {
      name: "has another name",
      written: '{ "recipent": {} }',
      place: "1:3",
      says: /pas de recipent ici\. Il peut avoir recipient, event/,
    },
    { name: "is a list", written: " []", place: "1:2", says: /\{ \}/ },
  ])
    it(`says where a sample ${name}`, async () => {
      await load();
      const { problems } = await ask(sms, { sample: { message: written } });
      const [first] = problems.filter(({ text }) => text === "sample");
      assert.equal(`${first?.line}:${first?.column}`, place);
      assert.match(first?.detail ?? "", says);
    });

  it("tells the first twenty problems of a sample that is wrong all over", async () => {
    await load();
    const members = Array.from({ length: 15_000 }, (_, at) => `"a${at}":1`);
    const { problems } = await ask(sms, { sample: { message: `{${members}}` } });
    assert.equal(problems.filter(({ text }) => text === "sample").length, 20);
  });

  it("shows what is filled in from the environment at a deploy as if it were empty", async () => {
    process.env.BELLE_HISTOIRE_TEST_LANGUAGE = "el";
    try {
      await load([], { locale: "fr" });
      const language = `\${BELLE_HISTOIRE_TEST_LANGUAGE}`;
      const written = await ask({ ...sms, sms: "{{ '2026-03-31' | date: 'long' }}", language });
      assert.deepEqual([written.sms?.text, written.language, written.problems], ["31 mars 2026", "fr", []]);
      const { letter: shown, problems } = await ask({ ...letter, accentColour: language });
      assert.deepEqual([shown?.pages, problems], [1, []]);
    } finally {
      delete process.env.BELLE_HISTOIRE_TEST_LANGUAGE;
    }
  });

  for (const { name, body } of [
    { name: "nothing", body: {} },
    { name: "a channel that there is not", body: { config: { channel: "fax" } } },
    { name: "texts that are lists", body: { config: { ...sms, sms: ["a"] } } },
    { name: "a sample that is too long", body: { config: sms, sample: { message: "x".repeat(200_001) } } },
  ])
    it(`refuses ${name} with a sentence`, async () => {
      await load();
      const { status, body: answer } = await red.admin(`${root}/preview`, "fr", body);
      assert.equal(status, 422);
      assert.match(String((answer.problems as string[])[0]), /^Le formulaire a envoyé quelque chose/);
    });

  it("goes on without a map that cannot be drawn, and says why", async () => {
    await load();
    const { problems, letter: shown } = await ask(letter, { map: { ...routeMap, area: "areas/nowhere.area" } });
    assert.deepEqual([said(problems), shown?.pages], [["mapName 1:1 overcome"], 1]);
  });

  for (const { name, deployed, told } of [
    { name: "no other files of a map than deployed ones read", deployed: "", told: true },
    { name: "the files of a map that a deployed one reads", deployed: "customers.csv", told: false },
  ])
    it(`reads ${name}`, async () => {
      const node = { ...{ id: "map", type: "route-map", z: "tab", x: 0, y: 0, wires: [[]] }, storesFile: deployed };
      await load([node]);
      await writeFile(join(red.folder, "customers.csv"), "name;address\nAnne Martin;1 rue de la Paix, 44000 Nantes\n");
      const html = mjml("<mj-text>{{ map.home.store.name }}</mj-text>");
      const list = { ...routeMap, mapName: "home", storesFrom: "file", storesFile: "customers.csv" };
      const others = [
        { ...routeMap, logo: "customers.csv" },
        { ...routeMap, fallback: "picture", fallbackPicture: "customers.csv" },
      ];
      for (const map of [list, ...(told ? others : [])]) {
        const { problems, email: shown } = await ask({ ...email, html }, { map });
        const details = problems.filter(({ text }) => text === "mapName").map(({ detail }) => detail);
        assert.equal(/Le plan lit un fichier qu’aucun plan déployé ne lit/.test(details.join()), told, details.join());
        if (told) assert.equal(shown, undefined);
      }
    });

  it("sends an e-mail to oneself through an account, as a test, its pictures and files with it", async () => {
    await load([{ id: "post", type: "mail-account" }]);
    const html = mjml('<mj-image src="{{ "home" | map_image }}" alt="Le plan" />');
    const question = {
      node: "node",
      config: { ...email, html, attachLetter: true, purpose: "marketing" },
      map: { ...routeMap, mapName: "home" },
      service: null,
      sample: { name: "plain" },
      account: "post",
      to: "me@example.org",
    };
    const { status, body } = await red.admin(`${root}/test-send`, "fr", question);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(body as unknown as TestSendAnswer, { reference: `taken-${mails.length}` });
    const mail = mails.at(-1);
    assert.deepEqual(
      [mail?.to, mail?.test, mail?.campaign, mail?.subject],
      [{ address: "me@example.org" }, true, "c1", "Dossier D-1001"],
    );
    assert.match(mail?.id ?? "", /^[a-z0-9]+$/);
    assert.ok(mail?.html?.includes(`cid:${mail.inline?.[0]?.cid}`));
    assert.ok((mail?.inline?.[0]?.bytes.byteLength ?? 0) > 1000);
    assert.equal(
      Buffer.from(mail?.attachments?.[0]?.bytes ?? [])
        .subarray(0, 5)
        .toString(),
      "%PDF-",
    );
  });

  it("sends a text message to oneself", async () => {
    await load([{ id: "phone", type: "sms-account" }]);
    const question = {
      node: "node",
      config: { ...sms, language: "fr" },
      map: null,
      sample: { name: "plain" },
      account: "phone",
      to: "+33 6 39 98 00 12",
    };
    const { body } = await red.admin(`${root}/test-send`, "fr", question);
    assert.deepEqual(body as unknown as TestSendAnswer, { reference: `taken-${texts.length}` });
    const { id: _id, at: _at, ...text } = texts.at(-1) as TextMessage;
    assert.deepEqual(text, {
      to: "+33639980012",
      text: "Bonjour Camille, c'est accepted.",
      purpose: "service",
      language: "fr",
      test: true,
    });
  });

  for (const { name, question, says } of [
    {
      name: "a letter",
      question: { config: letter, to: "me@example.org" },
      says: /courriers et les pages ne s’envoient pas en essai/,
    },
    { name: "anything to nobody", question: { config: email, to: "me" }, says: /Personne ne peut être joint/ },
    {
      name: "anything through an account of another channel",
      question: { config: sms, to: "+33639980012" },
      says: /n’est pas déployé, ou il est d’un autre canal/,
    },
    {
      name: "what cannot be written",
      question: { config: { ...email, subject: "{{ nothing }}" }, to: "me@example.org" },
      says: /Le premier de 1 problème\(s\) : Rien ne s’appelle nothing/,
    },
  ])
    it(`sends no test of ${name}`, async () => {
      await load([{ id: "post", type: "mail-account" }]);
      const before = mails.length;
      const { status, body } = await red.admin(`${root}/test-send`, "fr", {
        node: "node",
        account: "post",
        ...question,
      });
      assert.equal(status, 422);
      assert.match((body.problems as string[]).join(), says);
      assert.equal(mails.length, before);
    });
});
