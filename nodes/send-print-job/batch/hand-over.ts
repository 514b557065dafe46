import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault, type JsonObject } from "../../../src/contract/index.ts";
import type { BatchHand, BatchOutcome } from "../../../src/journey/index.ts";
import {
  allowanceOf,
  type BatchLetter,
  type BatchOrder,
  type BatchWay,
  dayOf,
  type MadeBatch,
  makeBatch,
  type Notes,
  type PrintServiceSettings,
  type WayOutcome,
} from "../../../src/print/index.ts";
import type { TakenBatch } from "../../../src/store/index.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";
import type { SendPrintJobConfig } from "../config.ts";
import type { Place, Press } from "../press.ts";
import { type Group, readGroup } from "./group.ts";
import { letterOf } from "./letter-of.ts";
import { type Noted, readNoted, spotOf, spotOfFault, toNote } from "./noted.ts";

/** Milliseconds for which a batch waits for a printer that is away, or lets nobody in. */
const patience = 7 * 86_400_000;
const pause = { least: 2_000, most: 15 * 60_000 };

/** The order of a batch: the same on every try. */
export function batchOrder(
  { id, campaign, closedAt, approval }: Pick<TakenBatch, "id" | "campaign" | "closedAt" | "approval">,
  { paper, test, trial, envelope, postage }: Group,
  { faults, controlMarks }: SendPrintJobConfig,
): BatchOrder {
  return {
    ...{ id, campaign, test: test || trial, at: closedAt, paper, controlMarks },
    ...(envelope !== undefined && { envelope }),
    ...(postage !== undefined && { postage }),
    // Whoever approves a batch that has stopped lets go of what is as it should be.
    onFault: faults === "stop" && approval === "given" ? "skip" : faults,
  };
}

/** @throws Fault `print.no-batches` */
function batchWay({ way }: Place): BatchWay {
  const { submitBatch, lookupBatch, settleBatch } = way as Partial<BatchWay>;
  if (submitBatch === undefined || lookupBatch === undefined) throw new Fault("print.no-batches");
  return { submitBatch, lookupBatch, ...(settleBatch !== undefined && { settleBatch }) };
}

export const placeOf = (press: Press, { test, trial }: Group): Place => press.placeOf(test || trial);

/** The longer it has waited for that reason, the longer it waits. */
function notNow(batch: TakenBatch, reason: Fault, after = 0): BatchOutcome {
  const now = Date.now();
  const since = batch.held?.key === reason.key ? Number(batch.held.since ?? now) : now;
  if (now - since > patience) return { state: "not-sent", reason };
  const wait = Math.max(after, Math.min(pause.most, Math.max(pause.least, (now - since) / 4)));
  return { state: "held", until: Math.round(now + wait), reason };
}

function outcomeOf(batch: TakenBatch, outcome: WayOutcome): BatchOutcome {
  if (outcome.state === "not-now") return notNow(batch, outcome.reason, outcome.after);
  // It may have been begun: whoever was asked finishes it, and nobody takes a letter out meanwhile.
  if (outcome.state === "not-sent" && outcome.again) throw new Error(outcome.reason.key, { cause: outcome.reason });
  return outcome;
}

/** What its carrier keeps of a batch, beside where its letters are. */
function notesOf(hand: BatchHand, noted: Noted): Notes {
  return {
    read: async () => readNoted(hand.noted())?.carrier as JsonObject | undefined,
    keep: (carrier) => hand.note(toNote({ ...noted, carrier })),
    drop: () => hand.note(toNote(noted)),
  };
}

/** The letters of a batch as they are read, and what is not among them. */
export class Gathering {
  /** By position, from 0 on: who is not printed, and why. */
  readonly left = new Map<number, Fault>();
  /** The position of each letter. */
  readonly positions = new Map<string, number>();
  count = 0;
  private readonly hand: Pick<BatchHand, "pieces">;
  private readonly household: boolean;

  constructor(hand: Pick<BatchHand, "pieces">, { household }: Pick<SendPrintJobConfig, "household">) {
    this.hand = hand;
    this.household = household;
  }

  async *letters(): AsyncGenerator<BatchLetter> {
    const homes = new Set<string>();
    for await (const { position, task, refused } of this.hand.pieces()) {
      this.count = Math.max(this.count, position);
      try {
        if (refused !== undefined) throw refused;
        const { letter, home } = letterOf(task);
        if (this.household && home !== undefined && homes.has(home)) throw new Fault("print.same-household");
        this.positions.set(task.id, position - 1);
        if (home !== undefined) homes.add(home);
        yield letter;
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        this.left.set(position - 1, error);
      }
    }
  }
}

function notedOf({ left, positions, count }: Gathering, made: MadeBatch, place: string): Noted {
  const files = made.documents.map(({ name }) => name);
  const letters: Noted["letters"] = Array.from({ length: count }, () => spotOf(undefined, files));
  for (const [index, fault] of left) letters[index] = spotOfFault(fault);
  for (const letter of made.letters) {
    const index = positions.get(letter.id);
    if (index !== undefined) letters[index] = spotOf(letter, files);
  }
  return { files, letters, place };
}

