import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "../../contract/index.ts";
import { carriedOut } from "../carried-out.ts";
import { latestChange } from "../migrations/latest.ts";
import { type Operations, operations } from "../operations/index.ts";
import { refuseMoved } from "../relocation.ts";
import { emptyLog } from "./empty-log.ts";
import { statementsOf } from "./statements.ts";

/**
 * What a person at a terminal may ask of a store and change in it, beside the Node-RED that holds it or without any: one
 * transaction a call, as the store's own. Tasks that become ready are found by the next look of the engine, within
 * seconds. Each call throws Fault `store.moved` or `store.unfinished` where the store is elsewhere.
 */
export type BesideStore = Pick<
  Operations,
  | "answer"
  | "attention"
  | "replay"
  | "resolve"
  | "giveUp"
  | "abandon"
  | "move"
  | "story"
  | "tally"
  | "campaigns"
  | "whoIs"
  | "holdings"
  | "erase"
  | "retain"
  | "freeAssets"
  | "assetsFreed"
  | "suppress"
  | "unsuppress"
  | "revokePages"
  | "cancelSends"
  | "batches"
  | "approveBatch"
  | "refuseBatch"
  | "pieces"
> & {
  /** @throws Fault `erase.log-busy` */
  clean(): Promise<void>;
  close(): Promise<void>;
};

/** @throws Fault `store.missing`, `store.cannot-open`, `store.other-version` */
export function openBeside(path: string): BesideStore {
  if (!existsSync(path)) throw new Fault("store.missing", { path });
  const database = openFile(path);
  const statements = statementsOf(database);
  const work = operations(statements);
  async function asking<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    await refuseMoved(statements, path);
    return run();
  }
  async function inCommit<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    database.exec("begin immediate");
    try {
      // Asked again each time: it may have waited for a move to end.
      const answer = await asking(run);
      database.exec("commit");
      return answer;
    } catch (error) {
      database.exec("rollback");
      if (error instanceof Fault) throw error;
      throw new Fault("store.failed", { message: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    answer: (...input) => inCommit(() => work.answer(...input)),
    attention: (...input) => asking(() => work.attention(...input)),
    replay: (...input) => inCommit(() => work.replay(...input)),
    async resolve(id, choice, settler) {
      await inCommit(() => work.resolve(id, choice, settler));
      await carriedOut(() => inCommit(() => work.settleOn(id)));
    },
    giveUp: (...input) => inCommit(() => work.giveUp(...input)),
    abandon: (...input) => inCommit(() => work.abandon(...input)),
    move: (...input) => inCommit(() => work.move(...input)),
    story: (...input) => asking(() => work.story(...input)),
    suppress: (...input) => inCommit(() => work.suppress(...input)),
    unsuppress: (...input) => inCommit(() => work.unsuppress(...input)),
    revokePages: (...input) => inCommit(() => work.revokePages(...input)),
    cancelSends: (...input) => inCommit(() => work.cancelSends(...input)),
    batches: (...input) => asking(() => work.batches(...input)),
    approveBatch: (...input) => inCommit(() => work.approveBatch(...input)),
    async refuseBatch(id, settler) {
      const count = await inCommit(() => work.refuseBatch(id, settler));
      await carriedOut(() => inCommit(() => work.settleOn(id)));
      return count;
    },
    pieces: (...input) => asking(() => work.pieces(...input)),
    tally: () => inCommit(() => work.tally()),
    campaigns: () => asking(() => work.campaigns()),
    whoIs: (...input) => asking(() => work.whoIs(...input)),
    holdings: (...input) => asking(() => work.holdings(...input)),
    erase: (...input) => inCommit(() => work.erase(...input)),
    retain: (...input) => inCommit(() => work.retain(...input)),
    freeAssets: (...input) => asking(() => work.freeAssets(...input)),
    assetsFreed: (...input) => inCommit(() => work.assetsFreed(...input)),
    clean: async () => emptyLog(database, path),
    async close() {
      database.close();
    },
  };
}

function openFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec("pragma busy_timeout = 10000; pragma synchronous = full; pragma secure_delete = on");
    const last = database.prepare("select max(name) as name from kysely_migration").get();
    if (last?.name === latestChange) return database;
  } catch (error) {
    database?.close();
    throw new Fault("store.cannot-open", { path, message: error instanceof Error ? error.message : String(error) });
  }
  database.close();
  throw new Fault("store.other-version", { path });
}
