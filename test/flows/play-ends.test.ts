import assert from "node:assert/strict";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import type { PlayAnswer } from "../../nodes/journey-sidebar/play/desk.ts";
import { machine } from "../../src/process-folder.ts";
import { ask, begin, ended, inWords, kinds, play, words } from "./play/cases.ts";
import { endsFlow } from "./play/ends.ts";
import { type Platform, Runtime, until } from "./runtime.ts";

/** How plays begin by a webhook, and how they come to an end that is not the story's. */

const five: Platform = { name: "Node-RED 5", node: "node/bin/node", nodeRed: "node-red" };
const startsAt = "2026-03-02T08:00:00Z";
const asked = (entry: string, more: object = {}) => ({
  ...{ version: 1, name: entry, entry, startsAt, caseKey: "O-1", recipient: { firstName: "Camille" } },
  ...more,
});
/** A call that fits. */
const order = { data: { amount: 3 } };

describe("a play that begins with the call of a webhook", function () {
  this.timeout(60_000);
  let runtime: Runtime;
  before(async () => {
    runtime = await Runtime.create(five, [], endsFlow);
  });
  after(() => runtime?.remove());

  const calls: [what: string, more: object][] = [
    ["names its case", { caseKey: undefined, data: { order: "O-1", amount: 3 } }],
    ["leaves its case to that of the play", { data: { amount: 3 } }],
    ["names the recipient", { data: { amount: 3, customer: "C-7", email: "camille@example.org" } }],
  ];
  for (const [what, more] of calls)
    it(`${what}: the journey starts there, and its deadline ends it`, async () => {
      const told = await play(runtime, asked("Order", more));
      assert.deepEqual([told.state, told.problems], ["ended", []], inWords(told));
      assert.deepEqual(
        kinds(told, "entered", "wait", "too-late", "ended"),
        ["entered Order", "wait Decision", "too-late Decision", "ended Late"],
        inWords(told),
      );
      assert.equal(told.steps.at(-1)?.at, "2026-03-12T08:00:00.000Z");
    });

  const later: [node: string, kind: string, at: string][] = [
    ["Go", "event Decision", "Decided"],
    ["News", "event Decision", "Decided"],
    ["Exit", "left Decision", "Gone"],
    ["Aside", "event Aside", "Other"],
  ];
  for (const [node, kind, at] of later)
    it(`${node}: what comes later by another webhook is taken as in a real journey`, async () => {
      const word = { after: "P2D", node, data: { amount: 1 } };
      const told = await play(runtime, asked("Order", { ...order, ...words(word) }));
      assert.deepEqual([told.state, told.problems], ["ended", []], inWords(told));
      assert.ok(kinds(told, "event", "left").includes(kind), inWords(told));
      assert.ok(kinds(told, "passed").includes(`passed ${at}`), inWords(told));
    });

  it("is told with the reason where the webhook would not take the call", async () => {
    const told = await play(runtime, asked("Order", { data: { amount: "many" } }));
    assert.deepEqual([told.state, told.steps], ["failed", []]);
    assert.match(told.problems.join(), /does not come in.*does not take this call.*\/amount/s);
  });

  for (const node of ["Go", "News", "Exit", "Aside"])
    it(`${node}: a webhook that starts no journeys is no entry`, async () => {
      await assert.rejects(begin(runtime, asked(node, order)), new RegExp(`no node “${node}”.*Order`));
    });

  it("a story that goes on for ever is ended after five years of it", async () => {
    const told = await play(runtime, asked("Years"));
    assert.equal(told.state, "failed", inWords(told));
    assert.match(told.problems.join(), /longer than 5 years/);
    assert.equal(kinds(told, "too-late").length, 5, inWords(told));
  });
});

