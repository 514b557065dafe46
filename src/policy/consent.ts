import type { Recipient } from "../contract/index.ts";
import type { Suppressed } from "./past.ts";
import { judged, type Reason, type Sending } from "./rules.ts";

/** Why a person must not be written to at all; undefined: they may. */
export function forbidden(
  { recipient, suppressed }: { recipient: Recipient; suppressed: readonly Suppressed[] },
  send: Sending,
): Reason | undefined {
  return fromList(suppressed, send) ?? (judged.has(send.channel) ? byConsent(recipient.consent, send) : undefined);
}

function fromList(suppressed: readonly Suppressed[], { channel, purpose }: Sending): Reason | undefined {
  const hit = suppressed.find(
    (one) => (one.channel === "*" || one.channel === channel) && (one.purpose === "*" || one.purpose === purpose),
  );
  return hit === undefined ? undefined : { key: "policy.suppressed", data: { reason: hit.reason } };
}

/**
 * Marketing by e-mail and SMS needs a yes, by post it goes unless there is a no (CNIL, "La prospection commerciale par
 * courrier électronique"; "par courrier postal"). Service goes unless the channel was refused for service as well.
 */
function byConsent(consent: Recipient["consent"], { channel, purpose }: Sending): Reason | undefined {
  const ofPurpose = consent?.[`${channel}.${purpose}`];
  if (purpose === "service") return ofPurpose === false ? { key: "policy.no-service", data: {} } : undefined;
  const word = ofPurpose ?? consent?.[channel];
  if (word === false) return { key: "policy.refused", data: {} };
  return word === undefined && channel !== "print" ? { key: "policy.no-consent", data: {} } : undefined;
}
