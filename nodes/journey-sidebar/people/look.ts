import { Asset, CampaignMessage, type ContentPart, Fault, type Recipient } from "../../../src/contract/index.ts";
import { usePool } from "../../../src/pool.ts";
import { addressLines, composeLetter, letterOf } from "../../../src/print/index.ts";
import type { Assets, Carried } from "../../../src/store/index.ts";
import { FileAnswer } from "../../shared/desk-route.ts";
import type { FileQuestion, LookAnswer, LookedFile, LookQuestion } from "./desk.ts";
import type { Place } from "./routes.ts";
import { emailHtml, pageHtml } from "./shown-html.ts";

/** What somebody was sent, as it is looked at. */

/** @throws Fault `people.no-content` */
async function carriedBy({ campaign, house }: Place, { journey, id }: LookQuestion): Promise<Carried> {
  const carried = await house.store.carried({ campaign: campaign.part.id, journey }, id);
  if (carried === undefined) throw new Fault("people.no-content");
  return carried;
}

const lookedFile = ({ hash, type, bytes }: Asset): LookedFile => ({ hash, type, bytes });

/** @throws Fault `people.no-content`, `asset.missing`, `print.letter-unread` */
export async function lookAt(place: Place, question: LookQuestion): Promise<LookAnswer> {
  const { campaign, house } = place;
  const carried = await carriedBy(place, question);
  const message = CampaignMessage.safeParse(carried.message).data ?? {};
  const { content, map = {}, video = {}, recipient } = message;
  // What is older than its present shape, or was made by a flow, may still have maps to be seen.
  if (content === undefined && Object.keys(map).length + Object.keys(video).length === 0)
    throw new Fault("people.no-content");
  return {
    channel: content?.channel ?? carried.kind,
    at: carried.at,
    node: carried.node,
    to: toOf(content?.channel, recipient),
    ...(content !== undefined && { language: content.language }),
    ...(content !== undefined && (await shown(content, house.assets, campaign.baseUrl))),
    maps: Object.entries(map).map(([name, { store, alt, image, vector }]) => ({
      ...{ name, store: store.name, alt },
      ...(image !== undefined && { image: lookedFile(image) }),
      ...(vector !== undefined && { vector: lookedFile(vector) }),
    })),
    videos: Object.entries(video).map(([name, { alt, film, poster }]) => ({
      ...{ name, alt, film: lookedFile(film), poster: lookedFile(poster) },
    })),
    attachments: (content?.attachments ?? []).map(({ name, asset }) => ({ name, ...lookedFile(asset) })),
  };
}

function toOf(channel: ContentPart["channel"] | undefined, recipient: Recipient | undefined): string[] {
  const { email, phone, postalAddress } = recipient ?? {};
  if (channel === "email") return email === undefined ? [] : [email];
  if (channel === "sms") return phone === undefined ? [] : [phone];
  return channel === "print" && postalAddress !== undefined ? addressLines(recipient, "written", () => {}) : [];
}

type Shown = Partial<Pick<LookAnswer, "letter" | "email" | "sms" | "page" | "drawn">>;

async function shown(content: ContentPart, assets: Assets, baseUrl: string): Promise<Shown> {
  const { channel, subject = "", preheader = "", html, text = "", attachments = [] } = content;
  if (channel === "print") return letterShown(content, assets);
  if (channel === "sms") return { sms: { text } };
  if (html === undefined) return {};
  if (channel === "page") return { page: { title: subject, html: await pageHtml(html, content.assets ?? [], assets) } };
  if (channel !== "email") return {};
  const files = attachments.map(({ name, asset }) => ({ name, bytes: asset.bytes }));
  const seen = await emailHtml(html, content.inline ?? [], assets, baseUrl);
  return {
    email: { subject, preheader, html: seen, text, attachments: files, size: Buffer.byteLength(html) },
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** A letter that is printed with others is drawn for this look: the same setting gives the same bytes. */
async function letterShown({ pdf, pages = 1, letter }: ContentPart, assets: Assets): Promise<Shown> {
  if (pdf !== undefined) return { letter: { pdf: base64(await assets.get(pdf)), pages } };
  if (letter === undefined) return {};
  const leavePool = usePool();
  try {
    const drawn = await composeLetter(await letterOf(letter, assets.get));
    return { letter: { pdf: base64(drawn.pdf), pages: drawn.pages }, drawn: true };
  } finally {
    leavePool();
  }
}

/** The bytes of an asset that the message refers to, and of no other. @throws Fault `people.no-content`, `asset.missing` */
export async function fileOf(place: Place, question: FileQuestion): Promise<FileAnswer> {
  const { message } = await carriedBy(place, question);
  const asset = assetIn(message, question.hash);
  if (asset === undefined) throw new Fault("people.no-content");
  return new FileAnswer(await place.house.assets.get(asset), typeOf(asset));
}

function assetIn(value: unknown, hash: string): Asset | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const asset = Asset.safeParse(value);
  if (asset.success) return asset.data.hash === hash ? asset.data : undefined;
  for (const part of Object.values(value)) {
    const found = assetIn(part, hash);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nothing that a browser would run, whatever the message says of it. */
const typeOf = ({ type }: Asset): string =>
  /^(image\/(png|jpeg|webp|gif)|video\/mp4|application\/pdf)$/.test(type) ? type : "application/octet-stream";
