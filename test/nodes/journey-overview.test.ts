import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { describe, it } from "mocha";
import registerAudience from "../../nodes/audience/audience.ts";
import registerSwitch from "../../nodes/decision-switch/decision-switch.ts";
import registerWebhook from "../../nodes/inbound-webhook/inbound-webhook.ts";
import { newsTopic } from "../../nodes/journey-sidebar/desk.ts";
import { type OverviewAnswer, type OverviewTold, overviewTopic } from "../../nodes/journey-sidebar/overview/desk.ts";
import type { Live } from "../../nodes/journey-sidebar/overview/live.ts";
import { overviewRoutes } from "../../nodes/journey-sidebar/overview/routes.ts";
import registerRender from "../../nodes/render-message/render-message.ts";
import registerPrint from "../../nodes/send-print-job/send-print-job.ts";
import registerWait from "../../nodes/wait-for-decision/wait-for-decision.ts";
import { openBeside } from "../../src/store/index.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { field } from "../text-field.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";

const place = { z: "tab", x: 0, y: 0 };
const secret = mintSecret();
const endpoint = mintEndpoint();

/** People → wait → switch: accepted → text → a node that fails at one of them; refused → nothing; other → nothing. */
function flow(): FlowNode[] {
  return [
    ...flowOf({ type: "wait-for-decision", wires: [["switch"], [], [], []] }, 4),
    { id: "people", ...place, type: "audience", campaign: "c1", columns: [], wires: [["node"], []] },
    {
      ...{ id: "hook", ...place, type: "inbound-webhook", campaign: "c1", endpoint, mode: "release", version: 2 },
      fields: [field("caseKey", "case-key"), field("decision", "event")],
      wires: [[], []],
    },
    {
      ...{ id: "switch", ...place, type: "decision-switch", version: 1, property: "payload.decision" },
      rules: [
        { value: "accepted", label: "accepted", synonyms: [] },
        { value: "refused", label: "refused", synonyms: [] },
      ],
      wires: [["letter"], [], []],
    },
    {
      id: "letter",
      ...place,
      type: "render-message",
      channel: "print",
      subject: "Your file",
      body: "Good news.",
      wires: [["print"], ["output 3"]],
    },
    { id: "print", ...place, type: "send-print-job", campaign: "c1", folder: "letters", wires: [["sent"], [], []] },
    { id: "sent", type: "collector", ...place, wires: [] },
  ].map((node) => (node.id === "node" ? { ...node, wires: [["switch"], [], [], []] } : node));
}

