import type { Statements } from "./statements.ts";

const shards = 8;

/** Counts at a node. Two processes seldom meet at one row: the journey chooses among a few. */
export async function count(
  { run }: Statements,
  node: string,
  metric: string,
  journey: string,
  by: number,
): Promise<void> {
  const shard = (journey.codePointAt(journey.length - 1) ?? 0) % shards;
  await run(
    `insert into counter (node, metric, shard, n) values (?, ?, ?, ?)
     on conflict (node, metric, shard) do update set n = counter.n + excluded.n`,
    node,
    metric,
    shard,
    by,
  );
}

/** What was counted at a node. */
export async function counted({ one }: Statements, node: string, metric: string): Promise<number> {
  const row = await one("select sum(n) as n from counter where node = ? and metric = ?", node, metric);
  return Number(row?.n ?? 0);
}
