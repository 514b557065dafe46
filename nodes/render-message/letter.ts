import { type Asset, Fault, type MapPart, type Recipient } from "../../src/contract/index.ts";
import { renderText } from "../../src/message/index.ts";
import { addressLines, composeLetter } from "../../src/print/index.ts";
import type { Message } from "../shared/handle-input.ts";
import type { RenderMessageConfig } from "./config.ts";

interface Place {
  language: string;
  timeZone: string;
  /** Milliseconds since the epoch; the date of the letter. */
  now: number;
  test: boolean;
  read(asset: Asset): Promise<Uint8Array>;
}

const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");

/** The data that a template sees: the message, without what belongs to the running process. */
function contextOf(message: Message): Record<string, unknown> {
  const { recipient, event, decision, map, journey, campaign } = message;
  return { recipient, event, decision, map, journey, campaign };
}

/**
 * Composes the letter of a message.
 * @throws TemplateFault with every problem of a template; Fault message.…, print.…
 */
export async function letterOf(config: RenderMessageConfig, message: Message, place: Place) {
  const { language, timeZone, now } = place;
  const context = contextOf(message);
  const render = (what: "reference" | "subject" | "body" | "mapCaption") =>
    renderText(config[what], context, { language, timeZone, what, kind: "print" });
  const map = (message.map as Record<string, MapPart> | undefined)?.[config.mapName];
  // Whoever drew it, and whatever a flow has made of its pictures since.
  if (map?.noPrint !== undefined) throw new Fault("message.no-print", { name: config.mapName, reason: map.noPrint });
  if (config.mapName !== "" && map !== undefined && map.vector === undefined)
    throw new Fault("message.no-vector", { name: config.mapName });
  const vector = map?.vector === undefined ? undefined : await place.read(map.vector);
  const optional = (text: string) => (text.trim() === "" ? undefined : text);
  return composeLetter({
    language,
    timeZone,
    now,
    sender: lines(config.sender),
    window: config.window,
    address: addressLines(message.recipient as Recipient),
    reference: optional(render("reference")),
    place: optional(config.place),
    subject: optional(render("subject")),
    body: render("body"),
    ...(vector !== undefined && { map: { vector, caption: optional(render("mapCaption")), alt: map?.alt } }),
    signature: lines(config.signature),
    footer: lines(config.footer),
    accentColour: optional(config.accentColour),
    test: place.test,
  });
}
