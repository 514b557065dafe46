import type { Lookout } from "./lookout.ts";
import type { NodeWork } from "./work.ts";

/** Kinds of tasks that are played. */
export type Played = "event" | "send";

/** What is under way of one kind at the same time. */
export interface Lane {
  kind: Played;
  most: number;
  /** Tasks that are being worked on, but for those of senders that name a number of their own. */
  busy: number;
  /** For tasks to claim. */
  lookout: Lookout;
}

/** Nodes whose tasks are claimed together, and how many at the most. */
export interface Share {
  nodes: string[];
  limit: number;
}

/** What is under way when a process dies is a person's to settle where a carrier parks: that must not be hundreds. */
const mostInDoubt = 8;

/** How many sends of a node may be under way at the same time, where that is a number of its own. */
export function atOnceOf({ kind }: Lane, work: NodeWork | undefined): number | undefined {
  const performer = kind === "send" ? work?.performer : undefined;
  return performer?.atOnce ?? (performer?.recovery === "park" ? mostInDoubt : undefined);
}

/** What there is room for: one claim for all nodes, and one more for each sender that names a number of its own. */
export function sharesOf(
  lane: Lane,
  nodes: ReadonlyMap<string, NodeWork>,
  underWay: (node: string) => number,
): Share[] {
  const shares: Share[] = [{ nodes: [], limit: lane.most - lane.busy }];
  for (const [node, work] of nodes) {
    if (lane.kind === "send" && work.performer === undefined) continue;
    const atOnce = atOnceOf(lane, work);
    if (atOnce === undefined) shares[0]?.nodes.push(node);
    else shares.push({ nodes: [node], limit: atOnce - underWay(node) });
  }
  return shares.filter((share) => share.nodes.length > 0 && share.limit > 0);
}
