import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import register from "../../nodes/call-service/call-service.ts";
import { migrate } from "../../nodes/call-service/config.ts";
import registerWebhook from "../../nodes/inbound-webhook/inbound-webhook.ts";
import { SendPart, ServicePart } from "../../src/contract/index.ts";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { type Answering, answerJson, startService, type TestService } from "../src/service/server.ts";
import { flowOf, nodeRed } from "./helper.ts";

const ok: Answering = (_seen, response) => answerJson(response, 200, { ticket: "T-7" });

describe("the call service node", () => {
  const red = nodeRed(register, registerWebhook);
  let service: TestService | undefined;
  afterEach(async () => {
    await service?.close();
    service = undefined;
  });

  async function start(answer: Answering = ok, config: object = {}, campaign: object = {}) {
    service = await startService(answer);
    const node = { type: "call-service", address: `${service.origin}/cases`, ...config };
    const flow = flowOf(node, 3, campaign);
    return { flow, service };
  }

  /** A message of an enrolled recipient. */
  async function messageFor(id: string) {
    const { store } = await red.house();
    const recipient = { id, firstName: "Camille" };
    const caseKey = `D-${id}`;
    const [enrolled] = await store.enrol([
      { campaign: "c1", node: "elsewhere", recipient, caseKey, test: false, at: Date.now() },
    ]);
    assert.ok(enrolled?.state === "enrolled");
    return {
      topic: "mine",
      res: { end() {} },
      payload: 1 as unknown,
      campaign: { id: "c1", name: "Spring", locale: "en", timeZone: "Europe/Paris", test: false },
      journey: { id: enrolled.journey, caseKey, startedAt: "2026-03-31T07:00:00Z", test: false, task: enrolled.task },
      recipient,
    };
  }
  const lines = async (id: string) =>
    (await (await red.house()).store.story(id)).flatMap((story) =>
      story.lines.map(({ kind, data }) => ({ kind, data })),
    );
  const kinds = async (id: string) => (await lines(id)).map(({ kind }) => kind);

  it("calls the service, then sends its answer on, as the contract has it", async () => {
    const { flow, service } = await start();
    await red.load(flow);
    const message = await messageFor("R-1");
    red.receive(message);
    const answered = await red.first(0);
    const part = ServicePart.strict().parse(answered.service);
    const send = SendPart.strict().parse(answered.send);
    assert.deepEqual(part, { id: send.id, status: 200, data: { ticket: "T-7" } });
    assert.deepEqual([answered.payload, answered.topic, answered.res], [{ ticket: "T-7" }, "mine", undefined]);
    assert.deepEqual([send.channel, send.state], ["service", "sent"]);
    const [seen] = service.seen;
    assert.deepEqual([seen?.headers["idempotency-key"], seen?.body], [send.id, '{"caseKey":"D-R-1"}']);
    assert.equal(red.statuses().join(", "), "blue ring status.queued, green dot status.answered");
    assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.sent"]);
    assert.deepEqual([red.at(1), red.at(2)], [[], []]);
  });

  for (const when of ["at once", "after a restart"])
    it(`does not call again on a replay ${when}`, async () => {
      const { flow, service } = await start();
      await red.load(flow);
      const message = await messageFor("R-1");
      red.receive({ ...message });
      await red.first(0);
      if (when === "after a restart") await red.restart(flow);
      red.receive({ ...message, payload: "another" });
      await red.status("blue ring status.already-called");
      red.receive(await messageFor("R-2"));
      await red.until(
        () => service.seen.some(({ body }) => body.includes("R-2")) && red.at(0).length > 0,
        "another call",
      );
      assert.deepEqual(
        service.seen.map(({ body }) => body),
        ['{"caseKey":"D-R-1"}', '{"caseKey":"D-R-2"}'],
      );
    });

  it("takes the parts of a split for as many calls", async () => {
    const { flow, service } = await start();
    await red.load(flow);
    const message = await messageFor("R-1");
    for (const index of [0, 1, 1]) red.receive({ ...message, parts: { id: "x", index, count: 2 } });
    await red.some(0, 2);
    await red.until(() => red.statuses().includes("blue ring status.already-called"), "the replay");
    assert.equal(service.seen.length, 2);
  });

  it("sends a refusal by the second output, with what the service said", async () => {
    const { flow } = await start((_seen, response) => answerJson(response, 422, { wrong: "caseKey" }));
    await red.load(flow);
    red.receive(await messageFor("R-1"));
    const failed = await red.first(1);
    const send = SendPart.strict().parse(failed.send);
    assert.deepEqual(failed.service, { id: send.id, status: 422, data: { wrong: "caseKey" } });
    assert.equal(send.state, "not-sent");
    assert.match(send.reason ?? "", /^127\.0\.0\.1:\d+ refused the call \(status 422\)/);
    assert.deepEqual(failed.payload, send);
    await red.status(`red dot ${send.reason?.split(/(?<=\.) /)[0]}`);
    assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.not-sent"]);
  });

  it("sends an answer that does not fit by the second output, once and with every problem", async () => {
    const field = (name: string, type: string) => ({ name, type, required: true, values: [], target: "event", as: "" });
    const fields = [field("ticket", "number"), field("state", "text")];
    const { flow, service } = await start(ok, { fields });
    await red.load(flow);
    red.receive(await messageFor("R-1"));
    const { problems } = ServicePart.parse((await red.first(1)).service);
    assert.deepEqual(
      problems?.map(({ pointer, code }) => [pointer, code]),
      [
        ["/ticket", "webhook.field.number"],
        ["/state", "webhook.field.required"],
      ],
    );
    assert.equal(service.seen.length, 1);
    // What the service said stays out of the history.
    assert.doesNotMatch(JSON.stringify(await lines("R-1")), /T-7/);
  });

  it("tries again under the same key and with the same body, as often as it may", async () => {
    const template = '{ "at": "{{ now }}" }';
    const change = { body: "template", template, tries: "2" };
    const { flow, service } = await start(
      (_s, response) => answerJson(response, 503, {}, { "retry-after": "0" }),
      change,
    );
    await red.load(flow);
    red.receive(await messageFor("R-1"));
    const failed = await red.first(1);
    assert.match(String((failed.send as SendPart).reason), /could not do it now \(status 503\)/);
    assert.equal(service.seen.length, 2);
    const [first, second] = service.seen;
    assert.equal(first?.headers["idempotency-key"], second?.headers["idempotency-key"]);
    assert.equal(first?.body, second?.body);
    assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.again", "send.not-sent"]);
  });

  it("leaves to a person what a service that does not know the key broke off", async () => {
    const { flow, service } = await start((_seen, response) => answerJson(response, 500, {}), { recovery: "park" });
    await red.load(flow);
    red.receive(await messageFor("R-1"));
    await red.status("blue ring status.queued");
    while (!(await kinds("R-1")).includes("send.unknown")) await new Promise(setImmediate);
    assert.deepEqual([service.seen.length, red.at(0), red.at(1)], [1, [], []]);
  });

  it("keeps its secret to itself, also one of the environment", async () => {
    process.env.BELLE_HISTOIRE_TEST_SECRET = "hush-hush";
    const { flow, service } = await start((_seen, response) => answerJson(response, 401, {}), {
      authentication: "bearer",
    });
    await red.load(flow, { node: { secret: `\${BELLE_HISTOIRE_TEST_SECRET}` } });
    red.receive(await messageFor("R-1"));
    const failed = await red.first(1);
    assert.equal(service.seen[0]?.headers.authorization, "Bearer hush-hush");
    const told = JSON.stringify([failed, red.logged, red.statuses(), await lines("R-1")]);
    assert.doesNotMatch(told, /hush/);
    delete process.env.BELLE_HISTOIRE_TEST_SECRET;
  });

  describe("calling back", () => {
    const endpoint = mintEndpoint();
    const webhook = {
      ...{ id: "w1", type: "inbound-webhook", version: 2, campaign: "c1", endpoint, slug: "decision" },
      ...{ z: "tab", x: 0, y: 0, wires: [[], []] },
    };
    const rows = [{ name: "answerTo", source: "callback", value: "", required: true }];

    it("hands over the public address of the chosen webhook", async () => {
      const change = { rows, callback: "w1" };
      const { flow, service } = await start(ok, change, { baseUrl: "https://campaigns.example.org/" });
      await red.load([...flow, webhook], { w1: { secret: mintSecret() } });
      red.receive(await messageFor("R-1"));
      await red.first(0);
      const answerTo = `https://campaigns.example.org/webhook/decision/${endpoint}`;
      assert.deepEqual(JSON.parse(service.seen[0]?.body ?? ""), { answerTo });
    });

    const missing: { name: string; change: object; campaign: object; says: RegExp }[] = [
      {
        name: "another node",
        change: { callback: "output 0" },
        campaign: { baseUrl: "https://a.example" },
        says: /not deployed/,
      },
      { name: "no public address", change: { callback: "w1" }, campaign: {}, says: /no public address/ },
    ];
    for (const { name, change, campaign, says } of missing)
      it(`says what is missing: ${name}`, async () => {
        const { flow, service } = await start(ok, { rows, tries: 1, ...change }, campaign);
        await red.load([...flow, webhook], { w1: { secret: mintSecret() } });
        red.receive(await messageFor("R-1"));
        assert.match(String(((await red.first(1)).send as SendPart).reason), says);
        assert.equal(service.seen.length, 0);
      });
  });

  it("is understood by the webhook of another campaign, and calls it once", async () => {
    const [endpoint, secret] = [mintEndpoint(), mintSecret()];
    const field = (name: string, target: string) => ({
      name,
      type: "text",
      required: true,
      values: [],
      target,
      as: "",
    });
    const place = { z: "tab", x: 0, y: 0 };
    const other = [
      { id: "c2", type: "campaign", name: "Other", timeZone: "UTC", locale: "en" },
      {
        ...{
          id: "w2",
          type: "inbound-webhook",
          version: 2,
          campaign: "c2",
          endpoint,
          wires: [["heard"], []],
          ...place,
        },
        fields: [field("file.key", "case-key"), field("state", "event")],
      },
      { id: "heard", type: "collector", wires: [], ...place },
    ];
    const rows = [
      { name: "file.key", source: "message", value: "journey.caseKey", required: true },
      { name: "state", source: "text", value: "from {{ recipient.firstName }}", required: true },
    ];
    const config = { address: `${red.url}/webhook/${endpoint}`, authentication: "standard-webhooks", rows };
    const fields = [field("receipt", "event"), field("eventId", "event")];
    await red.load([...flowOf({ type: "call-service", fields, ...config }, 3), ...other], {
      node: { secret },
      w2: { secret },
    });
    const { store } = await red.house();
    await store.enrol([
      { campaign: "c2", node: "elsewhere", recipient: { id: "X" }, caseKey: "D-R-1", test: false, at: Date.now() },
    ]);
    red.receive(await messageFor("R-1"));
    const answered = await red.first(0);
    const part = ServicePart.parse(answered.service);
    assert.deepEqual([part.status, part.data], [202, { receipt: "accepted", eventId: part.id }]);
    const heard = await red.first("heard");
    assert.deepEqual((heard.event as { data: unknown }).data, { state: "from Camille" });
  });

  it("says at deploy what is wrong, tells a catch node, and keeps nothing", async () => {
    const { flow } = await start(ok, { address: "{{ recipient.url }}" });
    await red.load(flow);
    assert.deepEqual(red.statuses(), ["red ring status.error"]);
    assert.match(red.errors.join(), /The address must begin with/);
    red.receive(await messageFor("R-1"));
    assert.match(((await red.first("caught")).error as { message: string }).message, /The address must begin with/);
    assert.deepEqual(await kinds("R-1"), ["journey.started"]);
  });

  it("asks for a campaign and for a journey, and tells a catch node", async () => {
    const { flow } = await start();
    await red.load(flow);
    red.receive({ payload: 1 });
    assert.match(((await red.first("caught")).error as { message: string }).message, /belongs to no journey/);
    await red.unload();
    await red.load(flowOf({ type: "call-service" }, 3, null));
    assert.equal(red.statuses().at(-1), "red ring status.no-campaign");
  });

  const preview = (config: object, language = "en") =>
    red.admin("/belle-histoire/call-service/preview", language, { config });

  it("previews the request for a recipient of the campaign, secrets as dots", async () => {
    const { flow, service } = await start();
    await red.load(flow);
    await messageFor("R-1");
    const config = migrate({
      ...{ campaign: "c1", address: `${service.origin}/{{ recipient.id }}`, authentication: "basic", user: "me" },
      headers: [{ name: "X-Name", value: "{{ recipient.firstName }}" }],
    });
    const { status, body } = await preview(config);
    assert.equal(status, 200);
    assert.deepEqual([body.method, body.url, body.real], ["POST", `${service.origin}/R-1`, true]);
    assert.equal(body.body, '{\n  "caseKey": "D-1001"\n}');
    const headers = Object.fromEntries(body.headers as [string, string][]);
    assert.deepEqual([headers["x-name"], headers.authorization], ["Camille", "Basic ••••••"]);
    assert.equal(service.seen.length, 0);
  });

  it("previews nothing that is wrong, and says why in the editor's language", async () => {
    const { flow } = await start();
    await red.load(flow);
    const wrong = migrate({ address: "https://a.example/", body: "template", template: "{{ recipient.nope }}" });
    const { status, body } = await preview(wrong, "fr");
    assert.equal(status, 422);
    assert.match(String((body.problems as string[])[0]), /^body:1:4: Rien ne s’appelle recipient\.nope/);
    assert.equal((await preview({ address: 7 })).status, 422);
  });
});
