import { type Failed, failed, type Prover } from "./attempt.ts";
import type { Refused } from "./call.ts";

/**
 * The refusal of a call that nothing proves: the reason of the attempt that came furthest, the first of equals. Where
 * nothing was attempted and there are several ways, all of them are named.
 */
export function tell(provers: readonly Prover[], attempts: readonly Failed[]): Refused {
  const none = failed("absent", "none", { expected: provers.map(({ expects }) => expects).join("; ") });
  let furthest = attempts.length === 1 ? attempts[0]! : none;
  for (const attempt of attempts) if (attempt.reached > furthest.reached) furthest = attempt;
  const { reason, data, eventId } = furthest;
  const code = `webhook.authentication.${reason}`;
  return { ok: false, status: 401, code, data, eventId, challenge: challengeOf(provers, furthest) || undefined };
}

/** Every way to prove a call once, the told one's own wording in the place of its first. */
function challengeOf(provers: readonly Prover[], { challenge }: Failed): string {
  const asked = [...new Set(provers.map((prover) => prover.challenge))];
  const better = challenge === undefined ? -1 : asked.findIndex((one) => challenge.startsWith(one));
  return asked.map((one, index) => (index === better ? challenge : one)).join(", ");
}
