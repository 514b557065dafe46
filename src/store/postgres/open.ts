import { Fault } from "../../contract/index.ts";
import { type Assets, assetsIn } from "../assets.ts";
import { carriedOut } from "../carried-out.ts";
import { type Operations, operations, type Statements } from "../operations/index.ts";
import type { Store } from "../store.ts";
import { callsOver } from "./calls.ts";
import { connectionsTo } from "./connections.ts";
import { placeOf } from "./place.ts";
import { ask } from "./statements.ts";
import type { Call } from "./transaction.ts";
import { faultOf, LostConnection } from "./trouble.ts";
import { vacuum } from "./vacuum.ts";
import { wakes, wakesOver } from "./wake.ts";

export interface PostgresOptions {
  /** Stands for the one of the URL. */
  password?: string;
  /** Open also a database that cannot be reached now: calls are turned away until it can. */
  soon?: boolean;
  /** Transactions at the same time. */
  lanes?: number;
  /** Numbers from 0 to below 1, for the jitter of retries. */
  chance?: () => number;
}

const names = Object.keys(operations({} as Statements)) as Call["name"][];

/**
 * Opens a store that many processes share, and its assets: `postgres://user@host:port/database?sslmode=…`.
 * @throws Fault `store.no-url`, `store.cannot-connect`, `store.wrong-password`, `store.no-database`, `store.not-allowed`,
 * `store.server-too-old`, `store.newer`, `store.being-moved`, `store.moved`, `store.unfinished`
 */
export async function openPostgresStore(
  url: string,
  { password, soon = false, lanes = 3, chance = Math.random }: PostgresOptions = {},
): Promise<{ store: Store; assets: Assets }> {
  const place = placeOf(url, password);
  const connections = await connectionsTo(place, lanes + 4);
  try {
    (await connections.take()).release();
  } catch (error) {
    const lost = error instanceof LostConnection;
    if (!lost || !soon) {
      await connections.close();
      throw lost
        ? new Fault("store.cannot-connect", { place: place.name, message: error.code })
        : faultOf(error, place.name);
    }
  }
  const waking = wakesOver(connections);
  const calls = callsOver(connections, {
    place: place.name,
    lanes,
    chance,
    committed: (committed) => {
      if (committed.some(wakes)) waking.tell();
    },
  });
  const called = names.map((name) => [name, (...input: unknown[]) => calls.call(name, input)]);
  let closing: Promise<void> | undefined;

  async function shut(): Promise<void> {
    await calls.end();
    await waking.close();
    await connections.close();
  }

  async function query(sql: string, values: (string | number | Uint8Array)[]) {
    let client: Awaited<ReturnType<typeof connections.take>> | undefined;
    let usable = false;
    try {
      client = await connections.take();
      const answer = await ask(client, sql, values);
      usable = true;
      return answer.rows;
    } catch (error) {
      throw faultOf(error, place.name);
    } finally {
      client?.release(!usable);
    }
  }

  const assets = assetsIn({
    async write(hash, bytes) {
      const [known] = await query("select 1 as known from asset where hash = ?", [hash]);
      if (known !== undefined) return;
      const values = [hash, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), Date.now()];
      await query("insert into asset (hash, bytes, created_at) values (?, ?, ?) on conflict (hash) do nothing", values);
    },
    async read(hash) {
      const [row] = await query("select bytes from asset where hash = ?", [hash]);
      return row?.bytes as Uint8Array | undefined;
    },
    async remove(hash) {
      await query("delete from asset where hash = ?", [hash]);
    },
  });
  const work = Object.fromEntries(called) as unknown as Operations;
  const store: Store = {
    ...work,
    async resolve(id, choice, settler) {
      await work.resolve(id, choice, settler);
      await carriedOut(() => work.settleOn(id));
    },
    async refuseBatch(id, settler) {
      const count = await work.refuseBatch(id, settler);
      await carriedOut(() => work.settleOn(id));
      return count;
    },
    onWake: waking.listen,
    clean: () => vacuum(place),
    close() {
      closing ??= shut();
      return closing;
    },
  };
  return { store, assets };
}
