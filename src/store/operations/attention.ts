import { Fault, idFrom, type JsonObject } from "../../contract/index.ts";
import type { AcceptRequest, AttentionItem, DeployedNode, Settler } from "../store.ts";
import { supersede } from "./contradict.ts";
import { count } from "./counters.ts";
import { type Heard, keepEvent } from "./heard.ts";
import { addEvent, endReady, write } from "./journeys.ts";
import { forget } from "./kept.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { decided, type Release, release, waitsOf } from "./waits.ts";

/** What only a person can settle, and what they may do with it. */

const keptPrefix = "kept-";

export async function attention({ all }: Statements, limit: number, campaign?: string): Promise<AttentionItem[]> {
  const only = campaign === undefined ? [] : [campaign];
  const and = (column: string) => (campaign === undefined ? "" : ` and ${column} = ?`);
  const dead = await all(
    `select t.id, t.node, t.ended_at, t.outcome, j.case_key from task t join journey j on j.id = t.journey
     where t.state = 'dead'${and("t.campaign")} order by t.seq limit ?`,
    ...only,
    limit,
  );
  const kept = await all(
    `select * from kept where reason <> 'early'${and("campaign")} order by seq limit ?`,
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
const told = ({ by, why }: Settler): JsonObject => ({ by, why });

export async function replay(statements: Statements, task: string, settler: Settler): Promise<void> {
  const row = await statements.one(
    `update task set state = 'ready', due_at = ?, attempt = 0, ended_at = null, version = version + 1
     where id = ? and state = 'dead' returning journey, node, outcome`,
    settler.at,
    task,
  );
  // What may have been sent is not sent again without being looked at: the transaction takes this back.
  if (row === undefined || json(row.outcome ?? "{}").state === "unknown")
    throw new Fault("attention.nothing", { id: task });
  await write(statements, text(row.journey), settler.at, [
    { kind: "task.replayed", node: text(row.node), data: told(settler) },
  ]);
}

export type Choice = "sent" | "not-sent" | "again" | "take" | "keep";

export async function resolve(statements: Statements, id: string, choice: Choice, settler: Settler): Promise<void> {
  const kept = id.startsWith(keptPrefix);
  const fits = kept ? choice === "take" || choice === "keep" : choice !== "take" && choice !== "keep";
  if (!fits) throw new Fault("attention.choice", { id, choice });
  if (kept) await resolveKept(statements, id, choice === "take", settler);
  else await resolveSend(statements, id, choice, settler);
}

async function resolveSend(statements: Statements, id: string, choice: Choice, settler: Settler): Promise<void> {
  const { one, run } = statements;
  const row = await one(
    "select seq, campaign, journey, node, message, outcome from task where id = ? and state = 'dead'",
    id,
  );
  if (row === undefined || json(row.outcome ?? "{}").state !== "unknown") throw new Fault("attention.nothing", { id });
  const journey = text(row.journey);
  const node = text(row.node);
  const { at } = settler;
  await write(statements, journey, at, [{ kind: `resolved.${choice}`, node, data: told(settler) }]);
  if (choice === "again") {
    await run(
      "update task set state = 'ready', due_at = ?, attempt = 0, interrupted = 0, version = version + 1 where id = ?",
      at,
      id,
    );
    return;
  }
  await endReady(statements, Number(row.seq), { state: choice, ...told(settler) }, at, "('dead')");
  const kept = json(row.message);
  const { channel = "print" } = (kept.content ?? {}) as { channel?: string };
  const send = { id, channel, state: choice, at: new Date(at).toISOString(), reason: settler.why };
  const message = { ...kept, send, payload: send };
  const event = { id: idFrom("after", id), node, output: choice === "sent" ? 0 : 1, message };
  await addEvent(statements, text(row.campaign), journey, at, event, { follows: true });
}

async function resolveKept(statements: Statements, id: string, take: boolean, settler: Settler): Promise<void> {
  const { one, lock } = statements;
  const { at } = settler;
  const kept = await one("select * from kept where seq = ? and reason <> 'early'", Number(id.slice(keptPrefix.length)));
  if (kept === undefined) throw new Fault("attention.nothing", { id });
  const whose = "from journey where campaign = ? and case_key = ?";
  await lock(`select id ${whose}`, text(kept.campaign), text(kept.case_key));
  const row = await one(`select id, recipient, ended_at ${whose}`, text(kept.campaign), text(kept.case_key));
  if (row === undefined) throw new Fault("attention.nothing", { id });
  const journey = text(row.id);
  await write(statements, journey, at, [
    {
      kind: take ? "resolved.take" : "resolved.keep",
      node: text(kept.node),
      data: { event: text(kept.event), data: json(kept.data), ...told(settler) },
    },
  ]);
  await forget(statements, Number(kept.seq));
  if (!take) return;
  const heard = heardAgain(kept, journey, text(row.recipient), at);
  if (row.ended_at !== null || !(await takeWord(statements, heard))) throw new Fault("attention.too-late", { id });
}

/** An event that was held, as it would come now. The receipt that its sender has stays; this one tells what came of it. */
function heardAgain(kept: Row, journey: string, recipient: string, at: number): Heard {
  const event = text(kept.event);
  const request: AcceptRequest = {
    campaign: text(kept.campaign),
    node: text(kept.node),
    endpoint: text(kept.endpoint),
    eventId: `${event}#${text(kept.seq)}`,
    eventType: text(kept.type),
    idProven: true,
    bodyHash: "",
    caseKey: text(kept.case_key),
    data: json(kept.data),
    recipient: json(kept.recipient),
    test: kept.test === 1,
    statusToken: "",
    mode: "update",
    at,
  };
  return { request, digest: text(kept.digest), journey, recipient };
}

/** What is held goes on after all: in the place of what stands, or from the wait that was over. */
async function takeWord(statements: Statements, heard: Heard): Promise<boolean> {
  const { request, journey } = heard;
  const waits = await waitsOf(statements, journey, request.node);
  const last = waits.find(({ state }) => state === "ready") ?? waits[0];
  const ended = last === undefined ? undefined : json(last.outcome ?? "{}");
  if (last !== undefined && (last.state === "ready" || ended?.state === "late")) {
    const { endpoint, eventId, eventType, at } = request;
    const { history } = await keepEvent(statements, request, journey, "accepted");
    const event = { id: eventId, type: eventType, receivedAt: new Date(at).toISOString(), data: request.data };
    const { id } = await release(statements, last, event, { at, history });
    await decided(
      statements,
      { journey, endpoint, type: eventType },
      { digest: heard.digest, event: eventId, task: id, history },
    );
    return true;
  }
  const standing = await standingWord(statements, heard, ended);
  return standing !== undefined && (await supersede(statements, heard, standing)) !== undefined;
}

async function standingWord(
  { one }: Statements,
  { request, journey }: Heard,
  ended: JsonObject | undefined,
): Promise<Release | undefined> {
  if (ended?.state === "released") return ended as unknown as Release;
  const row = await one(
    "select digest, event, task, history from decision where journey = ? and endpoint = ? and type = ?",
    journey,
    request.endpoint,
    request.eventType,
  );
  if (typeof row?.task !== "string") return undefined;
  return {
    state: "released",
    event: text(row.event),
    task: row.task,
    history: Number(row.history ?? 0),
    digest: text(row.digest),
  };
}

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

export async function move(statements: Statements, from: string, to: string, settler: Settler): Promise<number> {
  const { one, all, run } = statements;
  const target = await one("select type, removed_at from node where id = ?", to);
  if (target === undefined || target.removed_at !== null) throw new Fault("move.no-node", { node: to });
  const source = await one("select type from node where id = ?", from);
  if (source !== undefined && source.type !== target.type)
    throw new Fault("move.other-type", { from: text(source.type), to: text(target.type) });
  const moved = await all(
    `update task set node = ?, version = version + 1 where node = ? and state = 'ready' returning journey, kind`,
    to,
    from,
  );
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
