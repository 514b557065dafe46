import type { Field } from "../../src/webhook/fields/field.ts";
import { mintSecret } from "../../src/webhook/mint.ts";
import { type CallServiceConfig, migrate } from "../call-service/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { copies } from "./editor-copy.ts";
import { showSentences } from "./editor-faults.ts";
import { formValues, savedValues } from "./editor-form.ts";
import { messageProperties } from "./editor-properties.ts";
import { prepareCallback } from "./editor-service-callback.ts";
import { prepareServicePreview } from "./editor-service-preview.ts";
import { bodyTable, headerTable } from "./editor-service-rows.ts";
import { prepareAnswerSample } from "./editor-service-sample.ts";
import { prepareTabs } from "./editor-tabs.ts";
import { fieldsProblems } from "./editor-webhook-fields.ts";
import { proposeCodes } from "./editor-webhook-standing.ts";
import { fieldTable } from "./editor-webhook-table.ts";

export const numberNames = ["time", "limit", "tries"];

/** An open form of a service; what is not the value of one input is to be saved with the node. */
export interface ServiceForm {
  values(): Pick<CallServiceConfig, "version" | "headers" | "rows" | "fields">;
}

/** Inputs of which something is asked by what is chosen elsewhere. */
const dependent = ["user", "header", "tokenAddress", "clientId", "callback", "template"]
  .map((name) => `#node-input-${name}`)
  .join(", ");

/** What is shown for each choice: the elements that name it in `data-for`, which holds `<select>:<choice>,<choice>`. */
function followChoices(form: JQuery, names: readonly string[]): void {
  for (const name of names) {
    const select = $(`#node-input-${name}`);
    const parts = form.find(`[data-for^="${name}:"]`).toArray();
    const show = () => {
      for (const part of parts) {
        const choices = String($(part).attr("data-for"))
          .slice(name.length + 1)
          .split(",");
        $(part).prop("hidden", !choices.includes(String(select.val())));
      }
      // What is asked of an input depends on the choice.
      form.find(dependent).trigger("change");
    };
    select.on("change", show);
    show();
  }
}

/** The secret: asked for where a proof needs one, made here for signatures. */
function prepareSecret(_: Translate): void {
  const kind = $("#node-input-authentication");
  const secret = $("#node-input-secret");
  const label = $("#belle-secret-label");
  const hint = $("#belle-secret-hint");
  const check = () => {
    const missing = kind.val() !== "none" && String(secret.val() ?? "").trim() === "";
    $("#belle-secret-problem").text(missing ? _("problem.secret") : "");
  };
  const adapt = () => {
    const chosen = String(kind.val());
    if (chosen !== "none") label.text(_(`secret.${chosen}`));
    hint.text(chosen === "standard-webhooks" ? _("hint.signing") : _("hint.secret"));
    $("#belle-mint-secret, #belle-copy-secret").prop("hidden", chosen !== "standard-webhooks");
    check();
  };
  kind.on("change", adapt);
  secret.on("change input", check);
  $("#belle-mint-secret").on("click", () => secret.val(mintSecret()).trigger("change"));
  copies($("#belle-copy-secret"), () => String(secret.val()));
  adapt();
}

/** Fills the form of a node and puts its parts to work; call it in `oneditprepare`, behind `prepareForm`. */
export function openServiceForm(node: EditorNode & CallServiceConfig, _: Translate): ServiceForm {
  const form = $("#belle-service");
  // Through JSON: a copy, for forms write into it.
  const config = migrate(JSON.parse(JSON.stringify(savedValues(node))) as Partial<CallServiceConfig>);
  const text = (name: string) => String($(`#node-input-${name}`).val() ?? "");

  prepareCallback(_, config.callback);
  $("#belle-properties").append(messageProperties(node).map((value) => $("<option>", { value })));
  const headers = headerTable(_, config.headers);
  const rows = bodyTable(_, config.rows, () => (text("method") === "GET" ? "none" : text("body")));
  $("#node-input-body, #node-input-method").on("change", rows.check);
  // A row may ask for the address of the webhook.
  $("#belle-rows").on("change", '[data-cell="source"]', () => $("#node-input-callback").trigger("change"));
  const showBody = () => $("#belle-body-part").prop("hidden", text("method") === "GET");
  $("#node-input-method").on("change", showBody);
  showBody();

  const standing = () => ({ country: text("country"), currency: text("currency"), keyless: true });
  let fields: readonly Field[] = config.fields;
  const checkFields = () =>
    showSentences($("#belle-fields-problem"), text("answer") === "json" ? fieldsProblems(fields, standing()) : []);
  const table = fieldTable(_, $("#belle-fields"), config.fields, (present) => {
    fields = present;
    checkFields();
  });
  prepareAnswerSample(_, table);
  proposeCodes("#belle-countries", "#belle-currencies");
  $("#node-input-country, #node-input-currency, #node-input-answer").on("change input", checkFields);

  followChoices(form, ["body", "authentication", "answer", "recovery"]);
  prepareSecret(_);
  rows.check();
  const values = () => ({
    version: config.version,
    headers: headers(),
    rows: rows.rows(),
    fields: table.fields(),
  });
  prepareServicePreview(_, () => ({ ...formValues(node, numberNames), ...values() }));
  prepareTabs(form, _("label.toMend"), () => {});
  return { values };
}
