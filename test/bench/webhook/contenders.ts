import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FlowNode, Runtime, until } from "../../flows/runtime.ts";
import type { Target } from "./calls.ts";
import { countKept, enrolCases } from "./cases.ts";
import { coreFlow, webhookFlow } from "./flows.ts";

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };

/** A server in a process of its own. */
export interface Contender extends Target {
  letter: "a" | "b" | "c" | "d" | "e" | "f";
  name: string;
  pid: number;
  /** Resolves when all work that accepted calls brought with them has been done. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Forks a file of this folder and waits for its first word. */
export async function start<Word>(file: string, env: object = {}): Promise<{ child: ChildProcess; word: Word }> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { env: { ...process.env, ...env } });
  const ended = once(child, "exit").then(() => Promise.reject(new Error(`${file} ended before it was ready`)));
  const [word] = (await Promise.race([once(child, "message"), ended])) as [Word];
  ended.catch(() => {});
  return { child, word };
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.disconnect();
  await exited;
}

async function plain(
  letter: Contender["letter"],
  name: string,
  file: string,
  secret: string,
  env: object = {},
): Promise<Contender> {
  const { child, word } = await start<{ port: number }>(file, { SECRET: secret, ...env });
  const url = `http://127.0.0.1:${word.port}/decision`;
  return { letter, name, url, secret, pid: child.pid ?? 0, idle: async () => {}, stop: () => stop(child) };
}

async function nodeRed(flows: FlowNode[]): Promise<Runtime> {
  return Runtime.create(platform, [], () => flows);
}

async function core(secret: string): Promise<Contender> {
  const runtime = await nodeRed(coreFlow);
  return {
    letter: "c",
    name: "Node-RED: http in → switch → template → http response",
    url: runtime.urlOf("/decision"),
    secret,
    pid: runtime.pid,
    idle: async () => {},
    stop: () => runtime.remove(),
  };
}

async function webhook(secret: string, folder: string, cases: number): Promise<Contender> {
  const store = join(folder, "store.sqlite");
  await enrolCases(store, cases);
  const runtime = await nodeRed(webhookFlow(store, secret));
  const idle = () => until(async () => (countKept(store).open === 0 ? true : undefined), "every task has ended", 120);
  return {
    letter: "e",
    name: "Node-RED: inbound webhook, on disk before 202",
    ...runtime.webhook,
    pid: runtime.pid,
    idle: async () => void (await idle()),
    stop: () => runtime.remove(),
  };
}

/** All that are compared, in the order in which they take turns. The webhook's store has so many cases. */
export async function startAll(secret: string, folder: string, cases: number): Promise<Contender[]> {
  return [
    await plain("a", "bare node:http", "./bare.ts", secret),
    await plain("b", "fastify", "./fastify.ts", secret),
    await core(secret),
    await plain("d", "our pipeline on node:http, kept nowhere", "./pipeline.ts", secret),
    await webhook(secret, folder, cases),
    await plain("f", "the least: one proof, one row on disk, no Node-RED", "./least.ts", secret, {
      STORE: join(folder, "least.sqlite"),
    }),
  ];
}
