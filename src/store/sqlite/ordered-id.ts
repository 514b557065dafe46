import { randomBytes } from "node:crypto";

let last = 0;
let count = 0;
let chance = "";

/**
 * An id that sorts by the time at which it was made: 26 characters of hex, of which the first eleven are milliseconds.
 * Rows that are made together lie together in every index then, and a commit writes few pages instead of many.
 */
export function orderedId(at: number): string {
  if (at !== last || count === 0xfffff) {
    last = at;
    count = 0;
    chance = randomBytes(5).toString("hex");
  }
  count += 1;
  return `${at.toString(16).padStart(11, "0")}${count.toString(16).padStart(5, "0")}${chance}`;
}
