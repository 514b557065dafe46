/** Node-RED in a process of its own, which plays tasks as the engine does and reports what became of them. */
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { settle, tasksUnderWatch } from "../../../nodes/shared/settlement.ts";
import { systemClock } from "../../../src/clock.ts";
import { type Effect, effects, red, sources } from "./palette.ts";

export interface Play {
  /** Milliseconds from now, or from the next event of that name. */
  after: number;
  event?: string;
  source: string;
  task: string;
  quiet: number;
  longest: number;
}

export interface Attempt {
  task: string;
  number: number;
  /** Milliseconds of this process's clock, as all times of a report. */
  began: number;
  quietAt?: number;
  ended: number;
  played: "settled" | "lost";
}

export interface Report {
  attempts: Attempt[];
  effects: Effect[];
}

export interface Traces {
  tasks: number;
  hooks: boolean;
  /** Listeners on Node-RED's events that concern flows. */
  flowListeners: number;
  /** Close listeners of a node. */
  closeListeners: number;
}

interface EmbeddedRed {
  init(settings: object): void;
  start(): Promise<void>;
  events: NodeJS.EventEmitter;
  runtime: { flows: { setFlows(options: object): Promise<unknown> } };
}

const [, , nodeRed = "", folder = "", settings = "{}"] = process.argv;
const RED = createRequire(import.meta.url)(nodeRed) as EmbeddedRed;

/** More replays than this would hide a task that never gets through. */
const mostAttempts = 5;
const attempts: Attempt[] = [];

async function play({ source, task, quiet, longest }: Play): Promise<void> {
  for (let number = 1; number <= mostAttempts; number += 1) {
    const node = sources.get(source);
    if (node === undefined) return;
    const attempt: Attempt = { task, number, began: performance.now(), ended: 0, played: "lost" };
    const message = { _msgid: task, payload: "hello", journey: { task } };
    attempt.played = await settle(
      node,
      task,
      () => node.send(message),
      () => {
        attempt.quietAt = performance.now();
      },
      { quiet, longest, clock: systemClock },
    );
    attempt.ended = performance.now();
    attempts.push(attempt);
    if (attempt.played === "settled") return;
  }
}

const commands = {
  async deploy({ flows, type, after }: { flows: object[]; type: string; after: number }): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, after));
    const running = once(RED.events, "flows:started");
    await RED.runtime.flows.setFlows({ flows: { flows }, deploymentType: type });
    await running;
  },

  async play(plays: Play[]): Promise<void> {
    for (const one of plays) {
      const begin = () => void setTimeout(() => void play(one), one.after);
      if (one.event === undefined) begin();
      else RED.events.once(one.event, begin);
    }
  },

  async report(): Promise<Report> {
    return { attempts, effects };
  },

  /** Plays many tasks, some at a time, and answers how many of them settled, and within how many milliseconds. */
  async many({ source, count, atOnce }: { source: string; count: number; atOnce: number }) {
    const before = { attempts: attempts.length, effects: effects.length };
    const began = performance.now();
    for (let from = 0; from < count; from += atOnce) {
      const some = Array.from({ length: atOnce }, (_, index) => `many-${from + index}`);
      await Promise.all(some.map((task) => play({ after: 0, source, task, quiet: 20, longest: 60_000 })));
    }
    const settled = attempts
      .slice(before.attempts)
      .filter(({ played, number }) => played === "settled" && number === 1);
    return { settled: settled.length, effects: effects.length - before.effects, ms: performance.now() - began };
  },

  async traces({ node }: { node: string }): Promise<Traces> {
    const found = red?.nodes.getNode(node) as { _closeCallbacks?: unknown[] } | null | undefined;
    const flowEvents = ["flows:stopping", "flows:starting", "flows:started"];
    return {
      tasks: tasksUnderWatch(),
      hooks: (red?.hooks as { has(id: string): boolean } | undefined)?.has("preDeliver.belle-histoire") ?? false,
      flowListeners: flowEvents.reduce((sum, event) => sum + RED.events.listenerCount(event), 0),
      closeListeners: found?._closeCallbacks?.length ?? 0,
    };
  },
};
export type Commands = typeof commands;

async function listenSlowly(): Promise<string> {
  const server = createServer((_, response) => setTimeout(() => response.end("slow"), 700));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

process.env.SETTLE_SLOW = await listenSlowly();
process.env.SETTLE_FILE = `${folder}/written.txt`;
const quietly = { logging: { console: { level: "off" } }, httpAdminRoot: false, httpNodeRoot: false };
RED.init({ userDir: folder, nodesDir: `${folder}/palette`, ...quietly, ...JSON.parse(settings) });
const running = once(RED.events, "flows:started");
await RED.start();
await running;

process.on("message", ({ id, command, input }: { id: number; command: keyof Commands; input: never }) => {
  commands[command](input).then(
    (answer) => process.send?.({ id, answer }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.send?.({ id: 0 });
