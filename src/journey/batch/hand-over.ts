import { setImmediate as otherWork } from "node:timers/promises";
import type { Clock } from "../../clock.ts";
import { Fault, type JsonObject } from "../../contract/index.ts";
import type { BatchPiece, Store, TakenBatch } from "../../store/index.ts";
import { clearanceOf } from "../clearance.ts";
import { endOf, faultOf } from "../send.ts";
import type { NodeWork, Performer, SendOutcome } from "../work.ts";
import type { BatchHand, Batching, BatchOutcome, JudgedPiece } from "./batching.ts";

/** Sends of a batch that are read, or end, at once: other work has its turn between them. */
const portion = 200;
const pause = { least: 2_000, most: 15 * 60_000 };
/** A batch in doubt is asked for this often, for a day, before a person has to look. */
const tries = 100;

export interface HandMeans {
  store: Store;
  clock: Clock;
  /** Milliseconds for which a batch is ours without a heartbeat. */
  lease: number;
  work: NodeWork;
  performer: Performer;
  batching: Batching;
  /** Aborted when the node is being closed. */
  signal: AbortSignal;
  /** Events were added that may be played. */
  ended(): void;
}

type Ended = Extract<BatchOutcome, { state: "sent" | "not-sent" }>;

/** How a batch ended, kept before its sends are told one by one: what was handed over once is not asked for again. */
interface Noted {
  /** What the performer knows of it. */
  known?: JsonObject;
  end?: { state: "sent"; reference: string } | { state: "not-sent"; key: string; data: JsonObject };
}

const notedOf = ({ reference }: TakenBatch): Noted => (reference ?? {}) as unknown as Noted;

const kept = (outcome: Ended): NonNullable<Noted["end"]> =>
  outcome.state === "sent"
    ? { state: "sent", reference: outcome.reference }
    : { state: "not-sent", key: outcome.reason.key, data: { ...outcome.reason.data } };

function endedOf({ end }: Noted): Ended | undefined {
  if (end === undefined || end.state === "sent") return end;
  return { state: "not-sent", reason: new Fault(end.key, end.data as Fault["data"]) };
}

/** Reads the sends of a batch a few at a time. */
async function* piecesOf(store: Store, batch: string): AsyncGenerator<BatchPiece> {
  let after = 0;
  for (;;) {
    const pieces = await store.batchPieces(batch, after, portion);
    yield* pieces;
    const last = pieces.at(-1);
    if (last === undefined) return;
    after = last.position;
    await otherWork();
  }
}

/** What policies say now of the sends of a batch: whom they refuse is left out; what they would hold was collected in time. */
export async function* judgedPieces(
  store: Store,
  batch: string,
  { work, performer, clock }: Pick<HandMeans, "work" | "performer" | "clock">,
): AsyncGenerator<JudgedPiece> {
  for await (const piece of piecesOf(store, batch)) {
    const clearance = await clearanceOf(piece.task, performer, work, clock.now());
    if (clearance.state === "refused") yield { ...piece, refused: clearance.reason };
    else yield clearance.state === "cleared" ? { ...piece, task: clearance.task } : piece;
  }
}

/** What somebody has begun and not told of is asked for before it is handed over again. */
async function carried(batch: TakenBatch, hand: BatchHand, { batching, clock }: HandMeans): Promise<BatchOutcome> {
  try {
    if (batch.interrupted || batch.attempt > 1) {
      const found = await batching.lookup(batch, hand);
      if (found.state !== "never-seen") return found;
    }
  } catch (error) {
    if (lostTo(error)) throw error;
    // Nobody can say yet: it stays as it is and is asked for again.
    throw new Undecided(faultOf(error));
  }
  try {
    return await batching.perform(batch, hand);
  } catch (error) {
    if (lostTo(error)) throw error;
    // A part of what was begun before may have gone out: it is not let go of.
    if (error === hand.signal.reason && !batch.interrupted)
      return { state: "held", until: clock.now(), reason: leavingFault };
    if (!(error instanceof Fault)) throw new Undecided(faultOf(error));
    // A store that is away for a moment says nothing of the batch.
    if (error.key.startsWith("store.")) throw new Undecided(error);
    return { state: "not-sent", reason: error };
  }
}

const leavingFault = new Fault("batch.leaving");
const lost = "batch.lost";
const lostTo = (error: unknown) => error instanceof Fault && error.key === lost;

/** Nobody knows what became of it, and somebody may know later: the batch is taken again when its lease is over. */
class Undecided extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

/**
 * Hands a batch over that has been taken, and ends it.
 * @throws what keeps the store from answering; the batch is taken again when its lease is over
 */
