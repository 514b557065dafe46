import { readFileSync } from "node:fs";

/** Length of a tick of `/proc`: `USER_HZ` is 100 on Linux, whatever the kernel's own clock (man 5 proc). */
const microsecondsOfTick = 10_000;

/** CPU time of a process with all its threads, user and system, in microseconds. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name stands in parentheses and may hold blanks; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * microsecondsOfTick;
}
