import type { DatabaseSync } from "node:sqlite";
import type { Store } from "../store.ts";
import { accept } from "./accept.ts";
import { enrol } from "./enrol.ts";
import { write } from "./journeys.ts";
import { forgetEvents, receipt, secretUsed, secretUses } from "./receipts.ts";
import { statementsOf } from "./statements.ts";
import { sample, story } from "./stories.ts";
import { claim, enqueue, extend, finish, nextDue, release } from "./tasks.ts";

/** The store's operations as they run inside one transaction of the worker: synchronous, each a few statements. */
export type Operations = {
  [Name in Exclude<keyof Store, "close">]: (...input: Parameters<Store[Name]>) => Awaited<ReturnType<Store[Name]>>;
};

/** The operations over a database. */
export function operations(database: DatabaseSync): Operations {
  const statements = statementsOf(database);
  return {
    accept: (request) => accept(statements, request),
    receipt: (endpoint, token) => receipt(statements, endpoint, token),
    forgetEvents: (endpoint, before, most) => forgetEvents(statements, endpoint, before, most),
    secretUsed: (endpoint, slot, at) => secretUsed(statements, endpoint, slot, at),
    secretUses: (endpoint) => secretUses(statements, endpoint),
    enrol: (requests) => requests.map((request) => enrol(statements, request)),
    claim: (request) => claim(statements, request),
    extend: (owner, tasks, until) => extend(statements, owner, tasks, until),
    finish: (end) => finish(statements, end),
    release: (task, version, due, at, history) => release(statements, task, version, due, at, history),
    enqueue: (send) => enqueue(statements, send),
    note: (journey, at, lines) => write(statements, journey, at, lines),
    nextDue: (nodes, kind) => nextDue(statements, nodes, kind),
    story: (key, campaign) => story(statements, key, campaign),
    sample: (campaign, limit) => sample(statements, campaign, limit),
  };
}
