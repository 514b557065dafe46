import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { systemClock } from "../../clock.ts";
import type { Connections } from "./connections.ts";
import { ask } from "./statements.ts";
import type { Call } from "./transaction.ts";

/** How the processes of one database wake each other. What is lost here is found by the engines' polls. */

const channel = "belle_histoire";
/** Milliseconds: between two words to the others, and until a lost connection is made again. */
const quiet = 20;
const delay = { first: 250, longest: 10_000 };

const silent: ReadonlySet<Call["name"]> = new Set([
  "claim",
  "extend",
  "note",
  "secretUsed",
  "forgetEvents",
  // Who has found those whose time is up lets them go on.
  "elapse",
  "deployed",
  "removed",
  "tally",
  "erase",
  "retain",
  "assetsFreed",
  "publish",
  "revokePages",
  "forgetPages",
  "follow",
  "unfollow",
  "spend",
  // Who collects closes, and who takes ends.
  "collect",
  "takeBatch",
  "extendBatch",
  "noteBatch",
  "endBatch",
]);

/** Whether another process may find something to do in what a call has committed. */
export function wakes({ name, input }: Call): boolean {
  const [first] = input as [{ lease?: unknown; next?: unknown[] } | undefined];
  if (name === "accept" || name === "enqueue") return first?.lease === undefined;
  if (name === "finish") return (first?.next?.length ?? 0) > (first?.lease === undefined ? 0 : 1);
  // What looks like a program sets nothing going.
  if (name === "visited") return input[2] !== true;
  return !silent.has(name);
}

export interface Wakes {
  /** Something was committed that others may take. */
  tell(): void;
  listen(listener: () => void): () => void;
  close(): Promise<void>;
}

export function wakesOver(connections: Connections): Wakes {
  const own = randomUUID();
  const listeners = new Set<() => void>();
  let closed = false;
  let ear: Client | undefined;
  let cancel: (() => void) | undefined;
  let telling = false;
  let more = false;

  const wake = () => {
    for (const listener of listeners) listener();
  };
  /** Of this store: several may share a database. */
  const word = (from: string) => `${connections.schema()} ${from}`;

  async function hear(next = delay.first): Promise<void> {
    if (closed) return;
    const again = () => {
      if (!closed) cancel = systemClock.after(next, () => void hear(Math.min(next * 2, delay.longest)));
    };
    try {
      const client = await connections.dedicated();
      ear = client;
      client.once("end", () => {
        if (ear !== client) return;
        ear = undefined;
        next = delay.first;
        again();
      });
      client.on("notification", ({ payload = "" }) => {
        if (payload.startsWith(word("")) && payload !== word(own)) wake();
      });
      await ask(client, `listen ${channel}`);
      if (closed) return void client.end().catch(() => {});
      // Its types leave it out.
      (client as Client & { unref(): void }).unref();
      // What was said while nobody listened.
      wake();
    } catch {
      const left = ear;
      ear = undefined;
      left?.end().catch(() => {});
      again();
    }
  }

  async function say(): Promise<void> {
    telling = true;
    try {
      do {
        more = false;
        const client = await connections.take();
        let usable = false;
        try {
          await ask(client, "select pg_notify(?, ?)", [channel, word(own)]);
          usable = true;
        } finally {
          client.release(!usable);
        }
        await new Promise<void>((resolve) => systemClock.after(quiet, resolve));
      } while (more && !closed);
    } catch {
      // The others poll.
    } finally {
      telling = false;
    }
  }

  return {
    tell() {
      if (telling) more = true;
      else if (!closed) void say();
    },
    listen(listener) {
      if (listeners.size === 0 && ear === undefined) void hear();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      cancel?.();
      const left = ear;
      ear = undefined;
      await left?.end().catch(() => {});
    },
  };
}
