import { randomUUID } from "node:crypto";
import type { NodeAPI } from "node-red";
import { type ContentPart, Fault, idFrom } from "../../../src/contract/index.ts";
import { type MailFile, mailboxOf } from "../../../src/mail/index.ts";
import { e164 } from "../../../src/phone.ts";
import type { MailAccountNode, SmsAccountNode } from "../../shared/accounts.ts";
import type { InFolder } from "../../shared/map-services.ts";
import type { MessageChannel } from "../config.ts";
import type { Occasion } from "../open-message.ts";
import type { TestSendAnswer } from "../preview-answer.ts";
import { previewMessage } from "./preview.ts";
import type { TestQuestion } from "./preview-question.ts";

/** @throws Fault message.test-account */
function accountFor<Account extends MailAccountNode | SmsAccountNode>(RED: NodeAPI, id: string, type: string): Account {
  const node = RED.nodes.getNode(id) as Account | null;
  if (node?.type !== type) throw new Fault("message.test-account");
  return node;
}

async function filesOf(
  content: Omit<ContentPart, "id" | "channel" | "purpose" | "template">,
  assets: Occasion["assets"],
) {
  const inline: (MailFile & { cid: string })[] = [];
  for (const { cid, name, asset } of content.inline ?? [])
    inline.push({ cid, name, type: asset.type, bytes: await assets.get(asset) });
  const attachments: MailFile[] = [];
  for (const { name, asset } of content.attachments ?? [])
    attachments.push({ name, type: asset.type, bytes: await assets.get(asset) });
  return { inline, attachments };
}

/** Where a test goes, as its channel writes it. @throws Fault message.test-channel, message.test-to */
function goalOf(channel: MessageChannel, to: string): string {
  if (channel !== "email" && channel !== "sms") throw new Fault("message.test-channel", { reason: channel });
  const goal = channel === "sms" ? e164(to, undefined) : mailboxOf(to) && to;
  if (goal === undefined) throw new Fault("message.test-to");
  return goal;
}

/** A test is never looked for again: what a carrier keeps to find it by may go. */
async function taken(
  carrier: { settle?(id: string): Promise<void> },
  id: string,
  { reference }: TestSendAnswer,
): Promise<TestSendAnswer> {
  // It was sent, whatever becomes of its traces.
  await carrier.settle?.(id).catch(() => {});
  return { reference };
}

/**
 * Writes what the form holds for a sample and hands it to an account, to whoever tests it.
 * @throws Fault message.test-…, those of the account; a message that cannot be written with the first of its problems
 */
export async function testSend(
  RED: NodeAPI,
  question: TestQuestion,
  reader: string,
  inFolder: InFolder,
): Promise<TestSendAnswer> {
  const { config, account, node } = question;
  const { purpose, channel } = config;
  const to = goalOf(channel, question.to);
  const { written, campaign, problems, assets } = await previewMessage(RED, question, reader, inFolder);
  if (written === undefined) {
    const [first, ...others] = problems.filter(({ overcome }) => !overcome);
    throw new Fault("message.test-problems", { count: others.length + 1, first: first?.detail ?? "" });
  }
  const { subject = "", text = "", html, language, unsubscribe } = written.content;
  const common = { id: idFrom("test", node, randomUUID()), text, language, purpose, at: Date.now(), test: true };
  if (channel === "sms") {
    const carrier = accountFor<SmsAccountNode>(RED, account, "sms-account").carrier();
    return taken(carrier, common.id, await carrier.submit({ ...common, to }));
  }
  const carrier = accountFor<MailAccountNode>(RED, account, "mail-account").carrier();
  const handedOver = await carrier.submit({
    ...common,
    to: { address: to },
    subject,
    ...(html !== undefined && { html }),
    ...(await filesOf(written.content, assets)),
    ...(unsubscribe !== undefined && { unsubscribe }),
    campaign: campaign?.id ?? "",
  });
  return taken(carrier, common.id, handedOver);
}
