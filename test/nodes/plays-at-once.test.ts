import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { PlayAnswer } from "../../nodes/journey-sidebar/play/desk.ts";
import type { Played } from "../../nodes/journey-sidebar/play/play.ts";
import { playsAtOnce } from "../../nodes/journey-sidebar/play/plays-at-once.ts";
import type { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";

let count = 0;

/** A play that goes on until it is ended. */
function longPlay(user: string): Played & { end(): void; why?: string; removed: boolean } {
  count += 1;
  let state: PlayAnswer["state"] = "playing";
  const over = Promise.withResolvers<void>();
  const play = {
    ...{ id: `play-${count}`, user, removed: false, over: over.promise },
    why: undefined as string | undefined,
    answer: () => ({ state }) as PlayAnswer,
    file: async () => undefined,
    end() {
      state = "ended";
      over.resolve();
    },
    async stop(why: string) {
      if (state !== "playing") return;
      play.why = why;
      state = "stopped";
      over.resolve();
    },
    async remove() {
      play.removed = true;
    },
  };
  return play;
}

const faultOf = (work: Promise<unknown>): Promise<Fault> =>
  work.then(
    () => assert.fail("nothing was refused"),
    (fault: Fault) => fault,
  );
const atOnce = () => playsAtOnce(async () => {});
const users = ["Anne", "Béa", "Carl", "Dina", "Emil"];

describe("plays at the same time", () => {
  const refused: [what: string, running: string[], user: string, english: RegExp, french: RegExp][] = [
    [
      "a second one of a user",
      ["Anne"],
      "Anne",
      /A play of yours is running.*stop it/,
      /Un de vos essais est en cours/,
    ],
    ["a sixth one in all", users, "Fay", /^5 plays are running, which is the most/, /^5 essais sont en cours/],
  ];
  for (const [what, running, user, english, french] of refused)
    it(`${what} is refused in words, and begins when one is over`, async () => {
      const plays = atOnce();
      const all = running.map(longPlay);
      for (const [index, one] of running.entries()) await plays.begin(one, async () => all[index]!);
      const fault = await faultOf(plays.begin(user, async () => longPlay(user)));
      assert.match(sentence(fault.key, fault.data, "en"), english);
      assert.match(sentence(fault.key, fault.data, "fr"), french);
      all[0]!.end();
      assert.equal((await plays.begin(user, async () => longPlay(user))).user, user);
    });

  it("a place is taken while a play is set up, and free again where that fails", async () => {
    const plays = atOnce();
    const setUp = Promise.withResolvers<Played>();
    const first = plays.begin("Anne", () => setUp.promise);
    assert.equal((await faultOf(plays.begin("Anne", async () => longPlay("Anne")))).key, "play.running");
    setUp.reject(new Error("no store"));
    await assert.rejects(first, /no store/);
    assert.equal((await plays.begin("Anne", async () => longPlay("Anne"))).user, "Anne");
  });

  it("only the last of those that are over can be looked at", async () => {
    const plays = atOnce();
    const all = Array.from({ length: 22 }, () => longPlay("Anne"));
    for (const one of all) {
      await plays.begin("Anne", async () => one);
      one.end();
    }
    assert.deepEqual(
      all.map(({ id, removed }) => [plays.find(id) !== undefined, removed]),
      all.map((_, index) => [index > 0, index === 0]),
    );
  });
});

describe("a deploy", () => {
  it("ends all plays that run", async () => {
    const plays = atOnce();
    const play = longPlay("Anne");
    await plays.begin("Anne", async () => play);
    plays.flowsStop();
    assert.equal(play.why, "play.redeployed");
  });

  it("that begins while a play is set up ends it as well", async () => {
    const plays = atOnce();
    const play = longPlay("Anne");
    const setUp = Promise.withResolvers<Played>();
    let told: AbortSignal | undefined;
    const begun = plays.begin("Anne", (redeployed) => {
      told = redeployed;
      return setUp.promise;
    });
    await new Promise((resolve) => setImmediate(resolve));
    plays.flowsStop();
    assert.equal(told?.aborted, true);
    setUp.resolve(play);
    await begun;
    assert.equal(play.why, "play.redeployed");
  });

  it("that is over before the play is set up does nothing to it", async () => {
    const started = Promise.withResolvers<void>();
    const plays = playsAtOnce(() => started.promise);
    const play = longPlay("Anne");
    const begun = plays.begin("Anne", async () => play);
    plays.flowsStop();
    started.resolve();
    await begun;
    assert.equal(play.why, undefined);
  });
});
