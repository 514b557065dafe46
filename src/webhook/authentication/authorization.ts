import { type Call, header } from "./call.ts";

/** RFC 6750 §2.1 (token68), and what many senders use besides: visible ASCII without blanks or commas. */
export const tokenPattern = /^[\x21-\x2b\x2d-\x7e]{1,8192}$/;

/** The credentials of an `Authorization` header of a scheme, by RFC 9110 §11.4; undefined when it is of another or absent. */
export function credentials(call: Call, scheme: "bearer" | "basic"): string | undefined {
  const value = header(call.headers, "authorization");
  if (value === undefined || value.slice(0, scheme.length).toLowerCase() !== scheme) return undefined;
  const rest = value.slice(scheme.length);
  return rest === "" || rest.startsWith(" ") ? rest.trim() : undefined;
}
