import { Fault, fold } from "../contract/index.ts";

/** What is wrong with the name of a branch: none, that of the last output, or one that an earlier branch has. */
export function labelFaults({ label }: { label: string }, earlier: readonly { label: string }[], row: number): Fault[] {
  const name = fold(label);
  if (name === "") return [new Fault("decision.no-label", { row })];
  if (name === "other") return [new Fault("decision.label-other", { row, label })];
  const by = earlier.findIndex((one) => fold(one.label) === name);
  return by === -1 ? [] : [new Fault("decision.duplicate-label", { row, by: by + 1, label })];
}