export async function handOver(batch: TakenBatch, means: HandMeans): Promise<void> {
  const { store, clock, lease } = means;
  const noted = notedOf(batch);
  let open = true;
  let stopBeat = () => {};
  const beat = () => {
    stopBeat = clock.after(lease / 3, () => {
      store.extendBatch(batch.id, batch.version, clock.now() + lease).catch(() => {});
      if (open) beat();
    });
  };
  const write = async (change: Noted) => {
    Object.assign(noted, change);
    const reference = noted.known === undefined && noted.end === undefined ? undefined : { ...noted };
    if (!(await store.noteBatch(batch.id, batch.version, reference as JsonObject | undefined))) throw new Fault(lost);
  };
  const hand: BatchHand = {
    pieces: () => judgedPieces(store, batch.id, means),
    noted: () => noted.known,
    note: async (known) => write({ known }),
    signal: means.signal,
  };
  beat();
  try {
    const outcome = endedOf(noted) ?? (await carried(batch, hand, means));
    if (outcome.state === "held") await hold(batch, outcome, hand, means);
    else if (outcome.state === "unknown") await leaveToPerson(batch, outcome.reason, means);
    else {
      if (noted.end === undefined) await write({ end: kept(outcome) });
      if (await endAll(batch, outcome, noted, means)) await tellEnd(batch, outcome, noted, means);
    }
  } catch (error) {
    if (lostTo(error)) return;
    if (!(error instanceof Undecided)) throw error;
    if (batch.attempt >= tries) await leaveToPerson(batch, error.fault, means);
    else await askLater(batch, error.fault, means);
  } finally {
    open = false;
    stopBeat();
  }
}

async function leaveToPerson(batch: TakenBatch, reason: Fault, means: HandMeans): Promise<void> {
  const { store, clock, work, batching } = means;
  const held = { key: reason.key, ...reason.data };
  if (!(await store.endBatch(batch.id, batch.version, "unknown", clock.now(), held))) return;
  work.problem(reason);
  batching.told({ what: "unknown", batch, reason });
}

async function tellEnd(batch: TakenBatch, outcome: Ended, noted: Noted, means: HandMeans): Promise<void> {
  const { store, clock, work, batching } = means;
  // What is left behind does no harm; the outcome stands, and is told. Cut short here, it is done once more.
  await batching.settled?.(batch, noted.known).catch((error: unknown) => work.problem(faultOf(error)));
  if (!(await store.endBatch(batch.id, batch.version, "done", clock.now()))) return;
  if (outcome.state === "sent" && outcome.reference === "") batching.told({ what: "not-sent", batch });
  else if (outcome.state === "sent") batching.told({ what: "handed-over", batch, reference: outcome.reference });
  else batching.told({ what: "not-sent", batch, reason: outcome.reason });
}

/** It was certainly not handed over: its sends can be taken back again. */
async function hold(
  batch: TakenBatch,
  { until, reason, approval }: Extract<BatchOutcome, { state: "held" }>,
  hand: BatchHand,
  { store, clock, batching }: HandMeans,
): Promise<void> {
  await hand.note(undefined);
  const now = clock.now();
  const since = batch.held?.key === reason.key ? (batch.held.since ?? now) : now;
  const held = { key: reason.key, ...reason.data, since };
  if (!(await store.postponeBatch(batch.id, batch.version, until, now, held, approval))) return;
  const again = batch.held?.key === reason.key;
  if (approval || !(again || hand.signal.aborted))
    batching.told({ what: approval ? "waiting" : "held", batch, reason });
}

/** Ends what is left of its sends, a few in one commit. False: it is not ours any more. */
async function endAll(
  batch: TakenBatch,
  outcome: Ended,
  noted: Noted,
  { store, clock, work, performer, batching, ended }: HandMeans,
): Promise<boolean> {
  let after = 0;
  for (;;) {
    const pieces = await store.batchPieces(batch.id, after, portion);
    const last = pieces.at(-1);
    if (last === undefined) return true;
    const ends = pieces.map((piece) => {
      const { version: _version, ...end } = endOf(piece.task, work, performer, pieceOf(piece), clock.now());
      return end;
    });
    if (!(await store.finishPieces(batch.id, batch.version, ends))) return false;
    ended();
    after = last.position;
    await otherWork();
  }

  function pieceOf(piece: BatchPiece): SendOutcome {
    if (outcome.state === "not-sent") return { ...outcome, again: false };
    return batching.ended(batch, piece, noted.known, outcome.reference);
  }
}

/** The longer nobody could say, the longer it takes until somebody is asked again. */
async function askLater(batch: TakenBatch, reason: Fault, { store, clock, work }: HandMeans): Promise<void> {
  const { id, version, attempt } = batch;
  work.problem(reason);
  // Ours until then: no other process asks meanwhile.
  await store.extendBatch(id, version, clock.now() + Math.min(pause.most, pause.least * 2 ** (attempt - 1)));
}
