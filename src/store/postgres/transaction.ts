import type { PoolClient } from "pg";
import { type Operations, operations } from "../operations/index.ts";
import type { AcceptRequest } from "../store.ts";
import { askMany } from "./ask-many.ts";
import type { Connections } from "./connections.ts";
import { type Part, performInRounds } from "./rounds.ts";
import { ask, statementsOf } from "./statements.ts";
import { isServerError, isStale, LostConnection, UnknownCommit } from "./trouble.ts";

export interface Call {
  name: keyof Operations;
  input: unknown[];
}

async function perform(client: PoolClient, { name, input }: Call): Promise<unknown> {
  const operation = operations(statementsOf(client))[name] as (...input: unknown[]) => Promise<unknown>;
  return operation(...input);
}

/** Two words for one case that nobody knows yet: the second finds what the first has kept. */
function partOf({ name, input }: Call): Part {
  const caseKey = name === "accept" ? (input[0] as AcceptRequest).caseKey : undefined;
  return {
    ...(caseKey !== undefined && { alone: `case ${caseKey}` }),
    perform: (statements) => (operations(statements)[name] as (...input: unknown[]) => Promise<unknown>)(...input),
  };
}

async function using<Answer>(connections: Connections, work: (client: PoolClient) => Promise<Answer>): Promise<Answer> {
  const client = await connections.take();
  let usable = true;
  try {
    return await work(client);
  } catch (error) {
    usable = !(error instanceof LostConnection || error instanceof UnknownCommit || isStale(error));
    throw error;
  } finally {
    client.release(!usable);
  }
}

/** A call that changes nothing: each of its statements by itself. */
export function performAsking(connections: Connections, call: Call): Promise<unknown> {
  return using(connections, (client) => perform(client, call));
}

/**
 * Calls in one transaction, all of them or none.
 * @throws UnknownCommit where nobody can tell whether they were kept; else nothing was, and what the first that failed threw
 */
export function performTogether(connections: Connections, calls: readonly Call[]): Promise<unknown[]> {
  return using(connections, async (client) => {
    await ask(client, "begin isolation level read committed");
    let answers: unknown[];
    try {
      answers = await performInRounds((asked) => askMany(client, asked), calls.map(partOf));
    } catch (error) {
      if (!(error instanceof LostConnection)) await ask(client, "rollback");
      throw error;
    }
    try {
      await ask(client, "commit");
    } catch (error) {
      // A server that answers says that it has not committed.
      if (isServerError(error)) throw error;
      throw new UnknownCommit(error instanceof LostConnection ? error.code : "commit", { cause: error });
    }
    return answers;
  });
}
