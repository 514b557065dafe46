import * as z from "zod";
import type { Channel } from "../contract/index.ts";

/** Suppressed by somebody's word: from a channel or all, for marketing or for everything. */
export interface Suppressed {
  channel: Channel | "*";
  purpose: Purpose | "*";
  /** Why, as whoever put it on the list said. */
  reason: string;
}

/** One of a person's sends before, as a frequency cap counts it. */
export interface PastSend {
  channel: Channel;
  purpose: Purpose;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  at: number;
}

export const Purpose = z.enum(["marketing", "service"]);
export type Purpose = z.infer<typeof Purpose>;
