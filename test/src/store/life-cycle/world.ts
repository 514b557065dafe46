import assert from "node:assert/strict";
import type { AcceptRequest, AcceptResult, Task } from "../../../../src/store/index.ts";
import type { Action } from "./action.ts";
import { lineageOf, nodes, stepsOf, waitNodes } from "./flow.ts";
import type { Place } from "./place.ts";
import { type Promises, promises } from "./promises.ts";

const lease = 100;
const long = 1e12;

/** Somebody who has claimed a task, and may have lost it meanwhile without knowing. */
interface Holder {
  task: Task;
  until: number;
  /** Claimed at which action. */
  turn: number;
  carried?: "sent" | "not-sent" | "again" | "unknown";
}

const settler = (at: number) => ({ by: "Anne", why: "seen in the file", at });

/** A store, and all who work with it, at one place and in one order. */
export function openWorld(place: Place) {
  const kept: Promises = promises();
  let now = 1_000;
  let turn = 0;
  let holders: Holder[] = [];

  const pick = (wanted: (holder: Holder) => boolean, index: number): Holder | undefined => {
    const some = holders.filter(wanted);
    return some[index % Math.max(some.length, 1)];
  };
  const drop = (holder: Holder) => {
    holders = holders.filter((one) => one !== holder);
  };

  function take(tasks: Task[]): void {
    for (const task of tasks) {
      kept.claimed(task);
      holders.push({ task, until: now + lease, turn });
    }
  }

  async function claim(kind: "event" | "send", limit: number): Promise<number> {
    const tasks = await place.store.claim({ owner: "me", nodes, kind, limit, now, lease });
    take(tasks);
    return tasks.length;
  }

  async function play({ task }: Holder): Promise<void> {
    const lineage = lineageOf(task);
    for (const step of stepsOf(task, now))
      if ("hold" in step) kept.held(task, lineage, await place.store.hold(step.hold));
      else kept.queued(task, lineage, await place.store.enqueue(step.send).then(String));
  }

  async function finish(holder: Holder, state: "done" | "dead" = "done"): Promise<void> {
    drop(holder);
    const { id, version, node } = holder.task;
    const dead = state === "dead" && { outcome: { state: "dead", key: "x" } };
    const history = state === "dead" ? [{ kind: "task.dead", node }] : [];
    await place.store.finish({ task: id, version, state, at: now, next: [], history, ...dead });
  }

  /** A carrier that cannot be asked: what was cut short is left to a person. */
  function carry(holder: Holder, ends: NonNullable<Holder["carried"]>): void {
    if (holder.carried !== undefined || holder.until <= now) return;
    holder.carried = holder.task.interrupted ? "unknown" : ends;
    if (!holder.task.interrupted) kept.carried(holder.task, lineageOf(holder.task), holder.turn, ends);
  }

  async function tell(holder: Holder): Promise<void> {
    const { task, carried } = holder;
    if (carried === undefined) return;
    drop(holder);
    const { id, version, node, message } = task;
    const line = { kind: `send.${carried}`, node };
    const end = { task: id, version, at: now, outcome: { state: carried }, history: [line] };
    if (carried === "again") await place.store.release(id, version, now + 50, now, [line], false);
    else if (carried === "unknown") await place.store.finish({ ...end, state: "dead", next: [] });
    else {
      const next = [{ id: `after/${id}`, node, output: carried === "sent" ? 0 : 1, message }];
      await place.store.finish({ ...end, state: "done", next });
    }
  }

  async function event(action: Action & { do: "event" }): Promise<void> {
    const endpoint = `webhook-${action.webhook}`;
    const { mode, conflict, anyCase, says } = action;
    const eventId = `${action.webhook}-${action.case}-${action.id}`;
    const request: AcceptRequest = {
      campaign: "c",
      node: endpoint,
      endpoint,
      eventId,
      idProven: true,
      eventType: mode === "exit" ? "exit" : "decision",
      bodyHash: `${says}/${mode}`,
      caseKey: `D-${action.case}`,
      data: { decision: says },
      recipient: {},
      test: false,
      statusToken: `token-${turn}`,
      mode,
      conflict,
      at: now,
      ...((mode === "release" || mode === "update") && { early: { until: long, anyCase } }),
      ...(mode === "start" && { starts: { recipient: { id: `R-${action.case}` }, test: false } }),
      ...(action.leased && { lease: { owner: "me", until: now + lease } }),
    };
    const answer: AcceptResult = await place.store.accept(request);
    kept.answered(request, answer, turn);
    if (answer.receipt === "accepted" && answer.claimed !== undefined) take([answer.claimed]);
  }

  /** Whether something was settled. */
  async function resolve(item: number, choice: number): Promise<boolean> {
    const items = (await place.store.attention(50)).filter(({ kind }) => kind !== "dead" && kind !== "orphans");
    const one = items[item % Math.max(items.length, 1)];
    if (one === undefined) return false;
    const choices = one.kind === "unknown" ? (["sent", "not-sent", "again"] as const) : (["take", "keep"] as const);
    const chosen = choices[choice % choices.length] ?? "keep";
    const settled = await place.store.resolve(one.id, chosen, settler(now)).then(
      () => true,
      (error: { key?: string }) => {
        assert.equal(error.key, "attention.too-late", String(error));
        return false;
      },
    );
    if (settled) kept.resolved(one, chosen, place.beside);
    return settled;
  }

  async function replay(item: number): Promise<void> {
    const items = (await place.store.attention(50)).filter(({ kind }) => kind === "dead");
    const one = items[item % Math.max(items.length, 1)];
    if (one === undefined) return;
    const played = await place.store.replay(one.id, settler(now)).then(
      () => true,
      (error: { key?: string }) => {
        assert.equal(error.key, "attention.too-late", String(error));
        return false;
      },
    );
    if (played) kept.replayed();
  }

  async function answer(caseKey: string, says: string): Promise<void> {
    const heard = await place.store
      .answer(caseKey, { decision: says }, settler(now))
      .catch((error: { key?: string }) => {
        assert.equal(error.key, "answer.nobody-waits");
        return undefined;
      });
    if (heard !== undefined) kept.personAnswered();
  }

  async function restart(): Promise<void> {
    holders = [];
    await place.restart();
  }

  async function pass(time: number): Promise<void> {
    now += time;
    await place.store.elapse(nodes, now, 50);
  }

  async function enrol(caseNumber: number): Promise<void> {
    const recipient = { id: `R-${caseNumber}` };
    const row = { campaign: "c", node: "audience", recipient, caseKey: `D-${caseNumber}`, test: false, at: now };
    const [answer] = await place.store.enrol([row]);
    kept.enrolled(`D-${caseNumber}`, answer);
  }

  async function turnOf(kind: "event" | "send", ends: NonNullable<Holder["carried"]>): Promise<number> {
    const claimed = await claim(kind, 50);
    for (const holder of holders.filter(({ task }) => task.kind === kind)) {
      if (kind === "event") {
        await play(holder);
        await finish(holder);
      } else {
        carry(holder, ends);
        await tell(holder);
        drop(holder);
      }
    }
    return claimed;
  }

  async function act(action: Action): Promise<void> {
    turn += 1;
    const eventHolder = (index: number) => pick(({ task }) => task.kind === "event", index);
    const sendHolder = (index: number) => pick(({ task }) => task.kind === "send", index);
    if (action.do === "enrol") await enrol(action.case);
    else if (action.do === "event") await event(action);
    else if (action.do === "claim") await claim(action.kind, action.limit);
    else if (action.do === "turn") await turnOf(action.kind, "sent");
    else if (action.do === "pass") await pass(action.time);
    else if (action.do === "answer") await answer(`D-${action.case}`, action.says);
    else if (action.do === "resolve") await resolve(action.item, action.choice);
    else if (action.do === "replay") await replay(action.item);
    else if (action.do === "restart") await restart();
    else if (action.do === "carry" || action.do === "tell") {
      const holder = sendHolder(action.who);
      if (holder !== undefined) await (action.do === "tell" ? tell(holder) : carry(holder, action.ends));
    } else {
      const holder =
        action.do === "give back" || action.do === "set aside"
          ? pick(({ carried }) => carried === undefined, action.who)
          : eventHolder(action.who);
      if (holder === undefined) return;
      if (action.do === "play") await play(holder);
      else if (action.do === "set aside") await finish(holder, "dead");
      else if (action.do === "finish") await finish(holder);
      else {
        drop(holder);
        await place.store.release(holder.task.id, holder.task.version, now, now, []);
      }
    }
  }

  async function check(): Promise<void> {
    kept.check(place.beside);
    const waiting = waitNodes.map(async (node) => kept.waiting(place.beside, node, await place.store.waiting(node)));
    await Promise.all([...waiting, kept.receipts((endpoint, token) => place.store.receipt(endpoint, token))]);
  }

  /** All that is under way comes to its end: a person settles what is in doubt, and a year passes. */
  async function end(): Promise<void> {
    for (let round = 0; round < 60; round += 1) {
      await pass(10_000);
      const before = holders.length;
      const played = (await turnOf("event", "sent")) + (await turnOf("send", "sent"));
      const doubts = (await place.store.attention(50)).filter(({ kind }) => kind !== "dead" && kind !== "orphans");
      // The last first: what is settled is gone from the list.
      let settled = 0;
      for (const item of [...doubts.keys()].reverse()) if (await resolve(item, 0)) settled += 1;
      if (before + played + settled === 0) {
        await check();
        kept.ended(place.beside);
        return;
      }
    }
    assert.fail("the campaign comes to no end");
  }

  return { act, check, end };
}
