import type { Translate } from "./editor-catalogue.ts";
import { sentencesOf } from "./editor-preview.ts";

/** What a running webhook answered to its form. */
type DeskAnswer<Value> = { ok: true; value: Value | undefined } | { ok: false; status: number; sentence: string };

export interface DeskQuestion<Value> {
  answer: Promise<DeskAnswer<Value>>;
  /** Gives the question up; the answer then never comes. */
  cancel(): void;
}

/**
 * Asks the running node. jQuery and a relative address, because Node-RED adds the editor's token to such requests only.
 */
export function askDesk<Value>(
  _: Translate,
  node: string,
  what: "calls" | "listen" | "try",
  body?: object,
): DeskQuestion<Value> {
  let given = false;
  const request = $.ajax({
    url: `belle-histoire/inbound-webhook/${encodeURIComponent(node)}/${what}`,
    type: what === "calls" ? "GET" : "POST",
    // Reasons come in the editor's language.
    headers: { "Accept-Language": RED.i18n.lang() },
    dataType: "json",
    cache: false,
    ...(what === "calls" ? {} : { contentType: "application/json; charset=utf-8", data: JSON.stringify(body ?? {}) }),
  });
  const answer = new Promise<DeskAnswer<Value>>((resolve) => {
    request.done((value: Value | undefined, _text, { status }) =>
      resolve({ ok: true, value: status === 204 ? undefined : value }),
    );
    request.fail(({ status, responseJSON }) => {
      if (given) return;
      resolve({ ok: false, status, sentence: sentenceOf(_, status, responseJSON) });
    });
  });
  return {
    answer,
    cancel() {
      given = true;
      request.abort();
    },
  };
}

function sentenceOf(_: Translate, status: number, json: unknown): string {
  if (status === 404) return _("desk.deploy");
  if (status === 0) return _("desk.offline");
  if (status === 401 || status === 403) return _("desk.rights");
  return sentencesOf(json, _("desk.failed", { status })).join(" ");
}
