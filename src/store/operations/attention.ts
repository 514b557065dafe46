import { Fault, type JsonObject } from "../../contract/index.ts";
import type { AttentionItem, DeployedNode, Settler } from "../store.ts";
import { count } from "./counters.ts";
import { never, told, write } from "./journeys.ts";
import { keptPrefix } from "./kept.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** What only a person can settle, and the nodes that it is left at. */

/** What the history tells of the decision that stands for the case of `k`; where a person gave it, of their answer. */
const standing = `(select h.data from journey j join history h on h.seq = coalesce(
    (select d.history from decision d where d.journey = j.id and d.endpoint = k.endpoint and d.type = k.type),
    (select max(a.seq) from history a where a.journey = j.id and a.task is null and a.kind = 'event.answered'))
  where j.campaign = k.campaign and j.case_key = k.case_key)`;
/** Where the recipient has not arrived yet: the decision that waits for them. */
const early = `(select e.data from kept e where e.campaign = k.campaign and e.case_key = k.case_key
    and e.endpoint = k.endpoint and e.type = k.type and e.reason = 'early' order by e.seq limit 1)`;

function standingOf({ reason, standing, early }: Row): { standing?: JsonObject } {
  if (reason === "late") return {};
  const found =
    typeof standing === "string" ? json(standing).data : typeof early === "string" ? json(early) : undefined;
  return found === undefined ? {} : { standing: found as JsonObject };
}

export async function attention({ all }: Statements, limit: number, campaign?: string): Promise<AttentionItem[]> {
  const only = campaign === undefined ? [] : [campaign];
  const and = (column: string) => (campaign === undefined ? "" : ` and ${column} = ?`);
  const dead = await all(
    `select t.id, t.node, t.ended_at, t.outcome, j.case_key from task t join journey j on j.id = t.journey
     where t.state = 'dead'${and("t.campaign")} and not exists (select p.task from piece p where p.task = t.id)
     order by t.seq limit ?`,
    ...only,
    limit,
  );
  const kept = await all(
    `select k.*, ${standing} as standing, ${early} as early from kept k
     where k.reason <> 'early'${and("k.campaign")} order by k.seq limit ?`,
    ...only,
    limit,
  );
  const batches = await all(
    `select b.id, b.node, b.ended_at, b.held, count(*) as pieces from batch b join piece p on p.batch = b.id
     where b.state = 'unknown' and b.word is null${and("b.campaign")}
     group by b.id, b.node, b.ended_at, b.held order by b.ended_at limit ?`,
    ...only,
    limit,
  );
  const approvals = await all(
    `select b.id, b.node, b.closed_at, b.held, (select count(*) from piece p where p.batch = b.id) as pieces from batch b
     where b.state = 'closed' and b.approval = 'asked'${and("b.campaign")} order by b.closed_at, b.id limit ?`,
    ...only,
    limit,
  );
  const orphans = await all(
    `select t.node, count(*) as tasks, min(t.created_at) as since, n.type, n.name
     from task t left join node n on n.id = t.node
     where t.state in ('ready', 'leased') and (n.id is null or n.removed_at is not null)${and("t.campaign")}
     group by t.node, n.type, n.name limit ?`,
    ...only,
    limit,
  );
  const items: AttentionItem[] = [
    ...dead.map((row): AttentionItem => {
      const reason = json(row.outcome ?? "{}");
      const kind = reason.state === "unknown" ? "unknown" : "dead";
      return { kind, id: text(row.id), ...caseOf(row), node: text(row.node), at: Number(row.ended_at), reason };
    }),
    ...kept.map(
      (row): AttentionItem => ({
        kind: row.reason === "late" ? "late" : "conflict",
        id: `${keptPrefix}${text(row.seq)}`,
        ...caseOf(row),
        node: text(row.node),
        at: Number(row.received_at),
        event: text(row.event),
        data: json(row.data),
        ...standingOf(row),
      }),
    ),
    ...batches.map(
      (row): AttentionItem => ({
        kind: "batch",
        id: text(row.id),
        node: text(row.node),
        at: Number(row.ended_at),
        count: Number(row.pieces),
        reason: json(row.held ?? "{}"),
      }),
    ),
    ...approvals.map(
      (row): AttentionItem => ({
        kind: "approval",
        id: text(row.id),
        node: text(row.node),
        at: Number(row.closed_at),
        count: Number(row.pieces),
        reason: json(row.held ?? "{}"),
      }),
    ),
    ...orphans.map(
      (row): AttentionItem => ({
        kind: "orphans",
        id: text(row.node),
        node: text(row.node),
        at: Number(row.since),
        count: Number(row.tasks),
        ...(row.type !== null && { type: text(row.type), name: text(row.name) }),
      }),
    ),
  ];
  return items.sort((a, b) => a.at - b.at).slice(0, limit);
}

