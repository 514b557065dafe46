import type { Client, PoolClient } from "pg";
import type { Place } from "./place.ts";
import { prepare } from "./schema.ts";
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

/** Accepted means on disk, whatever the server's setting; and who fell asleep in a transaction holds nobody up for long. */
const manners = `select set_config('idle_in_transaction_session_timeout', '60000', false),
  set_config('statement_timeout', '30000', false),
  set_config('synchronous_commit', case when current_setting('synchronous_commit') = 'off' then 'on'
    else current_setting('synchronous_commit') end, false)`;

export async function connectionsTo(place: Place, most: number): Promise<Connections> {
  const { default: pg } = await import("pg");
  const types = {
    getTypeParser: ((oid: number, format?: "text") =>
      oid === int8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
  const config = { ...place.config, types };
  const pool = new pg.Pool({ ...config, max: most, idleTimeoutMillis: 60_000, allowExitOnIdle: true });
  // A connection that breaks while nobody uses it is replaced when one is needed; without a listener it would end the process.
  const nothing = () => {};
  pool.on("error", nothing);
  pool.on("connect", (client) => {
    client.on("error", nothing);
    client.query(manners).catch(nothing);
  });
  let schema = "";
  let prepared: Promise<string> | undefined;

  async function dedicated(): Promise<Client> {
    const client = new pg.Client(config);
    client.on("error", nothing);
    await client.connect().catch((error: unknown) => {
      throw asTrouble(error);
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
      return pool.connect().catch((error: unknown) => {
        throw pool.ending ? new LostConnection("closed") : asTrouble(error);
      });
    },
    async close() {
      await pool.end();
    },
  };
}
