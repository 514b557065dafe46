import * as z from "zod";
import { instant } from "../clock.ts";
import { Asset, type JsonObject } from "../contract/index.ts";
import type { HeldEvent, HeldJourney, HeldPage, HeldReceipt, HeldTask, Holdings } from "../store/index.ts";

/** Everything held of one person, as it is given to them. Ids are as the store has them, instants ISO 8601 in UTC. */

const Instant = z.iso.datetime();
const Data = z.record(z.string(), z.json());

const Line = z.strictObject({
  at: Instant,
  /** Key of a sentence; `story` tells it in words. */
  kind: z.string(),
  node: z.string().optional(),
  data: Data,
});

const HeldTaskForm = z.strictObject({
  id: z.string(),
  /** An event to go on with, a wait, or something that was or is to be sent. */
  kind: z.enum(["event", "wait", "send"]),
  node: z.string(),
  output: z.int(),
  state: z.string(),
  /** The message as it was kept, the recipient as it was known then. */
  message: Data,
  /** Of a wait: reminders and deadline. */
  plan: Data.optional(),
  outcome: Data.optional(),
  attempt: z.int(),
  interrupted: z.boolean(),
  flow: z.string().optional(),
  /** Absent: nothing is due. */
  dueAt: Instant.optional(),
  createdAt: Instant,
  endedAt: Instant.optional(),
  /** Of a send that is to be handed over with others: since when, by what it is put together and sorted, its size. */
  collected: z
    .strictObject({
      at: Instant,
      group: z.string(),
      order: z.string(),
      size: z.int(),
      batch: z.string().optional(),
      position: z.int().optional(),
    })
    .optional(),
});

const Receipt = z.strictObject({
  endpoint: z.string(),
  eventId: z.string(),
  receipt: z.string(),
  firstEvent: z.string(),
  /** SHA-256 of the call's body. */
  bodyHash: z.string(),
  idProven: z.boolean(),
  task: z.string().optional(),
  receivedAt: Instant,
});

const Decision = z.strictObject({
  endpoint: z.string(),
  type: z.string(),
  event: z.string(),
  /** SHA-256 of the decision's fields. */
  digest: z.string(),
  task: z.string().optional(),
});

const KeptEvent = z.strictObject({
  reason: z.string(),
  node: z.string(),
  endpoint: z.string(),
  event: z.string(),
  type: z.string(),
  digest: z.string(),
  data: Data,
  recipient: Data,
  test: z.boolean(),
  receivedAt: Instant,
  until: Instant.optional(),
});

const Page = z.strictObject({
  id: z.string(),
  node: z.string(),
  /** What it shows; absent: its address has ended, and that was dropped. */
  message: Data.optional(),
  flow: z.string().optional(),
  publishedAt: Instant,
  expiresAt: Instant,
  revokedAt: Instant.optional(),
  /** When what it showed was taken back. */
  recalledAt: Instant.optional(),
  visits: z.int(),
  /** Visits that looked like a program's. */
  doubtful: z.int(),
  firstVisitAt: Instant.optional(),
  lastVisitAt: Instant.optional(),
  /** The last answer, by the names of the form's fields. */
  response: z.strictObject({ id: z.string(), at: Instant, data: Data }).optional(),
});

const ExportedAsset = z.strictObject({
  /** SHA-256 of the bytes: their name in the export's folder begins with it. */
  hash: z.string(),
  /** Media type, where a message still says it. */
  type: z.string().optional(),
  bytes: z.int().optional(),
  /** In the export's folder; absent where none was asked for, or the bytes are gone. */
  file: z.string().optional(),
});
export type ExportedAsset = z.infer<typeof ExportedAsset>;

const ExportedJourney = z.strictObject({
  id: z.string(),
  caseKey: z.string().optional(),
  /** The node that it began at. */
  node: z.string(),
  test: z.boolean(),
  startedAt: Instant,
  endedAt: Instant.optional(),
  history: z.array(Line),
  tasks: z.array(HeldTaskForm),
  receipts: z.array(Receipt),
  decisions: z.array(Decision),
  kept: z.array(KeptEvent),
  /** Personal pages; what stands in their addresses is not known here. */
  pages: z.array(Page),
  /** Hashes. */
  assets: z.array(z.string()),
});

