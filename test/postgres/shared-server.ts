import { after } from "mocha";
import { databaseName, PostgresServer, sql } from "./server.ts";

/**
 * One PostgreSQL for all tests: that of `BELLE_HISTOIRE_TEST_POSTGRES` (an address whose user may create databases), else one
 * that is started when the first test asks for it.
 */
const given = process.env.BELLE_HISTOIRE_TEST_POSTGRES;
let server: Promise<PostgresServer> | undefined;
const made: string[] = [];

async function addressOf(database: string): Promise<string> {
  if (given !== undefined) return Object.assign(new URL(given), { pathname: `/${database}` }).href;
  server ??= PostgresServer.create();
  return (await server).url(database);
}

/** The address of a database of its own, which is empty. */
export async function emptyDatabase(): Promise<string> {
  const name = databaseName();
  await sql(await addressOf("postgres"), `create database ${name}`);
  made.push(name);
  return addressOf(name);
}

// Outside any `describe`: runs once, after the last test of the last file.
after(async () => {
  if (given !== undefined)
    for (const name of made) await sql(await addressOf("postgres"), `drop database ${name} with (force)`);
  if (server !== undefined) await (await server).remove();
});
