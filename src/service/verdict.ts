/** What the status of an answer means for the call. */
export type Verdict =
  /** It was done. */
  | "done"
  /** Nothing was done, and another try is right. */
  | "later"
  /** The service broke off: nobody can say whether something was done. */
  | "broken"
  /** It was turned down. */
  | "refused"
  /** It points elsewhere, where we do not follow. */
  | "redirect";

/** Turned away before anything was done: RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4, RFC 9110 §15.6.4. */
const before: ReadonlySet<number> = new Set([408, 425, 429, 503]);

export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return "done";
  if (before.has(status)) return "later";
  if (status >= 500) return "broken";
  return status >= 300 && status < 400 ? "redirect" : "refused";
}

/** Codes of the system where no byte of the call can have reached the service. */
const unsent: ReadonlySet<string> = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN"],
]);
/** And those of a TLS handshake that fails, which comes before the call. */
const handshake = /CERT|^UNABLE_TO_|^ERR_TLS/;
export function neverLeft(code: unknown): boolean {
  return unsent.has(String(code)) || handshake.test(String(code));
}
