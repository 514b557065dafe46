import type { MessageChannel } from "../render-message/config.ts";
import type { PreviewQuestion, TestSendAnswer, TestSendQuestion } from "../render-message/preview-answer.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { previews } from "./editor-preview.ts";

/** Of the channels that send; the others show in their preview what they are. */
const accountTypes: Partial<Record<MessageChannel, string>> = { email: "mail-account", sms: "sms-account" };

export interface TestSend {
  /** Offers the accounts of a channel; letters and pages are not sent from here. */
  show(channel: MessageChannel): void;
  close(): void;
}

/** The address is that of whoever sits here: it is kept by their browser, and in no flow. */
const keyOf = (channel: MessageChannel) => `belle-histoire-test-${channel}`;

function remembered(channel: MessageChannel): string {
  try {
    return localStorage.getItem(keyOf(channel)) ?? "";
  } catch {
    return "";
  }
}

function remember(channel: MessageChannel, address: string): void {
  try {
    localStorage.setItem(keyOf(channel), address);
  } catch {
    // A browser may keep nothing: the address is then written anew.
  }
}

interface Account {
  id: string;
  name: string;
  deployed: boolean;
}

function accountsOf(channel: MessageChannel): Account[] {
  const running = new Set((RED.nodes.originalFlow() ?? []).map(({ id }) => id));
  const found: Account[] = [];
  RED.nodes.eachConfig((config) => {
    if (config.type === accountTypes[channel])
      found.push({ id: config.id, name: RED.utils.getNodeLabel(config, config.id), deployed: running.has(config.id) });
  });
  return found;
}

/** Sends the message of the form to the person who writes it, through an account that runs. */
export function prepareTestSend(_: Translate, question: () => PreviewQuestion): TestSend {
  const part = $("#belle-send");
  const account = $("#belle-send-account");
  const to = $("#belle-send-to");
  const button = $("#belle-send-now");
  const answer = $("#belle-send-answer");
  const problem = $("#belle-send-problem");
  const closing = new AbortController();
  let channel: MessageChannel = "email";
  previews(button, async () => {
    answer.text("");
    const address = String(to.val() ?? "").trim();
    if (address === "") {
      problem.text(_(`problem.sendTo-${channel}`));
      to.trigger("focus");
      return;
    }
    problem.text("");
    remember(channel, address);
    const asked: TestSendQuestion = { ...question(), account: String(account.val()), to: address };
    const path = "belle-histoire/render-message/test-send";
    const got = await ask<TestSendAnswer>(path, _, json(asked), { signal: closing.signal });
    if ("value" in got) answer.text(_("send.taken", { to: address, reference: got.value.reference }));
    else problem.text(got.problem);
  });
  return {
    show(next) {
      channel = next;
      const sends = accountTypes[channel] !== undefined;
      part.prop("hidden", !sends);
      if (!sends) return;
      const accounts = accountsOf(channel);
      const options = accounts.map(({ id, name, deployed }) =>
        $("<option>", { value: id })
          .prop("disabled", !deployed)
          .text(deployed ? name : _("send.notDeployed", { name })),
      );
      account.empty().append(options);
      const first = accounts.find(({ deployed }) => deployed);
      account.val(first?.id ?? "");
      button.prop("disabled", first === undefined);
      const reason = accounts.length === 0 ? _(`send.noAccount-${channel}`) : _("send.noDeployed");
      $("#belle-send-reason").text(first === undefined ? reason : "");
      $("#belle-send-form").prop("hidden", accounts.length === 0);
      to.attr({ type: channel === "email" ? "email" : "tel", placeholder: _(`example.sendTo-${channel}`) }).val(
        remembered(channel),
      );
      answer.text("");
      problem.text("");
    },
    close: () => closing.abort(),
  };
}
