import {
  languageNames,
  type SampleLanguage,
  sampleIn,
  sampleLanguages,
} from "../../../../src/webhook/samples/index.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import { copies } from "../../../shared/editor-copy.ts";
import { formButton } from "../../../shared/editor-rows.ts";
import type { WebhookAnswer } from "../../webhooks/desk.ts";

const id = "belle-journey-sample";
/** The language that was chosen last, for all webhooks. */
let chosen: SampleLanguage = "curl";

/** Samples of a call, one a tab; the secret is taken from the environment of who runs them. */
export function samplesPiece(
  _: Translate,
  place: JQuery,
  { proofs, body, idempotencyKey }: WebhookAnswer,
  url: string,
): void {
  const [proof] = proofs;
  if (proof === undefined) return;
  const call = { url, proof, body, idempotencyKey, secret: `\${WEBHOOK_SECRET}` };
  if (sampleIn("curl", call) === undefined) {
    place.append($("<p>", { class: "belle-hint" }).text(_("webhooks.no-sample")));
    return;
  }
  const bar = $("<div>", { role: "tablist", class: "belle-webhook-languages", "aria-label": _("webhooks.samples") });
  const shown = $("<pre>", { role: "tabpanel", id, tabindex: "0" });
  const show = () => {
    shown.text(sampleIn(chosen, call) ?? "").attr("aria-labelledby", `${id}-${chosen}`);
    for (const language of sampleLanguages) {
      const on = language === chosen;
      bar.find(`#${id}-${language}`).attr({ "aria-selected": String(on), tabindex: on ? "0" : "-1" });
    }
  };
  for (const language of sampleLanguages) {
    const tab = $("<button>", { type: "button", role: "tab", id: `${id}-${language}`, "aria-controls": id });
    tab.text(languageNames[language]).on("click", () => {
      chosen = language;
      show();
    });
    bar.append(tab);
  }
  bar.on("keydown", ({ key }) => {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const { length } = sampleLanguages;
    chosen = sampleLanguages[(sampleLanguages.indexOf(chosen) + step + length) % length]!;
    show();
    bar.find(`#${id}-${chosen}`).trigger("focus");
  });
  const copy = formButton(_("webhooks.copy-sample"), "clipboard", () => {});
  copies(copy, () => shown.text());
  const hint = proof.kind === "address-only" ? "" : _("webhooks.sample-hint", { name: "WEBHOOK_SECRET" });
  place.append(bar, shown, copy, $("<div>", { class: "belle-hint" }).text(hint));
  show();
}
