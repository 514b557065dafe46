import assert from "node:assert/strict";
import type { Worker } from "node:worker_threads";
import { after, before, describe, it } from "mocha";
import register from "../../nodes/render-message/render-message.ts";
import { ContentPart, sha256 } from "../../src/contract/index.ts";
import { usePool } from "../../src/pool.ts";
import { flowOf, nodeRed } from "./helper.ts";

const letter = {
  type: "render-message",
  sender: "Maison Belle\n1 rue des Lilas\n44000 Nantes",
  subject: "Dossier {{ journey.caseKey }}",
  body: "Bonjour {{ recipient.firstName }}, c’est {{ decision.label }}.",
  mapName: "",
};
const postalAddress = { country: "FR", postalCode: "44000", locality: "Nantes", thoroughfare: ["1 rue de la Paix"] };
const message = (more: object = {}, locale = "fr", task = "task-1") => ({
  topic: "mine",
  mine: { deep: [1] },
  campaign: { id: "c1", name: "Spring", locale, timeZone: "Europe/Paris", test: false },
  journey: { id: "j", caseKey: "D-1", startedAt: "2026-03-31T07:00:00Z", test: false, task },
  recipient: { id: "R-1", firstName: "Camille", lastName: "Moreau", postalAddress },
  decision: { label: "accepted", rule: 0, reason: "" },
  ...more,
});
const told = (payload: unknown) => (payload as { problems: string[] }).problems;

const problems: { name: string; saved?: object; more?: object; locale: string; key: string; says: RegExp[] }[] = [
  {
    name: "a variable that the recipient does not have, with its place",
    saved: { body: "Bonjour\n\n{{ recipient.title }} {{ recipient.firstName }}" },
    locale: "en",
    key: "message.template",
    says: [/^body:3:4: Nothing is called recipient\.title here\. Check the spelling/],
  },
  {
    name: "every problem, in French",
    saved: { subject: "{{ nothing }}", body: "{{ a.b }} and\n{{ c.d }}" },
    locale: "fr",
    key: "message.template",
    says: [
      /^subject:1:4: Rien ne s’appelle nothing ici\. Vérifiez/,
      /^body:1:4: Rien ne s’appelle a ici\./,
      /^body:2:4: Rien ne s’appelle c ici\./,
    ],
  },
  {
    name: "a filter with another kind of value",
    saved: { body: "{{ recipient.firstName | money: 'EUR' }}" },
    locale: "en",
    key: "message.template",
    says: [/^body:1:\d+: The filter money needs a number\.$/],
  },
  {
    name: "a recipient without an address",
    more: { recipient: { id: "R-1", firstName: "Camille" } },
    locale: "fr",
    key: "print.no-address",
    says: [/^Le destinataire n’a pas d’adresse postale/],
  },
  {
    name: "a map without a picture for print",
    saved: { mapName: "home" },
    more: { map: { home: { store: { name: "Nantes" } } } },
    locale: "en",
    key: "message.no-vector",
    says: [/^The map “home” has no picture for print\. Switch print on/],
  },
  {
    name: "a sign that the typeface does not have",
    saved: { body: "Bravo 🎉" },
    locale: "en",
    key: "print.missing-glyph",
    says: [/has no sign for “🎉”, in the letter\. Take it out/],
  },
  {
    name: "a setting that does not fit",
    saved: { accentColour: "red" },
    locale: "fr",
    key: "print.request",
    says: [/^Un réglage de la lettre ne convient pas : accentColour\.$/],
  },
];

const errors: { name: string; more: object; locale: string; says: RegExp }[] = [
  {
    name: "no journey, in English",
    more: { journey: undefined },
    locale: "en",
    says: /does not come from an audience/,
  },
  {
    name: "no recipient, in French",
    more: { recipient: undefined },
    locale: "fr",
    says: /ne vient ni d’une audience ni d’un webhook/,
  },
];

const settings: { name: string; saved: object; log: RegExp }[] = [
  {
    name: "a template that is not closed",
    saved: { body: "{% if recipient.title %}" },
    log: /^body:1:1: Something that is opened here/,
  },
  {
    name: "a filter that does not exist",
    saved: { subject: "{{ a | shout }}" },
    log: /^subject:1:\d+: There is no filter shout\. Check/,
  },
];

