import assert from "node:assert/strict";
import type { Asset } from "../../../src/contract/index.ts";
import type { Assets, HoldRequest, Store, Task } from "../../../src/store/index.ts";
import { event, row } from "../store/calls.ts";

/** A person of whom a store holds everything that it may hold of anybody. */

export const person = {
  id: "R-quievrain",
  title: "Mme",
  firstName: "Solène",
  lastName: "Quiévrain",
  email: "solene.quievrain@example.org",
  phone: "+33612345678",
  postalAddress: {
    country: "FR",
    postalCode: "99380",
    locality: "Saint-Aurèle-sur-Mer",
    thoroughfare: ["17 impasse des Cormorans"],
  },
  location: [-2.7654321, 47.1234567] as [number, number],
  consent: { email: true },
  attributes: { nickname: "la Cigogne", product: "Habitation" },
};

/** Cases of the person: of a long story, of one that goes on, and of a word that came before its recipient. */
export const cases = ["DOSSIER-771", "DOSSIER-772", "DOSSIER-773"] as const;

/** What must not be found anywhere once the person is erased: also what their events said. */
export const traces = [
  person.id,
  "Solène",
  "Quiévrain",
  "solene.quievrain",
  "33612345678",
  "impasse des Cormorans",
  "47.1234567",
  "Cigogne",
  ...cases,
  "said-of-771",
  "said-of-772",
  "said-of-773",
  "signed by",
  "answered-by-772",
];

export const nodes = ["audience", "webhook", "wait", "print"];
/** What is kept of the address of their page. */
const tokenOfPage = "7".repeat(64);
const lease = 1_000;

export const claim = (store: Store, kind: "event" | "send", now: number) =>
  store.claim({
    owner: "me",
    nodes,
    kind,
    limit: 100,
    now,
    lease,
    counted: { print: { channel: "print", service: true } },
  });

