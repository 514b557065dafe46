import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Node } from "node-red";
import { handleInput, type Message } from "../../nodes/shared/handle-input.ts";
import { inWords } from "../../nodes/shared/in-words.ts";
import { Fault } from "../../src/contract/index.ts";

type Listener = (message: Message, send: (message: unknown) => void, done: (error?: Error) => void) => void;
type Work = Parameters<typeof handleInput>[1];

/** Gives one message to a handler; resolves a turn after its `done`, so that a second one would be seen. */
async function play(message: object, work: Work, failed?: Parameters<typeof handleInput>[2]) {
  let listener: Listener | undefined;
  const statuses: unknown[] = [];
  const node = {
    on(_: "input", heard: Listener) {
      listener = heard;
    },
    status: (status: unknown) => statuses.push(status),
  } as unknown as Node;
  handleInput(node, work, failed);
  const sent: unknown[] = [];
  const done: (Error | undefined)[] = [];
  await new Promise<void>((resolve) => {
    const end = (error?: Error) => {
      done.push(error);
      setImmediate(resolve);
    };
    listener?.(message as Message, (one) => sent.push(one), end);
  });
  return { statuses, sent, done, parameters: listener?.length };
}

const missing = () => new Fault("campaign.missing");
const french = "Aucune campagne n’est choisie. Ouvrez le nœud et choisissez-en une.";
const english = "No campaign is chosen. Open the node and choose one.";
const large = () => new Fault("message.too-large", { limit: 2_000_000 });

const wellDone: { name: string; work: Work; sent: unknown[] }[] = [
  { name: "work that ends at once", work: () => {}, sent: [] },
  { name: "work that sends and ends at once", work: (message, send) => send(message), sent: [{ topic: "t" }] },
  {
    name: "work that ends later",
    work: async (message, send) => {
      await null;
      send([null, message]);
    },
    sent: [[null, { topic: "t" }]],
  },
];

const faults: { name: string; campaign?: object; thrown: unknown; says: string | RegExp }[] = [
  { name: "a fault, in English", campaign: { locale: "en-GB" }, thrown: missing(), says: english },
  { name: "a fault, in French", campaign: { locale: "fr" }, thrown: missing(), says: french },
  { name: "a fault, in the French of Canada", campaign: { locale: "fr-CA" }, thrown: missing(), says: french },
  { name: "a fault of no campaign", thrown: missing(), says: english },
  { name: "a fault with a number", campaign: { locale: "fr" }, thrown: large(), says: /2\s000\s000 octets/ },
  {
    name: "an error of somebody else",
    campaign: { locale: "fr" },
    thrown: new TypeError("not ours"),
    says: "not ours",
  },
  { name: "something that is no error", thrown: "plain", says: "plain" },
];

describe("the way of a message into a node", () => {
  for (const { name, work, sent } of wellDone)
    it(`says done once after ${name}`, async () => {
      const played = await play({ topic: "t" }, work);
      assert.deepEqual(played, { statuses: [], sent, done: [undefined], parameters: 3 });
    });

  for (const { name, campaign, thrown, says } of faults)
    for (const when of ["at once", "later"])
      it(`says done once with ${name}, thrown ${when}`, async () => {
        const told: unknown[] = [];
        const message = { topic: "t", ...(campaign !== undefined && { campaign }) };
        const work: Work = () => {
          if (when === "later") return Promise.reject(thrown);
          throw thrown;
        };
        const { done, statuses, sent } = await play(message, work, (...heard) => told.push(heard));
        assert.equal(done.length, 1);
        const [error] = done;
        assert.ok(error instanceof Error && error.cause === thrown);
        if (typeof says === "string") assert.equal(error.message, says);
        else assert.match(error.message, says);
        assert.deepEqual([statuses, sent], [[{ fill: "red", shape: "dot", text: "status.error" }], []]);
        assert.deepEqual(told, [[message, thrown]]);
      });

  it("keeps what was sent before the fault", async () => {
    const { sent, done } = await play({ topic: "t" }, (message, send) => {
      send(message);
      throw missing();
    });
    assert.deepEqual([sent, done.length, done[0]?.message], [[{ topic: "t" }], 1, english]);
  });

  it("never tells data that a sentence does not ask for", () => {
    assert.equal(inWords(new Fault("campaign.missing", { secret: "whsec_x" }), "en"), english);
  });
});
