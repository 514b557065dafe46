import { type Call, header } from "./call.ts";

/** Visible ASCII without commas: a header that came twice, which Node joins with one, is no id. */
const idPattern = /^[\x21-\x2b\x2d-\x7e]{1,200}$/;

/** The event id in a header; undefined where the sender left it out, null where it cannot be one. */
export function readEventId(call: Call, name: string): string | undefined | null {
  const id = header(call.headers, name);
  return id === undefined || idPattern.test(id) ? id : null;
}
