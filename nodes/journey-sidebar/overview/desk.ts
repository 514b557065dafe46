import type { Figures } from "../../../src/desk/index.ts";
import type { SaidStatus } from "../../shared/say-status.ts";

/** Told to all editors at this topic, at most once a second and only when something has changed: numbers alone. */
export const overviewTopic = "belle-histoire/overview";

export interface OverviewTold {
  campaign: string;
  /** When this was so, by the clock of Node-RED, in milliseconds. */
  at: number;
  /** By the id that a node runs under; only nodes where something has happened, or is left. */
  nodes: Record<string, Figures>;
  /** Things that wait for a person, at whatever node. */
  asks: number;
}

/** `GET overview?campaign=…` */
export interface OverviewAnswer extends OverviewTold {
  /** Nodes that were deleted and at which something is left. */
  gone: { id: string; type: string; name: string }[];
}

/** `GET overviews`: of all campaigns that run. */
export interface OverviewsAnswer {
  overviews: OverviewAnswer[];
}

/** `GET said`: statuses with something in them, in the language of whoever asks. */
export interface SaidAnswer {
  said: SaidStatus[];
}
