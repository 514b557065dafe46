import type { JsonObject } from "../../contract/index.ts";
import type { Piece, PieceState } from "../store.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** The ledger of pieces is the sends themselves: nothing is kept twice, so that nothing can differ. */

/** Nodes whose sends are pieces. */
const printer = "send-print-job";

/** What carriers say, where it is how far a piece is. */
const told: Readonly<Record<string, PieceState>> = {
  printing: "printing",
  printed: "printed",
  mailed: "mailed",
  delivered: "delivered",
  undeliverable: "undeliverable",
  failed: "failed",
  cancelled: "cancelled",
  untraced: "unknown",
};

export async function pieces(
  { all }: Statements,
  key: string | undefined,
  after: number,
  limit: number,
): Promise<{ pieces: Piece[]; next?: number }> {
  const keys = key === undefined ? [] : [key, key, key, key, key];
  const of = "and (t.campaign = ? or t.node = ? or j.case_key = ? or j.recipient = ? or t.id = ?)";
  const rows = await all(
    `select t.seq, t.id, t.campaign, t.node, t.state, t.outcome, t.interrupted, t.due_at, t.created_at, t.ended_at, j.case_key, j.test,
       p.collected_at, p.batch, b.state as batch_state, b.approval, b.closed_at, b.due_at as batch_due, b.held as batch_held
     from task t join node n on n.id = t.node join journey j on j.id = t.journey
       left join piece p on p.task = t.id left join batch b on b.id = p.batch
     where t.kind = 'send' and n.type = '${printer}' and t.seq > ? ${key === undefined ? "" : of} order by t.seq limit ?`,
    after,
    ...keys,
    limit,
  );
  const last = rows.at(-1);
  return { pieces: rows.map(pieceOf), ...(last !== undefined && rows.length === limit && { next: Number(last.seq) }) };
}

function pieceOf(row: Row): Piece {
  const outcome = json(row.outcome ?? "{}");
  return {
    ...{ id: text(row.id), campaign: text(row.campaign), node: text(row.node), test: row.test === 1 },
    ...(typeof row.case_key === "string" && { caseKey: row.case_key }),
    ...batchOf(row, outcome),
    ...standing(row, outcome),
  };
}

function batchOf({ batch }: Row, outcome: JsonObject): Pick<Piece, "batch"> {
  const id = batch ?? (outcome.batch as { id?: string } | undefined)?.id;
  return typeof id === "string" ? { batch: id } : {};
}

/** What is collected waits for its batch, and with it for its release, an approval or a carrier. */
function together(row: Row, collected: JsonObject): Pick<Piece, "state" | "at" | "until" | "reason"> {
  if (row.batch === null) return { state: "draft", at: Number(row.collected_at), reason: collected };
  const why: Pick<Piece, "reason"> = row.batch_held === null ? {} : { reason: json(row.batch_held) };
  const isAsked = row.approval === "asked";
  const state = isAsked && typeof why.reason?.proof === "string" ? "proofed" : "held";
  return { state, at: Number(row.closed_at), ...(!isAsked && { until: Number(row.batch_due) }), ...why };
}

function standing(row: Row, outcome: JsonObject): Pick<Piece, "state" | "at" | "until" | "reason"> {
  const since = Number(row.ended_at ?? row.created_at);
  const { state: _state, told: word, reports: _reports, ...why } = outcome;
  const reason = Object.keys(why).length === 0 ? {} : { reason: why };
  // Something may have gone out, and its carrier is asked.
  if (row.interrupted === 1 && (row.state === "ready" || row.state === "leased"))
    return { state: "unknown", at: since };
  if (row.state === "leased") return { state: "submitting", at: since };
  if (row.state === "ready" && row.batch_state === "refused") return { state: "cancelled", at: Number(row.batch_due) };
  if (row.state === "ready" && row.collected_at !== null) return together(row, why);
  if (row.state === "ready") {
    if (outcome.state !== "held") return { state: "queued", at: since };
    return { state: "held", at: since, until: Number(row.due_at), ...reason };
  }
  if (row.state === "dead") return { state: outcome.state === "unknown" ? "unknown" : "failed", at: since, ...reason };
  if (outcome.state === "sent") return sent(outcome, word as unknown as Word | undefined, since);
  const wanted = outcome.state === "recalled" || outcome.by !== undefined;
  return { state: wanted ? "cancelled" : "failed", at: since, ...reason };
}

interface Word {
  state: string;
  at: number;
  why?: JsonObject;
}

function sent({ reports }: JsonObject, word: Word | undefined, since: number): Pick<Piece, "state" | "at" | "reason"> {
  if (word !== undefined) {
    const why = word.why === undefined ? {} : { reason: word.why };
    return { state: told[word.state] ?? "accepted", at: word.at, ...why };
  }
  // Before words were kept, the keys of print's reports were its states.
  const keys = Array.isArray(reports) ? reports : [];
  const last = keys.findLast((key) => typeof key === "string" && Object.hasOwn(told, key));
  return { state: told[String(last)] ?? "accepted", at: since };
}
