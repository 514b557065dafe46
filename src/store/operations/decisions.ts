import { canonicalJson, type JsonObject, sha256 } from "../../contract/index.ts";
import { type Row, type Statements, text } from "./statements.ts";

/** The decisions that stand in a journey, each by the endpoint and type of its event. */

/** How a wait ended, where an event ended it. */
export interface Release {
  state: "released";
  event: string;
  /** The task that the story went on by. */
  task: string;
  /** Number of the line of the history that tells of it. */
  history: number;
  /** Of the event's data. */
  digest: string;
}

/** What makes a decision the same decision. */
export function digestOf(data: JsonObject): string {
  return sha256(canonicalJson(data));
}

/** What a decision has set going, as a wait would have it that was ended by it. */
export function standingOf({ event, task, history, digest }: Row): Release {
  return {
    state: "released",
    event: text(event),
    task: text(task),
    history: Number(history ?? 0),
    digest: text(digest),
  };
}

/** What stands for a case, and what it has set going. */
export async function decided(
  { run }: Statements,
  key: { journey: string; endpoint: string; type: string },
  standing: { digest: string; event: string; task: string; history: number },
): Promise<void> {
  await run(
    `insert into decision (journey, endpoint, type, digest, event, task, history) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (journey, endpoint, type) do update set digest = excluded.digest, event = excluded.event,
       task = excluded.task, history = excluded.history`,
    key.journey,
    key.endpoint,
    key.type,
    standing.digest,
    standing.event,
    standing.task,
    standing.history,
  );
}
