import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import { migrate as printJob } from "../../nodes/send-print-job/config.ts";
import { jobOf } from "../../nodes/send-print-job/job-of.ts";
import register from "../../nodes/send-print-job/send-print-job.ts";
import { CampaignPart, type ContentPart, JourneyPart, SendPart, sha256 } from "../../src/contract/index.ts";
import { JobTicket, keepLetter } from "../../src/print/index.ts";
import { logoPng, letter as sampleLetter } from "../src/print/sample-letter.ts";
import { flowOf, nodeRed } from "./helper.ts";

const printer = { type: "send-print-job" };
const pdf = new TextEncoder().encode("%PDF-1.7 a letter");

const errors: { name: string; locale: string; more: object; says: RegExp }[] = [
  {
    name: "no content, in English",
    locale: "en",
    more: { content: undefined },
    says: /carries no print content\. Put a render message node/,
  },
  {
    name: "no content, in French",
    locale: "fr",
    more: { content: undefined },
    says: /ne porte pas de contenu print\. Placez un nœud/,
  },
  {
    name: "no journey",
    locale: "en",
    more: { journey: undefined },
    says: /does not come from an audience or a webhook/,
  },
  {
    name: "content of another channel",
    locale: "en",
    more: { content: { id: "c", channel: "email", language: "fr", template: "t" } },
    says: /carries no print content/,
  },
];

const blocked: {
  name: string;
  locale: string;
  prepare(folder: string): Promise<void>;
  folder: string;
  says: RegExp;
}[] = [
  {
    name: "its folder is a file",
    locale: "en",
    folder: "jobs",
    prepare: (folder) => writeFile(join(folder, "jobs"), "a file"),
    says: /^Nothing can be written to the print folder \S+jobs\. Check that it is a folder, .* then send the job again\.$/,
  },
  {
    name: "its folder is below a file, in French",
    locale: "fr",
    folder: "there/jobs",
    prepare: (folder) => writeFile(join(folder, "there"), "a file"),
    says: /^Rien ne peut être écrit dans le dossier d’impression \S+there\/jobs\. Vérifiez .* puis renvoyez le travail\.$/,
  },
  {
    name: "its letter is gone from the assets",
    locale: "en",
    folder: "jobs",
    prepare: (folder) => rm(join(folder, "belle-histoire", "assets"), { recursive: true }),
    says: /^The file with the content [0-9a-f]{64} is gone from the store's assets folder/,
  },
];

