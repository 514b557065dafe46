import { Fault } from "../../contract/index.ts";
import { isPostgres } from "../is-postgres.ts";
import { keyOfPlace } from "../key-of-place.ts";
import { keepRelocation } from "../relocation.ts";
import { copyAssets, copyTables, countOf } from "./copy.ts";
import { openDatabaseSide } from "./database-side.ts";
import { openFileSide } from "./file-side.ts";
import { type Plan, planOf } from "./plan.ts";
import { quoted, type Side } from "./side.ts";
import { type Table, tablesOfStore } from "./tables.ts";

export interface MoveOptions {
  /** Files or PostgreSQL addresses. */
  from: string;
  to: string;
  /** Stand for those of the addresses. */
  passwords?: { from?: string; to?: string };
  at: number;
  /** Hears how far it has come: a step of the move that is on disk, or rows. */
  told?(progress: MoveProgress): void;
}

export type MoveProgress =
  | { step: "copying"; rows: number; of: number }
  | { step: "reserved" | "copied" | "closed" | "arrived" };

/** What a move carries, in the order in which a person is told of it. */
const kinds = {
  recipients: "recipient",
  journeys: "journey",
  waiting: "task where kind = 'wait' and state = 'ready'",
  tasks: "task where kind <> 'wait' and state in ('ready', 'leased')",
  dead: "task where state = 'dead'",
  kept: "kept",
  receipts: "event",
  history: "history",
} as const;

export interface Moved {
  from: string;
  to: string;
  /** It had been finished before; nothing was done now. */
  before: boolean;
  counts: Record<keyof typeof kinds, number> & { assets?: number };
}

async function countKinds(side: Side): Promise<Moved["counts"]> {
  const counts: [string, number][] = [];
  for (const [kind, from] of Object.entries(kinds)) counts.push([kind, await countOf(side, from)]);
  return Object.fromEntries(counts) as Moved["counts"];
}

function openSide(place: string, role: "source" | "target", password?: string): Promise<Side> {
  return isPostgres(place) ? openDatabaseSide(place, role, password) : openFileSide(place, role);
}

/**
 * Moves a store that nobody uses to another place. In this order, each on disk before the next: the target is closed as
 * unfinished; all is copied in one transaction that stays open; the source is closed as moved; the target's transaction
 * commits and opens it. So at no border are both open, and whoever runs it again goes on from the marks of both places: a
 * copy that broke off is made anew from a source that nobody can have changed since it was closed.
 * @throws Fault `move.…` and `store.…`; where the source had not been closed, it can be used as before
 */
export async function moveStore(options: MoveOptions): Promise<Moved> {
  const { from, to, passwords } = options;
  if (keyOfPlace(from) === keyOfPlace(to)) throw new Fault("move.same-place");
  const source = await openSide(from, "source", passwords?.from);
  try {
    const target = await openSide(to, "target", passwords?.to);
    try {
      return await moveBetween(source, target, options);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function moveBetween(source: Side, target: Side, options: MoveOptions): Promise<Moved> {
  const tables = await tablesOfStore();
  const plan = await planOf(source, target, tables);
  const counts = await countKinds(source);
  const moved = { from: source.name, to: target.name, before: plan.left === "nothing", counts };
  if (plan.left !== "nothing") counts.assets = await carry({ source, target, tables, plan, options });
  return moved;
}

interface Carrying {
  source: Side;
  target: Side;
  tables: Table[];
  plan: Plan;
  options: MoveOptions;
}

/** Answers the number of assets. */
async function carry({ source, target, tables, plan, options }: Carrying): Promise<number> {
  const { at, told = () => {} } = options;
  const arriving = { id: plan.id, way: "from", place: source.name, at, done: false } as const;
  await keepRelocation(target, arriving);
  let closed = plan.left === "arrival";
  try {
    told({ step: "reserved" });
    await source.begin();
    await target.begin();
    const assets = await copy(source, target, tables, told);
    told({ step: "copied" });
    if (!closed) {
      await keepRelocation(source, { id: plan.id, way: "to", place: target.name, at, done: true });
      closed = true;
      await source.commit();
    }
    told({ step: "closed" });
    await keepRelocation(target, { ...arriving, done: true });
    await target.commit();
    told({ step: "arrived" });
    return assets;
  } catch (error) {
    await source.rollback().catch(() => {});
    await target.rollback().catch(() => {});
    // Where the source goes on, the target need not wait for it.
    if (!closed) await Promise.resolve(target.run("delete from relocation where id = ?", plan.id)).catch(() => {});
    throw error;
  }
}

async function copy(source: Side, target: Side, tables: Table[], told: (progress: MoveProgress) => void) {
  let of = 0;
  for (const { name } of tables) of += await countOf(source, quoted(name));
  let rows = 0;
  await copyTables(source, target, tables, (more) => {
    rows += more;
    told({ step: "copying", rows, of });
  });
  return copyAssets(source, target);
}
