import * as z from "zod";
import { Fault, type MapPart, type Recipient } from "../../src/contract/index.ts";
import { drawFor, MapSettings, sampleRecipient } from "../shared/draw-map.ts";
import type { Message } from "../shared/handle-input.ts";
import { defaults, migrate, type RenderMessageConfig } from "./config.ts";
import { letterOf } from "./letter.ts";

/** What the form sends: its own values, and those of the route map before the node. */
const Request = z.object({
  config: z.record(z.string(), z.unknown()),
  map: MapSettings.extend({ mapName: z.string() }).nullable(),
});

type InFolder = (path: string) => string;

/** The map part that the route map before the node would write, and the bytes of its picture. */
async function sampleMap(settings: MapSettings, recipient: Recipient, language: string, inFolder: InFolder) {
  const drawn = await drawFor({ ...settings, screen: false }, recipient, language, inFolder);
  const { image: _image, vector, route: _route, origin: _origin, ...words } = drawn;
  const asset = { hash: "0".repeat(64), type: "application/pdf", bytes: vector?.byteLength ?? 0 };
  const part: MapPart = { ...words, ...(vector !== undefined && { vector: asset }) };
  return { part, vector: vector ?? new Uint8Array() };
}

/**
 * The letter of somebody who lives in the area of the map before the node, as a test. Without such a map the letter is
 * composed without one, as it would be.
 * @throws Fault, TemplateFault as `letterOf`; `message.preview` when the form sent something else
 */
export async function sampleLetter(body: unknown, language: string, inFolder: InFolder): Promise<Uint8Array> {
  const parsed = Request.safeParse(body);
  if (!parsed.success) throw new Fault("message.preview", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
  const settings = parsed.data.map;
  const texts = Object.entries(parsed.data.config).filter(
    ([name, value]) => name in defaults && typeof value === "string",
  );
  const config = migrate(Object.fromEntries(texts) as Partial<RenderMessageConfig>);
  const recipient = sampleRecipient(settings?.area ?? "", inFolder);
  const map = settings === null ? undefined : await sampleMap(settings, recipient, language, inFolder);
  const now = Date.now();
  const message: Record<string, unknown> = {
    recipient: { ...recipient, title: "Mme" },
    journey: { caseKey: "D-1001" },
    event: { type: "decision", data: { decision: "accepted" } },
    decision: { value: "accepted", label: "accepted" },
    ...(map !== undefined && { map: { [settings?.mapName ?? ""]: map.part } }),
  };
  const read = async () => map?.vector ?? new Uint8Array();
  const place = { language, timeZone: "Europe/Paris", now, test: true, read };
  const { pdf } = await letterOf(config, message as Message, place);
  return pdf;
}
