import assert from "node:assert/strict";
import { once } from "node:events";
import { beforeEach, describe, it } from "mocha";
import register from "../../nodes/inbound-webhook/inbound-webhook.ts";
import { CallTeller } from "../../nodes/inbound-webhook/tell-calls.ts";
import { webhooksRoutes } from "../../nodes/journey-sidebar/webhooks/routes.ts";
import { type CallsTold, callsTopic } from "../../nodes/shared/webhook-desk.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { field } from "../text-field.ts";
import { flowOf, nodeRed } from "./helper.ts";

describe("telling editors of calls", () => {
  let now = 0;
  let told: { at: number; webhooks: string[] }[] = [];
  let due: { at: number; work: () => void } | undefined;
  let teller: CallTeller;
  beforeEach(() => {
    now = 1_000_000;
    told = [];
    due = undefined;
    const clock = {
      now: () => now,
      after(ms: number, work: () => void) {
        assert.equal(due, undefined, "one timer at a time");
        due = { at: now + ms, work };
        return () => {
          due = undefined;
        };
      },
    };
    teller = new CallTeller(({ webhooks }) => told.push({ at: now, webhooks }), clock);
  });
  /** Time goes on, and what is due is done. */
  function pass(ms: number): void {
    const end = now + ms;
    while (due !== undefined && due.at <= end) {
      now = Math.max(now, due.at);
      due.work();
    }
    now = end;
  }
  const words = () => told.map(({ webhooks }) => webhooks);

  it("says nothing as long as nobody has asked", () => {
    teller.heard("a");
    assert.equal(due, undefined);
    teller.asked("b");
    teller.heard("a");
    assert.equal(due, undefined);
  });

  it("says at once which webhooks were called, together what comes together", () => {
    for (const id of ["a", "b"]) teller.asked(id);
    for (const id of ["a", "b", "a", "c"]) teller.heard(id);
    pass(100);
    assert.deepEqual(words(), [["a", "b"]]);
    pass(60_000);
    assert.equal(told.length, 1);
  });

  it("makes a few words a second of a storm, and the last call is told", () => {
    teller.asked("a");
    for (let call = 0; call < 3_000; call += 1) {
      teller.heard("a");
      pass(1);
      if (call % 700 === 0) teller.asked("a");
    }
    assert.ok(told.length > 1 && told.length <= 7, String(told.length));
    teller.asked("a");
    const before = told.length;
    teller.heard("a");
    pass(1_000);
    assert.equal(told.length, before + 1);
  });

  it("falls silent when nobody has answered for a while, and speaks again to whoever asks", () => {
    teller.asked("a");
    teller.asked("b");
    for (let second = 0; second < 60; second += 1) {
      teller.heard("a");
      pass(1_000);
    }
    assert.ok(told.length >= 10 && told.length <= 12, String(told.length));
    // Of another webhook nothing was told that somebody could have answered.
    teller.heard("b");
    pass(1_000);
    assert.deepEqual(words().at(-1), ["b"]);
    teller.asked("a");
    teller.heard("a");
    pass(1_000);
    assert.deepEqual(words().at(-1), ["a"]);
  });

  it("keeps nothing to itself when flows stop, and leaves no timer", () => {
    teller.asked("a");
    teller.heard("a");
    pass(100);
    teller.heard("a");
    assert.notEqual(due, undefined);
    teller.rest();
    assert.deepEqual([due, words()], [undefined, [["a"], ["a"]]]);
    teller.rest();
    assert.equal(told.length, 2);
  });

  it("forgets a webhook that was deleted", () => {
    teller.asked("a");
    teller.heard("a");
    teller.forget("a");
    pass(1_000);
    teller.heard("a");
    assert.deepEqual([told, due], [[], undefined]);
  });
});

describe("an inbound webhook that is called while editors look", () => {
  const red = nodeRed(register, webhooksRoutes);
  const endpoint = mintEndpoint();
  const secret = mintSecret();
  const flow = (more: object = {}) =>
    flowOf(
      {
        ...{ type: "inbound-webhook", version: 3, endpoint, ...more },
        fields: [field("caseKey", "case-key"), field("decision", "event")],
      },
      2,
    );
  let told: { topic: string; data: CallsTold }[] = [];
  const hear = (word: { topic: string; data: CallsTold }) => {
    if (word.topic === callsTopic) told.push(word);
  };
  async function start(): Promise<void> {
    told = [];
    await red.load(flow(), { node: { secrets: JSON.stringify({ "sender.current": secret }) } });
    red.RED.events.removeListener("comms", hear).on("comms", hear);
  }
  let calls = 0;
  async function post(): Promise<number> {
    calls += 1;
    const bytes = Buffer.from(JSON.stringify({ caseKey: "FILE-1001", decision: "accepted" }));
    const signed = sign(readSecret(secret), `e-${calls}`, bytes, Date.now());
    const headers = { "content-type": "application/json", ...signed };
    return (await fetch(`${red.url}/webhook/${endpoint}`, { method: "POST", headers, body: bytes })).status;
  }
  async function next(): Promise<void> {
    const before = told.length;
    while (told.length === before) await once(red.RED.events, "comms", { signal: AbortSignal.timeout(10_000) });
  }
  const looks = {
    "the list of the sidebar": "/belle-histoire/journey/webhooks?campaign=c1",
    "the list of calls": "/belle-histoire/inbound-webhook/node/calls",
  };

  for (const [name, path] of Object.entries(looks))
    it(`tells that it was called, and nothing of the call, to whoever has ${name} open`, async () => {
      await start();
      assert.equal(await post(), 404);
      assert.equal((await red.adminGet(path, "en")).status, 200);
      assert.deepEqual(told, []);
      const heard = next();
      assert.equal(await post(), 404);
      await heard;
      assert.deepEqual(
        told.map(({ data }) => data),
        [{ webhooks: ["node"] }],
      );
      assert.equal((await red.adminGet("/belle-histoire/inbound-webhook/none/calls", "en")).status, 404);
    });

  it("makes no thousand words of a thousand calls, and loses none in a deploy", async () => {
    await start();
    await red.adminGet(looks["the list of calls"], "en");
    const began = performance.now();
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 50 }, post));
    const seconds = (performance.now() - began) / 1_000;
    await red.deploy(flow({ name: "renamed" }));
    // What was still to be told was told when the node was closed.
    const { length } = told;
    assert.ok(length >= 1 && length <= 2 + 2 * Math.ceil(seconds), `${length} words in ${seconds} s`);
    // A deploy has ended before all nodes have begun; callers are asked to come back.
    while ((await post()) === 503);
    await red.adminGet(looks["the list of calls"], "en");
    const heard = next();
    await post();
    await heard;
    const listeners = () => ["flows:stopping", "flows:started"].map((one) => red.RED.events.listenerCount(one));
    const before = listeners();
    for (let deploy = 0; deploy < 5; deploy += 1) await red.deploy(flow({ name: `deploy ${deploy}` }));
    assert.deepEqual(listeners(), before);
  });
});
