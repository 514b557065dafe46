import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Node } from "node-red";
import { givenBy, goesBy, isHarmless } from "../../nodes/shared/play-nodes.ts";
import { reaches } from "../../nodes/shared/play-way.ts";
import { asPlay, beginPlay, newPlayId, type Playing, playAround } from "../../nodes/shared/plays.ts";
import { Story } from "../../src/play/index.ts";

function playing(...journeys: string[]): Playing {
  const story = new Story(
    { now: () => 0 },
    (node) => node,
    () => {},
  );
  const rest = { house: {} as Playing["house"], language: "en", answers: {}, keep: async () => "" };
  return { id: newPlayId(), story, journeys: new Set(journeys), over: false, ...rest };
}

describe("what a message is part of", () => {
  const mine = playing("J-1");
  const messages: { name: string; msg: unknown; during: unknown; after: unknown }[] = [
    { name: "marked", msg: { journey: { id: "J-1", play: mine.id } }, during: mine, after: "over" },
    { name: "known by its journey alone", msg: { journey: { id: "J-1" } }, during: mine, after: "over" },
    { name: "without any mark", msg: { payload: 1 }, during: mine, after: "over" },
    {
      name: "of a real journey that is sent on meanwhile",
      msg: { journey: { id: "J-2" } },
      during: undefined,
      after: undefined,
    },
    {
      name: "marked by something that is no play",
      msg: { journey: { id: "J-2", play: "hide" } },
      during: undefined,
      after: undefined,
    },
  ];
  for (const { name, msg, during, after } of messages)
    it(`${name}, while the play goes on and when it is over`, () => {
      mine.over = false;
      const end = beginPlay(mine);
      assert.equal(
        asPlay(mine, () => playAround(msg)),
        during,
      );
      end();
      assert.equal(
        asPlay(mine, () => playAround(msg)),
        after,
      );
    });

  it("a node that cannot send a message on is told of in the story, and ends nothing", async () => {
    const play = playing("J-3");
    const end = beginPlay(play);
    const node = {
      ...{ id: "later", type: "delay" },
      send() {
        throw new Error("cannot be copied");
      },
    } as unknown as Node;
    const msg = { _msgid: "1", journey: { id: "J-3" } };
    assert.equal(reaches({ msg, destination: { id: "later", node } }), false);
    await new Promise((resolve) => setImmediate(resolve));
    end();
    assert.deepEqual(
      play.story.steps.map(({ kind, says }) => [kind, says]),
      [
        ["passed", undefined],
        ["failed", "cannot be copied"],
      ],
    );
  });
});

describe("nodes that a play goes by", () => {
  const nodes: [Parameters<typeof goesBy>[0], boolean][] = [
    [{ type: "delay" }, true],
    [{ type: "join", mode: "custom" }, true],
    [{ type: "join", mode: "auto" }, false],
    [{ type: "split" }, false],
    [{ type: "split", stream: true }, true],
    [{ type: "csv", hdrout: "all" }, false],
    [{ type: "csv", hdrout: "once" }, true],
  ];
  for (const [node, by] of nodes) it(JSON.stringify(node), () => assert.equal(goesBy(node), by));
});

describe("function nodes in a play", () => {
  const given = givenBy({ mailer: { send() {} }, os: new Map(), rates: { eur: [1, 2] }, greet: () => "", name: "x" });
  it("what is given to all of them beside data is known by its name", () => {
    assert.deepEqual(given, ["mailer", "os", "greet"]);
    assert.deepEqual(givenBy(undefined), []);
  });
  const texts: [func: string, reached: boolean][] = [
    ["msg.payload = 1; return msg;", true],
    ["global.set('count', global.get('count') + 1);", true],
    ["const rates = global.get('rates');", true],
    ["global.get('mailer').send(msg);", false],
    ["// the mailer sends it\nreturn msg;", true],
  ];
  for (const [func, reached] of texts)
    it(`${reached ? "reached" : "kept out"}: ${func.replace(/\n/g, " ")}`, () =>
      assert.equal(isHarmless({ type: "function", libs: [], func }, given), reached));
});
