import type { Figures, Running } from "./figures.ts";

export type { Running } from "./figures.ts";
export { type ObservedStore, observedStore } from "./observed-store.ts";
export { observe, see } from "./seen.ts";

/** Begins to count, for a monitor to read; what counts is loaded now and not before. */
export async function openFigures(version: string, running: () => Running[]): Promise<Figures> {
  const { openFigures: open } = await import("./figures.ts");
  return open(version, running);
}
