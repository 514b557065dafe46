/** What a preview answered: bytes, or the reason why there are none. */
export type Preview = { blob: Blob } | { status: number; json: unknown };

/**
 * Asks the runtime for bytes, such as what a form holds, drawn. jQuery and a relative address, because Node-RED adds the
 * editor's token to such requests only; the request itself is ours, because jQuery gives no bytes of an error.
 *
 * @param body what is sent as JSON, by POST; absent: nothing, by GET
 */
export function askPreview(path: string, body?: unknown): Promise<Preview> {
  const request = new XMLHttpRequest();
  return new Promise((resolve) => {
    const done = async () => {
      const blob = request.response instanceof Blob ? request.response : new Blob();
      if (request.status >= 200 && request.status < 300) return resolve({ blob });
      const json: unknown = await blob
        .text()
        .then((text) => JSON.parse(text))
        .catch(() => undefined);
      resolve({ status: request.status, json });
    };
    $.ajax({
      url: path,
      cache: false,
      // The sentences of a refusal come in the editor's language.
      headers: { "Accept-Language": RED.i18n.lang() },
      ...(body !== undefined && {
        ...{ type: "POST", contentType: "application/json; charset=utf-8", processData: false },
        data: JSON.stringify(body),
      }),
      xhr: () => {
        request.responseType = "blob";
        return request;
      },
      complete: () => void done(),
    });
  });
}

/** The sentences of a refusal: `{ problem }` or `{ problems }`; `otherwise` when the answer has none. */
export function sentencesOf(json: unknown, otherwise: string): string[] {
  const { problem, problems } = (json ?? {}) as { problem?: unknown; problems?: unknown };
  const sentences = [problem, ...(Array.isArray(problems) ? problems : [])].filter(
    (sentence): sentence is string => typeof sentence === "string" && sentence !== "",
  );
  return sentences.length > 0 ? sentences : [otherwise];
}

/** Runs `work` on a click, with the button at rest meanwhile. */
export function previews(button: JQuery, work: () => Promise<void>): void {
  button.on("click", (event) => {
    event.preventDefault();
    button.prop("disabled", true).attr("aria-busy", "true");
    void work().finally(() => button.prop("disabled", false).removeAttr("aria-busy"));
  });
}
