import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { ActAnswer, ActRequest, AttentionAnswer } from "../../nodes/journey-sidebar/attention/desk.ts";
import registerSidebar from "../../nodes/journey-sidebar/journey-sidebar.ts";
import { defaults } from "../../nodes/send-print-job/config.ts";
import register from "../../nodes/send-print-job/send-print-job.ts";
import { keepLetter } from "../../src/print/index.ts";
import type { Store } from "../../src/store/index.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { letterFor } from "./letters.ts";

describe("the page “attention” of the sidebar", () => {
  const red = nodeRed(register, registerSidebar);
  const desk = "/belle-histoire/journey/attention";
  const printing = { ...defaults, type: "send-print-job", name: "Letter", campaign: "c1", address: "print" };
  const flow = (): FlowNode[] => flowOf(printing, 3);
  /** The campaign without the node that prints. */
  const bare = (): FlowNode[] => flow().filter(({ id }) => id !== "node");
  const letters = async () =>
    (await readdir(join(red.folder, "letters")).catch(() => [])).filter((name) => name.endsWith(".pdf"));
  const list = async (language = "en") =>
    (await red.adminGet(`${desk}?campaign=c1`, language)).body as unknown as AttentionAnswer;
  const act = async (request: Partial<ActRequest> & Pick<ActRequest, "items" | "choice">, language = "en") => {
    const body = { campaign: "c1", why: "the printer’s journal says so", by: "Anne", ...request };
    const { status, body: answer } = await red.admin(`${desk}/act`, language, body);
    return { status, ...(answer as unknown as ActAnswer & { problem?: string }) };
  };
  const problemOf = (one: ActAnswer["acted"][number] | undefined) =>
    one !== undefined && "problem" in one ? one.problem : "";

  /** A letter at `node` that ended so, without anybody of this Node-RED having printed it. */
  async function letter(store: Store, name: string, state: string, node = "node"): Promise<void> {
    const { journey, content, recipient } = await letterFor(red, name);
    const send = { id: name, campaign: "c1", journey: journey.id, root: journey.task, node, at: Date.now() };
    const { assets } = await red.house();
    const request = {
      ...{ language: "fr", timeZone: "Europe/Paris", now: Date.UTC(2026, 10, 24), window: "right" as const },
      ...{ sender: ["Au Fil des Saisons"], address: ["Camille Moreau", "12 rue de Paris", "35000 RENNES"] },
      body: `Lettre ${name}.`,
    };
    const message = { content: { ...content, letter: await keepLetter(request, assets.put) }, recipient };
    const lease = { owner: "another", until: Date.now() + 60_000 };
    const task = await store.enqueue({ ...send, message: message as never, history: { kind: "send.queued" }, lease });
    assert.ok(typeof task === "object");
    await store.finish({
      ...{ task: name, version: task.version, state: "dead", at: Date.now(), next: [] },
      ...{ outcome: { state, key: "print.no-folder" }, history: [{ kind: `send.${state}`, node }] },
    });
  }

  it("lists what waits with its words, choices and nodes, in the language of who looks", async () => {
    await red.load(bare());
    const { store } = await red.house();
    await letter(store, "doubt", "unknown");
    await letter(store, "dead", "dead", "old");
    await letterFor(red, "left").then(({ journey }) =>
      store.hold({
        ...{ id: "w", campaign: "c1", journey: journey.id, root: journey.task, node: "old", message: {}, at: 5 },
        plan: { webhooks: [], steps: [], late: "refuse" },
      }),
    );
    await store.deployed({ id: "old", campaign: "c1", type: "send-print-job", name: "Old letter" });
    await store.removed("old", 9);
    await red.deploy(flow());
    await store.deployed({ id: "node", campaign: "c1", type: "send-print-job", name: "Letter" });
    const french = await list("fr");
    assert.match(french.items.find(({ kind }) => kind === "unknown")?.text ?? "", /^douteux, dossier D-doubt/);
    const { items, nodes, more } = await list();
    const own = items.filter(({ node }) => node === "node" || node === "old");
    assert.deepEqual(
      own.map(({ kind, id, count, choices }) => [kind, id, count, choices[0]]),
      [
        ["orphans", "old", 1, "move"],
        ["unknown", "doubt", undefined, "sent"],
        ["dead", "dead", undefined, "replay"],
      ],
    );
    assert.deepEqual(
      nodes
        .filter(({ type }) => type === "send-print-job")
        .map(({ id, name, deployed }) => [id, name, deployed])
        .sort(),
      [
        ["node", "Letter", true],
        ["old", "Old letter", false],
      ],
    );
    assert.equal(more, false);
    // Those who are left go on at the other one, and what is given up leaves as not sent.
    const moved = await act({ items: [{ id: "old", kind: "orphans" }], choice: "move", to: "node" });
    assert.deepEqual(moved.acted, [{ id: "old", count: 1 }]);
    assert.equal((await store.story("D-left"))[0]?.lines.at(-1)?.data.by, "Anne");
  });

  it("sends again once, however many say so at the same time, and at once", async () => {
    await red.load(bare());
    const { store } = await red.house();
    for (const name of ["a", "b", "c"]) await letter(store, name, "unknown");
    await red.deploy(flow());
    const items = ["a", "b"].map((id) => ({ id, kind: "unknown" as const }));
    const answers = await Promise.all([1, 2, 3].map(() => act({ items, choice: "again" })));
    const acted = answers.flatMap((answer) => answer.acted);
    assert.equal(acted.filter((one) => problemOf(one) === "").length, 2);
    for (const problem of acted.map(problemOf).filter((one) => one !== ""))
      assert.match(problem, /settled it meanwhile/);
    await red.some(0, 2);
    // One that nobody has spoken of stays; of the others each is printed, once.
    const [not] = (await act({ items: [{ id: "c", kind: "unknown" }], choice: "not-sent" })).acted;
    assert.equal(problemOf(not), "");
    await red.first(1);
    assert.deepEqual([(await letters()).length, red.at(0).length, red.at(1).length], [2, 2, 1]);
    const lines = (await store.story("D-a"))[0]?.lines.filter(({ kind }) => kind === "resolved.again") ?? [];
    assert.deepEqual(
      lines.map(({ data }) => [data.by, data.why]),
      [["Anne", "the printer’s journal says so"]],
    );
  });

  it("answers each by itself, and refuses what is not said as it must be", async () => {
    await red.load(bare());
    const { store } = await red.house();
    await letter(store, "a", "dead");
    await letter(store, "b", "dead");
    const dead = (id: string) => ({ id, kind: "dead" as const });
    const refusals: [Partial<ActRequest>, RegExp][] = [
      [{ why: " ", choice: "give-up" }, /^Say why/],
      [{ choice: "take" }, /settles nothing here/],
      [{ items: [{ id: "gone", kind: "orphans" }], choice: "move" }, /Choose the node/],
    ];
    for (const [change, pattern] of refusals) {
      const { acted } = await act({ items: [dead("a")], choice: "replay", ...change });
      assert.match(problemOf(acted[0]), pattern);
    }
    const whole: [Partial<ActRequest> & Record<string, unknown>, RegExp][] = [
      [{ by: "" }, /who you are/],
      [{ choice: "burn" as never }, /settles nothing here/],
      [{ items: Array.from({ length: 101 }, () => dead("a")) }, /At most 100/],
      [{ campaign: "elsewhere" }, /does not run/],
    ];
    for (const [change, pattern] of whole) {
      const { status, problem } = await act({ items: [dead("a")], choice: "replay", ...change });
      assert.deepEqual([status, pattern.test(problem ?? "")], [422, true], problem);
    }
    const { acted } = await act({ items: [dead("a"), dead("nothing"), dead("b")], choice: "give-up" }, "fr");
    assert.deepEqual(
      acted.map((one) => [one.id, /^Cela n’attend plus/.test(problemOf(one))]),
      [
        ["a", false],
        ["nothing", true],
        ["b", false],
      ],
    );
    assert.deepEqual(
      (await list()).items.filter(({ kind }) => kind === "dead"),
      [],
    );
  });

  it("shows the proof of a batch with what it costs; approved, it goes at once", async () => {
    const batches = { ...printing, mode: "batches", most: 1, approveAbove: 99 };
    await red.load(flowOf(batches, 3).filter(({ id }) => id !== "node"));
    const { store } = await red.house();
    const proof = join(red.folder, "B-1.pdf");
    await letter(store, "a", "unknown");
    await store.resolve("a", "again", { by: "-", why: "-", at: 1 });
    const [task] = await store.claim({
      owner: "o",
      nodes: ["node"],
      kind: "send",
      limit: 1,
      now: Date.now(),
      lease: 9,
    });
    assert.ok(task);
    const group = JSON.stringify({ test: false, trial: false, paper: paper() });
    const held = { key: "print.batch-approval", count: 1, most: 0, cost: 1.2, currency: "EUR", proof };
    await store.collect({
      ...{ task: task.id, version: task.version, at: 1, group, order: "", size: 1 },
      held,
      history: [],
    });
    await store.closeBatch({
      ...{ id: "B-1", campaign: "c1", node: "node", group, at: Date.now(), most: { count: 9, size: 9 } },
      ...{ releaseAt: 0, approval: true, held, sorted: false, why: "count" },
    });
    const [item] = (await list("fr")).items.filter(({ kind }) => kind === "approval");
    assert.deepEqual([item?.cost?.replaceAll(/\s/g, " "), item?.proof, item?.count], ["1,20 €", true, 1]);
    const path = `${desk}/proof?campaign=c1&batch=B-1`;
    const missing = await red.adminGet(path, "en");
    assert.deepEqual([missing.status, /no proof of the batch B-1/.test(String(missing.body.problem))], [422, true]);
    await mkdir(red.folder, { recursive: true });
    await writeFile(proof, "%PDF-1.7 proof");
    const shown = await red.adminGet(path, "en");
    assert.deepEqual([shown.type, String(shown.body)], ["application/pdf", "%PDF-1.7 proof"]);
    // Of another campaign nobody is shown anything.
    assert.equal((await red.adminGet(`${desk}/proof?campaign=c1&batch=B-2`, "en")).status, 404);

    await red.deploy(flowOf({ ...batches, proofFirst: 0, proofWorst: 0 }, 3));
    const approvals = [1, 2].map(() => act({ items: [{ id: "B-1", kind: "approval" }], choice: "approve" }));
    const acted = (await Promise.all(approvals)).flatMap((answer) => answer.acted);
    assert.equal(acted.filter((one) => problemOf(one) === "").length, 1);
    await red.first(0);
    assert.equal(red.at(0).length, 1);
  });
});

function paper() {
  const { media, sides, colour } = defaults as unknown as Record<string, unknown>;
  return { media, sides, colour, copies: 1 };
}
