import type { JsonObject } from "../contract/index.ts";
import { mediaFault, parseForm } from "../webhook/index.ts";
import type { PageAnswer, PageAsk } from "./behind.ts";
import { bodyLimit } from "./body-limit.ts";
import { fromThePage } from "./caller.ts";
import { sayForeign, sayTooLarge, sayUnreadable } from "./words.ts";

/** A form that came, as far as it is read without its page. */
type ReadForm = { ok: true; body: JsonObject } | { ok: false; answer: PageAnswer };

/** Reads what the form of a page sent; what another site sends, or no form sends, is refused. */
export function readForm({ headers, body, language }: PageAsk): ReadForm {
  const refuse = (answer: PageAnswer): ReadForm => ({ ok: false, answer });
  const { "content-type": type = "", "content-encoding": encoding = "" } = headers;
  const labels = { "content-type": type, "content-encoding": encoding };
  if (mediaFault(labels, { kinds: ["form"], gzip: false }) !== undefined) return refuse(sayUnreadable(language, 415));
  if (body.byteLength > bodyLimit) return refuse(sayTooLarge(language));
  if (!fromThePage(headers)) return refuse(sayForeign(language));
  const parsed = parseForm(body);
  return parsed.ok ? parsed : refuse(sayUnreadable(language, 400));
}
