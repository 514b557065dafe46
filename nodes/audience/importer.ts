import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Source } from "../../src/audience/index.ts";
import {
  copyContent,
  type List,
  openList,
  type RowFound,
  type RowSettings,
  readRows,
} from "../../src/audience/index.ts";
import { systemClock } from "../../src/clock.ts";
import { Fault, type JsonObject } from "../../src/contract/index.ts";
import { exists } from "../../src/durable-file.ts";
import { sentence } from "../../src/language/index.ts";
import type { EnrolTerms, Import, ImportProgress } from "../../src/store/index.ts";
import type { Message } from "../shared/handle-input.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { AudienceConfig } from "./config.ts";
import { type Batch, enrolBatch, type GivenRow, type Rejection, readBatch } from "./enrol-rows.ts";
import type { Places } from "./places.ts";

/** Rows of a list that are kept in one commit: calls of webhooks wait for no more than these. */
const atOnce = 500;
/** Milliseconds before an import goes on that the store has turned away. */
const pause = 5_000;
/** Imports that are looked through for those to resume. */
const mostRunning = 20;

export interface ImporterOptions {
  node: string;
  campaign: CampaignNode;
  config: AudienceConfig;
  settings: RowSettings;
  places: Places;
  /** Sends rejected rows; resolves when there is room for more. */
  reject(base: Message, rejections: readonly Rejection[]): Promise<void>;
  /** An import has come further, or has ended. */
  show(state: Import): void;
  problem(error: unknown): void;
}

/** Enrols the lists of a node, one after the other, each from where its last commit stood. */
export interface Importer {
  /** Enrols a list; resolves when it has ended, or the node was closed. */
  enrol(source: Source, name: string, base: Message): Promise<void>;
  /** Goes on with what was under way when Node-RED ended. */
  resume(): Promise<void>;
  readonly busy: boolean;
  stop(): Promise<void>;
}

async function* inBatches(rows: AsyncIterable<RowFound>): AsyncGenerator<RowFound[]> {
  let batch: RowFound[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < atOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const fails = (error: unknown) => error instanceof Fault && !error.key.startsWith("store.");

export function importer(options: ImporterOptions): Importer {
  const { campaign, config, places, node } = options;
  const { locale } = campaign.part;
  let stopped = false;
  /** Lists that are asked for or read; to look for those of before is none. */
  let underWay = 0;
  let tail: Promise<unknown> = Promise.resolve();
  let cancelRetry = () => {};

  const given = (found: RowFound): GivenRow => {
    const { line } = found;
    if ("row" in found) return { line, value: found.row };
    return { line, value: found.value, reason: sentence(found.fault.key, found.fault.data, locale) };
  };

  async function keep(present: Import, batch: Batch, to: RowFound["next"], base: Message): Promise<Import> {
    const progress: ImportProgress = {
      import: present.id,
      from: present.position,
      to: to.byte,
      line: to.line,
      rejected: batch.rejections.length,
      at: Date.now(),
    };
    const { duplicates, reentry } = config;
    const terms: EnrolTerms = { duplicates, reentry, run: present.id, progress };
    const { enrolled, updated, rejections } = await enrolBatch(batch, campaign, terms);
    const already = batch.requests.length + batch.rejections.length - enrolled - updated - rejections.length;
    const next: Import = {
      ...present,
      position: to.byte,
      line: to.line,
      enrolled: present.enrolled + enrolled,
      updated: present.updated + updated,
      already: present.already + already,
      rejected: present.rejected + rejections.length,
    };
    options.show(next);
    await options.reject(base, rejections);
    return next;
  }

  /** One commit is under way while the rows of the next are read: never more. */
  async function readAll(list: List, begun: Import, base: Message): Promise<Import> {
    const from = begun.position === 0 ? list.first : { byte: begun.position, line: begun.line };
    let kept = Promise.resolve(begun);
    for await (const rows of inBatches(readRows(list, from))) {
      if (stopped) break;
      const batch = readBatch(rows.map(given), options.settings, node, campaign);
      const present = await kept;
      kept = keep(present, batch, rows.at(-1)!.next, base);
      // It is waited for in the next round.
      kept.catch(() => {});
    }
    return kept;
  }

  async function run(begun: Import, base: Message): Promise<void> {
    const { store } = await campaign.house;
    const path = places.copy(begun.id);
    const end = async (state: "done" | "failed", last: Import, problem?: JsonObject) => {
      await store.endImport(last.id, state, Date.now(), problem);
      await rm(path, { force: true });
      options.show({ ...last, state });
    };
    try {
      const list = await openList(path, config.separator);
      try {
        const last = await readAll(list, begun, base);
        if (!stopped) await end("done", last);
      } finally {
        await list.file.close();
      }
    } catch (error) {
      if (stopped) return;
      if (error instanceof Fault && error.key !== "import.elsewhere" && fails(error))
        await end("failed", begun, { key: error.key, ...error.data });
      throw error;
    }
  }

  function queue(work: () => Promise<void>): Promise<void> {
    const ended = tail.then(() => (stopped ? undefined : work()));
    tail = ended.catch(() => {});
    return ended;
  }

  async function counted(work: () => Promise<void>): Promise<void> {
    underWay += 1;
    try {
      await work();
    } finally {
      underWay -= 1;
    }
  }

  /** What the store turns away for a while goes on by itself. */
  function retryLater(error: unknown): never {
    if (!stopped && !fails(error)) {
      cancelRetry();
      cancelRetry = systemClock.after(pause, () => void resume().catch(options.problem));
    }
    throw error;
  }

  async function enrolNow(source: Source, name: string, base: Message): Promise<void> {
    const { store } = await campaign.house;
    const id = randomUUID();
    const { digest, encoding, bytes } = await copyContent(source, places.copy(id), config.encoding);
    const start = { id, campaign: campaign.part.id, node, name, digest, encoding, bytes };
    const at = Date.now();
    await store.beginImport({ ...start, at });
    const counts = { enrolled: 0, updated: 0, already: 0, rejected: 0 };
    const begun: Import = { ...start, ...counts, position: 0, line: 1, state: "running", startedAt: at, changedAt: at };
    options.show(begun);
    await run(begun, base).catch(retryLater);
  }

  async function resumeNow(): Promise<void> {
    const { store } = await campaign.house;
    const known = await store.imports(node, mostRunning);
    const last = known[0];
    if (last !== undefined) options.show(last);
    const running = known.filter(({ state }) => state === "running").reverse();
    await places.keepCopies(running.map(({ id }) => id));
    for (const begun of running) {
      if (stopped) return;
      const here = await exists(places.copy(begun.id));
      // Of several Node-REDs with one store, the one that has the copy goes on.
      if (!here && store.onWake !== undefined) continue;
      const base = { campaign: campaign.part } as unknown as Message;
      if (here) await counted(() => run(begun, base)).catch(retryLater);
      else await store.endImport(begun.id, "failed", Date.now(), { key: "audience.copy-gone" });
    }
  }

  const resume = () => queue(resumeNow);
  return {
    enrol: (source, name, base) => counted(() => queue(() => enrolNow(source, name, base))),
    resume,
    get busy() {
      return underWay > 0;
    },
    async stop() {
      stopped = true;
      cancelRetry();
      await tail;
    },
  };
}
