import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { type Following, followJobs } from "../../nodes/send-print-job/follow-jobs.ts";
import type { Clock } from "../../src/clock.ts";
import { Fault, type JsonObject } from "../../src/contract/index.ts";
import type { JobSeen, PrintWay } from "../../src/print/index.ts";
import { ProviderFault } from "../../src/print/provider/provider-fault.ts";
import { providerWay } from "../../src/print/provider/way.ts";
import { openSqliteStore, type Store } from "../../src/store/index.ts";
import { row } from "../src/store/calls.ts";

const day = 86_400_000;

/** Goes on when it is told to, from one alarm to the next. */
class Turns implements Clock {
  at = 1_000;
  alarm: { at: number; work: () => void } | undefined;
  private heard = new EventEmitter();
  now = () => this.at;
  after(ms: number, work: () => void) {
    const alarm = { at: this.at + ms, work };
    this.alarm = alarm;
    this.heard.emit("set");
    return () => {
      if (this.alarm === alarm) this.alarm = undefined;
    };
  }
  /** What was begun has ended. */
  async rested(): Promise<number> {
    if (this.alarm === undefined) await once(this.heard, "set");
    return this.alarm!.at - this.at;
  }
  async turn(to = 0): Promise<number> {
    await this.rested();
    const { at, work } = this.alarm!;
    this.alarm = undefined;
    this.at = Math.max(at, to);
    work();
    return this.rested();
  }
}