describe("plays of several users", function () {
  this.timeout(120_000);
  const settings = `{ adminAuth: { type: "credentials", users: async (username) => ({ username, permissions: "*" }),
    tokens: async (username) => ({ username, permissions: "*" }) } }`;
  const users = ["Béa", "Carl", "Dina", "Emil"].map(encodeURIComponent);
  let runtime: Runtime;
  let endless: PlayAnswer;
  let began: number;
  const of = (user: string) => ({ user, seconds: 90 });

  before(async () => {
    runtime = await Runtime.prepared(five, endsFlow(), { settings });
    await until(async () => (runtime.output.includes("Started flows") ? true : undefined), "flows run");
    began = performance.now();
    endless = await begin(runtime, asked("Endless"), "Anne");
  });
  after(() => runtime?.remove());

  it("are five at the most; one that is over makes room for another", async () => {
    const others: PlayAnswer[] = [];
    for (const user of users) others.push(await begin(runtime, asked("Slow"), user));
    await assert.rejects(begin(runtime, asked("Years"), "Fay"), /422.*5 plays are running, which is the most. Wait/);
    await ask(runtime, `play/${others[0]?.id}/stop`, { body: {}, user: users[0] });
    const told = await ended(runtime, await begin(runtime, asked("Order", order), "Fay"), of("Fay"));
    assert.equal(told.state, "ended", told.problems.join());
    for (const [index, user] of users.entries())
      await ask(runtime, `play/${others[index]?.id}/stop`, { body: {}, user });
  });

  it("are each seen by whoever began them alone", async () => {
    await assert.rejects(ask(runtime, `play/${endless.id}`, { user: "Fay" }), /404/);
  });

  it("one that never ends by itself is ended after a minute, and says so", async () => {
    const told = await ended(runtime, endless, of("Anne"));
    const seconds = (performance.now() - began) / 1000;
    assert.ok(seconds > 59 && seconds < 75, `${seconds} s`);
    assert.equal(told.state, "failed", inWords(told));
    assert.match(told.problems.join(), /longer than 60 seconds and was ended/);
    const again = await begin(runtime, asked("Order", order), "Anne");
    assert.equal((await ended(runtime, again, of("Anne"))).state, "ended");
  });
});

describe("what ends a play from outside", function () {
  this.timeout(120_000);
  let runtime: Runtime;
  before(async () => {
    runtime = await Runtime.create(five, [], endsFlow);
  });
  after(() => runtime?.remove());

  for (const late of [0, 20, 40, 60, 80, 120, 200])
    it(`a deploy ${late} ms after it was asked for: it is over soon, whichever was first`, async () => {
      const begun = begin(runtime, asked("Slow")).catch((error: unknown) => String(error));
      await new Promise((resolve) => setTimeout(resolve, late));
      await runtime.deploy();
      const told = await begun;
      if (typeof told === "string") return assert.match(told, /deployed anew/);
      const playing = (await ask(runtime, `play/${told.id}`)).state;
      // One that came behind the deploy goes on.
      if (playing === "playing" && (await sleeps(told))) await ask(runtime, `play/${told.id}/stop`, { body: {} });
      const { state, problems } = await ended(runtime, told, { seconds: 10 });
      assert.equal(state, "stopped", problems.join());
    });
  /** Whether the flow that runs now has the message of a play. */
  async function sleeps({ id }: PlayAnswer): Promise<boolean> {
    const look = async () => {
      const { state, steps } = await ask(runtime, `play/${id}`);
      return state !== "playing" || steps.some(({ node }) => node === "sleep") ? { state } : undefined;
    };
    return (await until(look, "it is under way, or over", 10)).state === "playing";
  }

  const folders = async () =>
    (await readdir(runtime.temporary)).filter((name) => name.startsWith("belle-histoire-play-"));

  it("what a killed Node-RED has left of it goes at the next start, and nothing of one that lives", async () => {
    await begin(runtime, asked("Slow"));
    await runtime.kill();
    const left = await folders();
    assert.ok(left.length > 0);
    const living = `belle-histoire-play-${machine}-${process.pid}-abcdef`;
    await mkdir(join(runtime.temporary, living));
    await runtime.start();
    await until(async () => ((await folders()).length === 1 ? true : undefined), "only the living one's stays");
    assert.deepEqual(await folders(), [living]);
  });

  it("its store goes at its end, and all of it when Node-RED ends", async () => {
    const before = await folders();
    await play(runtime, asked("Years"));
    const [own = ""] = (await folders()).filter((name) => !before.includes(name));
    await until(async () => {
      const names = await readdir(join(runtime.temporary, own));
      return names.some((name) => name.startsWith("store")) ? undefined : true;
    }, "its store is gone");
    await runtime.kill("SIGTERM");
    assert.deepEqual(await folders(), before);
  });
});
