import { createHash } from "node:crypto";
import { type Clock, systemClock } from "../../../../src/clock.ts";
import type { JsonObject } from "../../../../src/contract/index.ts";
import type { JobTicket, Notes, PrintJob, PrintWay, WayOutcome } from "../../../../src/print/index.ts";
import { mappedProvider } from "../../../../src/print/provider/mapped/mapped.ts";
import { pingen } from "../../../../src/print/provider/pingen/pingen.ts";
import { mappingPresets } from "../../../../src/print/provider/presets.ts";
import type { EventSettings, MappingSettings, PingenSettings } from "../../../../src/print/provider/settings.ts";
import { usualEvents, usualMapping, usualPingen } from "../../../../src/print/provider/settings.ts";
import { apiKey, type ModelProvider } from "./model-provider.ts";

const pdf = Buffer.from("%PDF-1.7 a letter\r\n--belle\r\n\x00\xff", "latin1");
export const camille = {
  ...{ id: "R-1", title: "Mme", firstName: "Camille", lastName: "Moreau" },
  postalAddress: {
    ...{ country: "FR", postalCode: "35000", locality: "Rennes" },
    thoroughfare: ["Appartement 3", "12 rue de l’Hôtel-Dieu"],
  },
};

export function jobFor(id: string, change: Partial<JobTicket> = {}, to: object = {}): PrintJob {
  const ticket: JobTicket = {
    ...{ version: 1, id, campaign: "c1", recipient: "R-1" },
    document: { file: "", sha256: createHash("sha256").update(pdf).digest("hex"), bytes: pdf.length, pages: 1 },
    ...{ media: "iso_a4_210x297mm", sides: "one-sided", colour: "color", copies: 1 },
    // Other at every try, as in life.
    createdAt: new Date(Date.now() + Math.random() * 1e6).toISOString(),
    ...{ test: false, template: "t", language: "fr", ...change },
  };
  return { id, pdf, ticket, to: { ...camille, ...to } };
}
export { pdf };

/** What is kept of a send; `fails` has the next note not be kept. */
export function notesIn(): Notes & { kept: JsonObject | undefined; fails: (reference: JsonObject) => boolean } {
  const notes = {
    kept: undefined as JsonObject | undefined,
    fails: (_reference: JsonObject) => false,
    read: async () => notes.kept,
    async keep(reference: JsonObject) {
      if (notes.fails(reference)) throw new Error("the store is away");
      notes.kept = structuredClone(reference);
    },
    async drop() {
      notes.kept = undefined;
    },
  };
  return notes;
}

export function pingenAt(
  model: ModelProvider,
  change: Partial<PingenSettings> = {},
  {
    clock = systemClock,
    secret = model.client.secret,
    inside = true,
  }: { clock?: Clock; secret?: string; inside?: boolean } = {},
) {
  const at = { server: model.url, identity: model.url, organisation: "org-12345", clientId: model.client.id };
  return pingen({ ...usualPingen, ...at, ...change }, { secret, clock, inside });
}

/** A provider with a plain API, which knows keys and shows letters by them. */
export function mappingAt(model: ModelProvider, change: Partial<MappingSettings & EventSettings> = {}) {
  const base = `${model.url}/v1/letters`;
  return {
    ...{ ...usualMapping, ...usualEvents, ...mappingPresets.lob },
    ...{ address: base, statusAddress: `${base}/{{ name }}`, cancelAddress: `${base}/{{ name }}`, checkAddress: base },
    ...{ findAddress: `${base}?metadata[key]={{ id }}`, ...change },
  };
}
export function plainAt(
  model: ModelProvider,
  change: Partial<MappingSettings & EventSettings> = {},
  { clock = systemClock, time }: { clock?: Clock; time?: number } = {},
) {
  const more = time === undefined ? {} : { time };
  return mappedProvider(mappingAt(model, change), { secret: apiKey, clock, inside: true, ...more });
}

/** A clock that stands where it is set. */
export function clockAt(start: number): Clock & { set(now: number): void } {
  let now = start;
  return { ...systemClock, now: () => now, set: (next: number) => (now = next) };
}

type Told = WayOutcome | { state: "doubtful" | "held"; reason: unknown };

/** One turn of the engine: what may have gone is asked for first; what is thrown leaves it in doubt. */
export async function turn(way: PrintWay, job: () => PrintJob, notes: Notes, before: Told | undefined): Promise<Told> {
  const { id } = job();
  const doubt = (reason: unknown): Told => ({ state: "doubtful", reason });
  if (before?.state === "doubtful") {
    const found = await way.lookup(id, notes, async () => job()).catch(doubt);
    if (found.state !== "never-seen") return found;
  }
  return way.submit(job(), notes).catch(doubt);
}

/** Turns until something is settled. */
export async function deliver(way: PrintWay, job: () => PrintJob, notes: Notes, turns = 6): Promise<Told> {
  let told: Told | undefined;
  for (let left = turns; left > 0; left -= 1) {
    told = await turn(way, job, notes, told);
    if (told.state === "sent" || told.state === "not-sent" || told.state === "unknown") break;
  }
  return told!;
}
