import { type EventPart, idAfter } from "../../contract/index.ts";
import { type HistoryLine, waitOutput } from "../store.ts";
import { addEvent, write } from "./journeys.ts";
import { mayHaveBeenSent, takeBack } from "./recall.ts";
import { json, type Statements, text } from "./statements.ts";

/** Who leaves, and what made them. */
export interface Leaving {
  campaign: string;
  journey: string;
  node: string;
  at: number;
  event: EventPart;
}

/** What came of it. */
export interface Left {
  /** The first task that follows, if any. */
  first?: string;
  waits: number;
  takenBack: number;
  /** Sends that a carrier has, or may have. */
  beyond: number;
}

/** Somebody leaves by the word of an advertiser. Answers the first task that follows, if any. */
export async function leave(statements: Statements, leaving: Leaving): Promise<string | undefined> {
  const line = { kind: "journey.left", node: leaving.node, data: { event: leaving.event.id } };
  return (await endJourney(statements, leaving, () => line)).first;
}

/**
 * Ends a journey: whoever waits leaves by the last output of their wait, and what is under way may set nothing going any
 * more. A send that a carrier is being handed right now ends by itself. The history tells of it by the line of what came of it.
 */
export async function endJourney(
  statements: Statements,
  leaving: Omit<Leaving, "node">,
  lineOf: (left: Left) => HistoryLine,
): Promise<Left> {
  const { all, one, run, lock } = statements;
  const { campaign, journey, at, event } = leaving;
  const open = "from task where journey = ? and follows = 1 and state <> 'done'";
  await lock(`select seq ${open}`, journey);
  const tasks = await all(`select seq, id, kind, node, state, interrupted, message, outcome ${open}`, journey);
  const left: Left = { waits: 0, takenBack: 0, beyond: 0 };
  for (const task of tasks) {
    if (task.kind === "send" && (task.state === "leased" || mayHaveBeenSent(task))) {
      left.beyond += 1;
      continue;
    }
    await takeBack(statements, task, journey, at);
    if (task.kind === "send") left.takenBack += 1;
    if (task.kind !== "wait") continue;
    left.waits += 1;
    const id = idAfter("wait", text(task.id), "left");
    const message = { ...json(task.message), event: { ...event }, payload: event.data };
    await addEvent(
      statements,
      campaign,
      journey,
      at,
      { id, node: text(task.node), output: waitOutput.left, message },
      { follows: Number(task.seq) },
    );
    left.first ??= id;
  }
  // What a line begins with is left to whoever plays it: what grows from it is turned away by this.
  const floor =
    left.first === undefined
      ? await one("select max(seq) + 1 as seq from task")
      : await one("select seq from task where id = ?", left.first);
  await run("update journey set ended_at = ?, floor = ? where id = ?", at, Number(floor?.seq ?? 0), journey);
  await write(statements, journey, at, [lineOf(left)]);
  return left;
}
