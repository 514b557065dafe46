import type { MailAccountConfig } from "../mail-account/config.ts";
import {
  type AboutAnswer,
  type AccountRequest,
  accountPath,
  type CheckAnswer,
  type KeyAnswer,
} from "../mail-account/desk.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { typedSecret } from "./editor-chosen-service.ts";
import { copies } from "./editor-copy.ts";
import { showSentences } from "./editor-faults.ts";
import { addStyle, formValues, prepareForm } from "./editor-form.ts";
import { previews } from "./editor-preview.ts";
import { showFor } from "./editor-show-for.ts";
import { prepareTabs } from "./editor-tabs.ts";
import css from "./editor-webhook.css";

const prefix = "node-config-input";
/** Milliseconds after the last stroke of a key. */
const patience = 400;

const field = (name: string) => $(`#${prefix}-${name}`);

export interface MailAccountForm {
  close(): void;
}

/** Puts the form of a mail account to work: what is missing, what to publish in the DNS, and whether it works. */
export function openMailAccountForm(node: EditorNode & MailAccountConfig, _: Translate): MailAccountForm {
  const form = $("#belle-mail-account");
  addStyle("belle-webhook-style", css);
  prepareForm(node, prefix);
  const account = (): AccountRequest => ({
    id: node.id,
    config: formValues(node, [], prefix),
    secrets: {
      password: typedSecret(field("password").val()),
      dkimKey: typedSecret(field("dkimKey").val()),
      imapPassword: typedSecret(field("imapPassword").val()),
    },
  });

  let asking = new AbortController();
  async function showAbout(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const answer = await ask<AboutAnswer>(accountPath("about"), _, json(account()), { signal });
    if (signal.aborted) return;
    const { faults = [], record } = "value" in answer ? answer.value : {};
    showSentences($("#belle-account-problem"), "problem" in answer ? [answer.problem] : faults);
    $("#belle-record").prop("hidden", record === undefined);
    $("#belle-record-name").val(record?.name ?? "");
    $("#belle-record-value").val(record?.value ?? "");
  }
  let timer: number | undefined;
  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void showAbout(), patience);
  };
  const recheck = (...names: string[]) => {
    for (const name of names) field(name).trigger("input");
  };
  showFor(form, prefix, "way", () => recheck("host"));
  showFor(form, prefix, "bounces", () => recheck("bounceFolder", "imapHost", "imapUser"));
  prepareTabs(form, _("label.marked"), () => {});
  // The port that goes with the encryption, unless another one was written.
  const usual: Record<string, string> = { tls: "465", starttls: "587", none: "25" };
  field("security").on("change", () => {
    if (!Object.values(usual).includes(String(field("port").val()))) return;
    field("port")
      .val(usual[String(field("security").val())] ?? "")
      .trigger("change");
  });
  form.on("input change", `[id^="${prefix}-"]`, () => {
    $("#belle-checked").empty();
    soon();
  });
  void showAbout();

  copies($("#belle-copy-name"), () => String($("#belle-record-name").val() ?? ""));
  copies($("#belle-copy-value"), () => String($("#belle-record-value").val() ?? ""));
  previews($("#belle-make-key"), async () => {
    const answer = await ask<KeyAnswer>(accountPath("key"), _, json({}));
    $("#belle-key-problem").text("problem" in answer ? answer.problem : "");
    if ("value" in answer) field("dkimKey").val(answer.value.key.replace(/\n/g, " ").trim()).trigger("change");
  });
  previews($("#belle-check-account"), async () => {
    const answer = await ask<CheckAnswer>(accountPath("check"), _, json(account()));
    const { found = [], faults = [] } = "value" in answer ? answer.value : {};
    $("#belle-checked")
      .empty()
      .append(found.map((text) => $("<div>", { class: "belle-found" }).text(text)));
    showSentences($("#belle-account-problem"), "problem" in answer ? [answer.problem] : faults);
  });
  return {
    close() {
      window.clearTimeout(timer);
      asking.abort();
    },
  };
}
