import type { PrintServiceConfig } from "../print-service/config.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { typedSecret } from "./editor-chosen-service.ts";
import { showSentences } from "./editor-faults.ts";
import { formValues, prepareForm } from "./editor-form.ts";
import { showFor } from "./editor-show-for.ts";

const prefix = "node-config-input";

export interface PrintServiceForm {
  close(): void;
}

interface LookAnswer {
  facts: string[];
  needs: string[];
}

/** Puts the form of a print service to work: what is asked of each kind, and the look at the printer. */
export function openPrintServiceForm(node: EditorNode & PrintServiceConfig, _: Translate): PrintServiceForm {
  const form = $("#belle-print-service");
  const field = (name: string) => $(`#${prefix}-${name}`);
  prepareForm(node, prefix);
  const looked = $("#belle-looked");
  const problem = $("#belle-look-problem");
  const show = ({ facts, needs }: LookAnswer) => {
    looked.empty().prop("hidden", facts.length === 0);
    for (const fact of facts) $("<li>").text(fact).appendTo(looked);
    showSentences(problem, needs);
  };
  showFor(form, prefix, "kind", (kind) => {
    $("#belle-kind-hint").text(_(`hint.kind.${kind === "ipp" ? "ipp" : "folder"}`));
    // What was looked at was another place.
    show({ facts: [], needs: [] });
    for (const name of ["address", "authority", "user"]) field(name).trigger("change");
  });

  let looking = new AbortController();
  $("#belle-look").on("click", async () => {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    show({ facts: [_("look.running")], needs: [] });
    const service = {
      id: node.id,
      config: formValues(node, [], prefix),
      secrets: { password: typedSecret(field("password").val()) },
    };
    const answer = await ask<LookAnswer>("belle-histoire/print-service/look", _, json(service), { signal });
    if (!signal.aborted) show("value" in answer ? answer.value : { facts: [], needs: [answer.problem] });
  });
  return { close: () => looking.abort() };
}
