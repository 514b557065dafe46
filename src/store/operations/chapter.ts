import type { JsonObject } from "../../contract/index.ts";
import type { Carried, Chapter, ChapterLine, OfJourney, OpenWait, Person, PersonJourney, WaitPlan } from "../store.ts";
import { journeyColumns, journeyJoin, journeyOf } from "./journeys.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { lastAt, lineOfStory } from "./stories.ts";

/** The story of one person, a part at a time, with what each of its lines carries. */

export async function journeysOf(
  statements: Statements,
  { campaign, id }: Person,
): Promise<PersonJourney[] | undefined> {
  const { one, all } = statements;
  if ((await one("select id from recipient where campaign = ? and id = ?", campaign, id)) === undefined)
    return undefined;
  const rows = await all(
    `select ${journeyColumns}, j.node,
       ${lastAt} as last_at
     from journey j ${journeyJoin} where j.campaign = ? and j.recipient = ?`,
    campaign,
    id,
  );
  const found: PersonJourney[] = [];
  for (const row of rows) found.push(await journeyNow(statements, row));
  return found.sort((a, b) => b.lastAt - a.lastAt || (a.journey.id < b.journey.id ? 1 : -1));
}

async function journeyNow({ all }: Statements, row: Row): Promise<PersonJourney> {
  const journey = journeyOf(row);
  const open = await all(
    `select id, kind, node, plan, created_at from task
     where journey = ? and follows = 1 and state <> 'done' and kind in ('wait', 'send') order by seq`,
    journey.id,
  );
  const waits = open.filter(({ kind }) => kind === "wait");
  return {
    journey,
    node: text(row.node),
    lastAt: Number(row.last_at ?? row.started_at),
    ...(row.ended_at !== null && { endedAt: Number(row.ended_at) }),
    waits: waits.map(waitOf),
    sends: open.length - waits.length,
  };
}

function waitOf({ id, node, plan, created_at }: Row): OpenWait {
  const { webhooks, steps } = json(plan) as unknown as WaitPlan;
  const end = steps.findLast(({ output }) => output === "too-late");
  return {
    id: text(id),
    node: text(node),
    since: Number(created_at),
    ...(end !== undefined && { until: end.at }),
    webhooks,
  };
}

const isOurs = "select id from journey where id = ? and campaign = ? and erased_at is null";

export async function chapter(
  statements: Statements,
  { campaign, journey }: OfJourney,
  { before, limit }: { before?: number; limit: number },
): Promise<Chapter | undefined> {
  const { one, all } = statements;
  if ((await one(isOurs, journey, campaign)) === undefined) return undefined;
  const rows = await all(
    `select h.seq, h.at, h.kind, h.node, h.data, t.id as task, t.kind as task_kind
     from story_line h left join task t on t.seq = h.task
     where h.journey = ? and h.seq < ? and ${lineOfStory("h.kind")} order by h.seq desc limit ?`,
    journey,
    before ?? Number.MAX_SAFE_INTEGER,
    limit + 1,
  );
  const shown = rows.slice(0, limit).reverse();
  const begun = await begunWith(statements, journey, shown);
  return { lines: shown.map((row) => lineOf(row, begun)), earlier: rows.length > limit };
}

interface Begun {
  id: string;
  message?: JsonObject;
}

/** Which line tells of which beginning: both were kept in one commit, at a node and an instant. */
const keyOf = (kind: string, node: unknown, at: unknown): string => `${kind} ${String(node)} ${String(at)}`;
const beginnings: Readonly<Record<string, string>> = { "send.queued": "send", "wait.started": "wait" };

/** What began with these lines: sends, waits and pages, each under `keyOf`. */
async function begunWith({ all }: Statements, journey: string, lines: Row[]): Promise<Map<string, Begun>> {
  const begun = new Map<string, Begun>();
  if (lines.some(({ kind }) => text(kind) in beginnings)) {
    const [first, last] = [Number(lines[0]?.at), Number(lines.at(-1)?.at)];
    const columns = "id, kind, node, created_at, message";
    const during = "kind in ('send', 'wait') and created_at >= ? and created_at <= ?";
    const tasks = await all(`select ${columns} from task where journey = ? and ${during}`, journey, first, last);
    for (const { id, kind, node, created_at, message } of tasks)
      begun.set(keyOf(text(kind), node, created_at), { id: text(id), message: json(message) });
  }
  if (lines.some(({ kind }) => kind === "page.published")) {
    const pages = await all("select id, node, published_at, message from page where journey = ?", journey);
    for (const { id, node, published_at, message } of pages)
      begun.set(keyOf("page", node, published_at), {
        id: text(id),
        ...(message !== null && { message: json(message) }),
      });
  }
  return begun;
}

function lineOf(row: Row, begun: Map<string, Begun>): ChapterLine {
  const kind = text(row.kind);
  const data = json(row.data);
  const what = kind === "page.published" ? "page" : beginnings[kind];
  const its = what === undefined ? undefined : begun.get(keyOf(what, row.node, row.at));
  const carries = its?.id ?? (row.task_kind === "send" ? text(row.task) : undefined);
  const branch = branchOf(data) ?? branchOf((its?.message?.decision ?? {}) as JsonObject);
  return {
    seq: Number(row.seq),
    at: Number(row.at),
    kind,
    ...(row.node !== null && { node: text(row.node) }),
    data,
    ...(carries !== undefined && { carries }),
    ...(what !== undefined && branch !== undefined && { branch }),
  };
}

function branchOf({ label, reason, why }: JsonObject): ChapterLine["branch"] {
  if (typeof label !== "string") return undefined;
  return { label, reason: typeof reason === "string" ? reason : "", ...(why !== undefined && { why }) };
}

export async function carried(
  { one }: Statements,
  { campaign, journey }: OfJourney,
  id: string,
): Promise<Carried | undefined> {
  if ((await one(isOurs, journey, campaign)) === undefined) return undefined;
  const task = await one(
    `select id, kind, node, state, message, outcome, created_at as since from task
     where id = ? and journey = ? and kind in ('send', 'wait')`,
    id,
    journey,
  );
  if (task !== undefined)
    return {
      ...ofRow(task, task.kind === "wait" ? "wait" : "send", text(task.state)),
      ...(task.outcome !== null && { outcome: json(task.outcome) }),
    };
  const page = await one(
    `select id, node, message, revoked_at, recalled_at, published_at as since from page where id = ? and journey = ?`,
    id,
    journey,
  );
  if (page === undefined || page.message === null) return undefined;
  const ended = page.revoked_at !== null || page.recalled_at !== null;
  return ofRow(page, "page", ended ? "ended" : "open");
}

const ofRow = (row: Row, kind: Carried["kind"], state: string): Carried => ({
  id: text(row.id),
  kind,
  node: text(row.node),
  state,
  message: json(row.message),
  at: Number(row.since),
});
