import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { systemClock } from "../../../src/clock.ts";
import { Fault } from "../../../src/contract/index.ts";
import { Engine } from "../../../src/journey/engine.ts";
import { type NodeWork, useHouse } from "../../../src/journey/index.ts";
import type { Store } from "../../../src/store/index.ts";
import { emptyDatabase } from "../../postgres/shared-server.ts";

/** A store whose claims answer what a test wants, and that wakes whoever listens. */
function scripted(claims: (() => Promise<[]>)[]) {
  let wake = () => {};
  let listening = true;
  const asked: (() => void)[] = [];
  const store = {
    claim: ({ kind }: { kind: string }) => {
      if (kind !== "event") return Promise.resolve([]);
      const answer = claims.shift() ?? (() => Promise.resolve([] as []));
      asked.shift()?.();
      return answer();
    },
    nextDue: async () => undefined,
    onWake(listener: () => void) {
      wake = listener;
      return () => {
        listening = false;
      };
    },
  } as unknown as Store;
  const claimed = () => new Promise<void>((resolve) => asked.push(resolve));
  return { store, claimed, wake: () => wake(), listens: () => listening };
}

const away = () => Promise.reject(new Fault("store.unavailable", { place: "p", message: "m" }));
const nothing = () => Promise.resolve([] as []);

describe("an engine on a store that others share", () => {
  const work = (problems: string[]): NodeWork => ({
    campaign: () => ({ id: "c", name: "c", locale: "en", timeZone: "UTC", test: false }),
    emit: async () => "settled",
    problem: (fault) => problems.push(fault.key),
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

  it("claims when it is woken, until it stops", async () => {
    const { store, claimed, wake, listens } = scripted([]);
    const engine = new Engine(store, systemClock, { owner: "me" });
    const first = claimed();
    engine.register("n", work([]));
    await first;
    const second = claimed();
    wake();
    await second;
    engine.stop();
    assert.equal(listens(), false);
  });

  it("tells once of a store that is away, and again when it is away again", async () => {
    const { store, claimed, wake } = scripted([away, away, nothing, away]);
    const engine = new Engine(store, systemClock, { owner: "me" });
    const problems: string[] = [];
    let next = claimed();
    engine.register("n", work(problems));
    for (const told of [1, 1, 1, 2]) {
      await next;
      await turn();
      assert.equal(problems.length, told);
      next = claimed();
      wake();
    }
    engine.stop();
  });
});

describe("a house in a database", () => {
  it("is one for all who name it, with or without the password, and keeps its assets there", async () => {
    const url = await emptyDatabase();
    const bare = new URL(url);
    const password = decodeURIComponent(bare.password);
    bare.password = "";
    const first = useHouse(bare.href, 0, password);
    const second = useHouse(url, 0);
    const house = await first.house;
    try {
      assert.equal(await second.house, house);
      const asset = await house.assets.put(Buffer.from("a map"), "image/png");
      assert.equal(Buffer.from(await house.assets.get(asset)).toString(), "a map");
    } finally {
      first.release();
      second.release();
    }
  });
});
