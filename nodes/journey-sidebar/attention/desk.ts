import type { AttentionChoice, AttentionKind } from "../../../src/journey/index.ts";

/** What the page “attention” of the sidebar and Node-RED say to each other, below `belle-histoire/journey/`. */

export interface DeskItem {
  id: string;
  kind: AttentionKind;
  /** Id of the node that it is left at. */
  node: string;
  /** What it is, in the language of the request: one sentence. */
  text: string;
  /** Since when, in milliseconds. */
  at: number;
  caseKey?: string;
  /** Letters of a batch, people left at a node. */
  count?: number;
  /** What may be said of it, the usual choice first. */
  choices: readonly AttentionChoice[];
  /** Of a held decision: what it says, and what stands, field by field. */
  taken?: string;
  standing?: string;
  /** Of a batch that waits for approval: what it costs at the least, as it is written in that language. */
  cost?: string;
  /** Its proof can be asked for. */
  proof?: boolean;
}

/** A node that items are left at, or that they can go on from. */
export interface DeskNode {
  id: string;
  type: string;
  name: string;
  /** It runs. */
  deployed: boolean;
}

/** `GET attention?campaign=` */
export interface AttentionAnswer {
  /** Oldest first. */
  items: DeskItem[];
  /** There are more than are listed. */
  more: boolean;
  /** Those of the items, and for those who are left at a node that is gone, the others of its type. */
  nodes: DeskNode[];
  /** Choices that are not made without a reason. */
  reasoned: readonly AttentionChoice[];
  /** Node-RED's clock, in milliseconds. */
  now: number;
}

/** `POST attention/act` */
export interface ActRequest {
  campaign: string;
  /** At most `mostActs`. */
  items: { id: string; kind: AttentionKind }[];
  choice: AttentionChoice;
  why: string;
  /** Of `move`: the node at which they go on. */
  to?: string;
  /** Where the editor has no users: who says so. */
  by?: string;
}

/** What became of one of the items: it is settled, or why not. */
export type Acted = { id: string; count?: number } | { id: string; problem: string };

export interface ActAnswer {
  acted: Acted[];
}

/** Items that one call lists, and that one call settles. */
export const mostListed = 500;
export const mostActs = 100;
