import type { Client, CustomTypesConfig, PoolClient } from "pg";
import { refuseMoved } from "../relocation.ts";
import { GatheringSocket } from "./gathering-socket.ts";
import type { Place } from "./place.ts";
import { prepare } from "./schema.ts";
import { statementsOf } from "./statements.ts";
import { takePart } from "./taking-part.ts";
import { asTrouble, LostConnection } from "./trouble.ts";

/** The connections of one store. */
export interface Connections {
  /** A connection of the pool, to a database that has the present schema. @throws LostConnection, the server's error or a Fault */
  take(): Promise<PoolClient>;
  /** One of its own, outside the pool. */
  dedicated(): Promise<Client>;
  /** The schema that the tables are in, once a connection was made. */
  schema(): string;
  close(): Promise<void>;
}

const int8 = 20;

/**
 * Accepted means on disk, whatever the server's setting; who fell asleep in a transaction holds nobody up for long; and rows
 * are found by their indexes, also in a table whose size the server does not know yet.
 */
const manners = `select set_config('idle_in_transaction_session_timeout', '60000', false),
  set_config('random_page_cost', '1.1', false),
  set_config('statement_timeout', '30000', false),
  set_config('synchronous_commit', case when current_setting('synchronous_commit') = 'off' then 'on'
    else current_setting('synchronous_commit') end, false)`;

/** Eight-byte integers as numbers. */
export function numbersIn(types: typeof import("pg").types): CustomTypesConfig {
  return {
    getTypeParser: ((oid: number, format?: "text") =>
      oid === int8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
  };
}

export async function connectionsTo(place: Place, most: number): Promise<Connections> {
  const { default: pg } = await import("pg");
  const config = { ...place.config, types: numbersIn(pg.types) };
  // Statements of one transaction that do not wait for each other's answers are on their way together.
  const together = { pipeline: true, stream: () => new GatheringSocket() };
  const pool = new pg.Pool({ ...config, ...together, max: most, idleTimeoutMillis: 60_000, allowExitOnIdle: true });
  // A connection that breaks while nobody uses it is replaced when one is needed; without a listener it would end the process.
  const nothing = () => {};
  pool.on("error", nothing);
  pool.on("connect", (client) => {
    client.on("error", nothing);
    client.query(manners).catch(nothing);
  });
  let schema = "";
  let prepared: Promise<string> | undefined;

  const admitted = new WeakSet<PoolClient>();

  /** A connection that was made anew may find that the store is elsewhere by now, also where this process has it open. */
  async function admit(client: PoolClient): Promise<PoolClient> {
    if (admitted.has(client)) return client;
    try {
      await takePart(client, place.name);
      await refuseMoved(statementsOf(client), place.name);
    } catch (error) {
      client.release(true);
      throw error;
    }
    admitted.add(client);
    return client;
  }

  async function dedicated(): Promise<Client> {
    const client = new pg.Client(config);
    client.on("error", nothing);
    await client.connect().catch((error: unknown) => {
      throw asTrouble(error);
    });
    await takePart(client, place.name).catch((error: unknown) => {
      client.end().catch(nothing);
      throw error;
    });
    return client;
  }

  async function prepareOnce(): Promise<string> {
    // A migration of a large table takes its time.
    const client = new pg.Client({ ...config, query_timeout: 0 });
    client.on("error", nothing);
    try {
      await client.connect().catch((error: unknown) => {
        throw asTrouble(error);
      });
      return await prepare(client, place.name);
    } finally {
      client.end().catch(nothing);
    }
  }

  return {
    dedicated,
    schema: () => schema,
    async take() {
      prepared ??= prepareOnce().catch((error: unknown) => {
        prepared = undefined;
        throw error;
      });
      schema = await prepared;
      const client = await pool.connect().catch((error: unknown) => {
        throw pool.ending ? new LostConnection("closed") : asTrouble(error);
      });
      return admit(client);
    },
    async close() {
      await pool.end();
    },
  };
}
