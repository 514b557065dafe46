import { Fault, type Json, type JsonObject } from "../contract/index.ts";
import type { AcceptResult, EnrolResult, HistoryLine, Store } from "../store/index.ts";

interface Line {
  event: string;
  data: Record<string, Json>;
}

/** What a call of the store was asked and has answered. */
type Tell<Name extends keyof Store> = Store[Name] extends (...asked: infer Asked) => Promise<infer Answer>
  ? (answer: Answer, asked: Asked) => Line[]
  : never;

/** Without what is unknown. */
function line(event: string, data: Record<string, Json | undefined>): Line {
  const known = Object.entries(data).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return { event, data: Object.fromEntries(known) };
}

/** Of a line's data only what it is about: the key of the reason. The rest may quote a person. */
const reasonOf = (data: JsonObject | undefined): Json | undefined =>
  typeof data?.key === "string" ? data.key : undefined;

/** Steps through nodes that keep nothing are counted, and are no news: a message makes several. */
const told = (lines: readonly HistoryLine[], task: string): Line[] =>
  lines
    .filter(({ kind }) => !kind.startsWith("step."))
    .map(({ kind, node, data }) => line(kind, { node, task, channel: channelOf(data), reason: reasonOf(data) }));

const channelOf = (data: JsonObject | undefined): Json | undefined =>
  typeof data?.channel === "string" ? data.channel : undefined;

function enrolled(results: readonly EnrolResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of results) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

const journeyOf = (result: AcceptResult) => ("journey" in result ? result.journey : undefined);

const lines: { [Name in keyof Store]?: Tell<Name> } = {
  accept: (result, [{ campaign, node, test }]) => [
    line("event.received", { campaign, node, receipt: result.receipt, journey: journeyOf(result), test }),
  ],
  enrol: (results, [requests]) => {
    const first = requests[0];
    if (first === undefined) return [];
    return [line("audience.enrolled", { campaign: first.campaign, node: first.node, ...enrolled(results) })];
  },
  enqueue: (state, [{ campaign, node, journey, id, history }]) => {
    const queued = typeof state === "object" ? "queued" : state;
    return [
      line("send.queued", { campaign, node, journey, task: id, channel: channelOf(history.data), state: queued }),
    ];
  },
  hold: (state, [{ campaign, node, journey, id }]) => [
    line("wait.started", { campaign, node, journey, task: id, state }),
  ],
  finish: (kept, [{ task, history, state }]) => {
    if (kept === false) return [line("task.lease-lost", { task })];
    return history.length > 0 || state === "done" ? told(history, task) : [line("task.dead", { task })];
  },
  release: (kept, [task, , , , history]) => (kept ? told(history, task) : []),
  postpone: (kept, [task, , until, , held, history]) =>
    kept ? [...told(history, task), line("send.postponed", { task, until, reason: reasonOf(held) })] : [],
  elapse: (count) => (count > 0 ? [line("wait.elapsed", { count })] : []),
  report: (state, [{ task, state: word }]) => [line(`send.${word}`, { task, state })],
  replay: (_done, [task]) => [line("attention.replayed", { task })],
  resolve: (_done, [task, choice]) => [line("attention.resolved", { task, choice })],
  giveUp: (_done, [task]) => [line("attention.given-up", { task })],
  abandon: (count, [node]) => [line("attention.abandoned", { node, count })],
  move: (count, [from, to]) => [line("attention.moved", { from, to, count })],
  closeBatch: (batch) =>
    batch === undefined
      ? []
      : [
          line("batch.closed", {
            campaign: batch.campaign,
            node: batch.node,
            batch: batch.id,
            count: batch.count,
            why: batch.why,
          }),
        ],
  exit: (left, [{ campaign, journey }]) => [line("journey.exited", { campaign, journey, ...left })],
  moveOn: (_done, [{ campaign, journey }, wait, , data]) => [
    line(data === undefined ? "wait.moved-on" : "wait.answered", { campaign, journey, task: wait }),
  ],
  erase: () => [line("person.erased", {})],
  optOut: (kept, [{ campaign, channel }]) => (kept ? [line("person.opted-out", { campaign, channel })] : []),
};

/** What a call of the store that has succeeded says to a log; most say nothing. */
export function linesOf(operation: string, answer: unknown, asked: readonly unknown[]): Line[] {
  const tell = lines[operation as keyof Store] as ((answer: unknown, asked: readonly unknown[]) => Line[]) | undefined;
  return tell?.(answer, asked) ?? [];
}

/** What one that has failed says: the kind of the error, for its sentence may quote a person. */
export function failureOf(operation: string, error: unknown): Line {
  return line("store.failed", { operation, reason: error instanceof Fault ? error.key : (error as Error)?.name });
}
