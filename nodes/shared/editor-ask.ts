import type { Translate } from "./editor-catalogue.ts";
import { askPreview, sentencesOf } from "./editor-preview.ts";

/** What Node-RED answers to a form, or the sentence that says why it does not. */
export type Answer<Value> = { value: Value } | { problem: string /** HTTP. */; status?: number };

/**
 * Asks a route of a form. jQuery and a relative address, because Node-RED adds the editor's token to such requests only.
 *
 * @param signal ends the request; its answer is then a problem without words
 * @param sent hears how much of the body has gone out, 0 to 1
 */
export function ask<Value>(
  path: string,
  _: Translate,
  options: object,
  { signal, sent }: { signal?: AbortSignal; sent?(share: number): void } = {},
): Promise<Answer<Value>> {
  const wire = new XMLHttpRequest();
  if (sent !== undefined) wire.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 0);
  const request = $.ajax({
    url: path,
    // Reasons come in the editor's language.
    headers: { "Accept-Language": RED.i18n.lang() },
    dataType: "json",
    cache: false,
    xhr: () => wire,
    ...options,
  });
  signal?.addEventListener("abort", () => request.abort(), { once: true });
  return new Promise((resolve) => {
    request.done((value: Value) => resolve({ value }));
    request.fail(({ status, responseJSON }) => {
      if (signal?.aborted) return resolve({ problem: "" });
      resolve({ problem: problemOf(status, responseJSON, _), status });
    });
  });
}

/** Asks a route for a file: its bytes, or why there are none. Absent `body`: by GET. */
export async function askFile(
  path: string,
  _: Translate,
  body?: object,
): Promise<{ blob: Blob } | { problem: string }> {
  const answer = await askPreview(path, body);
  return "blob" in answer ? answer : { problem: problemOf(answer.status, answer.json, _) };
}

function problemOf(status: number, json: unknown, _: Translate): string {
  if (status === 404) return _("desk.deploy");
  if (status === 401 || status === 403) return _("desk.rights");
  if (status === 0) return _("desk.offline");
  return sentencesOf(json, _("desk.failed", { status })).join(" ");
}

/** A request with a body of JSON. */
export const json = (body: object) => ({
  type: "POST",
  contentType: "application/json; charset=utf-8",
  data: JSON.stringify(body),
});

/** A request that sends a file. */
export const fileBody = (content: File) => ({
  type: "POST",
  contentType: "application/octet-stream",
  data: content,
  processData: false,
});
