import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "mocha";
import type { NodeAPI } from "node-red";
import register from "../../nodes/decision-switch/decision-switch.ts";
import { flowOf, nodeRed } from "./helper.ts";

const core = createRequire(import.meta.url)("@node-red/nodes/core/function/10-switch.js") as (RED: NodeAPI) => void;

const ours = [
  ["accepted", "text", "is", "accepted", ["accepté"]],
  ["one", "text", "is", "1", []],
  ["yes", "boolean", "true", "", []],
  ["small", "number", "less", "10", []],
].map(([label, type, operator, value, synonyms]) => ({ label, type, operator, value, synonyms }));
const theirs = [
  { t: "eq", v: "accepted", vt: "str" },
  { t: "eq", v: "1", vt: "str" },
  { t: "true" },
  { t: "lt", v: "10", vt: "num" },
];
const labels = ["accepted", "one", "yes", "small", "other"];

/** Where a marketer would have it go, and where Node-RED's own switch sends it with the same rules; `nowhere`: it is gone. */
const values: { value: unknown; ours: string; theirs: string }[] = [
  { value: "accepted", ours: "accepted", theirs: "accepted" },
  { value: "Accepted", ours: "accepted", theirs: "nowhere" },
  { value: "accepted ", ours: "accepted", theirs: "nowhere" },
  { value: "ACCEPTÉ", ours: "accepted", theirs: "nowhere" },
  { value: undefined, ours: "other", theirs: "nowhere" },
  { value: {}, ours: "other", theirs: "nowhere" },
  { value: "who knows", ours: "other", theirs: "nowhere" },
  { value: true, ours: "yes", theirs: "one" },
  { value: "true", ours: "yes", theirs: "nowhere" },
  { value: null, ours: "other", theirs: "small" },
  { value: "", ours: "other", theirs: "small" },
  { value: "  ", ours: "other", theirs: "small" },
  { value: false, ours: "other", theirs: "small" },
  { value: [], ours: "other", theirs: "small" },
  { value: [5], ours: "other", theirs: "small" },
  { value: ["accepted"], ours: "other", theirs: "accepted" },
  { value: "0x5", ours: "other", theirs: "small" },
  { value: "5", ours: "small", theirs: "small" },
  { value: 5, ours: "small", theirs: "small" },
  { value: 1, ours: "one", theirs: "one" },
  { value: 10, ours: "other", theirs: "nowhere" },
];

describe("the decision switch beside Node-RED’s own", () => {
  const red = nodeRed(register, core);

  for (const { value, ours: here, theirs: there } of values)
    it(`${JSON.stringify(value)} goes to “${here}”, where the other sends it ${there === "nowhere" ? there : `to “${there}”`}`, async () => {
      const ports = theirs.map((_rule, index) => [`core ${index}`]);
      const beside = {
        id: "core",
        type: "switch",
        property: "payload",
        propertyType: "msg",
        rules: theirs,
        checkall: "false",
      };
      const place = { z: "tab", x: 0, y: 0 };
      await red.load([
        ...flowOf({ type: "decision-switch", property: "payload", rules: ours }, 5),
        { ...beside, ...place, outputs: theirs.length, repair: false, wires: ports },
        ...ports.flat().map((id) => ({ id, type: "collector", ...place, wires: [] })),
      ]);
      red.receive({ payload: value });
      await red.first(labels.indexOf(here));
      assert.deepEqual(
        labels.map((_label, port) => red.at(port).length),
        labels.map((label) => Number(label === here)),
      );
      // It works through its messages in their order: behind the second, the first has gone where it goes.
      red.node("core").receive({ payload: value } as never);
      red.node("core").receive({ payload: "accepted", topic: "behind" } as never);
      const gone = await red.until(() => {
        const all = theirs.map((_rule, port) => red.at(`core ${port}`));
        return all[0]?.some(({ topic }) => topic === "behind") && all;
      }, "the second message");
      assert.deepEqual(
        gone.map((messages) => messages.filter(({ topic }) => topic !== "behind").length),
        theirs.map((_rule, port) => Number(labels[port] === there)),
      );
    });
});
