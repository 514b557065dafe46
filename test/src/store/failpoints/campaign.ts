import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../../../src/clock.ts";
import { Engine } from "../../../../src/journey/engine.ts";
import type { NodeWork, Performer } from "../../../../src/journey/index.ts";
import type { Store } from "../../../../src/store/index.ts";

/** One recipient of one campaign, played by the real engine until the story's end, however often it is begun again. */

export interface Run {
  store: Store;
  folder: string;
  /** The wait ends by the advertiser's call, by its deadline, by a person, or by what the recipient answers on their page. */
  way: "call" | "deadline" | "answer" | "page";
  recovery: Performer["recovery"];
  /** The carrier breaks off once, and a person says that it was sent. */
  breaksOff?: boolean;
  failpoint?(name: string): void;
}

const part = { id: "c", name: "c", locale: "en", timeZone: "UTC", test: false };
const ends = ["send.sent", "send.unknown", "resolved.sent"];

/** What is written by those outside: what the advertiser, the person or the visitor was told, what the carrier was given. */
export function outside(folder: string, file: "told" | "carrier"): string[] {
  const path = join(folder, file);
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
}

export const kindsOf = async (store: Store) => (await store.story("D-1"))[0]?.lines.map(({ kind }) => kind) ?? [];

async function until<Answer>(look: () => Promise<Answer | undefined>): Promise<Answer> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function play({ store, folder, way, recovery, breaksOff, failpoint }: Run): Promise<void> {
  const write = (file: "told" | "carrier", line: string) => appendFileSync(join(folder, file), `${line}\n`);
  const engine = new Engine(store, systemClock, { owner: `${process.pid}`, chance: () => 0 });
  const whose = (message: Record<string, unknown>) => message.journey as { id: string; task: string };
  const node = (
    emit: (message: Record<string, unknown>) => Promise<unknown>,
    change: Partial<NodeWork> = {},
  ): NodeWork => ({
    campaign: () => part,
    emit: async (message) => {
      await emit(message);
      return "settled";
    },
    problem() {},
    ...change,
  });
  async function hold(message: Record<string, unknown>): Promise<void> {
    const { id: journey, task } = whose(message);
    const at = Date.now();
    const steps = way === "deadline" ? [{ at: at + 1, output: "too-late" as const }] : [];
    const plan = { webhooks: way === "page" ? ["page"] : [], steps, late: "refuse" as const };
    const page = {
      id: `page/${journey}`,
      campaign: "c",
      journey,
      root: task,
      node: "page",
      token: "token",
      message: {},
      at,
    };
    if (way === "page") await store.publish({ ...page, expires: at + 1e9 });
    const state = await store.hold({
      id: `wait/${task}`,
      campaign: "c",
      journey,
      root: task,
      node: "wait",
      message: {},
      plan,
      at,
    });
    if (state === "released") engine.wake();
    engine.held(steps[0]?.at);
  }
  async function letter(message: Record<string, unknown>): Promise<void> {
    const { id: journey, task } = whose(message);
    const history = { kind: "send.queued" };
    const at = Date.now();
    await store.enqueue({
      id: `send/${task}`,
      campaign: "c",
      journey,
      root: task,
      node: "print",
      message: {},
      at,
      history,
    });
    engine.wake();
  }
  const performer: Performer = {
    channel: "print",
    recovery,
    async perform({ id }) {
      failpoint?.("before carrier");
      write("carrier", id);
      failpoint?.("after carrier");
      if (breaksOff) throw new Error("socket hang up");
      return { state: "sent", reference: id };
    },
    async lookup({ id }) {
      return outside(folder, "carrier").includes(id) ? { state: "sent", reference: id } : { state: "never-seen" };
    },
  };
  const leaves = [
    engine.register("audience", node(hold)),
    engine.register(
      "page",
      node(async () => {}),
    ),
    engine.register("wait", node(letter, { wait: { webhooks: [], keepEarly: 1000 } })),
    engine.register(
      "print",
      node(async () => {}, { performer }),
    ),
  ];
  const recipient = { id: "R-1" };
  await store.enrol([{ campaign: "c", node: "audience", recipient, caseKey: "D-1", test: false, at: Date.now() }]);
  engine.wake();
  await until(async () => (await kindsOf(store)).find((kind) => kind === "wait.started"));
  await decide({ store, way, told: outside(folder, "told"), write });
  engine.wake();
  await until(async () => (await kindsOf(store)).find((kind) => ends.includes(kind)));
  if (breaksOff) await settle(store);
  engine.stop();
  await Promise.all(leaves.map((leave) => leave()));
  // What the engine has begun is on disk with this.
  await until(async () => (engine.holding === 0 ? true : undefined));
}

const anne = () => ({ by: "Anne", why: "seen in the file", at: Date.now() });

/** Who visits a page answers until the page says that it has the answer. */
async function visit(store: Store): Promise<string> {
  const at = Date.now();
  await store.visited("token", at, false);
  const said = { data: { answer: "yes" }, recipient: {}, form: { answer: "yes" }, again: false, type: "page" };
  return store.responded({ token: "token", id: "form", ...said, at });
}

/** The advertiser calls until it has an answer; a person looks before answering again. */
async function decide({
  store,
  way,
  told,
  write,
}: Pick<Run, "store" | "way"> & { told: string[]; write(file: "told", line: string): void }): Promise<void> {
  if (way === "deadline" || told.length > 0) return;
  if (way === "answer") {
    if ((await store.waiting("wait")).count > 0) await store.answer("D-1", { decision: "accepted" }, anne());
    write("told", "answered");
    return;
  }
  if (way === "page") return write("told", await visit(store));
  const { receipt } = await store.accept({
    campaign: "c",
    node: "webhook",
    endpoint: "e",
    eventId: "msg_1",
    idProven: true,
    eventType: "decision",
    bodyHash: "hash",
    caseKey: "D-1",
    data: { decision: "accepted" },
    recipient: {},
    test: false,
    statusToken: "token",
    mode: "release",
    at: Date.now(),
  });
  write("told", receipt);
}

async function settle(store: Store): Promise<void> {
  const [item] = await store.attention(1);
  if (item?.kind === "unknown") await store.resolve(item.id, "sent", anne());
}
