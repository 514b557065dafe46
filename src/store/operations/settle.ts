import { Fault, type JsonObject } from "../../contract/index.ts";
import type { AcceptRequest, Settler } from "../store.ts";
import { goOnAfter } from "./after-send.ts";
import { batchOf, endEmpty, leaveBatch } from "./batch.ts";
import { resolveBatch } from "./batch-word.ts";
import { supersede } from "./contradict.ts";
import { type Release, standingOf } from "./decisions.ts";
import { goOnFrom } from "./go-on.ts";
import type { Heard } from "./heard.ts";
import { endReady, told, write } from "./journeys.ts";
import { cameToNothing, earlyOf, forget, keptPrefix } from "./kept.ts";
import { giveUpPlace } from "./reserve.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { wasLeft } from "./tasks.ts";
import { waitsOf } from "./waits.ts";

/** What a person says of what only they can settle. */

export async function replay(statements: Statements, task: string, settler: Settler): Promise<void> {
  const row = await statements.one(
    `update task set state = 'ready', due_at = ?, attempt = 0, ended_at = null, version = version + 1
     where id = ? and state = 'dead' returning seq, kind, journey, node, outcome`,
    settler.at,
    task,
  );
  // What may have been sent is not sent again without being looked at: the transaction takes this back.
  if (row === undefined || json(row.outcome ?? "{}").state === "unknown")
    throw new Fault("attention.nothing", { id: task });
  if (row.kind === "send" && (await wasLeft(statements, text(row.journey), Number(row.seq))))
    throw new Fault("attention.too-late", { id: task });
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
  else if (!(await resolveBatch(statements, id, choice, settler))) await resolveSend(statements, id, choice, settler);
}

async function resolveSend(statements: Statements, id: string, choice: Choice, settler: Settler): Promise<void> {
  const { one, run, lock } = statements;
  const batch = await batchOf(statements, id);
  // What is said of all of it, and of one of its sends: one after the other.
  if (batch !== undefined) await lock("select id from batch where id = ?", batch);
  const row = await one(
    "select id, seq, campaign, journey, node, message, outcome from task where id = ? and state = 'dead'",
    id,
  );
  const { state, reports } = json(row?.outcome ?? "{}");
  if (row === undefined || state !== "unknown") throw new Fault("attention.nothing", { id });
  // What came back about it says that the carrier had it.
  if (choice === "again" && reports !== undefined) throw new Fault("attention.was-sent", { id });
  const journey = text(row.journey);
  const node = text(row.node);
  const { at } = settler;
  const left = await wasLeft(statements, journey, Number(row.seq));
  if (left && choice === "again") throw new Fault("attention.too-late", { id });
  await write(statements, journey, at, [{ kind: `resolved.${choice}`, node, data: told(settler) }]);
  if (choice !== "sent") await giveUpPlace(statements, id);
  if (choice === "again") {
    await run(
      `update task set state = 'ready', due_at = ?, attempt = 0, interrupted = 0, ended_at = null, version = version + 1
       where id = ?`,
      at,
      id,
    );
    await leaveBatch(statements, id);
    if (batch !== undefined) await endEmpty(statements, batch, at);
    return;
  }
  await endReady(statements, Number(row.seq), { state: choice, ...told(settler) }, at, "('dead')");
  await goOnAfter(statements, row, choice as "sent" | "not-sent", settler);
  if (batch !== undefined) await endEmpty(statements, batch, at);
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
  if (!take) {
    await forget(statements, Number(kept.seq));
    await cameToNothing(statements, text(kept.endpoint), text(kept.event));
    return;
  }
  const heard = heardAgain(kept, journey, text(row.recipient), at);
  if (row.ended_at !== null) throw new Fault("attention.too-late", { id });
  if (await takesEarly(statements, kept, heard)) return;
  await forget(statements, Number(kept.seq));
  if (!(await takeWord(statements, heard))) throw new Fault("attention.too-late", { id });
  await statements.run(
    `update event set task = (select task from event where endpoint = ? and id = ?) where endpoint = ? and id = ?`,
    heard.request.endpoint,
    heard.request.eventId,
    text(kept.endpoint),
    text(kept.event),
  );
}

/** Nothing was decided yet, for the recipient has not arrived: what is taken waits for them, in the place of what came before. */
async function takesEarly(statements: Statements, kept: Row, { request, journey }: Heard): Promise<boolean> {
  if ((await waitsOf(statements, journey, request.node)).length > 0) return false;
  const before = await earlyOf(statements, request);
  if (before === undefined) return false;
  await forget(statements, Number(before.seq));
  await cameToNothing(statements, text(before.endpoint), text(before.event));
  await statements.run("update kept set reason = 'early' where seq = ?", Number(kept.seq));
  return true;
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

/** What is held goes on after all: in the place of what stands, or from the waits that are open or were over. */
async function takeWord(statements: Statements, heard: Heard): Promise<boolean> {
  const { request, journey } = heard;
  const waits = await waitsOf(statements, journey, request.node);
  const open = waits.filter(({ state }) => state === "ready");
  const last = waits[0];
  const ended = last === undefined ? undefined : json(last.outcome ?? "{}");
  const over = last !== undefined && ended?.state === "late" ? [last] : [];
  const from = open.length > 0 ? open : over;
  if (from.length > 0) {
    await goOnFrom(statements, heard, from);
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
  return typeof row?.task === "string" ? standingOf(row) : undefined;
}