describe("the render message node", () => {
  const red = nodeRed(register);
  let letGo: () => Promise<void>;
  before(() => {
    letGo = usePool();
  });
  after(() => letGo());

  it("composes the letter, as the contract has it", async () => {
    await red.load(flowOf(letter, 2));
    const response = { end() {} };
    const received = message({ res: response });
    red.receive(received);
    const sent = await red.first(0);
    const { content, payload, _msgid, ...rest } = sent;
    assert.equal<unknown>(sent, received);
    assert.deepEqual(rest, { ...message(), res: response });
    assert.equal(sent.res, response);
    const part = ContentPart.strict().parse(content);
    assert.deepEqual([part.channel, part.language, part.pages], ["print", "fr", 1]);
    assert.match(part.text ?? "", /Dossier D-1[\s\S]*Bonjour Camille, c’est accepted\./);
    assert.match(part.template, /^[0-9a-f]{64}$/);
    const pdf = await (await red.house()).assets.get(part.pdf!);
    assert.deepEqual(part.pdf, { hash: sha256(pdf), type: "application/pdf", bytes: pdf.length });
    assert.equal(String(pdf.subarray(0, 5)), "%PDF-");
    assert.deepEqual(payload, Buffer.from(pdf));
    assert.equal(red.statuses().join(", "), "blue ring status.rendering, green dot status.ready");
  });

  it("gives a content the same id on every replay, and another one to another task or part", async () => {
    await red.load(flowOf(letter, 2));
    for (const task of ["task-1", "task-1", "task-2"]) red.receive(message({}, "fr", task));
    red.receive(message({ parts: { id: "p", index: 1, count: 2 } }));
    const contents = (await red.some(0, 4)).map(({ content }) => content as ContentPart);
    await red.restart(flowOf(letter, 2));
    red.receive(message());
    const after = (await red.first(0)).content as ContentPart;
    const ids = contents.map(({ id }) => id);
    assert.equal(new Set(ids).size, 3);
    assert.equal(ids.filter((id) => id === after.id).length, 2);
  });

  it("knows a template by what is written in it, wherever the node stands", async () => {
    const hashes: string[] = [];
    for (const saved of [{}, { name: "", g: "group" }, { body: "Bonjour." }]) {
      await red.restart(flowOf({ ...letter, ...saved }, 2));
      red.receive(message());
      hashes.push(((await red.first(0)).content as ContentPart).template);
    }
    assert.equal(hashes[0], hashes[1]);
    assert.notEqual(hashes[0], hashes[2]);
  });

  it("writes in the recipient's language", async () => {
    await red.load(flowOf({ ...letter, body: "{{ '2026-03-31' | date: 'long' }}" }, 2));
    const { recipient } = message();
    red.receive(message({ recipient: { ...recipient, locale: "en-GB" } }));
    const { language, text } = (await red.first(0)).content as ContentPart;
    assert.equal(language, "en-GB");
    assert.match(text ?? "", /31 March 2026/);
  });

  for (const { name, saved = {}, more = {}, locale, key, says } of problems)
    it(`sends ${name}, by the second output`, async () => {
      await red.load(flowOf({ ...letter, ...saved }, 2));
      const received = message(more, locale);
      red.receive(received);
      const sent = await red.first(1);
      assert.equal<unknown>(sent, received);
      assert.deepEqual([(sent.payload as { key: string }).key, sent.content, sent.topic], [key, undefined, "mine"]);
      assert.equal(told(sent.payload).length, says.length, told(sent.payload).join("\n"));
      for (const [index, pattern] of says.entries()) assert.match(told(sent.payload)[index] ?? "", pattern);
      await red.status("yellow dot status.problem");
      assert.deepEqual(red.at(0), []);
    });

  for (const { name, more, locale, says } of errors)
    it(`tells a catch node: ${name}`, async () => {
      await red.load(flowOf(letter, 2));
      await red.house();
      red.receive(message(more, locale));
      const caught = await red.first("caught");
      assert.match((caught.error as { message: string }).message, says);
      await red.status("red dot status.error");
    });

  for (const { name, saved, log } of settings)
    it(`shows and logs ${name} at its deploy, and loses no message`, async () => {
      await red.load(flowOf({ ...letter, ...saved }, 2));
      await red.status("red ring 1 problem(s): see the debug sidebar");
      assert.match(red.errors.join("\n"), log);
      assert.equal(red.errors.length, 1);
      red.receive(message({}, "en"));
      const { payload } = await red.first(1);
      assert.match(told(payload)[0] ?? "", log);
      assert.equal(red.errors.length, 1);
    });

  for (const locale of ["en", "fr"])
    it(`sends every message by the second output where its settings cannot be read, and says so, in ${locale}`, async () => {
      await red.load(flowOf({ ...letter, variants: "fr" }, 2));
      // A store that is still being opened writes into the folder that goes with the test.
      await red.house();
      await red.status("red ring 1 problem(s): see the debug sidebar");
      red.receive(message({}, locale));
      const { payload } = await red.first(1);
      assert.match(told(payload)[0] ?? "", locale === "en" ? /variants\. Save and reopen/ : /variants\. Enregistrez/);
    });

  it("calls nothing a problem of the message where the store is away: its task is played again", async () => {
    await red.load(flowOf(letter, 2, { store: "postgres://127.0.0.1:9/none" }));
    red.receive(message({}, "en"));
    const { error } = await red.first("caught");
    assert.match((error as { message: string }).message, /127\.0\.0\.1/);
    assert.deepEqual([red.at(0), red.at(1)], [[], []]);
  });

  it("sends a message of a campaign that is gone by the second output", async () => {
    await red.load(flowOf(letter, 2, null));
    red.receive(message());
    const { payload } = await red.first(1);
    assert.equal((payload as { key: string }).key, "send.no-journey");
  });

  it("loads what letters need at its deploy, before anybody waits for one, and nothing for text messages", async () => {
    await letGo();
    const begun: Worker[] = [];
    let more = () => {};
    const begin = (worker: Worker) => {
      begun.push(worker);
      more();
    };
    process.on("worker", begin);
    try {
      await red.load(flowOf({ ...letter, channel: "sms", sms: "Bonjour" }, 2));
      red.receive(message());
      await red.first(0);
      const [store] = begun;
      assert.deepEqual(begun, [store]);
      await red.restart(flowOf(letter, 2));
      if (begun.length < 2) await new Promise<void>((resolve) => (more = resolve));
      assert.equal(red.at(0).length, 0);
      await red.house();
      await red.unload();
    } finally {
      process.off("worker", begin);
      letGo = usePool();
    }
  });

  it("ends its threads when it is closed", async () => {
    await letGo();
    const threads = new Set<Worker>();
    const begin = (worker: Worker) => {
      threads.add(worker);
      worker.once("exit", () => threads.delete(worker));
    };
    process.on("worker", begin);
    try {
      await red.load(flowOf(letter, 2));
      red.receive(message());
      await red.first(0);
      assert.ok(threads.size > 1);
      await red.unload();
      // The store's own lingers for a redeploy.
      assert.equal(threads.size, 1);
    } finally {
      process.off("worker", begin);
      letGo = usePool();
    }
  });
});
