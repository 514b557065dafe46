import { randomBytes } from "node:crypto";
import { instantMark } from "../../contract/index.ts";

const own = randomBytes(5).toString("hex").slice(1);
const most = 0xfffff;
let count = 0;

/**
 * An id that sorts by the time at which it was made: a mark and 25 characters of hex, of which the first eleven are
 * milliseconds, the next five count, and the rest is this thread's own by chance. Rows that are made together lie together in every
 * index then, and a commit writes few pages instead of many.
 */
export function orderedId(at: number): string {
  count = count === most ? 0 : count + 1;
  return `${instantMark}${at.toString(16).padStart(11, "0")}${count.toString(16).padStart(5, "0")}${own}`;
}