const caseOf = (row: Row) => (typeof row.case_key === "string" ? { caseKey: row.case_key } : {});
export async function deployed({ run }: Statements, { id, campaign, type, name }: DeployedNode): Promise<void> {
  await run(
    `insert into node (id, campaign, type, name) values (?, ?, ?, ?)
     on conflict (id) do update set campaign = excluded.campaign, type = excluded.type, name = excluded.name,
       removed_at = null`,
    id,
    campaign,
    type,
    name,
  );
}

export async function removed({ run }: Statements, node: string, at: number): Promise<void> {
  await run("update node set removed_at = ? where id = ?", at, node);
}

/** What is collected, or in a batch that nobody has taken, is due like any send. */
export async function giveUpCollecting({ run }: Statements, node: string, at: number): Promise<void> {
  const untaken = "node = ? and (batch is null or batch in (select id from batch where state = 'closed'))";
  await run(
    `update task set due_at = ? where ended_at is null and id in (select task from piece where ${untaken})`,
    at,
    node,
  );
  await run(`delete from piece where ${untaken}`, node);
  await run(
    "update batch set state = 'done', ended_at = ?, due_at = ? where node = ? and state = 'closed'",
    at,
    never,
    node,
  );
}

/** Batches whose holder is gone: what became of them is found out where they go. */
async function adoptBatches({ all, run }: Statements, from: string, to: string, at: number): Promise<Row[]> {
  const batches = await all(
    "update batch set node = ? where node = ? and state = 'submitting' and due_at <= ? returning id",
    to,
    from,
    at,
  );
  const moved: Row[] = [];
  for (const { id } of batches) {
    await run("update piece set node = ? where batch = ?", to, text(id));
    moved.push(
      ...(await all(
        `update task set node = ? where ended_at is null and id in (select task from piece where batch = ?)
         returning journey, kind`,
        to,
        text(id),
      )),
    );
  }
  return moved;
}

export async function move(statements: Statements, from: string, to: string, settler: Settler): Promise<number> {
  const { one, all, run } = statements;
  const target = await one("select type, removed_at from node where id = ?", to);
  if (target === undefined || target.removed_at !== null) throw new Fault("move.no-node", { node: to });
  const source = await one("select type from node where id = ?", from);
  if (source !== undefined && source.type !== target.type)
    throw new Fault("move.other-type", { from: text(source.type), to: text(target.type) });
  // What was collected is collected anew where it goes on; what is being handed over by nobody any more goes as it is.
  await giveUpCollecting(statements, from, settler.at);
  const adopted = await adoptBatches(statements, from, to, settler.at);
  const moved = await all(
    `update task set node = ?, version = version + 1 where node = ? and state = 'ready' returning journey, kind`,
    to,
    from,
  );
  moved.push(...adopted);
  for (const row of moved) {
    const journey = text(row.journey);
    if (row.kind === "wait") {
      await count(statements, from, "waiting", journey, -1);
      await count(statements, to, "waiting", journey, 1);
    }
    await write(statements, journey, settler.at, [{ kind: "task.moved", node: to, data: { from, ...told(settler) } }]);
  }
  // Waits that have ended there already are asked for as well, by a later word.
  await run("update task set node = ? where node = ? and kind = 'wait'", to, from);
  return moved.length;
}
