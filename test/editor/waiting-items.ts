import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaults as webhookDefaults } from "../../nodes/inbound-webhook/config.ts";
import { defaults } from "../../nodes/send-print-job/config.ts";
import { type Assets, openAssets, openSqliteStore, type Store } from "../../src/store/index.ts";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";

/** Things that wait for a person, in a store that a Node-RED then opens. */

const hour = 3_600_000;
const day = 24 * hour;
const place = (x: number, y: number) => ({ z: "flow", x, y });
const letterNode = { ...defaults, type: "send-print-job", campaign: "c1", address: "print" };

/** A campaign on that store, with a webhook and two nodes that print. */
export const waitingFlow = (store: string) => [
  { id: "flow", type: "tab", label: "Renewal of policies" },
  { id: "c1", type: "campaign", name: "Renewals", timeZone: "Europe/Paris", locale: "en", store },
  {
    ...webhookDefaults,
    ...{
      id: "hook",
      type: "inbound-webhook",
      name: "Insurer’s decisions",
      campaign: "c1",
      ...place(160, 100),
    },
    ...{ endpoint: mintEndpoint(), credentials: { secret: mintSecret() }, wires: [[], []] },
  },
  { ...letterNode, id: "print", name: "Welcome letter", ...place(420, 100), wires: [[], [], []] },
  { ...letterNode, id: "reminder", name: "Reminder letter", ...place(420, 180), wires: [[], [], []] },
];

/** A letter that has ended as `state` says, at its node, so long ago. */
async function letter(
  { store, assets }: { store: Store; assets: Assets },
  name: string,
  { state, node, age }: { state: "dead" | "unknown" | "left"; node: string; age: number },
): Promise<void> {
  const at = Date.now() - age;
  const postalAddress = { country: "FR", postalCode: "35000", locality: "Rennes", thoroughfare: ["12 rue de Paris"] };
  const recipient = { id: name, firstName: "Camille", lastName: "Moreau", postalAddress };
  const row = { campaign: "c1", node: "print", recipient: recipient as never, caseKey: `POL-${name}`, test: false, at };
  const [enrolled] = await store.enrol([row]);
  if (enrolled?.state !== "enrolled") throw new Error(`${name} is there already`);
  const { journey, task: root } = enrolled;
  // What enrolment itself would play is over.
  const [first] = await store.claim({
    owner: "o",
    nodes: ["print"],
    kind: "event",
    limit: 1,
    now: Date.now(),
    lease: hour,
  });
  if (first !== undefined)
    await store.finish({ task: first.id, version: first.version, state: "done", at, next: [], history: [] });
  const pdf = await assets.put(new TextEncoder().encode(`%PDF-1.7 ${name}`), "application/pdf");
  const content = { id: name, channel: "print", pdf, pages: 1, language: "fr", template: "f".repeat(64) };
  const send = { id: `send-${name}`, campaign: "c1", journey, root, node, at };
  const message = { content, recipient: { id: name } } as never;
  const lease = state === "left" ? {} : { lease: { owner: "another", until: Date.now() + hour } };
  const task = await store.enqueue({ ...send, message, history: { kind: "send.queued", node }, ...lease });
  if (typeof task !== "object") return;
  const key = state === "unknown" ? "send.unknown" : "task.interrupted-often";
  const outcome = { state, key, attempt: 21 };
  const end = { task: task.id, version: task.version, state: "dead" as const, at, outcome, next: [] };
  await store.finish({ ...end, history: [{ kind: `send.${state}`, node, data: { key } }] });
}

/** Two decisions of one case. */
async function conflict(store: Store): Promise<void> {
  const of = { campaign: "c1", node: "hook", endpoint: "e", idProven: true, eventType: "decision", recipient: {} };
  const more = { caseKey: "POL-1004", test: false, statusToken: "t", mode: "continue", conflict: "ask" } as const;
  for (const [id, data] of [
    ["evt-1", { decision: "accepted", premium: "420 €" }],
    ["evt-2", { decision: "refused" }],
  ] as const)
    await store.accept({ ...of, ...more, eventId: id, bodyHash: id, data, at: Date.now() - 5 * hour });
}

/** A batch of letters that waits for an approval, with its proof in the folder. */
async function approval(store: Store, folder: string, tasks: readonly string[]): Promise<void> {
  const proof = join(folder, "B-20270104-proof.pdf");
  await writeFile(proof, "%PDF-1.7 proof");
  const paper = { media: "iso_a4_210x297mm", sides: "one-sided", colour: "color", copies: 1 };
  const group = JSON.stringify({ test: false, trial: false, paper });
  const held = { key: "print.batch-approval", count: tasks.length, most: 1, cost: 2.48, currency: "EUR", proof };
  const claimed = await store.claim({
    owner: "o",
    nodes: ["print"],
    kind: "send",
    limit: 9,
    now: Date.now(),
    lease: hour,
  });
  for (const { id, version } of claimed)
    if (tasks.includes(id))
      await store.collect({ task: id, version, at: 1, group, order: "", size: 1, held, history: [] });
  await store.closeBatch({
    ...{ id: "B-20270104-1f3a", campaign: "c1", node: "print", group, at: Date.now() - 20 * 60_000, sorted: false },
    ...{ most: { count: 9, size: 9 }, releaseAt: 0, approval: true, held, why: "count" },
  });
}

/** Fills a store that nobody has open; answers its name in the folder. */
export async function fillWaiting(folder: string): Promise<string> {
  const name = `waiting-${Date.now()}.sqlite`;
  const store = await openSqliteStore(join(folder, name));
  const means = { store, assets: openAssets(join(folder, "assets")) };
  await letter(means, "1001", { state: "unknown", node: "print", age: 3 * hour });
  await letter(means, "1002", { state: "unknown", node: "print", age: 2 * hour });
  await letter(means, "1003", { state: "dead", node: "reminder", age: 2 * day });
  await letter(means, "1005", { state: "dead", node: "reminder", age: 26 * hour });
  await letter(means, "1007", { state: "left", node: "print", age: hour });
  await letter(means, "1008", { state: "left", node: "print", age: hour });
  await approval(store, folder, ["send-1007", "send-1008"]);
  await letter(means, "1004", { state: "left", node: "old", age: 4 * day });
  await letter(means, "1006", { state: "left", node: "old", age: 3 * day });
  await conflict(store);
  await store.deployed({ id: "old", campaign: "c1", type: "send-print-job", name: "Autumn letter" });
  await store.removed("old", Date.now());
  await store.close();
  return name;
}
