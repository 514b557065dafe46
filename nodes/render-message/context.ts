import { Asset, type JourneyPart, type MapPart, type Recipient, type VideoPart } from "../../src/contract/index.ts";
import type { Message } from "../shared/handle-input.ts";
import type { Occasion } from "./open-message.ts";

const parts = ["recipient", "event", "decision", "map", "video", "journey", "campaign", "service", "reminder"] as const;

/** The data that a template sees: what is the campaign's on the message, nothing of the flow or the process. */
export function contextOf(
  message: Message,
  { links, page }: Pick<Occasion, "links" | "page">,
  channel: "email" | "sms" | undefined,
) {
  const context: Record<string, unknown> = {};
  for (const part of parts) context[part] = message[part];
  const { id } = (message.recipient ?? {}) as Partial<Recipient>;
  const { test = false } = (message.journey ?? {}) as Partial<JourneyPart>;
  context.link = {
    ...(links !== undefined &&
      channel !== undefined &&
      id !== undefined && { unsubscribe: links.unsubscribe(id, channel, test) }),
    ...(page !== undefined && { page }),
  };
  return context;
}

/** The maps of a message, by their names, whatever a flow has put beside them. */
export function mapsOf(message: Message): Record<string, MapPart> {
  const { map } = message;
  if (typeof map !== "object" || map === null) return {};
  const maps = Object.entries(map).filter(([, one]) => typeof one === "object" && one !== null);
  return Object.fromEntries(maps) as Record<string, MapPart>;
}

/** The videos of a message, by their names. */
export function videosOf(message: Message): Record<string, Partial<VideoPart>> {
  const { video } = message;
  if (typeof video !== "object" || video === null) return {};
  const videos = Object.entries(video).filter(([, one]) => typeof one === "object" && one !== null);
  return Object.fromEntries(videos) as Record<string, Partial<VideoPart>>;
}

/** What a message refers to as an asset; undefined: it is none. */
export function assetIn(value: unknown): Asset | undefined {
  return Asset.safeParse(value).data;
}
