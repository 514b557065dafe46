import type { Deadline, Reminder } from "../../src/journey/deadline/shape.ts";

/** Wait for decision as Node-RED saves it. */
export interface WaitForDecisionConfig {
  version: number;
  name: string;
  campaign: string;
  /** Ids of the inbound webhooks and personal pages whose events release; empty: any webhook of the campaign. */
  webhooks: string[];
  deadline: Deadline;
  reminders: Reminder[];
  /** Whose public holidays are no working days: ISO 3166-1 alpha-2, or a region of ISO 3166-2; empty: weekends only. */
  country: string;
  /** Days for which an event that comes before the recipient arrives is kept; 0: not kept. */
  keepEarly: number;
  /**
   * An event that comes after the deadline: refused (409 ended), kept for a person (202 held), or the story goes on by the
   * first output after all (202 accepted).
   */
  late: "refuse" | "ask" | "continue";
}

export const defaults: WaitForDecisionConfig = {
  version: 1,
  name: "",
  campaign: "",
  webhooks: [],
  deadline: { kind: "after", amount: 30, unit: "days" },
  reminders: [],
  country: "",
  keepEarly: 30,
  late: "refuse",
};

/** Bounds of what the form lets be set. */
export const keepEarlyBounds = { least: 0, most: 3650 } as const;

/** Brings a node saved by an earlier version to the present shape; from an environment variable numbers come as text. */
export function migrate(saved: Partial<WaitForDecisionConfig>): WaitForDecisionConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node = { ...defaults, ...given, version: defaults.version };
  return {
    ...node,
    deadline: withNumbers(node.deadline),
    reminders: node.reminders.map((reminder) => ({ ...reminder, amount: Number(reminder.amount) })),
    keepEarly: Number(node.keepEarly),
  };
}

function withNumbers(deadline: Deadline): Deadline {
  if (deadline.kind === "after") return { ...deadline, amount: Number(deadline.amount) };
  return deadline.kind === "date" ? { ...deadline, offset: Number(deadline.offset) } : deadline;
}
