import { caseKeyOf } from "../fill.ts";

/** Ids of the nodes that the measurement asks for. */
export const ids = { campaign: "c1", webhook: "w1", decide: "d1", sender: "s1" } as const;
export const decisions = ["accepted", "refused"] as const;

/** Every case once, but not in the order in which they were enrolled: a prime shares no factor with their number. */
export const caseOf = (turn: number, cases: number) => caseKeyOf((turn * 7_919) % cases);

export const dataOf = (turn: number) => ({
  decision: decisions[turn % decisions.length] ?? "",
  product: "Household insurance, comfort",
  premium: 218.4,
  validUntil: "2026-01-31",
});
