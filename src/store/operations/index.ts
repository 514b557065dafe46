import type { Store } from "../store.ts";
import { accept } from "./accept.ts";
import { assetsFreed, freeAssets } from "./asset-use.ts";
import { attention, deployed, move, removed } from "./attention.ts";
import { batch, batches } from "./batch.ts";
import { closeBatch, collect, collections } from "./batch-collect.ts";
import { endBatch, finishPieces, postponeBatch } from "./batch-end.ts";
import { batchPieces } from "./batch-pieces.ts";
import { extendBatch, nextBatch, noteBatch, takeBatch } from "./batch-take.ts";
import { approveBatch, refuseBatch, settleOn } from "./batch-word.ts";
import { exit, moveOn } from "./by-hand.ts";
import { cancelSends, heldSends } from "./cancel.ts";
import { carried, chapter, journeysOf } from "./chapter.ts";
import { elapse } from "./elapse.ts";
import { enrol } from "./enrol.ts";
import { erase } from "./erase.ts";
import { follow, followed, followers, reference, sendCalled, unfollow } from "./follow.ts";
import { abandon, giveUp } from "./give-up.ts";
import { hold } from "./hold.ts";
import { beginImport, endImport, imports } from "./imports.ts";
import { write } from "./journeys.ts";
import { optOut } from "./opt-out.ts";
import { forgetPages, page, publish, revokePages } from "./page.ts";
import { pageOptOut } from "./page-opt-out.ts";
import { responded } from "./page-response.ts";
import { visited } from "./page-visit.ts";
import { people } from "./people.ts";
import { linkSecret } from "./pepper.ts";
import { campaigns, holdings, recipient, whoIs } from "./person.ts";
import { pieces } from "./pieces.ts";
import { forgetEvents, receipt, secretUsed, secretUses } from "./receipts.ts";
import { report } from "./report.ts";
import { retain } from "./retain.ts";
import { replay, resolve } from "./settle.ts";
import { spend } from "./spend.ts";
import { standings } from "./standings.ts";
import type { Statements } from "./statements.ts";
import { sample, story } from "./stories.ts";
import { consented, suppress, suppressed, unsuppress } from "./suppression.ts";
import { tally } from "./tally.ts";
import { claim, enqueue, extend, finish, nextDue, postpone, release } from "./tasks.ts";
import { answer, waiting } from "./waits.ts";

export { type Row, type Statements, text, type Value } from "./statements.ts";

/** The store's operations as they run inside one transaction of a driver, each a few statements. */
export type Operations = Omit<Store, "clean" | "close" | "onWake"> & {
  /** Of a batch that was refused or resolved: a few of its sends more. True: others are left. */
  settleOn(batch: string): Promise<boolean>;
};

/** Operations that change nothing: they wait for no commit, and see what has been committed. */
export const asks: ReadonlySet<string> = new Set<keyof Operations>([
  "receipt",
  "secretUses",
  "story",
  "sample",
  "waiting",
  "attention",
  "suppressed",
  "nextDue",
  "campaigns",
  "recipient",
  "whoIs",
  "holdings",
  "freeAssets",
  "imports",
  "page",
  "reference",
  "sendCalled",
  "followed",
  "followers",
  "heldSends",
  "collections",
  "batchPieces",
  "batches",
  "batch",
  "nextBatch",
  "pieces",
  "people",
  "journeysOf",
  "chapter",
  "carried",
  "standings",
]);

