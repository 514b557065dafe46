import type { JsonObject } from "../../src/contract/json.ts";

/** Path of the route below Node-RED's `httpAdminRoot`. */
export const expressionPath = "belle-histoire/decision-switch/expressions";

/** What the form asks: whether expressions can be read, and what they answer for a message that one tries. */
export interface ExpressionRequest {
  expressions: string[];
  /** Absent: they are only read. */
  message?: JsonObject;
}

/** In the order of the expressions: an answer, or what is wrong, as a fault of the catalogue. */
export type ExpressionAnswer = (
  | { holds: boolean }
  | { fault: { key: string; data: Readonly<Record<string, string | number>> } }
)[];
