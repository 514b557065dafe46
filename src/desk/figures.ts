import type { NodeStanding } from "../store/index.ts";

/**
 * What happened at a node, and what is left there, as a marketer counts it: persons and messages, never lines of a history.
 * What is zero is absent.
 */
export interface Figures {
  /** How many came: of an entry, journeys or calls that were accepted; of a wait, who arrived; of a sender, what was to be sent. */
  in?: number;
  /** Of a node that sends a message on at once: how many left by each output. */
  outputs?: number[];
  waiting?: number;
  /** Since when the one who waits longest does, in milliseconds. */
  since?: number;
  reminded?: number;
  late?: number;
  /** Sends under way, of which so many may not go before `until` (milliseconds) and so many are collected for a batch. */
  sending?: number;
  held?: number;
  until?: number;
  collected?: number;
  sent?: number;
  notSent?: number;
  delivered?: number;
  bounced?: number;
  complained?: number;
  /** Of a webhook. */
  repeated?: number;
  conflicts?: number;
  early?: number;
  visited?: number;
  responded?: number;
  optedOut?: number;
  /** Steps that failed or were set aside. */
  failed?: number;
  /** Sends of which nobody knows whether they went out. */
  doubt?: number;
  left?: number;
  /** Things that wait for a person. */
  asks?: number;
}

type Counts = Readonly<Record<string, number>>;
type Name = Exclude<keyof Figures, "outputs">;

/** Each figure of what has happened, and the kinds of lines that say it once for each time. */
const usual: Partial<Record<Name, string[]>> = {
  waiting: ["waiting"],
  reminded: ["wait.reminder"],
  // By the clock, or by somebody who said that the time is up.
  late: ["wait.late", "wait.ended"],
  sent: ["send.sent", "resolved.sent"],
  notSent: ["send.not-sent", "resolved.not-sent"],
  delivered: ["send.delivered"],
  bounced: ["send.bounced", "send.undeliverable"],
  complained: ["send.complained"],
  repeated: ["event.duplicate"],
  conflicts: ["event.conflict"],
  visited: ["page.visited"],
  responded: ["page.responded"],
  optedOut: ["page.opted-out"],
  failed: ["step.failed"],
};

/** What counts as having come to a node; of another type of node, that a message went through it. */
const comings: Readonly<Record<string, string[]>> = {
  audience: ["journey.started"],
  "inbound-webhook": ["event.accepted"],
  "wait-for-decision": ["wait.started"],
  "personal-page": ["page.published"],
  "send-email": ["send.queued"],
  "send-sms": ["send.queued"],
  "send-print-job": ["send.queued"],
  "call-service": ["send.queued"],
};

/** Outputs of nodes by which leaves what failed, however well the flow goes on. */
export const problemOutput: Readonly<Record<string, number>> = { "route-map": 1, "render-message": 1 };

const step = /^step\.(\d+)$/;

function outputsOf(counts: Counts): number[] {
  const outputs: number[] = [];
  for (const [kind, count] of Object.entries(counts)) {
    const port = step.exec(kind)?.[1];
    if (port !== undefined) outputs[Number(port)] = count;
  }
  return Array.from(outputs, (count) => count ?? 0);
}

/** The figures of a node of a type, from the lines of the histories that were written at it and from what is left there. */
export function figuresOf(type: string, counts: Counts, standing: Partial<NodeStanding> = {}): Figures {
  const sum = (kinds: readonly string[] = []) => kinds.reduce((total, kind) => total + (counts[kind] ?? 0), 0);
  const outputs = outputsOf(counts);
  const went = outputs.reduce((total, count) => total + count, 0);
  const happened = Object.entries(usual).map(([name, kinds]) => [name, sum(kinds)] as const);
  const { since, sending, held, until, collected, early, dead = 0, doubt, left, asks } = standing;
  const failed = sum(usual.failed) + dead;
  const all: Figures = {
    ...Object.fromEntries(happened),
    in: comings[type] === undefined ? went - sum(["step.more"]) + sum(["step.failed"]) : sum(comings[type]),
    ...{ since, sending, held, until, collected, early, doubt, left, asks, failed },
  };
  const told = Object.entries(all).filter(([, count]) => typeof count === "number" && count > 0);
  return { ...Object.fromEntries(told), ...(went > 0 && { outputs }) };
}
