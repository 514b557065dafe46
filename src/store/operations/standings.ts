import type { NodeStanding } from "../store.ts";
import { never } from "./journeys.ts";
import { type Row, type Statements, text } from "./statements.ts";

type Figures = Omit<NodeStanding, "node" | "type" | "name" | "deployed">;

/**
 * What is left at the nodes of a campaign. Each figure is read from an index that holds only what is live, so that it costs
 * as much as there is to do, however long the campaign has run.
 */
export async function standings({ all }: Statements, campaign: string, now: number): Promise<NodeStanding[]> {
  const live = "from task where state in ('ready', 'leased') and kind = 'send' and node = n.id";
  const late = "state = 'ready' and due_at > ? and due_at < ?";
  const nodes = await all(
    `select n.id, n.type, n.name, n.removed_at,
       (select min(created_at) from task where node = n.id and kind = 'wait' and state = 'ready') as since,
       (select count(*) ${live}) as sending,
       (select count(*) ${live} and ${late}) as held,
       (select min(due_at) ${live} and ${late}) as until,
       (select count(*) from piece where batch is null and node = n.id) as collected,
       case when n.removed_at is null then 0 else
         (select count(*) from task where state in ('ready', 'leased') and node = n.id) end as remains
     from node n where n.campaign = ? order by n.id`,
    // What is collected has no such instant.
    ...[now, never, now, never],
    campaign,
  );
  const dead = await all(
    `select t.node, sum(case when t.outcome like '{"state":"unknown"%' then 1 else 0 end) as doubt, count(*) as dead,
       sum(case when p.task is null then 1 else 0 end) as asks
     from task t left join piece p on p.task = t.id where t.state = 'dead' and t.campaign = ? group by t.node`,
    campaign,
  );
  const kept = await all(
    "select node, reason, count(*) as n from kept where campaign = ? group by node, reason",
    campaign,
  );
  const batches = await all(
    `select b.node, count(*) as asks from batch b where b.campaign = ?
       and ((b.state = 'unknown' and b.word is null) or (b.state = 'closed' and b.approval = 'asked'))
       and exists (select p.task from piece p where p.batch = b.id) group by b.node`,
    campaign,
  );
  const at = new Map<string, Figures>();
  const add = ({ node }: Row, more: Figures) => {
    const known: Record<string, number> = at.get(text(node)) ?? {};
    for (const [name, count = 0] of Object.entries(more)) known[name] = (known[name] ?? 0) + count;
    at.set(text(node), known);
  };
  for (const row of dead)
    add(row, { dead: Number(row.dead) - Number(row.doubt), doubt: Number(row.doubt), asks: Number(row.asks) });
  for (const row of kept) add(row, row.reason === "early" ? { early: Number(row.n) } : { asks: Number(row.n) });
  for (const row of batches) add(row, { asks: Number(row.asks) });
  return nodes.flatMap((row): NodeStanding | [] => {
    const left = Number(row.remains);
    add({ node: row.id! }, { asks: left > 0 ? 1 : 0, left });
    const figures: Figures = {
      ...at.get(text(row.id)),
      ...(row.since !== null && { since: Number(row.since) }),
      ...(row.until !== null && { until: Number(row.until) }),
      sending: Number(row.sending),
      held: Number(row.held),
      collected: Number(row.collected),
    };
    const told = Object.fromEntries(Object.entries(figures).filter(([, count]) => count > 0));
    if (Object.keys(told).length === 0) return [];
    const { id, type, name, removed_at: removed } = row;
    return { node: text(id), type: text(type), name: text(name), deployed: removed === null, ...told };
  });
}
