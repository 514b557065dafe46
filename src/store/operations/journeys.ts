import type { HistoryLine, Journey, NextEvent } from "../store.ts";
import { type Row, type Statements, text } from "./statements.ts";

export function journeyOf(row: Row): Journey {
  return {
    id: text(row.journey_id),
    campaign: text(row.campaign),
    recipient: text(row.recipient),
    caseKey: row.case_key === null ? undefined : text(row.case_key),
    startedAt: Number(row.started_at),
    test: row.test === 1,
  };
}

/** What `journeyOf` reads, with the recipient as `person`. */
export const journeyColumns =
  "j.id as journey_id, j.campaign, j.recipient, j.case_key, j.started_at, j.ended_at, j.test, r.data as person";
export const journeyJoin = "join recipient r on r.campaign = j.campaign and r.id = j.recipient";

/** Adds to a journey's history. */
export async function write(
  { run }: Statements,
  journey: string,
  at: number,
  lines: readonly HistoryLine[],
): Promise<void> {
  for (const line of lines)
    await run(
      "insert into history (journey, at, kind, node, data) values (?, ?, ?, ?, ?)",
      journey,
      at,
      line.kind,
      line.node ?? null,
      JSON.stringify(line.data ?? {}),
    );
}

/**
 * Keeps an event to be emitted, unless its id is taken. `lease`: it is claimed already. `follows`: it came of another task.
 */
export async function addEvent(
  { run }: Statements,
  campaign: string,
  journey: string,
  at: number,
  event: NextEvent,
  { lease, follows = false }: { lease?: { owner: string; until: number }; follows?: boolean } = {},
): Promise<boolean> {
  const claims = lease === undefined ? 0 : 1;
  return (
    (await run(
      `insert into task (id, campaign, journey, kind, node, output, state, message, owner, due_at, version, attempt,
         follows, created_at) values (?, ?, ?, 'event', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
      event.id,
      campaign,
      journey,
      event.node,
      event.output,
      lease === undefined ? "ready" : "leased",
      JSON.stringify(event.message),
      lease?.owner ?? null,
      lease?.until ?? at,
      claims,
      claims,
      follows ? 1 : 0,
      at,
    )) === 1
  );
}