export const PersonExport = z.strictObject({
  version: z.literal(1),
  exportedAt: Instant,
  campaign: z.string(),
  recipient: z.looseObject({ id: z.string() }),
  /** Since when the recipient is known. */
  knownSince: Instant,
  /** What they agreed to and withdrew, oldest first. */
  consents: z.array(
    z.strictObject({
      channel: z.string(),
      purpose: z.string(),
      granted: z.boolean(),
      at: Instant,
      source: z.string(),
      proof: z.string(),
    }),
  ),
  /** From what they are kept, found by fingerprints of their addresses. */
  suppressions: z.array(z.strictObject({ channel: z.string(), purpose: z.string(), reason: z.string() })),
  /** What was sent to them, as a frequency cap counts it. */
  sends: z.array(
    z.strictObject({ channel: z.string(), purpose: z.string(), task: z.string(), test: z.boolean(), at: Instant }),
  ),
  journeys: z.array(ExportedJourney),
  /** Letters and maps that the messages refer to. */
  assets: z.array(ExportedAsset),
});
export type PersonExport = z.infer<typeof PersonExport>;

/** The shape of an export as JSON Schema, draft 2020-12. */
export function exportSchema(): object {
  return z.toJSONSchema(PersonExport);
}

/** The last instant of a date stands for none. */
const orNone = (ms: number): string | undefined => (ms >= 8.64e15 ? undefined : instant(ms));

/** The export of what is held; `files` tells which asset is in which file. */
export function exportOf(held: Holdings, at: number, files: ReadonlyMap<string, string> = new Map()): PersonExport {
  return {
    version: 1,
    exportedAt: instant(at),
    campaign: held.campaign,
    recipient: held.recipient,
    knownSince: instant(held.createdAt),
    consents: held.consents.map((word) => ({ ...word, at: instant(word.at) })),
    suppressions: held.suppressions,
    sends: held.sends.map((send) => ({ ...send, at: instant(send.at) })),
    journeys: held.journeys.map(journeyForm),
    assets: assetsOf(held).map((asset) => {
      const file = files.get(asset.hash);
      return { ...asset, ...(file !== undefined && { file }) };
    }),
  };
}

/** The assets that the messages of a person refer to, each once. */
export function assetsOf({ journeys }: Holdings): ExportedAsset[] {
  const known = new Map<string, ExportedAsset>();
  for (const { tasks, pages, assets } of journeys) {
    for (const hash of assets) known.set(hash, { hash });
    for (const { message } of [...tasks, ...pages]) for (const asset of assetsIn(message)) known.set(asset.hash, asset);
  }
  return [...known.values()];
}

function assetsIn(value: unknown): Asset[] {
  if (typeof value !== "object" || value === null) return [];
  const asset = Asset.safeParse(value);
  return asset.success ? [asset.data] : Object.values(value).flatMap(assetsIn);
}

const journeyForm = ({ journey, node, endedAt, lines, tasks, receipts, kept, pages, ...rest }: HeldJourney) => ({
  id: journey.id,
  ...(journey.caseKey !== undefined && { caseKey: journey.caseKey }),
  node,
  test: journey.test,
  startedAt: instant(journey.startedAt),
  ...(endedAt !== undefined && { endedAt: instant(endedAt) }),
  history: lines.map((line) => lineForm(line)),
  tasks: tasks.map(taskForm),
  receipts: receipts.map(receiptForm),
  kept: kept.map(keptForm),
  pages: pages.map(pageForm),
  ...rest,
});

const lineForm = ({ at, kind, node, data }: { at: number; kind: string; node?: string; data: JsonObject }) => ({
  at: instant(at),
  kind,
  ...(node !== undefined && { node }),
  data,
});

const taskForm = ({ dueAt, createdAt, endedAt, collected, ...task }: HeldTask) => ({
  ...task,
  ...(collected !== undefined && { collected: { ...collected, at: instant(collected.at) } }),
  ...dueForm("dueAt", dueAt),
  createdAt: instant(createdAt),
  ...(endedAt !== undefined && { endedAt: instant(endedAt) }),
});

const receiptForm = ({ receivedAt, ...receipt }: HeldReceipt) => ({ ...receipt, receivedAt: instant(receivedAt) });

const keptForm = ({ receivedAt, until, ...kept }: HeldEvent) => ({
  ...kept,
  receivedAt: instant(receivedAt),
  ...dueForm("until", until),
});

const pageForm = ({
  publishedAt,
  expiresAt,
  revokedAt,
  recalledAt,
  firstVisitAt,
  lastVisitAt,
  response,
  ...page
}: HeldPage) => ({
  ...page,
  publishedAt: instant(publishedAt),
  expiresAt: instant(expiresAt),
  ...dueForm("revokedAt", revokedAt),
  ...dueForm("recalledAt", recalledAt),
  ...dueForm("firstVisitAt", firstVisitAt),
  ...dueForm("lastVisitAt", lastVisitAt),
  ...(response !== undefined && { response: { ...response, at: instant(response.at) } }),
});

function dueForm<Name extends string>(name: Name, ms: number | undefined): { [_ in Name]?: string } {
  const due = ms === undefined ? undefined : orNone(ms);
  return due === undefined ? {} : ({ [name]: due } as { [_ in Name]?: string });
}
