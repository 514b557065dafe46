import type { JsonObject } from "../contract/index.ts";

/** Until when a recipient waits, and what for. */
export interface WaitPlan {
  /** Ids of the webhook nodes whose events release; empty: any of the campaign. */
  webhooks: string[];
  /** In their order; the last one may be the deadline. */
  steps: { at: number; output: "reminder" | "too-late"; number?: number }[];
  /** What an event after the deadline does. */
  late: "refuse" | "ask" | "continue";
}

/** A recipient who arrives at a wait. */
export interface HoldRequest {
  /** Derived from task and node: a replay finds it taken. */
  id: string;
  campaign: string;
  journey: string;
  /** The task that the message grew from. */
  root: string;
  node: string;
  message: JsonObject;
  plan: WaitPlan;
  /** The state of the flows that they arrive in. */
  flow?: string;
  at: number;
}

/** Outputs of a wait, frozen. */
export const waitOutput = { decision: 0, reminder: 1, "too-late": 2, left: 3 } as const;
