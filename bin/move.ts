import { sentence } from "../src/language/index.ts";
import { type Moved, type MoveProgress, moveStore } from "../src/store/index.ts";

/** The command that moves a store to another place, for a person who watches it. */

/** Milliseconds between two lines about the progress. */
const pause = 2_000;

/** Passwords, where the addresses have none: one for each place, or the one that PostgreSQL's own programs read. */
function passwordsFrom({ BELLE_HISTOIRE_FROM_PASSWORD, BELLE_HISTOIRE_TO_PASSWORD }: NodeJS.ProcessEnv) {
  return { from: BELLE_HISTOIRE_FROM_PASSWORD, to: BELLE_HISTOIRE_TO_PASSWORD };
}

/** Moves the store, and writes what it does. @throws Fault of the store */
export async function runMove(from: string, to: string, language: string): Promise<void> {
  let last = performance.now();
  function told(progress: MoveProgress): void {
    if (progress.step !== "copying" || performance.now() - last < pause) return;
    last = performance.now();
    const { rows, of } = progress;
    console.error(
      sentence("move.copying", { rows, of, percent: Math.floor((100 * rows) / Math.max(of, 1)) }, language),
    );
  }
  const moved = await moveStore({ from, to, passwords: passwordsFrom(process.env), at: Date.now(), told });
  for (const line of inWords(moved, language)) console.log(line);
}

function inWords({ from, to, before, counts }: Moved, language: string): string[] {
  const kinds = Object.entries(counts).map(
    ([kind, count]) => `  ${sentence(`move.count.${kind}`, { count }, language)}`,
  );
  return [
    sentence(before ? "move.done-before" : "move.done", { from, to }, language),
    ...kinds,
    sentence("move.next", {}, language),
  ];
}
