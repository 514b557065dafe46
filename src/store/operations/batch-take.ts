import type { JsonObject } from "../../contract/index.ts";
import type { TakenBatch } from "../store.ts";
import { batch, putPieces, sortedPieces, taken } from "./batch.ts";
import { settleOn } from "./batch-word.ts";
import { never } from "./journeys.ts";
import { marksFor, type Row, type Statements, text } from "./statements.ts";

/** A batch is taken by who hands it over, as a send is claimed. */

interface Taking {
  owner: string;
  nodes: string[];
  now: number;
  lease: number;
}

/** It is released and approved, or its holder is gone. */
const mayGo = "state in ('closed', 'submitting') and approval in ('none', 'given')";

export async function takeBatch(statements: Statements, request: Taking): Promise<TakenBatch | undefined> {
  const { one, run, lock, unlocked } = statements;
  const { owner, nodes, now, lease } = request;
  if (nodes.length === 0) return undefined;
  const ours = `node in (${marksFor(nodes)}) and due_at <= ?`;
  // What a person has said of one is carried out, should who began to be gone.
  const said = await one(
    `select id from batch where ${ours} and word is not null order by due_at limit 1 ${unlocked}`,
    ...nodes,
    now,
  );
  if (said !== undefined) await settleOn(statements, text(said.id));
  for (;;) {
    const next = await one(
      `select id, state, sorted, version from batch where ${ours} and ${mayGo} order by closed_at, id limit 1 ${unlocked}`,
      ...nodes,
      now,
    );
    if (next === undefined) return undefined;
    const id = text(next.id);
    const interrupted = next.state === "submitting";
    // A call of the same transaction may have taken it meanwhile, or put it off.
    await lock("select id from batch where id = ?", id);
    const row = await one(
      `update batch set state = 'submitting', owner = ?, due_at = ?, version = version + 1, attempt = attempt + 1
       where id = ? and version = ? and due_at <= ? and ${mayGo} returning version, attempt`,
      owner,
      now + lease,
      id,
      Number(next.version),
      now,
    );
    if (row === undefined) continue;
    if (!interrupted) await leaseAll(statements, next, now);
    const taken = await batch(statements, id);
    // What was noted may have left something where it goes: whoever takes it clears up.
    if (taken !== undefined && (taken.left > 0 || taken.reference !== undefined))
      return { ...taken, version: Number(row.version), attempt: Number(row.attempt), interrupted };
    await run("update batch set state = 'done', owner = null, due_at = ?, ended_at = ? where id = ?", never, now, id);
  }
}

/** All that is still wanted is being sent from now on, named by its batch as the owner, and has its place. */
async function leaseAll(statements: Statements, { id, sorted }: Row, now: number): Promise<void> {
  const { all, run } = statements;
  const name = text(id);
  await run(
    `update task set state = 'leased', owner = ?, version = version + 1, attempt = attempt + 1
     where ended_at is null and id in (select task from piece where batch = ?)`,
    name,
    name,
  );
  const rows = await all(
    `select p.* from piece p join task t on t.id = p.task
     where p.batch = ? and t.owner = ? order by p.collected_at, p.number`,
    name,
    name,
  );
  await putPieces(
    statements,
    sortedPieces(rows, sorted === 1).map((piece, index) => ({ ...piece, position: index + 1 })),
  );
  await run("delete from piece where batch = ? and position is null", name);
  // A cap counts it from now on.
  await run("update sent set at = ? where task in (select task from piece where batch = ?)", now, name);
}

export async function extendBatch({ run }: Statements, id: string, version: number, until: number): Promise<boolean> {
  return (await run(`update batch set due_at = ? ${taken}`, until, id, version)) === 1;
}

export async function noteBatch(
  { run }: Statements,
  id: string,
  version: number,
  reference: JsonObject | undefined,
): Promise<boolean> {
  const kept = reference === undefined ? null : JSON.stringify(reference);
  return (await run(`update batch set reference = ? ${taken}`, kept, id, version)) === 1;
}

export async function nextBatch({ one }: Statements, nodes: string[]): Promise<number | undefined> {
  if (nodes.length === 0) return undefined;
  const row = await one(
    `select min(due_at) as due from batch
     where node in (${marksFor(nodes)}) and due_at < ? and (word is not null or (${mayGo}))`,
    ...nodes,
    never,
  );
  return row?.due == null ? undefined : Number(row.due);
}
