import assert from "node:assert/strict";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, it } from "mocha";
import { migrate } from "../../nodes/send-sms/config.ts";
import register from "../../nodes/send-sms/send-sms.ts";
import { defaults } from "../../nodes/sms-account/config.ts";
import registerAccount from "../../nodes/sms-account/sms-account.ts";
import { type ContentPart, type Recipient, SendPart } from "../../src/contract/index.ts";
import { sendId } from "../../src/journey/index.ts";
import { smsOutbox } from "../../src/sms-gateway/index.ts";
import { type Answering, answerJson, startService, type TestService } from "../src/service/server.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";

const sender = { type: "send-sms" };
const address = { country: "FR", postalCode: "44000", locality: "Nantes", thoroughfare: ["1 rue Crébillon"] };
const text = "Bonjour Zoé, votre crédit est accordé.";
const taken: Answering = (_seen, response) => answerJson(response, 201, { id: "m-1" });
const credentials = { account: { secret: "hush-hush" } };

describe("the send SMS node", () => {
  const red = nodeRed(register, registerAccount);
  let service: TestService | undefined;
  afterEach(async () => {
    await service?.close();
    service = undefined;
  });

  /** A flow with an account of a service on this machine. */
  async function byHttp(answer: Answering, account: object = {}, campaign: object = {}): Promise<FlowNode[]> {
    service = await startService(answer);
    const own = { kind: "custom", address: `${service.origin}/sms`, pace: 0, sender: "Belle", ...account };
    return [
      ...flowOf({ ...sender, account: "account" }, 3, { laws: false, ...campaign }),
      { ...defaults, ...own, id: "account", type: "sms-account" },
    ];
  }
  const outbox = (campaign: object = {}, node: object = {}) =>
    flowOf({ ...sender, ...node }, 3, { laws: false, ...campaign });

  interface Case {
    recipient?: Partial<Recipient>;
    content?: Partial<ContentPart>;
    test?: boolean;
  }
  /** A message of an enrolled recipient with a text, as it comes from a render message node. */
  async function messageFor(id: string, { recipient: more = {}, content = {}, test = false }: Case = {}) {
    const { store } = await red.house();
    const recipient: Recipient = { id, firstName: "Zoé", phone: "06 12 34 56 78", postalAddress: address, ...more };
    const row = { campaign: "c1", node: "elsewhere", recipient, caseKey: `D-${id}`, test, at: Date.now() };
    const [enrolled] = await store.enrol([row]);
    assert.ok(enrolled?.state === "enrolled");
    const { journey, task } = enrolled;
    const part: ContentPart = {
      ...{ id: `content-${id}`, channel: "sms", text, language: "fr", template: "f".repeat(64), ...content },
    };
    return {
      topic: "mine",
      res: { end() {} },
      payload: text as unknown,
      campaign: { id: "c1", name: "Spring", locale: "en", timeZone: "Europe/Paris", test },
      journey: { id: journey, caseKey: `D-${id}`, startedAt: "2026-03-31T07:00:00Z", test, task },
      recipient,
      content: part,
    };
  }
  const files = async (folder = "sms") =>
    (await readdir(join(red.folder, folder)).catch(() => [])).filter((name) => name.endsWith(".json"));
  const laid = async (folder: string, name = "") =>
    JSON.parse(await readFile(join(red.folder, folder, name || ((await files(folder))[0] ?? "")), "utf8")) as Record<
      string,
      unknown
    >;
  const lines = async (id: string) =>
    (await (await red.house()).store.story(id)).flatMap((story) =>
      story.lines.map(({ kind, data }) => ({ kind, data })),
    );
  const kinds = async (id: string) => (await lines(id)).map(({ kind }) => kind);
  const ended = async (id: string, kind: string) => {
    while (!(await kinds(id)).includes(kind)) await new Promise(setImmediate);
  };

  /** What leaves for one recipient: after a restart that of others may be told once more. */
  const leaves = (id: string, port: number) =>
    red.until(() => red.at(port).find(({ journey }) => (journey as { caseKey: string }).caseKey === `D-${id}`), id);

  it("lays the message into the outbox, then sends it on, as the contract has it", async () => {
    await red.load(outbox());
    red.receive(await messageFor("R-1"));
    const sent = await red.first(0);
    const send = SendPart.strict().parse(sent.send);
    assert.deepEqual(
      [send.channel, send.state, send.reference, send.segments, send.reason],
      ["sms", "sent", `${send.id}.json`, 1, undefined],
    );
    assert.deepEqual([sent.payload, sent.topic, sent.res], [send, "mine", undefined]);
    assert.deepEqual(await files(), [`${send.id}.json`]);
    const { to, text: said, purpose, test } = await laid("sms");
    assert.deepEqual([to, said, purpose, test], ["+33612345678", text, "service", false]);
    await red.status("green dot status.sent");
    assert.equal(red.statuses()[0], "blue ring status.queued");
    const told = await lines("R-1");
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ["journey.started", "send.queued", "send.sent"],
    );
    assert.deepEqual(told.at(-1)?.data, { reference: send.reference, segments: 1 });
    assert.doesNotMatch(JSON.stringify(told), /612345678|06 12|accord/);
    assert.deepEqual(await readdir(join(red.folder, "sms", ".work")), []);
  });

  it("hands the message to the account's provider, with the key of the send and its own reference", async () => {
    await red.load(await byHttp(taken), credentials);
    red.receive(await messageFor("R-1"));
    const send = SendPart.parse((await red.first(0)).send);
    assert.deepEqual([send.reference, send.segments], ["m-1", 1]);
    const [seen, ...more] = service!.seen;
    assert.deepEqual(JSON.parse(seen!.body), { to: "+33612345678", text, from: "Belle", id: send.id });
    assert.deepEqual([seen!.headers.authorization, more], ["Bearer hush-hush", []]);
    assert.doesNotMatch(JSON.stringify([red.logged, red.statuses(), await lines("R-1")]), /hush|612345678|06 12/);
  });

  for (const when of ["at once", "after a restart"])
    it(`sends nothing on a replay ${when}`, async () => {
      const flow = await byHttp(taken);
      await red.load(flow, credentials);
      const message = await messageFor("R-1");
      red.receive({ ...message });
      await red.first(0);
      if (when === "after a restart") await red.restart(flow, credentials);
      red.receive({ ...message });
      await red.status("blue ring status.already-sent");
      // What the replay had sent would be there before this one.
      red.receive(await messageFor("R-2"));
      await leaves("R-2", 0);
      assert.equal(service!.seen.length, 2);
    });

  /** The send as an engine left it that died in the middle: begun, and its lease has run out. */
  async function cutShort(message: Awaited<ReturnType<typeof messageFor>>) {
    const { store, engine } = await red.house();
    const id = sendId(message.journey.task, "node", message.content.id);
    const { recipient: _recipient, res: _res, payload: _payload, ...kept } = message;
    const at = Date.now();
    await store.enqueue({
      ...{ id, campaign: "c1", journey: message.journey.id, root: message.journey.task, node: "node", at },
      ...{ message: JSON.parse(JSON.stringify(kept)), history: { kind: "send.queued", node: "node" } },
      lease: { owner: "an engine that died", until: at - 1 },
    });
    engine.wake();
    return id;
  }

  it("sends no second message where the process died between the call and its answer", async () => {
    await red.load(await byHttp(taken), credentials);
    const message = await messageFor("R-1");
    await cutShort(message);
    await ended("R-1", "send.unknown");
    // Nor does a replay of the message.
    red.receive(message);
    await red.status("blue ring status.already-sent");
    assert.deepEqual([service!.seen.length, red.at(0), red.at(1)], [0, [], []]);
  });

  it("sends it again where the service knows the key, and looks for it where an outbox does", async () => {
    await red.load(await byHttp(taken, { recovery: "key" }), credentials);
    const id = await cutShort(await messageFor("R-1"));
    await red.first(0);
    assert.deepEqual(
      service!.seen.map(({ headers }) => headers["idempotency-key"]),
      [id],
    );

    await red.restart(outbox());
    // Laid already, and taken away by whoever sends it: it does not come back.
    const begun = await messageFor("R-2");
    const key = sendId(begun.journey.task, "node", begun.content.id);
    const before = {
      id: key,
      to: "+33612345678",
      text,
      purpose: "service",
      language: "fr",
      at: 1,
      test: false,
    } as const;
    await smsOutbox(join(red.folder, "sms")).submit(before);
    await rm(join(red.folder, "sms", `${key}.json`));
    await cutShort(begun);
    assert.equal(SendPart.parse((await leaves("R-2", 0)).send).reference, `${key}.json`);
    assert.deepEqual(await files(), []);
    // Never begun: it is laid now.
    await cutShort(await messageFor("R-3"));
    await leaves("R-3", 0);
    assert.equal((await files()).length, 1);
  });

  const doubts: [what: string, answer: Answering][] = [
    ["breaks off", (_seen, response) => void response.destroy()],
    ["fails inside", (_seen, response) => answerJson(response, 500, {})],
    ["answers as nobody knows", (_seen, response) => void response.end("<html>")],
  ];
  for (const [what, answer] of doubts)
    it(`leaves to a person what a provider ${what}, and calls no second time`, async () => {
      await red.load(await byHttp(answer), credentials);
      red.receive(await messageFor("R-1"));
      await ended("R-1", "send.unknown");
      assert.deepEqual([service!.seen.length, red.at(0), red.at(1)], [1, [], []]);
    });

  it("tries again after the pause that the provider asks for", async () => {
    const answer: Answering = (seen, response, count) =>
      count === 1 ? answerJson(response, 429, {}, { "retry-after": "0" }) : taken(seen, response, count);
    await red.load(await byHttp(answer), credentials);
    red.receive(await messageFor("R-1"));
    await red.first(0);
    assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.again", "send.sent"]);
    const [first, second] = service!.seen;
    assert.deepEqual(first?.body, second?.body);
  });

  const refusals: [what: string, one: Case, says: RegExp][] = [
    ["without a number", { recipient: { phone: undefined } }, /^The recipient has no phone number\.$/],
    ["with a number that is none", { recipient: { phone: "06 12" } }, /none of the country FR\. Correct it/],
    ["without a text", { content: { text: " \n" } }, /has no text/],
    [
      "that is too long",
      { content: { text: "ç".repeat(67 * 6 + 1) } },
      /takes 7 parts \(UCS-2, 403 units\), and at most 6/,
    ],
    [
      "of marketing without consent",
      { content: { purpose: "marketing" } },
      /has not agreed to marketing on this channel/,
    ],
    [
      "to whom consent was taken back",
      { content: { purpose: "marketing" }, recipient: { consent: { sms: false } } },
      /does not want marketing on this channel/,
    ],
  ];
  for (const [what, one, says] of refusals)
    it(`does not send a message ${what}, and says why on the second output`, async () => {
      await red.load(await byHttp(taken), credentials);
      red.receive(await messageFor("R-1", one));
      const message = await red.first(1);
      const send = SendPart.strict().parse(message.send);
      assert.deepEqual([send.state, send.reference, message.topic], ["not-sent", undefined, "mine"]);
      assert.match(send.reason ?? "", says);
      assert.doesNotMatch(send.reason ?? "", /06 12/);
      assert.deepEqual([service!.seen.length, red.at(0)], [0, []]);
      assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.not-sent"]);
    });

  it("sends marketing with consent, and holds it in the hours in which the law wants no advertising", async () => {
    const consent = { "sms.marketing": true };
    await red.load(outbox());
    red.receive(await messageFor("R-1", { content: { purpose: "marketing" }, recipient: { consent } }));
    await red.first(0);
    assert.equal((await laid("sms")).purpose, "marketing");

    const hour = (from: number) => `${new Date(Date.now() + from * 3_600_000).toISOString().slice(11, 13)}:00`;
    const quiet = { quietFrom: hour(-2), quietTo: hour(2), timeZone: "UTC" };
    await red.restart(outbox(quiet));
    const recipient = { consent, timeZone: "UTC" };
    red.receive(await messageFor("R-2", { content: { purpose: "marketing" }, recipient }));
    await red.until(
      () => /^yellow ring until .* Nothing is sent between/.test(red.statuses().at(-1) ?? ""),
      "it is held",
    );
    // A service message goes at any hour.
    red.receive(await messageFor("R-3", { recipient }));
    await leaves("R-3", 0);
    assert.deepEqual(await kinds("R-2"), ["journey.started", "send.queued", "send.held"]);
  });

  it("counts with the campaign's cap, each text message once", async () => {
    await red.load(outbox({ capSends: 1, capDays: 7 }));
    const one = { content: { purpose: "marketing" as const }, recipient: { consent: { sms: true } } };
    const first = await messageFor("R-1", one);
    red.receive(first);
    await red.first(0);
    red.receive({ ...first, content: { ...first.content, id: "another" } });
    await ended("R-1", "send.held");
    assert.equal((await files()).length, 1);
  });

  it("sends a test to the number of tests, by the provider or into the folder of tests", async () => {
    const campaign = { testMode: true, testPhone: "+33 7 55 55 01 01", testFolder: "proofs" };
    await red.load(await byHttp(taken, {}, campaign), credentials);
    red.receive(await messageFor("R-1", { test: true }));
    await red.first(0);
    assert.equal((JSON.parse(service!.seen[0]!.body) as { to: string }).to, "+33755550101");

    await red.restart(outbox(campaign));
    red.receive(await messageFor("R-2", { test: true }));
    await leaves("R-2", 0);
    const { to, test } = await laid(join("proofs", "sms"));
    assert.deepEqual([to, test, await files()], ["+33755550101", true, []]);

    await red.restart(outbox({ testMode: true }));
    red.receive(await messageFor("R-3", { test: true }));
    assert.match(SendPart.parse((await leaves("R-3", 1)).send).reason ?? "", /test/i);
  });

  it("keeps the tests of a folder account apart as well", async () => {
    const account = { ...defaults, id: "account", type: "sms-account", kind: "folder", folder: "out", sender: "Belle" };
    const flow = [...flowOf({ ...sender, account: "account" }, 3, { testPhone: "+33755550101", laws: false }), account];
    await red.load(flow);
    red.receive(await messageFor("R-1"));
    red.receive(await messageFor("R-2", { test: true }));
    await red.some(0, 2);
    assert.equal((await laid("out")).sender, "Belle");
    assert.deepEqual([(await files("out")).length, (await files(join("letters-test", "sms"))).length], [1, 1]);
  });

  it("says why its outbox takes nothing", async () => {
    await red.load(outbox());
    await writeFile(join(red.folder, "sms"), "a file");
    red.receive(await messageFor("R-1"));
    const { reason } = SendPart.parse((await red.first(1)).send);
    assert.match(reason ?? "", /^Nothing can be written to the folder \S+sms\. .* then send the message again\.$/);
  });

  const errors: [what: string, more: object, says: RegExp][] = [
    ["no content", { content: undefined }, /carries no sms content/],
    [
      "content of another channel",
      { content: { id: "c", channel: "email", language: "fr", template: "t" } },
      /carries no sms content/,
    ],
    [
      "content without a text",
      { content: { id: "c", channel: "sms", language: "fr", template: "t" } },
      /carries no sms content/,
    ],
    ["no journey", { journey: undefined }, /does not come from an audience or a webhook/],
  ];
  for (const [what, more, says] of errors)
    it(`tells a catch node: ${what}`, async () => {
      await red.load(outbox());
      red.receive({ ...(await messageFor("R-1")), ...more });
      const caught = await red.first("caught");
      assert.match((caught.error as { message: string }).message, says);
      assert.deepEqual(await kinds("R-1"), ["journey.started"]);
    });

  it("says what is wrong with its account, and keeps the message for a mended one", async () => {
    const gone = flowOf({ ...sender, account: "nowhere" }, 3, { laws: false });
    await red.load(gone);
    assert.match(red.errors.join(), /SMS account is not deployed/);
    const message = await messageFor("R-1");
    red.receive(message);
    assert.match(((await red.first("caught")).error as { message: string }).message, /SMS account is not deployed/);
    await red.restart([...(await byHttp(taken, { authentication: "bearer" }))], {});
    assert.match(red.errors.join(), /secret is missing/);
    // What was kept before goes out as soon as the account is mended.
    await cutShort(message);
    await red.restart(outbox());
    await leaves("R-1", 0);
  });

  it("asks for a campaign, and tells a catch node", async () => {
    await red.load(flowOf(sender, 3, null));
    assert.deepEqual(red.statuses(), ["red ring status.no-campaign"]);
    red.receive({ payload: 1 });
    assert.match(((await red.first("caught")).error as { message: string }).message, /No campaign is chosen/);
  });

  it("lets a message go that waits for its turn, when the flows are deployed anew, and sends it then, once", async () => {
    const slow = await byHttp(taken, { pace: 0.02 });
    await red.load(slow, credentials);
    red.receive(await messageFor("R-1"));
    await red.first(0);
    red.receive(await messageFor("R-2"));
    await red.status("blue ring status.queued");
    const began = Date.now();
    await red.unload();
    assert.ok(Date.now() - began < 5_000, "the row was waited for");
    assert.equal(service!.seen.length, 1);
    assert.equal(red.watching(), false);
    const fast = slow.map((node) => (node.id === "account" ? { ...node, pace: 0 } : node));
    await red.restart(fast, credentials);
    await leaves("R-2", 0);
    assert.equal(service!.seen.length, 2);
  });

  it("takes the most parts as text from an environment variable", () => {
    assert.deepEqual(
      ["3", 3, "x", 0, undefined].map((most) => migrate({ most: most as number }).most),
      [3, 3, 6, 6, 6],
    );
  });
});
