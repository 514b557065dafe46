import { spawnSync } from "node:child_process";
import type { Context } from "mocha";

/**
 * Skips a test, or all tests of a block, where a program of the system is missing, with a line that says so.
 * @param debian the package that brings it
 * @param without what is not shown then
 */
export function needProgram(test: Context, program: string, debian: string, without: string): void {
  // What it makes of the question does not count.
  if (spawnSync(program, ["-v"], { stdio: "ignore", timeout: 60_000 }).error === undefined) return;
  console.log(`      ${program} is not installed (Debian: ${debian}): ${without}`);
  test.skip();
}
