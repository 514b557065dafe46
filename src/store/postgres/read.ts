import { Fault } from "../../contract/index.ts";
import { latestChange } from "../migrations/latest.ts";
import { operations } from "../operations/index.ts";
import { refuseMoved } from "../relocation.ts";
import type { Story } from "../store.ts";
import { placeOf } from "./place.ts";
import { statementsOf } from "./statements.ts";
import { asTrouble, faultOf, isServerError } from "./trouble.ts";

/**
 * Reads histories beside the Node-REDs that work there, and makes no tables; the password may come from `PGPASSWORD`.
 * @throws Fault `store.no-tables`, `store.other-version`, `store.moved`, `store.unfinished`, and those of a database that cannot be opened
 */
export async function readStoriesOfDatabase(url: string, key: string): Promise<Story[]> {
  const place = placeOf(url);
  const { default: pg } = await import("pg");
  const client = new pg.Client(place.config);
  client.on("error", () => {});
  try {
    await client.connect();
    const statements = statementsOf(client);
    const table = await statements.one("select to_regclass('relocation')::text as name");
    if (table?.name != null) await refuseMoved(statements, place.name);
    const last = await statements.one("select max(name) as name from kysely_migration");
    if (last?.name !== latestChange) throw new Fault("store.other-version", { path: place.name });
    return await operations(statements).story(key);
  } catch (error) {
    const undefinedTable = isServerError(error) && error.code === "42P01";
    throw undefinedTable ? new Fault("store.no-tables", { place: place.name }) : faultOf(asTrouble(error), place.name);
  } finally {
    await client.end().catch(() => {});
  }
}
