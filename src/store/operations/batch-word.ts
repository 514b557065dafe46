import { Fault, type JsonObject } from "../../contract/index.ts";
import type { Settler } from "../store.ts";
import { goOnAfter } from "./after-send.ts";
import { batch, endEmpty } from "./batch.ts";
import { leftMeanwhile } from "./batch-end.ts";
import { endReady, never, told, write } from "./journeys.ts";
import { giveUpPlace } from "./reserve.ts";
import { unspendBatch } from "./spend.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/**
 * What a person says of a batch. It is kept with the batch at once, and carried out a few sends a transaction: by who
 * asked, or, should they be gone, by who takes batches.
 */

type Choice = "sent" | "not-sent" | "refused";
type Word = Settler & { choice: Choice };

/** Sends that one transaction ends. */
const portion = 200;

const ofBatch = "id in (select task from piece where batch = ?)";

async function lockBatch(statements: Statements, id: string) {
  await statements.lock("select id from batch where id = ?", id);
  return batch(statements, id);
}

export async function approveBatch(statements: Statements, id: string, settler: Settler): Promise<void> {
  const changed = await statements.run(
    "update batch set approval = 'given', held = null where id = ? and state = 'closed' and approval = 'asked'",
    id,
  );
  if (changed === 0) throw new Fault("batch.nothing", { id });
  await writeAll(statements, id, "batch.approved", settler);
}

async function writeAll({ run }: Statements, id: string, kind: string, settler: Settler): Promise<void> {
  await run(
    `insert into history (journey, at, kind, node, data)
     select journey, ?, ?, node, ? from piece where batch = ? order by number`,
    settler.at,
    kind,
    JSON.stringify(told(settler)),
    id,
  );
}

export async function refuseBatch(statements: Statements, id: string, settler: Settler): Promise<number> {
  const found = await lockBatch(statements, id);
  if (found === undefined || found.state === "refused") throw new Fault("batch.nothing", { id });
  if (found.state !== "closed") throw new Fault("batch.too-late", { id });
  await statements.run(
    "update batch set state = 'refused', approval = 'refused', ended_at = ?, version = version + 1 where id = ?",
    settler.at,
    id,
  );
  await say(statements, id, { ...settler, choice: "refused" });
  return found.left;
}

async function say({ run }: Statements, id: string, word: Word): Promise<void> {
  await run("update batch set word = ?, due_at = ? where id = ?", JSON.stringify(word), word.at, id);
}

/** False: it is no batch that is in doubt. */
export async function resolveBatch(
  statements: Statements,
  id: string,
  choice: string,
  settler: Settler,
): Promise<boolean> {
  const found = await lockBatch(statements, id);
  if (found === undefined) return false;
  const row = await statements.one("select word from batch where id = ?", id);
  if (found.state !== "unknown" || row?.word !== null) throw new Fault("attention.nothing", { id });
  if (choice === "again") await again(statements, id, settler);
  else await say(statements, id, { ...settler, choice: choice as Choice });
  return true;
}

/** The batch is closed as it was, to be handed over once more; who has left meanwhile is left out. */
async function again(statements: Statements, id: string, settler: Settler): Promise<void> {
  const { one, run } = statements;
  const reported = await one(`select id from task where ${ofBatch} and outcome like '%"reports":%' limit 1`, id);
  // What came back about it says that the carrier had it.
  if (reported !== undefined) throw new Fault("attention.was-sent", { id });
  await writeAll(statements, id, "resolved.again", settler);
  await run(
    `update task set state = 'ready', ended_at = null, attempt = 0, version = version + 1 where ${ofBatch}`,
    id,
  );
  await run("update piece set position = null where batch = ?", id);
  await run(
    `update batch set state = 'closed', due_at = ?, attempt = 0, ended_at = null, held = null, version = version + 1 where id = ?`,
    settler.at,
    id,
  );
  await unspendBatch(statements, id);
  await leftMeanwhile(statements, id, settler.at);
  await endEmpty(statements, id, settler.at);
}

/** Carries out what a person has said of a batch, for a few of its sends. True: there are more. */
export async function settleOn(statements: Statements, id: string): Promise<boolean> {
  const { one, all, run, lock } = statements;
  await lock("select id from batch where id = ?", id);
  const row = await one("select word from batch where id = ?", id);
  if (typeof row?.word !== "string") return false;
  const word = json(row.word) as unknown as Word;
  const pieces = await all(
    `select t.id, t.seq, t.campaign, t.journey, t.node, t.message from piece p join task t on t.id = p.task
     where p.batch = ? order by p.number limit ?`,
    id,
    portion,
  );
  await Promise.all(pieces.map((piece) => settlePiece(statements, piece, word)));
  if (pieces.length === portion) return true;
  await run("update batch set word = null, due_at = ? where id = ?", never, id);
  await endEmpty(statements, id, word.at);
  return false;
}

/** What stands in the task, and what its history is told. */
function endOf(word: Word): { outcome: JsonObject; line: { kind: string; data: JsonObject } } {
  const { choice } = word;
  if (choice !== "refused")
    return { outcome: { state: choice, ...told(word) }, line: { kind: `resolved.${choice}`, data: told(word) } };
  const data = { key: "print.refused", ...told(word) };
  return { outcome: { state: "not-sent", ...data }, line: { kind: "send.not-sent", data } };
}

async function settlePiece(statements: Statements, piece: Row, word: Word): Promise<void> {
  const { outcome, line } = endOf(word);
  if (!(await endReady(statements, Number(piece.seq), outcome, word.at, "('ready', 'dead')"))) return;
  if (word.choice !== "sent") await giveUpPlace(statements, text(piece.id));
  const lines = [{ ...line, node: text(piece.node) }];
  await write(statements, text(piece.journey), word.at, lines, Number(piece.seq));
  await goOnAfter(statements, piece, word.choice === "sent" ? "sent" : "not-sent", word);
}