async function finish(store: Store, tasks: Task[], change: object = {}): Promise<void> {
  for (const { id, version } of tasks)
    await store.finish({ task: id, version, state: "done", at: 60, next: [], history: [], ...change });
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

export interface Told {
  /** Journeys of the cases, and the tasks that they began with. */
  journeys: { campaign: string; journey: string; root: string }[];
  letter: Asset;
  ownMap: Asset;
  shared: Asset;
}

/** Tells the person's story; ends with a wait that is open, a send that is queued and one that is in doubt. */
export async function tellLongStory(store: Store, assets: Assets): Promise<Told> {
  for (const id of nodes) await store.deployed({ id, campaign: "c", type: id, name: id });
  const letter = await assets.put(bytesOf("%PDF to Solène Quiévrain, 17 impasse des Cormorans"), "application/pdf");
  const ownMap = await assets.put(bytesOf("the way from 47.1234567"), "image/jpeg");
  const shared = await assets.put(bytesOf("the store of everybody"), "image/jpeg");

  const early = { until: 1e12, anyCase: true };
  const word = (index: number, say: string, change: object = {}) =>
    event(index, {
      mode: "release",
      eventId: `msg-${cases[index]}-${say}`,
      caseKey: cases[index],
      bodyHash: `hash-${index}-${say}`,
      data: { decision: say, note: `said-of-77${index + 1}` },
      statusToken: `token-${index}-${say}`,
      ...change,
    });
  assert.equal((await store.accept(word(2, "yes", { early }))).receipt, "early");

  const people = await store.enrol(cases.map((caseKey) => row(0, { recipient: person, caseKey })));
  const journeys = people.map((one) => {
    assert.ok(one.state === "enrolled");
    return { campaign: "c", journey: one.journey, root: one.task };
  });
  await finish(store, await claim(store, "event", 20));
  const message = {
    recipient: person,
    map: { home: { image: ownMap }, shop: { image: shared } },
    content: { id: "content", channel: "print", pdf: letter },
  };
  const hold = (index: number, id: string, change: Partial<HoldRequest> = {}) =>
    store.hold({
      ...journeys[index]!,
      id,
      node: "wait",
      message: { ...message },
      plan: { webhooks: [], steps: [{ at: 40, output: "reminder", number: 1 }], late: "ask" },
      flow: "flow-1",
      at: 30,
      ...change,
    });
  const send = (index: number, id: string) =>
    store.enqueue({
      ...journeys[index]!,
      id,
      node: "print",
      message: { ...message, content: { ...message.content, id } },
      flow: "flow-1",
      at: 50,
      history: { kind: "send.queued", data: { channel: "print", label: "accepted" } },
    });

  // The long one: reminded, answered, said again, contradicted and held for a person, sent, and set aside.
  await hold(0, "wait-0");
  assert.equal(await store.elapse(["wait"], 45, 10), 1);
  assert.equal(
    (await store.accept(word(0, "yes", { mode: "update", recipient: { attributes: { pet: "la Cigogne" } } }))).receipt,
    "accepted",
  );
  assert.equal((await store.accept(word(0, "yes", { eventId: `again-${cases[0]}` }))).receipt, "duplicate");
  assert.equal((await store.accept(word(0, "no", { conflict: "ask" }))).receipt, "held");
  assert.equal(await send(0, "send-0"), "queued");
  const [sending] = await claim(store, "send", 55);
  assert.ok(sending !== undefined);
  const next = [{ id: "after-0", node: "print", output: 0, message: { ...message } }];
  const sent = { state: "sent", reference: `${cases[0]}-send-0.pdf` };
  await finish(store, [sending], { outcome: sent, next, history: [{ kind: "send.sent", node: "print", data: sent }] });
  await finish(store, await claim(store, "event", 58), {
    state: "dead",
    outcome: { state: "dead", key: "node.failed" },
  });
  // The second one: a decision that was recalled, a send in doubt, one that is queued, and a wait.
  await hold(1, "wait-1");
  await store.accept(word(1, "yes"));
  assert.equal((await store.accept(word(1, "no", { conflict: "last" }))).receipt, "accepted");
  await send(1, "send-doubt");
  await finish(store, await claim(store, "send", 2_000), { state: "dead", outcome: { state: "unknown" } });
  await send(1, "send-1");
  await hold(1, "wait-2", { message: { recipient: person } });
  assert.equal(
    (
      await store.accept(
        event(0, { caseKey: cases[1], eventId: `own-${cases[1]}`, eventType: "payment", bodyHash: "pay" }),
      )
    ).receipt,
    "accepted",
  );
  // A letter that waits for others.
  const collected = await store.enqueue({
    ...{ ...journeys[1]!, id: "send-2", node: "print", message, at: 60, history: { kind: "send.queued" } },
    lease: { owner: "me", until: 90 },
  });
  assert.ok(typeof collected === "object");
  const piece = { group: "", order: `99380 ${person.postalAddress.thoroughfare}`, size: 2, held: {}, history: [] };
  assert.equal(await store.collect({ task: collected.id, version: collected.version, at: 61, ...piece }), true);
  // A page that they have answered, and one whose address was ended.
  const shown = { ...message, content: { id: "page", channel: "page", html: "Bonjour Solène" } };
  const page = { ...journeys[1]!, node: "page", message: shown, expires: 1e9, flow: "flow-1", at: 63 };
  await store.publish({ ...page, id: "page-1", token: tokenOfPage });
  await store.visited(tokenOfPage, 64, true);
  await store.visited(tokenOfPage, 65, false);
  const data = { pet: "la Cigogne", note: "answered-by-772" };
  const said = { data, recipient: {}, form: data, again: false, type: "page" };
  assert.equal(await store.responded({ token: tokenOfPage, id: "form-1", ...said, at: 66 }), "kept");
  await store.publish({ ...page, ...journeys[0]!, id: "page-0", node: "page-2", token: "another", at: 67 });
  assert.equal(await store.revokePages({ campaign: "c", recipient: person.id, node: "page-2" }, 68), 1);
  const agreed = { campaign: "c", recipient: person.id, channel: "email" as const, granted: true, source: "form" };
  await store.consented([{ ...agreed, purpose: "marketing", proof: "signed by Solène", at: 61 }]);
  await store.suppress([
    {
      who: { kind: "person", id: person.id },
      channel: "sms",
      purpose: "marketing",
      reason: "no texts",
      source: "list",
      at: 62,
    },
  ]);
  return { journeys, letter, ownMap, shared };
}

/** Somebody else, whose message refers to one of the person's pictures. */
export async function tellOfAnother(store: Store, shared: Asset): Promise<void> {
  const [other] = await store.enrol([row(9, { recipient: { id: "R-other", lastName: "Autre" }, caseKey: "D-other" })]);
  assert.ok(other?.state === "enrolled");
  await store.enqueue({
    campaign: "c",
    journey: other.journey,
    root: other.task,
    id: "send-other",
    node: "print",
    message: { map: { shop: { image: shared } } },
    at: 50,
    history: { kind: "send.queued" },
  });
}
