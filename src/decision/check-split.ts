import { Fault } from "../contract/index.ts";
import { labelFaults } from "./check-label.ts";
import type { Arm } from "./split.ts";

/** What is wrong with the arms of an experiment, all at once and in the order of their rows, which count from 1. */
export function checkSplit(arms: readonly Arm[]): Fault[] {
  const faults = arms.flatMap((arm, index) => {
    const data = { row: index + 1, label: arm.label };
    const earlier = arms.slice(0, index);
    const alike = earlier.findIndex(({ key }) => key === arm.key);
    const weight = Number.isFinite(arm.weight) && arm.weight >= 0 && arm.weight <= 1_000_000;
    return [
      ...labelFaults(arm, earlier, index + 1),
      ...(weight ? [] : [new Fault("decision.weight", data)]),
      // Two arms of one key draw the same number for everybody.
      ...(alike === -1 ? [] : [new Fault("decision.same-key", { ...data, by: alike + 1 })]),
    ];
  });
  if (faults.length > 0 || arms.length === 0) return faults;
  return arms.some(({ weight }) => weight > 0) ? [] : [new Fault("decision.no-weight")];
}
