import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { funnelOf, type SavedNode } from "../../../src/desk/index.ts";

const types: Readonly<Record<string, string>> = {
  A: "audience",
  H: "inbound-webhook",
  W: "wait-for-decision",
  S: "decision-switch",
  M: "route-map",
  R: "render-message",
  P: "send-print-job",
  E: "send-email",
  T: "send-sms",
  G: "personal-page",
  f: "function",
  s: "switch",
  i: "link in",
  o: "link out",
  c: "link call",
  d: "debug",
};

/**
 * `A1 > W1 > S1 | R1, R2`: the kind of a node is its first letter; `>` is its first output, `|` parts outputs, `,` targets of
 * one output, `-` nothing. Each line tells of one node. Behind `:` stand properties as JSON.
 */
function drawn(lines: readonly string[], more: SavedNode[] = []): SavedNode[] {
  const nodes = lines.map((line, y): SavedNode => {
    const [wiring = "", properties = "{}"] = line.split(" : ");
    const [id = "", outputs = ""] = wiring.split(" > ");
    const wires = outputs
      .split("|")
      .map((targets) => targets.split(",").map((one) => one.trim()))
      .map((targets) => targets.filter((one) => one !== "" && one !== "-"));
    const type = types[id[0] ?? ""] ?? "";
    const owner = /^[A-Z]/.test(id) && !"SMR".includes(id[0] ?? "") ? { campaign: "c" } : {};
    return { id, type, z: "tab", y, wires, ...owner, ...(JSON.parse(properties) as object) };
  });
  return [{ id: "tab", type: "tab" }, { id: "c", type: "campaign" }, ...nodes, ...more];
}

/** One row a line, two spaces a step deeper; `#1` is the second output of the node above. */
const shown = (flow: readonly SavedNode[]) =>
  funnelOf(flow, "c").map(
    (row) => `${"  ".repeat(row.depth)}${row.kind === "node" ? row.id : `${row.from}#${row.port}`}`,
  );

const subflow = {
  id: "sub",
  type: "subflow",
  in: [{ wires: [{ id: "R9" }] }],
  out: [{ wires: [{ id: "R9", port: 0 }] }],
};
const inSubflow = { id: "R9", type: "render-message", z: "sub", wires: [[], []] };

