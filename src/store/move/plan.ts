import { randomUUID } from "node:crypto";
import { Fault } from "../../contract/index.ts";
import { faultOfMoved, relocations } from "../relocation.ts";
import { quoted, type Side } from "./side.ts";
import type { Table } from "./tables.ts";

/** What is left to do of a move, and the id under which both places know it. */
export interface Plan {
  id: string;
  /** `all`; the rest once the source is closed for good (`arrival`); or `nothing`, for it was finished before. */
  left: "all" | "arrival" | "nothing";
}

async function hasRows(side: Side, tables: readonly Table[]): Promise<boolean> {
  for (const { name } of tables)
    if ((await side.all(`select 1 as found from ${quoted(name)} limit 1`)).length > 0) return true;
  return false;
}

/**
 * Finds out whether this move may be made, and how far it has come before.
 * @throws Fault `store.moved`, `store.unfinished`, `move.not-empty`
 */
export async function planOf(source: Side, target: Side, tables: readonly Table[]): Promise<Plan> {
  const [left, arrived] = [await relocations(source), await relocations(target)];
  const gone = arrived.find(({ way }) => way === "to");
  if (gone !== undefined) throw faultOfMoved(target.name, gone);
  const begun = left.find(({ done }) => !done);
  if (begun !== undefined) throw new Fault("store.unfinished", { here: source.name, place: begun.place });
  const known = arrived.find(({ way }) => way === "from");
  const out = left.find(({ way }) => way === "to");
  if (out !== undefined) {
    if (known?.id !== out.id) throw faultOfMoved(source.name, out);
    return { id: out.id, left: known.done ? "nothing" : "arrival" };
  }
  if (known?.done === false) {
    if (known.place !== source.name) throw new Fault("store.unfinished", { here: target.name, place: known.place });
    return { id: known.id, left: "all" };
  }
  if (known !== undefined || (await hasRows(target, tables))) throw new Fault("move.not-empty", { place: target.name });
  return { id: randomUUID(), left: "all" };
}
