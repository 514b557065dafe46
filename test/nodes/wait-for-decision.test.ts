import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "mocha";
import registerAudience from "../../nodes/audience/audience.ts";
import registerWebhook from "../../nodes/inbound-webhook/inbound-webhook.ts";
import register from "../../nodes/wait-for-decision/wait-for-decision.ts";
import { CampaignMessage, type JsonObject } from "../../src/contract/index.ts";
import { openBeside } from "../../src/store/index.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { field } from "../text-field.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";

const place = { z: "tab", x: 0, y: 0 };
const secret = mintSecret();
const email = { name: "email", type: "email", required: false, values: [], target: "recipient", as: "email" };
const fields = [field("caseKey", "case-key"), field("decision", "event"), email];
const credentials = { hook: { secret }, hook2: { secret } };
const rows = [{ id: "R-1", caseKey: "D-1", firstName: "Camille" }];
const nobody = "grey ring nobody waits";

function flow(
  wait: object = {},
  hook: object = {},
  { campaign = {}, second }: { campaign?: object; second?: object } = {},
): FlowNode[] {
  const webhook = { ...place, type: "inbound-webhook", campaign: "c1", fields, wires: [["out of hook"], []] };
  return [
    ...flowOf({ type: "wait-for-decision", ...wait }, 4, campaign),
    { id: "people", ...place, type: "audience", campaign: "c1", columns: [], wires: [["node"], []] },
    { id: "hook", ...webhook, endpoint: endpoints[0], mode: "release", ...hook },
    ...(second === undefined ? [] : [{ id: "hook2", ...webhook, endpoint: endpoints[1], mode: "exit", ...second }]),
    { id: "out of hook", type: "collector", ...place, wires: [] },
  ];
}
const endpoints = [mintEndpoint(), mintEndpoint()];