const millionths = (units: number) => Math.round(units * 1_000_000);

/** What a batch takes of a service's day. */
function shareOf(made: MadeBatch, { pricePiece, pricePerSheet }: PrintServiceSettings) {
  const { copies } = made.order.paper;
  const printed = made.letters.filter((letter) => "file" in letter);
  const sheets = printed.reduce((sum, letter) => sum + letter.sheets, 0);
  const pieces = printed.length * copies;
  return { pieces, cost: millionths(pricePiece) * pieces + millionths(pricePerSheet) * sheets * copies };
}

/** Broken off while it goes out, nobody knows how much of it has. */
async function submitted(way: BatchWay, made: MadeBatch, notes: Notes, signal: AbortSignal): Promise<WayOutcome> {
  try {
    return await way.submitBatch(made, notes, signal);
  } catch (error) {
    throw error === signal.reason ? new Error("a batch was broken off", { cause: error }) : error;
  }
}

/** Its node has another service or folder by now. */
const isElsewhere = (noted: Noted | undefined, { name }: Place) => noted?.place !== undefined && noted.place !== name;

/** How a batch of a node is made and handed over once. */
export function batchHandOver(press: Press, config: SendPrintJobConfig, campaign: CampaignNode) {
  const { service } = press;
  const allowance = service === undefined ? undefined : allowanceOf(service.settings);

  /** Takes a batch's part of the day; what it has to wait for where the day is full. */
  async function spend(batch: TakenBatch, made: MadeBatch): Promise<BatchOutcome | undefined> {
    if (service === undefined || allowance === undefined || made.order.test) return undefined;
    const { store } = await campaign.house;
    const { pieces, cost } = shareOf(made, service.settings);
    const { day, ends } = await dayOf(Date.now(), campaign.part.timeZone);
    const spent = await store.spend({ task: batch.id, service: service.id, day, pieces, cost, most: allowance });
    if (spent === "counted") return undefined;
    const alone = pieces > (allowance.pieces ?? pieces) || cost > (allowance.cost ?? cost);
    return { state: "held", until: ends, reason: new Fault(alone ? "print.batch-over-a-day" : "print.day-full") };
  }

  /** Makes the batch; where it stops at faulty letters, what it waits for. */
  async function made(batch: TakenBatch, gathering: Gathering, folder: string, signal: AbortSignal) {
    const { assets } = await campaign.house;
    const order = batchOrder(batch, readGroup(batch.group), config);
    try {
      return await makeBatch(order, gathering.letters(), { folder, assets: (asset) => assets.get(asset), signal });
    } catch (error) {
      if (!(error instanceof Fault) || error.key !== "print.batch-faults") throw error;
      return { state: "held" as const, until: Date.now(), reason: error, approval: true };
    }
  }

  return {
    async perform(batch: TakenBatch, hand: BatchHand): Promise<BatchOutcome> {
      const place = placeOf(press, readGroup(batch.group));
      const way = batchWay(place);
      const gathering = new Gathering(hand, config);
      const folder = join(place.folder, ".work", `${batch.id}.making`);
      // What an earlier try has left.
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      try {
        const batchMade = await made(batch, gathering, folder, hand.signal);
        if ("state" in batchMade) return batchMade;
        const waits = await spend(batch, batchMade);
        if (waits !== undefined) return waits;
        hand.signal.throwIfAborted();
        const noted = notedOf(gathering, batchMade, place.name);
        // A part of it may have been taken there before.
        const before = readNoted(hand.noted());
        const carrier = isElsewhere(before, place) ? undefined : before?.carrier;
        await hand.note(toNote({ ...noted, ...(carrier !== undefined && { carrier }) }));
        if (batchMade.documents.length === 0) return { state: "sent", reference: "" };
        return outcomeOf(batch, await submitted(way, batchMade, notesOf(hand, noted), hand.signal));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async lookup(batch: TakenBatch, hand: BatchHand): Promise<BatchOutcome | { state: "never-seen" }> {
      const noted = readNoted(hand.noted());
      // Nothing goes out before it is noted where its letters are.
      if (noted === undefined) return { state: "never-seen" };
      const place = placeOf(press, readGroup(batch.group));
      // Here nobody knows what became of it there.
      if (isElsewhere(noted, place))
        return { state: "unknown", reason: new Fault("print.batch-elsewhere", { place: noted.place ?? "" }) };
      const way = batchWay(place);
      const found = await way.lookupBatch(batch.id, notesOf(hand, noted));
      // Nobody knows yet: it is asked for again.
      if (found.state === "not-now") throw found.reason;
      return found.state === "never-seen" ? found : outcomeOf(batch, found);
    },
    async settled(group: string, id: string): Promise<void> {
      await batchWay(placeOf(press, readGroup(group))).settleBatch?.(id);
    },
  };
}
