import { Fault, type JsonObject } from "../../contract/index.ts";
import type { EnrolResult, Import, ImportProgress, ImportStart } from "../store.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

export async function beginImport({ run }: Statements, start: ImportStart): Promise<void> {
  await run(
    `insert into import (id, campaign, node, name, digest, encoding, bytes, position, line, state, started_at, changed_at)
     values (?, ?, ?, ?, ?, ?, ?, 0, 1, 'running', ?, ?) on conflict (id) do nothing`,
    start.id,
    start.campaign,
    start.node,
    start.name,
    start.digest,
    start.encoding,
    start.bytes,
    start.at,
    start.at,
  );
}

/** What an import counts an answer as; what is neither of these three was rejected. */
const counted = ["enrolled", "updated", "already"] as const;

/** Moves an import on in the commit that keeps its rows, unless somebody else has. */
export async function advance(
  { run }: Statements,
  progress: ImportProgress,
  results: readonly EnrolResult[],
): Promise<void> {
  const counts = counted.map((state) => results.filter((result) => result.state === state).length);
  const kept = counts.reduce((sum, count) => sum + count, 0);
  const moved = await run(
    `update import set position = ?, line = ?, enrolled = enrolled + ?, updated = updated + ?, already = already + ?,
       rejected = rejected + ?, changed_at = ? where id = ? and position = ? and state = 'running'`,
    progress.to,
    progress.line,
    ...counts,
    progress.rejected + results.length - kept,
    progress.at,
    progress.import,
    progress.from,
  );
  // The transaction takes back what it has enrolled.
  if (moved !== 1) throw new Fault("import.elsewhere");
}

export async function endImport(
  { run }: Statements,
  id: string,
  state: "done" | "failed",
  at: number,
  problem?: JsonObject,
): Promise<void> {
  await run(
    "update import set state = ?, problem = ?, changed_at = ? where id = ? and state = 'running'",
    state,
    problem === undefined ? null : JSON.stringify(problem),
    at,
    id,
  );
}

export async function imports({ all }: Statements, node: string, limit: number): Promise<Import[]> {
  const rows = await all("select * from import where node = ? order by started_at desc, id desc limit ?", node, limit);
  return rows.map(importOf);
}

function importOf(row: Row): Import {
  return {
    id: text(row.id),
    campaign: text(row.campaign),
    node: text(row.node),
    name: text(row.name),
    digest: text(row.digest),
    encoding: text(row.encoding),
    bytes: Number(row.bytes),
    position: Number(row.position),
    line: Number(row.line),
    enrolled: Number(row.enrolled),
    updated: Number(row.updated),
    already: Number(row.already),
    rejected: Number(row.rejected),
    state: text(row.state) as Import["state"],
    ...(row.problem !== null && { problem: json(row.problem) }),
    startedAt: Number(row.started_at),
    changedAt: Number(row.changed_at),
  };
}
