import { usualServers, usualStops } from "../../src/sms-gateway/settings.ts";
import { migrate, type SmsAccountConfig } from "../sms-account/config.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { typedSecret } from "./editor-chosen-service.ts";
import { formValues, prepareForm, savedValues } from "./editor-form.ts";
import { bodyTable, headerTable } from "./editor-service-rows.ts";
import { showFor } from "./editor-show-for.ts";

const prefix = "node-config-input";

/** An open form of an account; what is not the value of one input is to be saved with the node. */
export interface SmsAccountForm {
  values(): Pick<SmsAccountConfig, "version" | "headers" | "rows">;
  close(): void;
}

const field = (name: string) => $(`#${prefix}-${name}`);
const text = (name: string) => String(field(name).val() ?? "");
/** Inputs of which something is asked by what is chosen elsewhere. */
const dependent = ["sender", "server", "serviceName", "applicationKey", "accountSid", "address", "template"];
const ofProof = ["user", "header"];

/** The secrets: named as the provider names them, and asked for where it needs them. */
function prepareSecrets(_: Translate): () => void {
  const adapt = () => {
    const kind = text("kind");
    const proof = kind === "custom" ? text("authentication") : kind;
    const needed = proof !== "none" && proof !== "folder";
    $("#belle-secret-row").prop("hidden", !needed);
    if (needed) $("#belle-secret-label").text(_(`secret.${proof}`));
    const isMissing = (name: string) => text(name).trim() === "";
    $("#belle-secret-problem").text(needed && isMissing("secret") ? _("problem.secret") : "");
    $("#belle-consumerKey-problem").text(kind === "ovh" && isMissing("consumerKey") ? _("problem.secret") : "");
  };
  field("secret").on("change input", adapt);
  field("consumerKey").on("change input", adapt);
  return adapt;
}

/** Fills the form of an account and puts its parts to work; call it in `oneditprepare`. */
export function openSmsAccountForm(node: EditorNode & SmsAccountConfig, _: Translate): SmsAccountForm {
  const form = $("#belle-sms-account");
  prepareForm(node, prefix);
  // Through JSON: a copy, for forms write into it.
  const config = migrate(JSON.parse(JSON.stringify(savedValues(node))) as Partial<SmsAccountConfig>);
  const headers = headerTable(_, config.headers);
  const rows = bodyTable(_, config.rows, () => text("body"), ["message", "text", "json"]);
  const values = () => ({ version: config.version, headers: headers(), rows: rows.rows() });

  const adaptSecrets = prepareSecrets(_);
  const check = (names: readonly string[]) => {
    for (const name of names) field(name).trigger("change");
  };
  showFor(form, prefix, "body", () => {
    rows.check();
    check(["template"]);
  });
  showFor(form, prefix, "authentication", () => {
    adaptSecrets();
    check(ofProof);
  });
  showFor(form, prefix, "kind", (chosen) => {
    const kind = migrate({ kind: chosen as SmsAccountConfig["kind"] }).kind;
    $("#belle-kind-hint").text(_(`hint.kind.${kind}`));
    $("#belle-sender-hint").text(_(`hint.sender.${kind}`));
    $("#belle-stop-hint").text(_(`hint.stop.${kind}`));
    $("#belle-try-hint").text(kind === "custom" ? _("hint.noTry") : _("hint.try"));
    $("#belle-try").prop("disabled", kind === "custom");
    // What was tried were other settings.
    $("#belle-tried, #belle-try-problem").text("");
    field("stop").attr("placeholder", usualStops[kind]);
    field("server").attr("placeholder", kind === "folder" || kind === "custom" ? "" : usualServers[kind]);
    adaptSecrets();
    check([...dependent, ...ofProof]);
  });

  let trying = new AbortController();
  $("#belle-try").on("click", async () => {
    trying.abort();
    trying = new AbortController();
    const { signal } = trying;
    $("#belle-tried").text(_("try.running"));
    $("#belle-try-problem").text("");
    const account = {
      id: node.id,
      config: { ...formValues(node, ["pace"], prefix), ...values() },
      secrets: { secret: typedSecret(field("secret").val()), consumerKey: typedSecret(field("consumerKey").val()) },
    };
    const answer = await ask<{ text: string }>("belle-histoire/sms-account/try", _, json(account), { signal });
    if (signal.aborted) return;
    $("#belle-tried").text("value" in answer ? answer.value.text : "");
    $("#belle-try-problem").text("problem" in answer ? answer.problem : "");
  });
  return { values, close: () => trying.abort() };
}