describe("the overview of a campaign", () => {
  let live: Live;
  const red = nodeRed(
    registerAudience,
    registerWebhook,
    registerWait,
    registerSwitch,
    registerRender,
    registerPrint,
    (RED) => {
      live = overviewRoutes(RED);
    },
  );

  const ask = async (campaign = "c1") => {
    const reply = await red.adminGet(`/belle-histoire/journey/overview?campaign=${campaign}`, "fr");
    return { status: reply.status, body: reply.body as unknown as OverviewAnswer };
  };
  let calls = 0;
  async function post(caseKey: string, decision: string): Promise<unknown> {
    calls += 1;
    const bytes = Buffer.from(JSON.stringify({ caseKey, decision }));
    const headers = {
      "content-type": "application/json",
      ...sign(readSecret(secret), `e-${calls}`, bytes, Date.now()),
    };
    return (
      (await (await fetch(`${red.url}/webhook/${endpoint}`, { method: "POST", headers, body: bytes })).json()) as {
        receipt: unknown;
      }
    ).receipt;
  }

  /** What was told to all editors, and when, in milliseconds. */
  let told: { at: number; word: OverviewTold }[] = [];
  /** That something has happened, without figures. */
  let news: unknown[] = [];
  const hear = ({ topic, data }: { topic: string; data: unknown }) => {
    if (topic === newsTopic) news.push(data);
    if (topic === overviewTopic) told.push({ at: performance.now(), word: data as OverviewTold });
  };
  async function start(): Promise<void> {
    told = [];
    news = [];
    await red.load(flow(), { hook: { secret } });
    // One for all of Node-RED: it outlives the flows of a test.
    red.RED.events.removeListener("comms", hear).on("comms", hear);
    await red.status("green ring status.listening", "hook");
  }
  /** Waits until editors have been told so. */
  async function hears(holds: (word: OverviewTold) => boolean, what: string): Promise<OverviewTold> {
    const patience = AbortSignal.timeout(15_000);
    for (;;) {
      const last = told.at(-1)?.word;
      if (last !== undefined && holds(last)) return last;
      await once(red.RED.events, "comms", { signal: patience }).catch(() =>
        assert.fail(`${what}: ${JSON.stringify(last)}`),
      );
    }
  }
  async function arrive(count: number): Promise<void> {
    const people = Array.from({ length: count }, (_, at) => {
      const address =
        at === 0
          ? {
              country: "FR",
              postalCode: "85100",
              locality: "Les Sables",
              street: "1 quai de la Gare",
            }
          : {};
      return { id: `R-${at}`, caseKey: `D-${at}`, firstName: "Camille", lastName: "Moreau", ...address };
    });
    red.node("people").receive({ payload: people } as never);
    await red.until(() => red.statuses().at(-1)?.includes(`${count} waiting`), "all wait");
  }

  it("is what happened, and every open editor is told so while it happens", async () => {
    await start();
    assert.deepEqual((await ask()).body.nodes, {});
    await arrive(6);
    await post("D-0", "accepted");
    await post("D-1", "accepted");
    await post("D-2", "refused");
    await post("D-3", "who knows");
    assert.equal(await post("D-3", "who knows"), "duplicate");
    assert.equal(await post("D-0", "refused"), "conflict");
    // One of those who were accepted has no address.
    const last = await hears(({ nodes }) => nodes.print?.sent === 1 && nodes.switch?.in === 4, "all has happened");
    const { since, ...wait } = last.nodes.node ?? {};
    assert.ok(typeof since === "number" && Math.abs(Date.now() - since) < 60_000);
    assert.deepEqual(
      { ...last.nodes, node: wait },
      {
        people: { in: 6 },
        hook: { in: 4, repeated: 1, conflicts: 1 },
        node: { in: 6, waiting: 2 },
        switch: { in: 4, outputs: [2, 1, 1] },
        letter: { in: 2, outputs: [1, 1] },
        print: { in: 1, sent: 1 },
      },
    );
    const { body } = await ask();
    assert.deepEqual([body.nodes, body.asks, body.gone], [last.nodes, 0, []]);
    assert.doesNotMatch(JSON.stringify(told), /Camille|Moreau|R-0|D-0/);
    const pauses = told.slice(1).map(({ at }, index) => at - told[index]!.at);
    assert.ok(
      pauses.every((pause) => pause > 900),
      `at most once a second: ${pauses}`,
    );
    assert.ok(news.length >= told.length);
    assert.deepEqual(news[0], { campaign: "c1" });
    // Whoever looks again, when nothing is new, lets nothing be counted or told.
    const before = [told.length, news.length];
    await ask();
    await ask();
    assert.deepEqual([live.load, told.length, news.length], [{ listening: 1, timers: 0 }, ...before]);
  });

  it("tells that something has happened also where no figure has changed", async () => {
    await start();
    await arrive(1);
    await ask();
    while (live.load.timers > 0) await once(red.RED.events, "comms");
    const { store } = await red.house();
    const [person] = (await store.people("c1", "", 1)).people;
    const heard = once(red.RED.events, "comms");
    const figures = told.length;
    await store.note(person!.cases[0]!.journey, Date.now(), [{ kind: "send.printing", node: "print" }]);
    await heard;
    assert.deepEqual([news.at(-1), told.length], [{ campaign: "c1" }, figures]);
  });

  it("finds what was changed from outside when an editor looks, and tells the others; what deleted nodes leave is named", async () => {
    await start();
    await ask();
    await arrive(3);
    await hears(({ nodes }) => nodes.node?.waiting === 3, "three wait");
    const beside = openBeside(join(red.folder, "belle-histoire", "store.sqlite"));
    await beside.answer("D-1", { decision: "refused" }, { by: "Anne", why: "by telephone", at: Date.now() });
    await beside.close();
    assert.equal((await ask()).body.nodes.node?.waiting, 2);
    await hears(({ nodes }) => nodes.node?.waiting === 2, "the others hear of it");
    await red.deploy(flow().filter(({ id }) => id !== "node"));
    const word = await hears(({ asks }) => asks > 0, "somebody is left at a deleted node");
    const { body } = await ask();
    assert.deepEqual(body.gone, [{ id: "node", type: "wait-for-decision", name: "" }]);
    const [orphans] = await (await red.house()).store.attention(10);
    assert.ok(orphans?.kind === "orphans");
    assert.deepEqual([body.asks, body.nodes.node?.left, word.nodes.node?.asks], [1, orphans.count, 1]);
  });

  it("leaves nothing behind, however often flows are deployed or stopped", async () => {
    await start();
    await ask();
    const listeners = () =>
      ["flows:stopping", "flows:starting", "flows:started", "comms"].map((name) => red.RED.events.listenerCount(name));
    const before = listeners();
    for (let deploy = 0; deploy < 20; deploy += 1) {
      await red.deploy(flow().map((node) => (node.id === "people" ? { ...node, name: `deploy ${deploy}` } : node)));
      if (deploy % 5 === 0) await ask();
    }
    assert.deepEqual(listeners(), before);
    await red.until(() => live.load.listening === 1 && live.load.timers <= 1, "one listener");
    await arrive(1);
    await hears(({ nodes }) => nodes.people?.in === 1, "it is told as before");
    await red.deploy([{ id: "tab", type: "tab" }]);
    assert.deepEqual(live.load, { listening: 0, timers: 0 });
    const { status, body } = await ask();
    assert.equal(status, 422);
    assert.match(String((body as unknown as { problem: string }).problem), /campagne/);
  });
});
