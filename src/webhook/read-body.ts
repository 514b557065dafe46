import type { IncomingMessage } from "node:http";
import type { Clock } from "../clock.ts";
import type { Hold } from "./held-bytes.ts";

export type ReadBody =
  | { state: "read"; bytes: Buffer }
  | { state: "too-large" }
  | { state: "too-slow" }
  /** The process holds all the bodies that it may. */
  | { state: "no-room" }
  | { state: "cut" };

/**
 * Reads a body of at most `limit` bytes within `deadline` milliseconds, counted as it comes: a sender may leave out its
 * length. `cut`: the connection ended first. Leaves no listener and no timer behind.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  deadline: number,
  clock: Clock,
  held: Hold,
): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: ReadBody): void => {
      cancel();
      request.off("data", take).off("end", end).off("close", cut).off("error", cut);
      request.pause();
      resolve(result);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) settle({ state: "too-large" });
      else if (!held.take(chunk.length)) settle({ state: "no-room" });
      else chunks.push(chunk);
    };
    const end = (): void =>
      settle({ state: "read", bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size) });
    const cut = (): void => settle({ state: "cut" });
    const cancel = clock.after(deadline, () => settle({ state: "too-slow" }));
    if (request.destroyed) return cut();
    request.on("data", take).on("end", end).on("close", cut).on("error", cut);
  });
}

/**
 * Takes in and forgets what a refused sender still sends, for `patience` milliseconds and `limit` bytes at most. A
 * connection closed with unread bytes is reset, and the sender would lose the reply that says why.
 */
export function drain(request: IncomingMessage, limit: number, patience: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    const settle = (): void => {
      cancel();
      request.off("data", take).off("end", settle).off("close", settle).off("error", settle);
      resolve();
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) settle();
    };
    const cancel = clock.after(patience, settle);
    if (request.destroyed || request.complete) return settle();
    request.on("data", take).on("end", settle).on("close", settle).on("error", settle).resume();
  });
}
