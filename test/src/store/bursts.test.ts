import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { after, before, describe, it } from "mocha";
import {
  openPostgresStore,
  openSqliteStore,
  type SendRequest,
  type Store,
  type Task,
} from "../../../src/store/index.ts";
import { emptyDatabase } from "../../postgres/shared-server.ts";
import { long } from "../../size.ts";
import { event, rows } from "./calls.ts";

const cases = 6;
const steps = ["accepted", "refused", "released", "exit", "hold", "queue", "finish", "print"] as const;
const onPages = ["show", "visit", "look", "answer", "opt out", "revoke"] as const;
type Step = (typeof steps)[number] | (typeof onPages)[number] | "none";
/** For each case what is done to it at the same moment. */
const bursts = fc.array(
  fc.array(fc.oneof(fc.constantFrom<Step>(...steps, ...onPages), fc.constant<Step>("none")), {
    minLength: cases,
    maxLength: cases,
  }),
  { minLength: 2, maxLength: 8 },
);

/** A store and what is claimed of it. */
class World {
  private readonly store: Store;
  private readonly campaign: string;
  private readonly held = new Map<string, { event?: Task; send?: Task }>();
  private at = 100;
  private count = 0;

  constructor(store: Store, campaign: string) {
    this.store = store;
    this.campaign = campaign;
  }

  /** What each case is answered, without ids that are made by chance. */
  async burst(list: readonly Step[], together: boolean): Promise<unknown[]> {
    this.at += 10;
    const calls = list.map((step, index) => () => this.act(step, `D-${index}`));
    const answers: unknown[] = [];
    if (together) answers.push(...(await Promise.all(calls.map((call) => call()))));
    else for (const call of calls) answers.push(await call());
    for (const kind of ["event", "send"] as const)
      for (const task of await this.store.claim({
        owner: "o",
        nodes: ["audience", "webhook", "wait", "print", "page"],
        kind,
        limit: 100,
        now: this.at,
        lease: 1_000_000,
      }))
        this.held.set(task.journey.caseKey ?? "", { ...this.held.get(task.journey.caseKey ?? ""), [kind]: task });
    return answers;
  }

  private act(step: Step, caseKey: string): Promise<unknown> {
    const { store, at } = this;
    const { event: task, send } = this.held.get(caseKey) ?? {};
    this.count += 1;
    const id = `${this.campaign}-${caseKey}-${this.count}`;
    const message = { text: "x" };
    const call = { campaign: this.campaign, caseKey, eventId: id, bodyHash: id, at, conflict: "last" as const };
    const root = task && { campaign: this.campaign, journey: task.journey.id, root: task.id, message, at };
    const end = { at, next: [], history: [{ kind: "told", data: { step } }] };
    const receipt = ({ receipt, reason }: { receipt: string; reason?: string }) => [receipt, reason];
    if (step === "accepted" || step === "refused")
      return store.accept(event(0, { ...call, data: { decision: step } })).then(receipt);
    if (step === "released")
      return store
        .accept(event(0, { ...call, mode: "release", early: { until: at + 1_000, anyCase: false } }))
        .then(receipt);
    if (step === "exit") return store.accept(event(0, { ...call, endpoint: "exit", mode: "exit" })).then(receipt);
    if (step === "hold" && root)
      return store.hold({
        ...root,
        id,
        node: "wait",
        plan: { webhooks: ["webhook", "page"], steps: [], late: "refuse" },
      });
    if (step === "queue" && root)
      return store.enqueue({
        ...root,
        id,
        node: "print",
        history: { kind: "send.queued", data: { channel: "print" } },
      });
    if (step === "finish" && task) return store.finish({ ...end, task: task.id, version: task.version, state: "done" });
    if (step === "print" && send) {
      const next = [{ id: `${id}-after`, node: "print", output: 0, message }];
      return store.finish({ ...end, task: send.id, version: send.version, state: "done", next });
    }
    return this.onPage(step, { caseKey, id, root });
  }

  private onPage(
    step: Step,
    { caseKey, id, root }: { caseKey: string; id: string; root?: Omit<SendRequest, "id" | "node" | "history"> },
  ): Promise<unknown> {
    const { store, at, campaign } = this;
    const token = `${campaign} ${caseKey}`;
    const answer = { data: { said: at % 3 }, form: { said: at % 3 }, recipient: { attributes: { said: at } } };
    if (step === "show" && root)
      return store.publish({
        ...root,
        root: root.root ?? "",
        id: `page ${token}`,
        node: "page",
        token,
        expires: at + 50,
      });
    if (step === "visit" || step === "look") return store.visited(token, at, step === "look");
    if (step === "answer") return store.responded({ ...answer, token, id, again: at % 20 === 0, type: "page", at });
    if (step === "opt out") return store.pageOptOut({ token, channels: ["email", "sms"], at });
    if (step === "revoke") return store.revokePages({ campaign, recipient: caseKey.replace("D", "R") }, at);
    return Promise.resolve("nothing");
  }

  /** The histories of all cases, and how many wait. */
  async stories(): Promise<unknown> {
    const lines = [];
    for (let index = 0; index < cases; index += 1)
      for (const story of await this.store.story(`D-${index}`, this.campaign))
        lines.push(story.lines.map(({ at, kind, node, data }) => ({ at, kind, node, data })));
    const pages = [];
    for (let index = 0; index < cases; index += 1)
      pages.push(await this.store.page(`${this.campaign} D-${index}`, this.at));
    const shown = pages.map((page) => page && { ...page, journey: "" });
    return { lines, shown, waiting: await this.store.waiting("wait"), tally: await this.store.tally() };
  }
}

describe("what is done to many cases at the same moment", function () {
  this.timeout(120_000);
  let folder: string;
  let file: Store;
  let database: Store;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-bursts-"));
    file = await openSqliteStore(join(folder, "store.sqlite"));
    // All of a burst in one transaction.
    ({ store: database } = await openPostgresStore(await emptyDatabase(), { lanes: 1 }));
  });
  after(async () => {
    await Promise.all([file.close(), database.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  it("is what is done to one after the other, whatever keeps them", async () => {
    let campaigns = 0;
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(bursts, async (list) => {
        campaigns += 1;
        const campaign = `c${campaigns}`;
        const [alone, many] = [new World(file, campaign), new World(database, campaign)];
        for (const store of [file, database]) await store.enrol(rows(cases).map((row) => ({ ...row, campaign })));
        for (const burst of list) {
          const each = await alone.burst(burst, false);
          assert.deepEqual(await many.burst(burst, true), each);
          answered += each.filter((answer) => answer !== "nothing").length;
        }
        assert.deepEqual(await many.stories(), await alone.stories());
      }),
      { numRuns: long(30, 3_000) },
    );
    assert.ok(answered > 50);
  });
});
