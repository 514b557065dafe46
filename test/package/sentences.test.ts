import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { allKeys, keysAsked } from "../../nodes/build-sentences.ts";
import { types } from "./definitions.ts";

const keys = ["wait.country", "wait.country.region", "wait.amount", "map.unknown", "decision.yes.is", "decision.no.is"];
const built = (type: string) => readFileSync(new URL(`../../dist/nodes/${type}/${type}.html`, import.meta.url), "utf8");

/** What is filled in, as a script has it. */
const hole = (name: string) => `\${${name}}`;

describe("sentences of the forms", () => {
  const cases: [what: string, script: string, asked: string[]][] = [
    [
      "a key, and its sentences for single reasons",
      'new Fault("wait.country")',
      ["wait.country", "wait.country.region"],
    ],
    [
      "a key that is put together",
      `sentence(\`decision.${hole("yes")}.${hole("operator")}\`)`,
      ["decision.yes.is", "decision.no.is"],
    ],
    ["one that is put together of its end alone", `new Fault(\`map.unk${hole("what")}\`)`, ["map.unknown"]],
    [
      "an area that stands apart",
      `const area = "decision.yes"; new Fault(\`${hole("area")}.is\`)`,
      ["decision.yes.is"],
    ],
    ["a word that is no key asks for nothing", 'const area = "wait"; $("#map.unknown")', []],
  ];
  for (const [what, script, asked] of cases) {
    it(what, () => {
      assert.deepEqual([...keysAsked(script, keys)].sort(), [...asked].sort());
    });
  }

  // What a form says of its own: of rules, of expressions that Node-RED judged, of calls, of samples, of accounts.
  const said: Record<string, string[]> = {
    "decision-switch": ["decision.expression-row", "decision.expression-slow", "decision.yes.is"],
    "inbound-webhook": ["webhook.authentication.jwt-key-form", "webhook.receipt.accepted", "webhook.import.many"],
    "call-service": ["service.address", "webhook.import.many"],
    "wait-for-decision": ["wait.country", "wait.reminder-amount"],
  };
  for (const [type, wanted] of Object.entries(said)) {
    it(`${type} can say what it finds, in both languages`, () => {
      const form = built(type);
      for (const key of wanted) {
        assert.ok(allKeys.includes(key), key);
        // As a key of a catalogue, quoted or not, with its sentence behind it.
        assert.equal(form.match(new RegExp(`"${key.replaceAll(".", "\\.")}": ["\`]`, "g"))?.length, 2, key);
      }
    });
  }

  it("no form carries the sentences of others", () => {
    for (const type of types) assert.ok(!built(type).includes('"ipp.'), type);
    const bytes = types.reduce((sum, type) => sum + Buffer.byteLength(built(type)), 0);
    assert.ok(bytes < 2_200_000, `${bytes} bytes of forms`);
  });
});
