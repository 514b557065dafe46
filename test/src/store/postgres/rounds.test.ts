import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Row, Statements } from "../../../../src/store/operations/index.ts";
import type { Answer, Asked } from "../../../../src/store/postgres/ask-many.ts";
import { type Part, performInRounds, Tangle } from "../../../../src/store/postgres/rounds.ts";

/** Answers with what was asked, and keeps what was asked together. */
function listener(answerOf: (asked: Asked) => Row[] = ({ sql }) => [{ said: sql }]) {
  const rounds: string[][] = [];
  const ask = async (asked: readonly Asked[]): Promise<Answer[]> => {
    rounds.push(asked.map(({ sql, values }) => [sql, ...values].join(" ")));
    return asked.map((one) => {
      const rows = answerOf(one);
      return { rows, count: rows.length };
    });
  };
  return { rounds, ask };
}

const part = (perform: (statements: Statements) => Promise<unknown>, alone?: string): Part => ({
  perform,
  ...(alone !== undefined && { alone }),
});
const asking = (...values: number[]): Part =>
  part(async ({ one }) => {
    const answers: unknown[] = [];
    for (const value of values) answers.push((await one("select", value))?.said);
    return answers.length;
  });
const rowOf = ({ values }: Asked): Row[] => values.map((value) => ({ id: value as string }));

describe("calls of one transaction, in rounds", () => {
  it("ask the same together, and answer in their order", async () => {
    const { rounds, ask } = listener();
    assert.deepEqual(await performInRounds(ask, [asking(1, 2), asking(3), asking(4, 5, 6)]), [2, 1, 3]);
    assert.deepEqual(rounds, [["select 1", "select 3", "select 4"], ["select 2", "select 5"], ["select 6"]]);
  });

  it("asks several things of one call together", async () => {
    const { rounds, ask } = listener();
    const both = part(async ({ one }) => Promise.all([one("a", 1), one("a", 2)]));
    await performInRounds(ask, [both, asking(3)]);
    assert.deepEqual(rounds, [["a 1", "a 2"], ["select 3"]]);
  });

  it("are none", async () => assert.deepEqual(await performInRounds(listener().ask, []), []));

  it("wait for one that has locked their row until it has ended, and for no other", async () => {
    const { rounds, ask } = listener(rowOf);
    const locking = (name: string, row: string) =>
      part(async ({ lock, run }) => {
        await lock("select id from journey", row);
        await run("first", name);
        await run("second", name);
      });
    await performInRounds(ask, [locking("a", "J1"), locking("b", "J2"), locking("c", "J1")]);
    assert.deepEqual(rounds, [
      [
        "select id from journey for update J1",
        "select id from journey for update J1",
        "select id from journey for update J2",
      ],
      ["first a", "first b"],
      ["second a", "second b"],
      ["first c"],
      ["second c"],
    ]);
  });

  it("locks in one order, whatever the order of the calls", async () => {
    const { rounds, ask } = listener(rowOf);
    const locking = (row: string) => part(async ({ lock }) => lock("select id from journey", row));
    await performInRounds(ask, [locking("J3"), locking("J1"), locking("J2")]);
    assert.deepEqual(
      rounds[0]?.map((text) => text.slice(-2)),
      ["J1", "J2", "J3"],
    );
  });

  it("lets only one of those with the same word be under way", async () => {
    const { rounds, ask } = listener();
    const one = (name: string, alone?: string) => part(async ({ run }) => run(name), alone);
    await performInRounds(ask, [one("a", "case 1"), one("b", "case 1"), one("c", "case 2"), one("d")]);
    assert.deepEqual(rounds, [["a"], ["c"], ["d"], ["b"]]);
  });

  it("that wait for each other are a tangle", async () => {
    const { ask } = listener(rowOf);
    const crossing = (first: string, second: string) =>
      part(async ({ lock }) => {
        await lock("select id from journey", first);
        await lock("select id from journey", second);
      });
    await assert.rejects(performInRounds(ask, [crossing("J1", "J2"), crossing("J2", "J1")]), Tangle);
  });

  it("ask nothing more after one of them has failed", async () => {
    const { rounds, ask } = listener();
    const failing = part(async ({ one }) => {
      await one("select", 0);
      throw new Error("no journey");
    });
    await assert.rejects(performInRounds(ask, [asking(1, 2), failing, asking(3, 4)]), /no journey/);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(rounds, [["select 1", "select 0", "select 3"]]);
  });

  it("fail with what the database said, and ask nothing more after it", async () => {
    const asked: string[] = [];
    const ask = async (questions: readonly Asked[]): Promise<Answer[]> => {
      asked.push(...questions.map(({ sql }) => sql));
      throw new Error("server");
    };
    const other = part(async ({ one }) => one("other"));
    await assert.rejects(performInRounds(ask, [asking(1, 2), other]), /server/);
    // What is on its way already is turned away by the server.
    assert.deepEqual(asked, ["select", "other"]);
  });

  it("are told what failed, and not what was turned away because of it", async () => {
    const told = (code: string) => Object.assign(new Error(code), { code, severity: "ERROR" });
    const ask = async ([first]: readonly Asked[]): Promise<Answer[]> => {
      throw told(first?.sql === "other" ? "22P02" : "25P02");
    };
    const other = part(async ({ one }) => one("other"));
    await assert.rejects(performInRounds(ask, [asking(1), other]), /22P02/);
  });

  it("send what does not wait for an answer together", async () => {
    const onTheirWay: string[] = [];
    let answer = () => {};
    const both = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const ask = async (questions: readonly Asked[]): Promise<Answer[]> => {
      onTheirWay.push(...questions.map(({ sql }) => sql));
      if (onTheirWay.length === 2) answer();
      await both;
      return questions.map(() => ({ rows: [], count: 0 }));
    };
    const other = part(async ({ one }) => one("other"));
    await performInRounds(ask, [asking(1), other]);
    assert.deepEqual(onTheirWay, ["select", "other"]);
  });
});
