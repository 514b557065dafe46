import type { NodeTally } from "../store.ts";
import { type Statements, text } from "./statements.ts";

/** Lines that one call adds up for good, and from how many on it does. */
const most = 100_000;
const least = 1_000;

/** The row of the counters that says up to which line the histories were added up. */
const mark = "node = '' and metric = 'history' and shard = 0";

/**
 * What happened at each node, counted from the histories themselves: nothing is counted twice or forgotten, and what is
 * kept in a commit costs nothing more. What was counted before is kept, so that a call reads new lines only.
 */
export async function tally(statements: Statements): Promise<NodeTally[]> {
  const { all } = statements;
  const from = await addUp(statements);
  const rows = await all(
    `select c.node, c.metric, c.n, k.campaign, k.type, k.name, k.removed_at from (
       select node, metric, sum(n) as n from (
         select node, metric, n from counter where node <> ''
         union all select node, kind, 1 from history where seq > ? and node is not null
       ) t group by node, metric
     ) c left join node k on k.id = c.node where c.n > 0 order by c.node, c.metric`,
    from,
  );
  const tallies = new Map<string, NodeTally>();
  for (const row of rows) {
    const node = text(row.node);
    const known = tallies.get(node) ?? {
      node,
      ...(row.type !== null && { campaign: text(row.campaign), type: text(row.type), name: text(row.name) }),
      deployed: row.type !== null && row.removed_at === null,
      counts: {},
    };
    known.counts[text(row.metric)] = Number(row.n);
    tallies.set(node, known);
  }
  return [...tallies.values()];
}

/** Adds up what is new, where it is much; answers up to which line. */
async function addUp({ one, run, still }: Statements): Promise<number> {
  const before = Number((await one(`select n from counter where ${mark}`))?.n ?? 0);
  const last = async () => Number((await one("select max(seq) as seq from history"))?.seq ?? 0);
  if ((await last()) - before < least) return before;
  // A line whose number is lower may be committed later than one whose number is higher.
  await still("history");
  const now = Number((await one(`select n from counter where ${mark}`))?.n ?? 0);
  const end = Math.min(await last(), now + most);
  await run(
    `insert into counter (node, metric, shard, n)
     select node, kind, 0, count(*) from history where seq > ? and seq <= ? and node is not null group by node, kind
     on conflict (node, metric, shard) do update set n = counter.n + excluded.n`,
    now,
    end,
  );
  await run(
    `insert into counter (node, metric, shard, n) values ('', 'history', 0, ?)
     on conflict (node, metric, shard) do update set n = excluded.n`,
    end,
  );
  return end;
}
