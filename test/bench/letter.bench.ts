import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { readStories } from "../../src/store/index.ts";
import { listOf } from "../flows/insurance.ts";
import { Runtime, until } from "../flows/runtime.ts";
import { type Figure, median, percentile, type Result } from "./figures.ts";

/** Decisions one after the other, and how many of them are posted before the clock counts. */
const decisions = 200;
const warmUp = 20;
const decided = ["accepted", "degraded", "refused"];

const caseKeyOf = (index: number) => `D-${index}`;
const bodyOf = (index: number) => ({ caseKey: caseKeyOf(index), decision: decided[index % decided.length] });
const lastCase = caseKeyOf(decisions + warmUp - 1);

const streets = ["boulevard des Dunes", "boulevard des Remparts", "rue de la Rivière", "rue du Théâtre"];

/** Those who are invited. */
function people() {
  return Array.from({ length: decisions + warmUp }, (_, index) => ({
    id: `R-${index}`,
    caseKey: caseKeyOf(index),
    lastName: `Moreau ${index}`,
    street: `${1 + (index % 8)} ${streets[index % streets.length]}`,
  }));
}

/** Tells when the tickets of a folder appear; watching it costs the measured process nothing. */
function ticketsOf(folder: string): { released(caseKey: string): Promise<void>; close(): void } {
  const seen = new Map<string, () => void>();
  const watcher = watch(folder, (_event, name) => {
    if (name?.endsWith(".json") !== true) return;
    const caseKey = name.slice(0, name.lastIndexOf("-"));
    seen.get(caseKey)?.();
  });
  return {
    released: (caseKey) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error(`no letter of ${caseKey} within 20 s`)), 20_000);
        seen.set(caseKey, () => {
          clearTimeout(patience);
          seen.delete(caseKey);
          resolve();
        });
      }),
    close: () => watcher.close(),
  };
}

/** Milliseconds between two lines of a case's history. */
async function between(store: string, caseKey: string, from: string, to: string): Promise<number> {
  const lines = (await readStories(store, caseKey))[0]?.lines ?? [];
  const at = (kind: string) => lines.findLast((line) => line.kind === kind)?.at ?? Number.NaN;
  return at(to) - at(from);
}

/** How many wait for their decision. */
async function waiting(store: string): Promise<number> {
  const stories = await Promise.all(people().map(({ caseKey }) => readStories(store, caseKey)));
  return stories.filter(([story]) => story?.lines.some(({ kind }) => kind === "wait.started")).length;
}

/** One decision after the other, each timed from its receipt to its letter on disk, with its own map. */
export async function run(): Promise<Result> {
  const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
  const runtime = await Runtime.create(platform, ["insurance-decision.json"], (flows) =>
    flows.map((node) => (node.type === "inject" ? { ...node, payload: listOf(people()) } : node)),
  );
  const receipts: number[] = [];
  const letters: number[] = [];
  const composed: number[] = [];
  const carried: number[] = [];
  try {
    const folder = join(runtime.folder, "letters");
    await mkdir(folder, { recursive: true });
    const tickets = ticketsOf(folder);
    const store = join(runtime.folder, "belle-histoire", "store.sqlite");
    // Nobody is composed an invitation any more.
    await until(async () => ((await waiting(store)) === decisions + warmUp ? true : undefined), "all wait", 120);
    const first = tickets.released(caseKeyOf(0));
    await runtime.post(bodyOf(0));
    await first;
    for (let index = 1; index < decisions + warmUp; index += 1) {
      const letter = tickets.released(caseKeyOf(index));
      const began = performance.now();
      const { status } = await runtime.post(bodyOf(index));
      const received = performance.now();
      if (status !== 202) throw new Error(`${caseKeyOf(index)}: ${status}`);
      await letter;
      if (index < warmUp) continue;
      receipts.push(received - began);
      letters.push(performance.now() - received);
    }
    tickets.close();
    await until(
      async () => !Number.isNaN(await between(store, lastCase, "send.queued", "send.sent")) || undefined,
      "all told",
    );
    for (let index = warmUp; index < decisions + warmUp; index += 1) {
      composed.push(await between(store, caseKeyOf(index), "event.accepted", "send.queued"));
      carried.push(await between(store, caseKeyOf(index), "send.queued", "send.sent"));
    }
  } finally {
    await runtime.remove();
  }
  const figure = (name: string, samples: number[]): Figure => ({
    name,
    values: { "p50 ms": median(samples), "p99 ms": percentile(samples, 0.99), "max ms": Math.max(...samples) },
  });
  const p50 = median(letters);
  const p99 = percentile(letters, 0.99);
  return {
    subject: `letter: ${decisions} decisions, one after the other, after ${warmUp} to warm up`,
    figures: [
      figure("post → receipt", receipts),
      figure("receipt → letter on disk", letters),
      figure("  of it: event → letter composed", composed),
      figure("  of it: queued → released, told", carried),
    ],
    claims: [
      { claim: "receipt → letter, p50 in ms", measured: p50, aim: "≤ 60", met: p50 <= 60 },
      { claim: "receipt → letter, p99 in ms", measured: p99, aim: "≤ 200", met: p99 <= 200 },
    ],
  };
}