describe("following what was handed over", () => {
  let folder: string;
  let store: Store;
  let clock: Turns;
  let following: Following | undefined;
  let lists: number;
  let looked: string[];
  let needs: (string | undefined)[];
  let seenAs: (name: string) => JobSeen;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-follow-"));
    store = await openSqliteStore(join(folder, "store.sqlite"));
    clock = new Turns();
    [lists, looked, needs] = [0, [], []];
    seenAs = () => ({ state: "waiting" });
  });
  afterEach(async () => {
    following?.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  async function sent(count: number): Promise<void> {
    const all = Array.from({ length: count }, (_, index) => index);
    await Promise.all(
      all.map(async (index) => {
        const [enrolled] = await store.enrol([row(index)]);
        const { journey } = enrolled as { journey: string };
        const id = `send-${index}`;
        const message = { content: { id: "content", channel: "print" } };
        const send = { id, campaign: "c", journey, node: "print", message, at: 5 };
        await store.enqueue({ ...send, history: { kind: "send.queued", node: "print" } });
        await store.follow(id, "print", { name: `letter-${index}` }, 6);
      }),
    );
    const end = { state: "done" as const, at: 20, outcome: { state: "sent" }, next: [], history: [] };
    for (let open = count; open > 0; ) {
      const tasks = await store.claim({
        owner: "o",
        nodes: ["print"],
        kind: "send",
        limit: count,
        now: 10,
        lease: 100,
      });
      assert.notEqual(tasks.length, 0);
      await Promise.all(tasks.map(({ id, version }) => store.finish({ ...end, task: id, version })));
      open -= tasks.length;
    }
  }
  const printer: PrintWay = {
    submit: () => assert.fail("nothing is handed over"),
    lookup: () => assert.fail("nothing is looked up"),
    async look({ name }: JsonObject) {
      looked.push(String(name));
      return seenAs(String(name));
    },
  };
  const provider: PrintWay = { ...printer, lookEvery: { least: 600_000, most: 6 * 3_600_000 } };
  function follow(way: PrintWay): void {
    const listed: Store = {
      ...store,
      followed(...of) {
        lists += 1;
        return store.followed(...of);
      },
    };
    following = followJobs({
      ...{ store: listed, node: "print", way, clock, locale: "en", kept() {} },
      needs: (fault) => needs.push(fault?.key),
    });
  }
  const settler = { by: "Anne", why: "wrong address", at: 50 };
  const words = async (index: number) =>
    (await store.story(`D-${index}`)).flatMap(({ lines }) => lines.map(({ kind }) => kind)).slice(2);
  const said = { host: "h", said: "no" };
  const refused = () => new ProviderFault("print.provider-refused", said, { certainly: true, again: false });
  const away = (after?: number) =>
    new ProviderFault("print.provider-busy", { host: "h" }, { certainly: true, again: true, ...(after && { after }) });

  it("looks at every other letter where one is not answered for", async () => {
    await sent(4);
    seenAs = (name) => {
      if (name === "letter-2") throw refused();
      return { state: "printed" };
    };
    follow(printer);
    await clock.rested();
    assert.deepEqual(looked.sort(), ["letter-0", "letter-1", "letter-2", "letter-3"]);
    assert.deepEqual(needs, ["print.provider-refused"]);
    assert.deepEqual((await store.followed("print", 10)).length, 1);
  });

  it("asks for another letter the next time where a printer breaks off at one", async () => {
    await sent(4);
    const [first] = await store.followed("print", 1);
    const broken = String(first?.reference.name);
    seenAs = (name) => {
      if (name === broken) throw away();
      return { state: "printed" };
    };
    follow(printer);
    assert.deepEqual([await clock.rested(), looked], [5_000, [broken]]);
    await clock.turn();
    assert.equal(new Set(looked).size, 4);
  });

  it("leaves a provider alone for as long as it asks, however often it is woken", async () => {
    await sent(2);
    seenAs = () => {
      throw away(2 * 3_600_000);
    };
    follow(printer);
    assert.equal(await clock.rested(), 2 * 3_600_000);
    following?.wake();
    assert.deepEqual([await clock.rested(), looked.length], [2 * 3_600_000, 1]);
  });

  it("reads the list once for all that wakes it in a moment", async () => {
    await sent(1);
    follow(printer);
    await clock.rested();
    for (let time = 0; time < 50; time += 1) following?.wake();
    assert.deepEqual([await clock.rested(), lists], [1_000, 1]);
    await clock.turn();
    assert.equal(lists, 2);
  });

  it("looks at the letter that something happened to, on whatever page it is", async () => {
    await sent(501);
    follow(provider);
    await clock.rested();
    const [first] = await store.followed("print", 1);
    following?.nudge(first!.task);
    assert.equal(lists, 1);
    await clock.turn();
    await clock.turn();
    assert.deepEqual([lists, looked], [3, [first!.reference.name]]);
    // What is not on the list is forgotten after a whole reading of it.
    following?.nudge("nothing");
    for (let page = 0; page < 4; page += 1) await clock.turn();
    assert.equal(looked.length, 1);
  });

  it("keeps saying what a provider needs for one letter while it looks at others", async () => {
    await sent(2);
    seenAs = (name) =>
      name === "letter-1"
        ? { state: "waiting", needs: new Fault("print.pingen-action-required", { host: "h" }) }
        : { state: "waiting" };
    follow(provider);
    await clock.rested();
    for (const task of ["send-1", "send-0"]) {
      following?.nudge(task);
      await clock.turn();
    }
    assert.deepEqual([looked, needs.at(-1)], [["letter-1", "letter-0"], "print.pingen-action-required"]);
    seenAs = () => ({ state: "waiting" });
    following?.nudge("send-1");
    await clock.turn();
    assert.equal(needs.at(-1), undefined);
  });

  it("does not say too late of a letter that an earlier try has cancelled", async () => {
    await sent(1);
    await store.cancelSends("send-0", settler);
    seenAs = () => ({ state: "cancelled" });
    follow({ ...provider, cancel: async () => "too-late" });
    await clock.rested();
    assert.deepEqual(await words(0), ["send.cancel-asked", "send.cancelled"]);
    assert.deepEqual(await store.followed("print", 1), []);
  });

  it("asks again to cancel where it is not known how the letter is", async () => {
    await sent(1);
    await store.cancelSends("send-0", settler);
    seenAs = () => {
      throw away();
    };
    follow({ ...provider, cancel: async () => "too-late" });
    await clock.rested();
    assert.deepEqual(await words(0), ["send.cancel-asked"]);
    seenAs = () => ({ state: "mailed", more: true });
    await clock.turn(clock.at + 700_000);
    assert.deepEqual(await words(0), ["send.cancel-asked", "send.too-late", "send.mailed"]);
  });

  describe("with a provider that cannot be asked", () => {
    const dumb = (more: object) =>
      providerWay({ ...({ host: "h", keys: 0 } as Parameters<typeof providerWay>[0]), ...more }, clock);

    for (const [end, can] of [
      ["cancelled", { cancel: async () => "cancelled" }],
      ["too-late", {}],
    ] as const)
      it(`answers a wish to cancel: ${end}`, async () => {
        await sent(1);
        await store.follow("send-0", "print", { key: "send-0", at: 6, name: "letter-0" }, 6);
        await store.cancelSends("send-0", settler);
        follow(dumb(can));
        await clock.rested();
        assert.deepEqual(await words(0), ["send.cancel-asked", `send.${end}`]);
      });

    it("forgets a letter after a month, which is no news", async () => {
      await sent(1);
      follow(dumb({}));
      await clock.rested();
      await clock.turn(31 * day);
      assert.deepEqual([await store.followed("print", 1), await words(0)], [[], []]);
    });
  });
});
