import type { JsonObject } from "../contract/index.ts";

/** A node that tasks belong to. */
export interface DeployedNode {
  id: string;
  campaign: string;
  type: string;
  name: string;
}

interface AttentionPart<Kind extends string> {
  kind: Kind;
  /** Names it to `replay`, `resolve`, `giveUp`, `move` and `abandon`. */
  id: string;
  caseKey?: string;
  node: string;
  at: number;
}

/** What only a person can settle. */
export type AttentionItem =
  | (AttentionPart<"dead" | "unknown"> & { reason: JsonObject })
  /** Another decision, or one after the deadline; `standing`: the data of the one that stands, where there is one. */
  | (AttentionPart<"conflict" | "late"> & { event: string; data: JsonObject; standing?: JsonObject })
  /** A batch of which nobody knows whether it was taken over, with so many sends left. */
  | (AttentionPart<"batch"> & { count: number; reason: JsonObject })
  /** A closed batch that goes when somebody approves it; `reason` says why, and where its proof is. */
  | (AttentionPart<"approval"> & { count: number; reason: JsonObject })
  /** Tasks of a node that is no longer deployed; `id` is that node. */
  | (AttentionPart<"orphans"> & { count: number; type?: string; name?: string });

/** Who settles something, and why; it goes to the history. */
export interface Settler {
  by: string;
  why: string;
  at: number;
}

/** What happened at a node so far: how often each kind of line of a history was written, and how many wait there (`waiting`). */
export interface NodeTally {
  node: string;
  campaign?: string;
  type?: string;
  name?: string;
  /** False: it was deleted. */
  deployed: boolean;
  counts: Record<string, number>;
}
