import { type AddressCall, addressCheck } from "./address.ts";
import { apiKeyProver } from "./api-key.ts";
import { type Attempt, type Failed, failed, type Prover, type QuickProver, type SlowProver } from "./attempt.ts";
import { basicProver } from "./basic.ts";
import { bearerProver } from "./bearer.ts";
import { type Accepted, type Authenticated, type Call, cameTwice, type Refused } from "./call.ts";
import { readEventId } from "./event-id.ts";
import { hmacProver } from "./hmac-prover.ts";
import { jwtProver } from "./jwt.ts";
import { readSettings } from "./read-settings.ts";
import { tell } from "./refuse.ts";
import type { AuthenticationSettings, Proof } from "./settings.ts";
import type { Secrets } from "./slots.ts";

/** How a webhook knows its callers, ready to judge them. Shows no secret, however it is written out. */
export interface Authentication {
  /** Judges where a call comes from, before its body is read; undefined: it may go on. */
  checkAddress(call: AddressCall): Refused | undefined;
  /** Judges a call, its address first. Never throws; a promise only where a JWT has to be checked. */
  check(call: Call): Authenticated | Promise<Authenticated>;
}

/**
 * Makes settings and their secrets ready. Nothing is ever open by omission: without a proof, or without a secret, there
 * is no authentication.
 *
 * @param secrets by slot, see `slotOf`
 * @throws {Fault} `webhook.authentication.…`, the first thing that is wrong
 */
export function compileAuthentication(settings: unknown, secrets: Secrets): Authentication {
  const read = readSettings(settings, secrets);
  const provers = read.proofs.map((proof) => proverOf(proof, secrets, read));
  const quick = provers.filter((prover) => "prove" in prover);
  const slow = provers.filter((prover) => "proveSlowly" in prover);
  const once = new Set(provers.flatMap(headersOf));
  const checkAddress = read.addresses === undefined ? () => undefined : addressCheck(read.addresses);

  return {
    checkAddress,
    check(call) {
      const elsewhere = checkAddress(call);
      if (elsewhere !== undefined) return elsewhere;
      const twice = cameTwice(call.rawHeaders, once);
      if (twice !== undefined) {
        return tell(provers, [failed("incomplete", "header-twice", { header: twice })]);
      }
      const attempts: Failed[] = [];
      for (const prover of quick) {
        const answer = conclude(prover, prover.prove(call), call);
        if ("ok" in answer) return answer;
        attempts.push(answer);
      }
      return slow.length === 0 ? tell(quick, attempts) : judgeSlowly(slow, quick, attempts, call);
    },
  };
}

async function judgeSlowly(
  slow: readonly SlowProver[],
  quick: readonly QuickProver[],
  attempts: Failed[],
  call: Call,
): Promise<Authenticated> {
  for (const prover of slow) {
    const answer = conclude(prover, await prover.proveSlowly(call), call);
    if ("ok" in answer) return answer;
    attempts.push(answer);
  }
  return tell([...quick, ...slow], attempts);
}

/** What a proven attempt is answered; a failed one as it is. */
function conclude(prover: Prover, attempt: Attempt, call: Call): Accepted | Failed {
  if (!attempt.proven) return attempt;
  const { which, eventId: signedId, sender = prover.name } = attempt;
  const { proof, signs, signsBody, eventId: source } = prover;
  const right = { ok: true, proof, which, test: which === "test", signs, signsBody, sender } as const;
  if (signedId !== undefined || source === undefined) {
    return { ...right, eventId: signedId, eventIdSigned: signedId !== undefined };
  }
  if (source.in === "field") return { ...right, eventIdField: source.field, eventIdSigned: signsBody };
  const eventId = readEventId(call, source.header);
  if (eventId === null) return failed("outdated", "event-id", { header: source.header });
  return { ...right, eventId, eventIdSigned: false };
}

function headersOf({ headers, eventId }: Prover): string[] {
  return eventId?.in === "header" ? [...headers, eventId.header] : [...headers];
}

function proverOf(proof: Proof, secrets: Secrets, { window }: AuthenticationSettings): QuickProver | SlowProver {
  switch (proof.kind) {
    case "standard-webhooks":
    case "hmac":
      return hmacProver(proof, secrets, window);
    case "jwt":
      return jwtProver(proof, secrets);
    case "bearer":
      return bearerProver(proof, secrets);
    case "api-key":
      return apiKeyProver(proof, secrets);
    case "basic":
      return basicProver(proof, secrets);
    case "address-only":
      return { ...addressOnly, proof: proof.id, name: proof.name, eventId: proof.eventId };
  }
}

const addressOnly: Omit<QuickProver, "proof"> = {
  headers: [],
  expects: "",
  challenge: "",
  signs: false,
  signsBody: false,
  prove: () => ({ proven: true, which: "current" }),
};
