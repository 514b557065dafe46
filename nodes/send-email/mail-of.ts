import { CampaignMessage, type ContentPart, Fault, type Recipient } from "../../src/contract/index.ts";
import { hasWayOut } from "../../src/links/index.ts";
import type { Mail } from "../../src/mail/index.ts";
import type { Assets, Task } from "../../src/store/index.ts";

/** The most that the large providers take, with everything that encoding adds. */
const largest = 25 * 1024 * 1024;
/** Base64 with its line ends (RFC 2045 §6.8). */
const encoded = (bytes: number) => Math.ceil((bytes / 57) * 78);

/** What a mail is made of beside its task. */
export interface Around {
  assets: Assets;
  /** Where one click ends marketing by e-mail; undefined: the campaign has no such address. */
  unsubscribe(task: Task): Promise<string | undefined>;
  /** Every mail of the account names a mailbox that takes unsubscriptions. */
  takesUnsubscriptions: boolean;
}

function nameOf({ firstName, lastName }: Recipient): string | undefined {
  return [firstName, lastName].filter((part) => part !== undefined && part.trim() !== "").join(" ") || undefined;
}

function checkSize({ html = "", text = "", inline = [], attachments = [] }: ContentPart): void {
  const files = [...inline, ...attachments].reduce((sum, { asset }) => sum + encoded(asset.bytes), 0);
  const size = files + Buffer.byteLength(html) + Buffer.byteLength(text);
  const mebibyte = 1024 * 1024;
  if (size > largest)
    throw new Fault("send-email.too-large", { size: Math.ceil(size / mebibyte), most: largest / mebibyte });
}

/**
 * The mail of a claimed send. It goes to the address that the store has of the recipient, which is the one that was judged.
 * @throws Fault `send.no-content`, `asset.missing`, `send-email.no-address`, `send-email.no-subject`, `send-email.empty`,
 * `send-email.no-way-out`, `send-email.too-large`
 */
export async function mailOf(task: Task, { assets, unsubscribe, takesUnsubscriptions }: Around): Promise<Mail> {
  const { content } = CampaignMessage.parse(task.message);
  if (content?.channel !== "email") throw new Fault("send.no-content", { channel: "email" });
  const { recipient } = task;
  const address = recipient.email?.trim() ?? "";
  if (address === "") throw new Fault("send-email.no-address");
  const { subject = "", text = "", html, inline = [], attachments = [], purpose = "service" } = content;
  if (subject.trim() === "") throw new Fault("send-email.no-subject");
  if (text.trim() === "" && (html ?? "").trim() === "") throw new Fault("send-email.empty");
  checkSize(content);
  const out = content.unsubscribe ?? (purpose === "marketing" ? await unsubscribe(task) : undefined);
  if (purpose === "marketing" && out === undefined && !takesUnsubscriptions && !hasWayOut(content))
    throw new Fault("send-email.no-way-out");
  const name = nameOf(recipient);
  return {
    id: task.id,
    to: { address, ...(name !== undefined && { name }) },
    subject,
    text,
    ...(html !== undefined && { html }),
    inline: await Promise.all(
      inline.map(async ({ cid, name, asset }) => ({ cid, name, type: asset.type, bytes: await assets.get(asset) })),
    ),
    attachments: await Promise.all(
      attachments.map(async ({ name, asset }) => ({ name, type: asset.type, bytes: await assets.get(asset) })),
    ),
    ...(out !== undefined && { unsubscribe: out }),
    language: content.language,
    purpose,
    campaign: task.campaign,
    at: Date.now(),
    test: task.journey.test,
  };
}