const cases: [what: string, flow: SavedNode[], rows: string[]][] = [
  ["a chain is a list", drawn(["A1 > W1", "W1 > R1", "R1 > P1", "P1"]), ["A1", "W1", "R1", "P1"]],
  [
    "the order is that of the wires, not of the flow",
    drawn(["P1", "R1 > P1", "W1 > R1", "A1 > W1"]),
    ["A1", "W1", "R1", "P1"],
  ],
  ["nodes of others are passed", drawn(["A1 > f1", "f1 > d1, W1", "d1", "W1"]), ["A1", "W1"]],
  ["what leads nowhere is not followed", drawn(["A1 > f1, f2", "f1 > f2", "f2 > d1", "d1"]), ["A1"]],
  [
    "branches stand under their outputs, in the order of these",
    drawn(["A1 > S1", "S1 > R1 | R2 | -", "R1 > P1", "P1", "R2 > E1", "E1"]),
    ["A1", "S1", "  S1#0", "  R1", "  P1", "  S1#1", "  R2", "  E1"],
  ],
  [
    "where branches meet stands behind them",
    drawn(["A1 > S1", "S1 > R1 | R2", "R1 > P1", "R2 > P1", "P1 > E1", "E1"]),
    ["A1", "S1", "  S1#0", "  R1", "  S1#1", "  R2", "P1", "E1"],
  ],
  [
    "an output that leads straight to where branches meet has nothing to name",
    drawn(["A1 > S1", "S1 > R1 | P1", "R1 > P1", "P1"]),
    ["A1", "S1", "  S1#0", "  R1", "P1"],
  ],
  [
    "the one way on is named where it is not the usual one",
    drawn(["A1 > W1", "W1 > - | - | R1", "R1 > P1", "P1"]),
    ["A1", "W1", "  W1#2", "  R1", "  P1"],
  ],
  [
    "branches in branches",
    drawn(["A1 > W1", "W1 > S1 | R3", "S1 > R1 | R2", "R1 > P1", "R2 > P1", "P1", "R3 > E1", "E1"]),
    ["A1", "W1", "  W1#0", "  S1", "    S1#0", "    R1", "    S1#1", "    R2", "  P1", "  W1#1", "  R3", "  E1"],
  ],
  [
    "a switch of Node-RED is shown where it parts the story",
    drawn(["A1 > s1", "s1 > E1 | T1", "E1", "T1"]),
    ["A1", "s1", "  s1#0", "  E1", "  s1#1", "  T1"],
  ],
  [
    "a circle ends",
    drawn(["A1 > W1", "W1 > S1", "S1 > f1 | P1", "f1 > W1", "P1"]),
    ["A1", "W1", "S1", "  S1#1", "  P1"],
  ],
  ["a circle without a beginning ends as well", drawn(["E1 > T1", "T1 > E1"]), ["E1", "T1"]],
  ["a node that leads to itself", drawn(["A1 > E1", "E1 > E1, T1", "T1"]), ["A1", "E1", "T1"]],
  ["two ways in that meet", drawn(["A1 > R1", "H1 > R1", "R1 > P1", "P1"]), ["A1", "H1", "R1", "P1"]],
  ["what a timer begins", drawn(["f1 > G1", "G1 > E1", "E1"]), ["G1", "E1"]],
  [
    "link nodes, also from tab to tab",
    drawn(
      ["A1 > o1", 'o1 : {"links":["i1"]}', 'i1 > P1 : {"z":"other"}', 'P1 : {"z":"other"}'],
      [{ id: "other", type: "tab" }],
    ),
    ["A1", "P1"],
  ],
  [
    "a link call: what is called, then what follows",
    drawn(["A1 > c1", 'c1 > P1 : {"links":["i1"]}', "i1 > R1", "R1 > o1", 'o1 : {"mode":"return"}', "P1"]),
    ["A1", "R1", "P1"],
  ],
  [
    "a subflow that is used twice",
    drawn(
      ["A1 > u1", 'u1 > u2 : {"type":"subflow:sub"}', 'u2 > P1 : {"type":"subflow:sub"}', "P1"],
      [subflow, inSubflow],
    ),
    ["A1", "u1-R9", "u2-R9", "P1"],
  ],
  [
    "a webhook that lets people go on stands before the wait that listens to it",
    drawn(['H1 : {"mode":"release"}', "A1 > S1", "S1 > W1 | P1", 'W1 > E1 : {"webhooks":["H1"]}', "E1", "P1"]),
    ["A1", "S1", "  S1#0", "  H1", "  W1", "  E1", "  S1#1", "  P1"],
  ],
  [
    "what is switched off is not there",
    drawn(["A1 > R1, R2", 'R1 > P1 : {"d":true}', "P1", "R2 > E1", "E1"]),
    ["A1", "R2", "E1", "P1"],
  ],
  [
    "another campaign's nodes",
    drawn(["A1 > E1", "E1", 'A2 > E2 : {"campaign":"x"}', 'E2 : {"campaign":"x"}']),
    ["A1", "E1"],
  ],
  ["nothing", [], []],
];

describe("the order of the funnel", () => {
  for (const [what, flow, rows] of cases)
    it(what, () => {
      assert.deepEqual(shown(flow), rows);
    });

  it("of a long and bushy flow takes no time to speak of", () => {
    const long = Array.from({ length: 150 }, (_, at) => [
      `S${at} > R${at} | E${at}`,
      `R${at} > S${at + 1}`,
      `E${at} > S${at + 1}, S0`,
    ]);
    const flow = drawn(["A1 > S0", ...long.flat(), "S150"]);
    const begun = performance.now();
    assert.equal(shown(flow).length, 2 + 150 * 5);
    assert.ok(performance.now() - begun < 3_000);
  });
});
