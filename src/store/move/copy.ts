import { Fault } from "../../contract/index.ts";
import { quoted, type Side } from "./side.ts";
import type { Table } from "./tables.ts";

export async function countOf(side: Side, from: string): Promise<number> {
  const [row] = await side.all(`select count(*) as n from ${from}`);
  return Number(row?.n ?? 0);
}

/**
 * Carries all rows, and where numbering goes on, in the open transactions of both sides; `moved` hears how many rows came
 * since its last call.
 * @throws Fault `move.differs` where the target has another number of rows
 */
export async function copyTables(
  source: Side,
  target: Side,
  tables: readonly Table[],
  moved: (rows: number) => void,
): Promise<void> {
  for (const table of tables) {
    let count = 0;
    for await (const rows of source.read(table)) {
      if (rows.length === 0) continue;
      await target.write(table, rows);
      count += rows.length;
      moved(rows.length);
    }
    if (table.numbered) await target.numberAfter(table, await source.lastNumber(table));
    const [there, here] = [await countOf(source, quoted(table.name)), await countOf(target, quoted(table.name))];
    if (there !== count || here !== count) throw new Fault("move.differs", { place: target.name, table: table.name });
  }
  await target.settle(tables);
}

/** Carries maps and letters; answers how many. */
export async function copyAssets(source: Side, target: Side): Promise<number> {
  let count = 0;
  for await (const assets of source.readAssets()) {
    await target.writeAssets(assets);
    count += assets.length;
  }
  return count;
}