describe("the send print job node", () => {
  const red = nodeRed(register);

  /** A message of an enrolled recipient with a letter, as it comes from a render message node. */
  async function letterFor(id: string, locale = "en") {
    const { store, assets } = await red.house();
    const recipient = { id, firstName: "Camille" };
    const caseKey = `D-${id}`;
    const [enrolled] = await store.enrol([
      { campaign: "c1", node: "elsewhere", recipient, caseKey, test: false, at: Date.now() },
    ]);
    assert.ok(enrolled?.state === "enrolled");
    const content: ContentPart = {
      id: `content-${id}`,
      channel: "print",
      pdf: await assets.put(pdf, "application/pdf"),
      pages: 2,
      language: "fr",
      template: "f".repeat(64),
    };
    return {
      topic: "mine",
      mine: { deep: [1] },
      res: { end() {} },
      payload: Buffer.from(pdf),
      campaign: { id: "c1", name: "Spring", locale, timeZone: "Europe/Paris", test: false },
      journey: { id: enrolled.journey, caseKey, startedAt: "2026-03-31T07:00:00Z", test: false, task: enrolled.task },
      recipient,
      content,
    };
  }
  /** The same letter, not drawn yet. */
  async function undrawnFor(id: string, locale = "en") {
    const { assets } = await red.house();
    const { content, ...message } = await letterFor(id, locale);
    const { pdf: _, pages: __, ...rest } = content;
    const picture = {
      file: { name: "logo.png", data: logoPng(600, 150), state: "1" },
      width: 40,
      place: "left",
    } as const;
    const set = await keepLetter({ ...sampleLetter, logo: picture }, assets.put);
    return { ...message, content: { ...rest, letter: set } };
  }
  const jobs = async (folder = "letters") =>
    (await readdir(join(red.folder, folder))).filter((name) => name !== ".work").sort();
  const kinds = async (id: string) =>
    (await (await red.house()).store.story(id)).flatMap(({ lines }) => lines.map(({ kind }) => kind));

  it("lays PDF and ticket into the folder, then sends the message on, as the contract has it", async () => {
    await red.load(flowOf({ ...printer, sides: "two-sided-long-edge", colour: "monochrome", copies: 2 }, 3));
    const letter = await letterFor("R-1");
    const { content, recipient } = letter;
    red.receive(letter);
    const sent = await red.first(0);
    const send = SendPart.strict().parse(sent.send);
    const file = `D-R-1-${send.id}.pdf`;
    assert.deepEqual([send.channel, send.state, send.reference, send.reason], ["print", "sent", file, undefined]);
    assert.deepEqual([sent.payload, sent.topic, sent.mine, sent.res], [send, "mine", { deep: [1] }, undefined]);
    assert.deepEqual([sent.content, sent.recipient], [content, recipient]);
    const journey = JourneyPart.parse(sent.journey);
    assert.deepEqual([journey.id, journey.caseKey, journey.task], [letter.journey.id, "D-R-1", sent._msgid]);
    assert.equal(CampaignPart.parse(sent.campaign).id, "c1");

    const ticketFile = file.replace(/pdf$/, "json");
    assert.deepEqual(await jobs(), [ticketFile, file].sort());
    assert.deepEqual(await readFile(join(red.folder, "letters", file)), Buffer.from(pdf));
    const ticket: unknown = JSON.parse(await readFile(join(red.folder, "letters", ticketFile), "utf8"));
    const { createdAt, ...rest } = JobTicket.strict().parse(ticket);
    assert.ok(Math.abs(Date.parse(createdAt) - Date.now()) < 20_000);
    assert.deepEqual(rest, {
      version: 1,
      id: send.id,
      campaign: "c1",
      caseKey: "D-R-1",
      recipient: "R-1",
      document: { file, sha256: content.pdf?.hash, bytes: pdf.length, pages: 2 },
      media: "iso_a4_210x297mm",
      sides: "two-sided-long-edge",
      colour: "monochrome",
      copies: 2,
      test: false,
      template: content.template,
      language: "fr",
    });
    await red.status("green dot status.sent");
    assert.equal(red.statuses().join(", "), "blue ring status.queued, green dot status.sent");
    assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.sent"]);
    assert.deepEqual([red.at(1), red.at(2)], [[], []]);
  });

  it("draws a letter that is not drawn yet, the same on every try, and keeps no other copy of it", async () => {
    await red.load(flowOf(printer, 3));
    const message = await undrawnFor("R-1");
    red.receive(message);
    const sent = await red.first(0);
    const file = `D-R-1-${SendPart.parse(sent.send).id}.pdf`;
    assert.deepEqual(sent.content, message.content);
    const drawn = await readFile(join(red.folder, "letters", file));
    const ticketFile = join(red.folder, "letters", file.replace(/pdf$/, "json"));
    const { document } = JobTicket.parse(JSON.parse(await readFile(ticketFile, "utf8")));
    assert.deepEqual(document, { file, sha256: sha256(drawn), bytes: drawn.length, pages: 1 });
    const { assets } = await red.house();
    await assert.rejects(assets.get({ hash: sha256(drawn), type: "", bytes: 0 }), { key: "asset.missing" });
    const { journey, recipient } = message;
    const task = { id: "t", campaign: "c1", journey, recipient, message: { ...message, payload: null, res: null } };
    for (const again of [1, 2]) {
      const { pdf: bytes, ticket } = await jobOf(task as never, printJob({}), assets);
      assert.deepEqual([sha256(bytes), ticket.document.sha256, again], [document.sha256, document.sha256, again]);
    }
  });

  for (const [name, change, says] of [
    ["was changed by the flow", { window: "top" }, /^The letter in the message cannot be read: window\. Send/],
    ["is of a later version", { version: 9 }, /^The letter in the message cannot be read: version\. Send/],
  ] as const)
    it(`sends the message by the second output when its letter ${name}`, async () => {
      await red.load(flowOf(printer, 3));
      const { content, ...rest } = await undrawnFor("R-1");
      red.receive({ ...rest, content: { ...content, letter: { ...content.letter, ...change } } });
      const send = SendPart.strict().parse((await red.first(1)).send);
      assert.equal(send.state, "not-sent");
      assert.match(send.reason ?? "", says);
      await assert.rejects(jobs(), { code: "ENOENT" });
    });

  it("sends the message by the second output when a file of its letter is gone", async () => {
    await red.load(flowOf(printer, 3));
    const message = await undrawnFor("R-1");
    await rm(join(red.folder, "belle-histoire", "assets"), { recursive: true });
    red.receive(message);
    const send = SendPart.strict().parse((await red.first(1)).send);
    assert.match(send.reason ?? "", /^The file with the content [0-9a-f]{64} is gone/);
  });

  it("shows why a letter is held, and until when", async () => {
    const hour = (from: number) => `${new Date(Date.now() + from * 3_600_000).toISOString().slice(11, 13)}:00`;
    const quiet = { quietFrom: hour(-2), quietTo: hour(2), quietPrint: true, quietService: true, timeZone: "UTC" };
    await red.load(flowOf({ ...printer, folder: "jobs" }, 3, quiet));
    red.receive(await letterFor("R-1"));
    const held =
      /^yellow ring until \d+ \w+ \d{4}, (\d\d:00): Nothing is sent between \d\d:00 and (\d\d:00) \(UTC\)\.$/;
    const told = await red.until(() => held.exec(red.statuses().at(-1) ?? "") ?? undefined, "a status that tells");
    assert.deepEqual(told.slice(1), [quiet.quietTo, quiet.quietTo]);
    assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.held"]);
    await assert.rejects(jobs("jobs"), { code: "ENOENT" });
  });

  it("takes the copies as text from an environment variable", async () => {
    await red.load(flowOf({ ...printer, copies: "3", folder: "jobs" }, 3));
    red.receive(await letterFor("R-1"));
    await red.first(0);
    const [ticket] = await jobs("jobs");
    const { copies } = JSON.parse(await readFile(join(red.folder, "jobs", ticket!), "utf8")) as JobTicket;
    assert.equal(copies, 3);
  });

  for (const when of ["at once", "after a restart"])
    it(`sends nothing on a replay ${when}`, async () => {
      const flow = flowOf(printer, 3);
      await red.load(flow);
      const letter = await letterFor("R-1");
      red.receive({ ...letter });
      await red.first(0);
      const before = await jobs();
      if (when === "after a restart") await red.restart(flow);
      red.receive({ ...letter });
      await red.status("blue ring status.already-sent");
      // What the replay had sent would be there before this one.
      red.receive(await letterFor("R-2"));
      await red.until(
        () => red.at(0).some(({ recipient }) => (recipient as { id: string }).id === "R-2"),
        "another letter",
      );
      const after = (await jobs()).filter((name) => !name.startsWith("D-R-2"));
      assert.deepEqual([before.length, after], [2, before]);
      assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.sent"]);
    });

  for (const { name, locale, prepare, folder, says } of blocked)
    it(`sends the message by the second output when ${name}, with what to do`, async () => {
      await red.load(flowOf({ ...printer, folder }, 3, { locale }));
      const letter = await letterFor("R-1", locale);
      await prepare(red.folder);
      red.receive(letter);
      const message = await red.first(1);
      const send = SendPart.strict().parse(message.send);
      assert.deepEqual([send.state, send.reference, message.payload], ["not-sent", undefined, send]);
      assert.match(send.reason ?? "", says);
      assert.deepEqual([message.topic, message.mine, red.at(0)], ["mine", { deep: [1] }, []]);
      await red.status(`red dot ${send.reason?.split(/(?<=\.) /)[0]}`);
      assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.not-sent"]);
    });

  for (const { name, locale, more, says } of errors)
    it(`tells a catch node: ${name}`, async () => {
      await red.load(flowOf(printer, 3, { locale }));
      red.receive({ ...(await letterFor("R-1", locale)), ...more });
      const caught = await red.first("caught");
      assert.match((caught.error as { message: string }).message, says);
      assert.equal(caught.topic, "mine");
      await red.status("red dot status.error");
      assert.deepEqual(await kinds("R-1"), ["journey.started"]);
    });

  it("asks for a campaign, and tells a catch node", async () => {
    await red.load(flowOf(printer, 3, null));
    assert.deepEqual(red.statuses(), ["red ring status.no-campaign"]);
    red.receive({ payload: 1 });
    const caught = await red.first("caught");
    assert.match(
      (caught.error as { message: string }).message,
      /No campaign is chosen\. Open the node and choose one\.$/,
    );
  });

  it("finishes a send under way before it is closed, and leaves no hook behind", async () => {
    await red.load(flowOf(printer, 3));
    red.receive(await letterFor("R-1"));
    await red.status("blue ring status.queued");
    const { engine } = await red.house();
    await red.unload();
    assert.deepEqual([engine.holding, red.watching()], [0, false]);
    // Either it was not begun, or it is whole.
    await mkdir(join(red.folder, "letters"), { recursive: true });
    assert.ok([0, 2].includes((await jobs()).length));
  });
});