describe("the node wait for decision", () => {
  const red = nodeRed(register, registerAudience, registerWebhook);
  let calls = 0;

  async function post(body: object, endpoint = endpoints[0]): Promise<{ status: number; body: JsonObject }> {
    calls += 1;
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = sign(readSecret(secret), `evt-${calls}`, bytes, Date.now());
    const answer = await fetch(`${red.url}/webhook/${endpoint}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: bytes,
    });
    return { status: answer.status, body: (await answer.json()) as JsonObject };
  }
  const listening = async (id = "hook") => red.status("green ring status.listening", id);
  async function arrive(people: object[] = rows): Promise<void> {
    red.node("people").receive({ payload: people } as never);
    await red.until(() => /\d waiting/.test(red.statuses().at(-1) ?? ""), "somebody waits");
  }
  const messageAt = async (output: number) => CampaignMessage.parse(await red.first(output));

  it("holds the recipient, shows it, and lets them go on by the first output when the decision comes", async () => {
    await red.load(flow(), credentials);
    await red.status(nobody);
    await listening();
    await arrive();
    assert.match(red.statuses().at(-1) ?? "", /^blue ring 1 waiting, oldest since \w+ \d+, \d{4}$/);
    const { status, body } = await post({ caseKey: "D-1", decision: "accepted" });
    assert.deepEqual([status, body.receipt], [202, "accepted"]);
    const message = await messageAt(0);
    assert.deepEqual(message.event?.data, { decision: "accepted" });
    assert.deepEqual(message.payload, { decision: "accepted" });
    assert.equal(message.recipient?.firstName, "Camille");
    assert.equal(message.journey?.caseKey, "D-1");
    await red.status(nobody);
    assert.deepEqual(red.at("out of hook"), []);
    assert.deepEqual(red.errors, []);
  });

  it("a decision that comes before the recipient is kept, and they go on at once", async () => {
    await red.load(flow({ keepEarly: 1 }, { anyCase: true }), credentials);
    await listening();
    const { status, body } = await post({ caseKey: "D-1", decision: "accepted" });
    assert.deepEqual([status, body.receipt], [202, "early"]);
    await red.status("green dot status.early", "hook");
    red.node("people").receive({ payload: rows } as never);
    assert.deepEqual((await messageAt(0)).event?.data, { decision: "accepted" });
  });

  it("keeps nothing early where nothing is to be kept", async () => {
    await red.load(flow({ keepEarly: 0 }, { anyCase: true }), credentials);
    await listening();
    assert.equal((await post({ caseKey: "D-1", decision: "accepted" })).status, 404);
  });

  it("updates the recipient first, where the webhook does", async () => {
    await red.load(flow({}, { mode: "update" }), credentials);
    await listening();
    await arrive();
    await post({ caseKey: "D-1", decision: "accepted", email: "camille@example.org" });
    assert.equal((await messageAt(0)).recipient?.email, "camille@example.org");
  });

  it("is left by the last output when the journey ends", async () => {
    await red.load(flow({}, {}, { second: {} }), credentials);
    await listening("hook2");
    await arrive();
    assert.equal((await post({ caseKey: "D-1", decision: "withdrawn" }, endpoints[1])).status, 202);
    assert.deepEqual((await messageAt(3)).event?.data, { decision: "withdrawn" });
    assert.equal((await post({ caseKey: "D-1", decision: "accepted" })).status, 409);
  });

  it("a webhook may start the journey that waits", async () => {
    const start = {
      mode: "start",
      wires: [["node"], []],
      fields: [...fields, { ...field("person", "recipient"), as: "id" }],
    };
    await red.load(flow({}, {}, { second: start }), credentials);
    await listening("hook2");
    const { body } = await post({ caseKey: "D-7", decision: "applied", person: "R-7" }, endpoints[1]);
    assert.equal(body.receipt, "accepted");
    await red.until(() => /1 waiting/.test(red.statuses().at(-1) ?? ""), "somebody waits");
    await post({ caseKey: "D-7", decision: "refused" });
    const message = await messageAt(0);
    assert.deepEqual([message.recipient?.id, message.event?.data], ["R-7", { decision: "refused" }]);
  });

  it("reminds, and gives up when the time is over", async () => {
    const soon = new Date(Date.now() + 1500).toISOString();
    const settings = {
      deadline: { kind: "date", field: "recipient.attributes.until", offset: 0, unit: "hours" },
      reminders: [],
    };
    await red.load(flow(settings), credentials);
    await listening();
    red.node("people").receive({ payload: [{ ...rows[0], until: soon }] } as never);
    const message = await messageAt(2);
    assert.equal(message.recipient?.id, "R-1");
    assert.equal(message.event, undefined);
    const late = await post({ caseKey: "D-1", decision: "accepted" });
    assert.deepEqual([late.status, late.body.receipt], [409, "ended"]);
    await red.status(nobody);
  });

  it("the last word stands where the campaign says so", async () => {
    await red.load(flow({}, {}, { campaign: { conflict: "last" } }), credentials);
    await listening();
    await arrive();
    await post({ caseKey: "D-1", decision: "accepted" });
    await red.some(0, 1);
    assert.equal((await post({ caseKey: "D-1", decision: "refused" })).body.receipt, "accepted");
    const [, second] = await red.some(0, 2);
    assert.deepEqual(second?.payload, { decision: "refused" });
  });

  it("holds over a restart", async () => {
    await red.load(flow(), credentials);
    await listening();
    await arrive();
    await red.restart(flow(), credentials);
    await listening();
    await red.until(() => /1 waiting/.test(red.statuses().at(-1) ?? ""), "they still wait");
    await post({ caseKey: "D-1", decision: "accepted" });
    assert.deepEqual((await messageAt(0)).payload, { decision: "accepted" });
  });

  it("a person answers beside the running Node-RED", async () => {
    await red.load(flow(), credentials);
    await listening();
    await arrive();
    const beside = openBeside(join(red.folder, "belle-histoire", "store.sqlite"));
    await beside.answer("D-1", { decision: "refused" }, { by: "Anne", why: "by telephone", at: Date.now() });
    await beside.close();
    const message = await messageAt(0);
    assert.deepEqual([message.event?.by, message.payload], ["Anne", { decision: "refused" }]);
  });

  it("those who wait at a deleted node are shown, and go on at another", async () => {
    await red.load(flow(), credentials);
    await listening();
    await arrive();
    const other = flow().map((node) => (node.id === "node" ? { ...node, id: "other" } : node));
    await red.deploy(other);
    await red.until(() => red.statuses("other").length > 0, "the other node runs");
    const path = join(red.folder, "belle-histoire", "store.sqlite");
    const beside = openBeside(path);
    const [item] = await beside.attention(10);
    assert.deepEqual([item?.kind, item?.id], ["orphans", "node"]);
    assert.equal(await beside.move("node", "other", { by: "Anne", why: "a new flow", at: Date.now() }), 1);
    await beside.close();
  });

  const faults: { name: string; locale: string; wait?: object; message: object; says: RegExp }[] = [
    { name: "no journey", locale: "en", message: { payload: 1 }, says: /belongs to no journey and cannot wait/ },
    {
      name: "no journey, in French",
      locale: "fr",
      message: { payload: 1 },
      says: /n’appartient à aucun parcours/,
    },
    {
      name: "no case key",
      locale: "en",
      message: { journey: { id: "j", startedAt: "2026-01-01T00:00:00Z", test: false, task: "t" } },
      says: /no case key/,
    },
    {
      name: "a date that is not there",
      locale: "en",
      wait: { deadline: { kind: "date", field: "event.data.until", offset: 0, unit: "days" } },
      message: { journey: { id: "j", caseKey: "D", startedAt: "2026-01-01T00:00:00Z", test: false, task: "t" } },
      says: /no date at event\.data\.until/,
    },
    {
      name: "settings that cannot be",
      locale: "en",
      wait: { deadline: { kind: "after", amount: 0, unit: "days" } },
      message: { payload: 1 },
      says: /whole number from 1 to/,
    },
    {
      name: "settings that are none",
      locale: "en",
      wait: { reminders: [{ amount: 1 }] },
      message: { payload: 1 },
      says: /settings of this wait cannot be read/,
    },
  ];
  for (const { name, locale, wait = {}, message, says } of faults)
    it(`says what is wrong: ${name}`, async () => {
      await red.load(flow(wait, {}, { campaign: { locale } }), credentials);
      await red.until(() => red.statuses().length > 0, "the node runs");
      red.receive({ campaign: { id: "c1", name: "", locale, timeZone: "UTC", test: false }, ...message });
      const caught = await red.first("caught");
      assert.match(String((caught.error as { message: string }).message), says);
    });
});
