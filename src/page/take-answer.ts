import { canonicalJson, idFrom } from "../contract/index.ts";
import { privateHeaders } from "../links/index.ts";
import type { KeptPage } from "../store/index.ts";
import { type CompiledFields, compileFields } from "../webhook/index.ts";
import type { PageAnswer, PageAsk, PageBehind, PageForm } from "./behind.ts";
import { looksLikeProgram } from "./caller.ts";
import { problemsByField } from "./field-problem.ts";
import { anchors } from "./form.ts";
import { newFormId, openForm } from "./form-seal.ts";
import { readForm } from "./read-form.ts";
import { languageOfPage, type Shown, showPage } from "./show-page.ts";
import { sayNone, sayOver, sayUnsent } from "./words.ts";
import { bodyOf, inputNames, inputsOf, keptForm, readWritten, textAt, type WrittenForm } from "./written.ts";

/** Nobody reads and answers faster than this; in milliseconds. */
const soonest = 1_000;
/** Whoever comes back to a form later may not know any more what it was about. */
const latest = 86_400_000;

const compiled = new WeakMap<PageForm, CompiledFields>();

/** The fields of a form, compiled once. */
function fieldsOf(form: PageForm): CompiledFields {
  const { fields, country, currency } = form;
  const known = compiled.get(form) ?? compileFields(fields, { keyless: true, country, currency });
  compiled.set(form, known);
  return known;
}

/**
 * Takes the answer of a page's form. What cannot be taken is shown again with all that was written; what was taken is shown by
 * the page itself, so that loading it again sends nothing.
 */
export async function takeAnswer(ask: PageAsk, token: string, behind: PageBehind): Promise<PageAnswer> {
  const read = readForm(ask);
  if (!read.ok) return read.answer;
  const { fields } = behind.form;
  const written = readWritten(fields, read.body);
  const sealed = textAt(read.body, inputNames.form) ?? "";
  const unsent = (why: "busy" | "failed", seconds: number) =>
    sayUnsent(ask.language, "answer", why, seconds, [[inputNames.form, sealed], ...inputsOf(fields, written)]);
  let page: KeptPage | undefined;
  try {
    const wait = await behind.tooMany(token, "word");
    if (wait !== undefined) return unsent("busy", wait);
    page = await behind.find(token);
    if (page === undefined) return sayNone(ask.language);
    if ((textAt(read.body, inputNames.trap) ?? "") !== "") {
      await behind.visited(token, true);
      return seeOther();
    }
    return await judge({ ask, token, behind, page, written, sealed });
  } catch (error) {
    behind.failed(error);
    if (page === undefined) return unsent("failed", 60);
    return again({ token, behind, page, written }, { status: 503, notice: "page.notice.failed" }, sealed);
  }
}

interface Hearing {
  token: string;
  behind: PageBehind;
  page: KeptPage;
  written: WrittenForm;
}

/** The form once more, with all that was written. */
function again({ token, behind, page, written }: Hearing, shown: Shown, sealed: string): PageAnswer {
  const served = shown.served ?? openForm(behind.secret, "answer", token, sealed);
  const answer = showPage(page, token, behind, { ...shown, written, ...(served === undefined ? {} : { served }) });
  return shown.status === 503 ? { ...answer, headers: { ...answer.headers, "retry-after": "60" } } : answer;
}

async function judge(hearing: Hearing & { ask: PageAsk; sealed: string }): Promise<PageAnswer> {
  const { ask, token, behind, page, written, sealed } = hearing;
  const { form } = behind;
  const stands = () => showPage(page, token, behind, { status: 409, notice: "page.notice.other" });
  const closed = page.response !== undefined && !form.again;
  const now = behind.now();
  const served = openForm(behind.secret, "answer", token, sealed);
  const age = now - (served?.at ?? now);
  if (served === undefined || age < soonest || age > latest) {
    if (closed) return stands();
    const next = { id: served?.id ?? newFormId(), at: now };
    return again(hearing, { status: 422, notice: "page.notice.again", served: next }, sealed);
  }
  const language = languageOfPage(page);
  const read = fieldsOf(form).read(bodyOf(form.fields, written, language), language, true);
  if (!read.ok) {
    if (closed) return stands();
    const problems = problemsByField(form.fields, read.problems, language);
    return again(hearing, { status: 422, problems, served }, sealed);
  }
  // Who reads without scripts is seen now.
  if (page.firstVisit === undefined) await behind.visited(token, looksLikeProgram(ask.headers));
  const kept = keptForm(form.fields, written, language);
  // What was changed in a form that stayed open is another answer; the same sent twice is one.
  const id = idFrom(served.id, canonicalJson(kept));
  const { data, recipient } = read;
  const taken = await behind.responded({ token, id, data, recipient, form: kept });
  if (taken === "none") return sayNone(ask.language);
  if (taken === "over") return sayOver(language);
  if (taken === "other") return stands();
  const last = page.response;
  if (taken === "same" && last !== undefined && last.id !== id && canonicalJson(last.data) !== canonicalJson(kept)) {
    const next = { id: newFormId(), at: now };
    return again(hearing, { status: 409, notice: "page.notice.stale", served: next }, sealed);
  }
  return seeOther();
}

/** To the page itself: the address of the call without its query, however its token was written. */
function seeOther(): PageAnswer {
  const headers = { ...privateHeaders, location: `?#${anchors.response}`, "content-length": "0" };
  return { status: 303, headers, body: new Uint8Array() };
}
