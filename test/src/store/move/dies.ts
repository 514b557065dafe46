import { type MoveProgress, moveStore } from "../../../../src/store/index.ts";

/** A move that dies at one border: `node dies.ts <from> <to> <border>`. */

const [from = "", to = "", border] = process.argv.slice(2);

function told({ step }: MoveProgress): void {
  // Nothing is flushed, nobody is told: as the kernel ends a process that has no memory left.
  if (step === border) process.kill(process.pid, "SIGKILL");
}

await moveStore({ from, to, at: 1, told });