/** The operations over the statements of a driver. */
export function operations(statements: Statements): Operations {
  return {
    accept: (request) => accept(statements, request),
    receipt: (endpoint, token) => receipt(statements, endpoint, token),
    forgetEvents: (endpoint, before, most) => forgetEvents(statements, endpoint, before, most),
    secretUsed: (endpoint, slot, at) => secretUsed(statements, endpoint, slot, at),
    secretUses: (endpoint) => secretUses(statements, endpoint),
    enrol: (requests, terms) => enrol(statements, requests, terms),
    beginImport: (start) => beginImport(statements, start),
    endImport: (...input) => endImport(statements, ...input),
    imports: (node, limit) => imports(statements, node, limit),
    claim: (request) => claim(statements, request),
    extend: (owner, tasks, until) => extend(statements, owner, tasks, until),
    finish: (end) => finish(statements, end),
    release: (...input) => release(statements, ...input),
    postpone: (...input) => postpone(statements, ...input),
    enqueue: (send) => enqueue(statements, send),
    note: async (journey, at, lines) => void (await write(statements, journey, at, lines)),
    nextDue: (nodes, kind) => nextDue(statements, nodes, kind),
    story: (key, campaign) => story(statements, key, campaign),
    campaigns: () => campaigns(statements),
    recipient: (person) => recipient(statements, person),
    whoIs: (key, campaign) => whoIs(statements, key, campaign),
    holdings: (person) => holdings(statements, person),
    erase: (request) => erase(statements, request),
    retain: (request) => retain(statements, request),
    freeAssets: (limit) => freeAssets(statements, limit),
    assetsFreed: (hashes) => assetsFreed(statements, hashes),
    sample: (campaign, limit) => sample(statements, campaign, limit),
    hold: (wait) => hold(statements, wait),
    elapse: (nodes, now, limit) => elapse(statements, nodes, now, limit),
    waiting: (node) => waiting(statements, node),
    answer: (caseKey, data, settler, campaign) => answer(statements, caseKey, data, settler, campaign),
    attention: (limit, campaign) => attention(statements, limit, campaign),
    replay: (task, settler) => replay(statements, task, settler),
    resolve: (id, choice, settler) => resolve(statements, id, choice, settler),
    giveUp: (task, settler) => giveUp(statements, task, settler),
    abandon: (node, settler, limit) => abandon(statements, node, settler, limit),
    move: (from, to, settler) => move(statements, from, to, settler),
    deployed: (node) => deployed(statements, node),
    removed: (node, at) => removed(statements, node, at),
    suppress: (entries) => suppress(statements, entries),
    unsuppress: (people, channel) => unsuppress(statements, people, channel),
    suppressed: (campaign, recipient) => suppressed(statements, campaign, recipient),
    consented: (words) => consented(statements, words),
    optOut: (word) => optOut(statements, word),
    report: (word) => report(statements, word),
    linkSecret: () => linkSecret(statements),
    tally: () => tally(statements),
    standings: (...input) => standings(statements, ...input),
    publish: (page) => publish(statements, page),
    page: (token, now) => page(statements, token, now),
    visited: (token, at, doubtful) => visited(statements, token, at, doubtful),
    responded: (response) => responded(statements, response),
    pageOptOut: (word) => pageOptOut(statements, word),
    revokePages: (whose, at) => revokePages(statements, whose, at),
    forgetPages: (before, most) => forgetPages(statements, before, most),
    follow: (...input) => follow(statements, ...input),
    unfollow: (task) => unfollow(statements, task),
    reference: (task) => reference(statements, task),
    sendCalled: (name, node) => sendCalled(statements, name, node),
    followed: (...input) => followed(statements, ...input),
    followers: (...input) => followers(statements, ...input),
    spend: (spending) => spend(statements, spending),
    heldSends: (node, now) => heldSends(statements, node, now),
    pieces: (...input) => pieces(statements, ...input),
    cancelSends: (key, settler, campaign) => cancelSends(statements, key, settler, campaign),
    collect: (collecting) => collect(statements, collecting),
    collections: (node) => collections(statements, node),
    closeBatch: (request) => closeBatch(statements, request),
    takeBatch: (request) => takeBatch(statements, request),
    extendBatch: (...input) => extendBatch(statements, ...input),
    batchPieces: (...input) => batchPieces(statements, ...input),
    noteBatch: (...input) => noteBatch(statements, ...input),
    finishPieces: (...input) => finishPieces(statements, ...input),
    postponeBatch: (...input) => postponeBatch(statements, ...input),
    endBatch: (...input) => endBatch(statements, ...input),
    batches: (of, limit) => batches(statements, of, limit),
    batch: (id) => batch(statements, id),
    approveBatch: (id, settler) => approveBatch(statements, id, settler),
    refuseBatch: (id, settler) => refuseBatch(statements, id, settler),
    settleOn: (id) => settleOn(statements, id),
    nextBatch: (nodes) => nextBatch(statements, nodes),
    people: (...input) => people(statements, ...input),
    journeysOf: (person) => journeysOf(statements, person),
    chapter: (...input) => chapter(statements, ...input),
    carried: (...input) => carried(statements, ...input),
    exit: (...input) => exit(statements, ...input),
    moveOn: (...input) => moveOn(statements, ...input),
  };
}
