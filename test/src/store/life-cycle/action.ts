import fc from "fast-check";
import type { ConflictPolicy, EventMode } from "../../../../src/store/index.ts";

/** What may happen to a campaign, as plain values, so that a failure prints as a list that can be read and run again. */
export type Action =
  | { do: "enrol"; case: number }
  | {
      do: "event";
      webhook: number;
      case: number;
      id: number;
      says: string;
      mode: EventMode;
      conflict: ConflictPolicy;
      anyCase: boolean;
      leased: boolean;
    }
  | { do: "claim"; kind: "event" | "send"; limit: number }
  /** All that is due is claimed, played and finished. */
  | { do: "turn"; kind: "event" | "send" }
  /** Somebody who holds a task, or has lost it meanwhile, does what the flow does with it. */
  | { do: "play" | "finish" | "give back" | "set aside"; who: number }
  /** Somebody who holds a send calls the carrier, and is told how it ended. */
  | { do: "carry"; who: number; ends: "sent" | "not-sent" | "again" | "unknown" }
  | { do: "tell"; who: number }
  | { do: "pass"; time: number }
  | { do: "answer"; case: number; says: string }
  | { do: "resolve"; item: number; choice: number }
  | { do: "replay"; item: number }
  | { do: "restart" };

const cases = 3;
const who = fc.nat({ max: 5 });
const caseNumber = fc.nat({ max: cases - 1 });
/** `more` asks for a second wait; the others are each a letter. */
const says = fc.constantFrom("accepted", "refused", "more");

const event = fc.record({
  do: fc.constant("event" as const),
  webhook: fc.nat({ max: 1 }),
  case: caseNumber,
  id: fc.nat({ max: 5 }),
  says,
  mode: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<EventMode>("release", "update") },
    { weight: 1, arbitrary: fc.constantFrom<EventMode>("exit", "continue", "start") },
  ),
  conflict: fc.constantFrom<ConflictPolicy>("first", "last", "last", "ask"),
  anyCase: fc.boolean(),
  leased: fc.boolean(),
});

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("enrol" as const), case: caseNumber }) },
  { weight: 6, arbitrary: event },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("claim" as const),
      kind: fc.constantFrom("event", "send"),
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("turn" as const), kind: fc.constantFrom("event", "event", "send") }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("play" as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("finish" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("give back" as const, "set aside" as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("carry" as const),
      who,
      ends: fc.constantFrom("sent", "not-sent", "again", "unknown"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("tell" as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("pass" as const), time: fc.constantFrom(1, 150, 150, 400, 2000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("answer" as const), case: caseNumber, says }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("resolve" as const), item: fc.nat({ max: 2 }), choice: fc.nat({ max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("replay" as const), item: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: "restart" as const }) },
);

export const lives: fc.Arbitrary<Action[]> = fc.array(action, { minLength: 5, maxLength: 45, size: "max" });

/** One line an action. */
export function inLines(actions: readonly Action[]): string {
  return actions.map(({ do: name, ...rest }, index) => `${index + 1}. ${name} ${JSON.stringify(rest)}`).join("\n");
}
