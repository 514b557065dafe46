import type { NodeAPI } from "node-red";
import * as z from "zod";
import { Fault, type MapPart, type PostalAddress, type Recipient } from "../../src/contract/index.ts";
import { AskedService, openAsked } from "../shared/asked-service.ts";
import { drawFor, homeOf, type MapSettings, mapSettings, readMaterials, sampleRecipient } from "../shared/draw-map.ts";
import type { Message } from "../shared/handle-input.ts";
import { mapWords } from "../shared/map-part.ts";
import type { InFolder, OpenService } from "../shared/map-services.ts";
import { defaults, migrate, type RenderMessageConfig } from "./config.ts";
import { letterOf } from "./letter.ts";

/** What the form sends: its own values, and those of the route map before the node. */
const Request = z.object({
  config: z.record(z.string(), z.unknown()),
  map: z.record(z.string(), z.unknown()).nullable(),
  /** The map service that it has chosen. */
  service: AskedService.default(null),
});

const anywhere: PostalAddress = {
  country: "FR",
  postalCode: "99380",
  locality: "Saint-Aurèle-sur-Mer",
  thoroughfare: ["51 boulevard des Dunes"],
};

/** The map part that the route map before the node would write, and the bytes of its picture. */
async function sampleMap(
  settings: MapSettings,
  service: OpenService,
  recipient: Recipient,
  language: string,
  inFolder: InFolder,
) {
  // What a message will bring is not known here.
  const storesFrom = settings.storesFrom === "property" ? "table" : settings.storesFrom;
  const shown = { ...settings, storesFrom, screen: false, video: false };
  const { print } = service.map.terms;
  if (shown.print && print !== true) throw new Fault(print.reason);
  const materials = await readMaterials(shown, service, inFolder);
  const { location, address } = homeOf(recipient);
  const known = location !== undefined || address !== undefined;
  const drawn = await drawFor(shown, service, materials, { ...(known && { place: { location, address } }), language });
  const { vector } = drawn;
  const asset = { hash: "0".repeat(64), type: "application/pdf", bytes: vector?.byteLength ?? 0 };
  const part: MapPart = { ...mapWords(drawn, language), ...(vector !== undefined && { vector: asset }) };
  return { part, vector: vector ?? new Uint8Array() };
}

async function sampleOf(settings: MapSettings | undefined, service: OpenService, language: string, inFolder: InFolder) {
  const recipient = sampleRecipient(service);
  return {
    // A service without an area knows nobody: the letter gets an address all the same, the map shows the store.
    recipient: { ...recipient, postalAddress: recipient.postalAddress ?? anywhere },
    map: settings === undefined ? undefined : await sampleMap(settings, service, recipient, language, inFolder),
  };
}

/**
 * The letter of somebody who lives in the area of the map before the node, as a test. Without such a map the letter is
 * composed without one, as it would be.
 * @throws Fault, TemplateFault as `letterOf`; `message.preview` when the form sent something else
 */
export async function sampleLetter(
  RED: NodeAPI,
  body: unknown,
  language: string,
  inFolder: InFolder,
): Promise<Uint8Array> {
  const parsed = Request.safeParse(body);
  if (!parsed.success) throw new Fault("message.preview", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
  const settings = parsed.data.map === null ? undefined : mapSettings(parsed.data.map);
  const texts = Object.entries(parsed.data.config).filter(
    ([name, value]) => name in defaults && typeof value === "string",
  );
  const config = migrate(Object.fromEntries(texts) as Partial<RenderMessageConfig>);
  const service = openAsked(RED, parsed.data.service, settings?.area ?? "", inFolder, { deployedOnly: true });
  const { recipient, map } = await sampleOf(settings, service, language, inFolder).finally(() => service.release());
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
