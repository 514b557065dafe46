import type { PreviewAnswer } from "../call-service/preview.ts";
import type { Translate } from "./editor-catalogue.ts";
import { showSentences } from "./editor-faults.ts";
import { askPreview, previews, sentencesOf } from "./editor-preview.ts";

/** Shows the request as it would go out for a sample recipient. `config` reads the form. */
export function prepareServicePreview(_: Translate, config: () => object): void {
  const shown = $("#belle-request");
  const words = $("#belle-request-words");
  const problem = $("#belle-request-problem");
  previews($("#belle-preview-request"), async () => {
    const answer = await askPreview("belle-histoire/call-service/preview", { config: config() });
    if (!("blob" in answer)) {
      shown.prop("hidden", true);
      words.text("");
      showSentences(problem, sentencesOf(answer.json, _("problem.preview", { status: answer.status })));
      return;
    }
    const request = JSON.parse(await answer.blob.text()) as PreviewAnswer;
    const lines = [`${request.method} ${request.url}`, ...request.headers.map(([name, value]) => `${name}: ${value}`)];
    problem.text("");
    words.text(request.real ? _("hint.realRecipient") : _("hint.madeUpRecipient"));
    shown.prop("hidden", false).text([...lines, ...(request.body === "" ? [] : ["", request.body])].join("\n"));
  });
}
