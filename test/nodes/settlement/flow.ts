export interface Part {
  type: string;
  /** Local names of the next nodes, by output; the next part, or the effect behind the last, where absent. */
  to?: string[][];
  [property: string]: unknown;
}
/** Parts by their local names, the first behind the source; `@name` in a property stands for the id of a part. */
export type Parts = Record<string, Part>;

export interface FlowNode {
  id: string;
  type: string;
  [property: string]: unknown;
}

/** Parts one behind the other. */
export function line(...parts: Part[]): Parts {
  return Object.fromEntries(parts.map((part, index) => [`n${index}`, part]));
}

/** A tab of a source, the parts and an effect, all named after the case. */
export function flowOf(name: string, parts: Parts): FlowNode[] {
  const names = Object.keys(parts);
  // Without a place on the canvas, Node-RED takes a node for a configuration.
  const on = { z: name, x: 0, y: 0 };
  const nodes = names.map((local, index) => {
    const { to = [[names[index + 1] ?? "effect"]], type, ...properties } = parts[local]!;
    const place = type === "subflow" ? {} : { ...on };
    return {
      id: `@${local}`,
      ...place,
      type,
      ...properties,
      wires: to.map((wires) => wires.map((wire) => `@${wire}`)),
    };
  });
  const all = [
    { id: "@source", ...on, type: "settle-source", wires: [[`@${names[0]}`]] },
    ...nodes,
    { id: "@effect", ...on, type: "settle-effect", wires: [] },
  ];
  const text = JSON.stringify(all).replaceAll('"@', `"${name}.`).replaceAll(":@", `:${name}.`);
  return [{ id: name, type: "tab", label: name }, ...(JSON.parse(text) as FlowNode[])];
}

export const code = (func: string, outputs = 1): Part => ({
  type: "function",
  func,
  outputs,
  timeout: 0,
  initialize: "",
  finalize: "",
  libs: [],
});
/** A node of ours that says how long it is at work. */
export const filming = (...ms: number[]): Part => ({ type: "settle-film", ms });
export const worker = (...ms: number[]): Part => ({ type: "settle-worker", ms });
export const legacy = (...ms: number[]): Part => ({ type: "settle-legacy", ms });
export const change: Part = { type: "change", rules: [{ t: "set", p: "topic", pt: "msg", to: "t", tot: "str" }] };
export const template: Part = {
  type: "template",
  field: "payload",
  fieldType: "msg",
  syntax: "mustache",
  template: "x",
};
export const pass = (value: string): Part => ({
  type: "switch",
  property: "payload",
  propertyType: "msg",
  rules: [{ t: "eq", v: value, vt: "str" }],
  checkall: "true",
  outputs: 1,
});
/** Our switch, taking all matches of the words that the payload may begin with. */
export const decisionSwitch = (strict: boolean, ...words: string[]): Part => ({
  type: "decision-switch",
  version: 2,
  mode: "all",
  property: "payload",
  strict,
  rules: words.map((value) => ({ label: value, type: "text", operator: "begins", value, synonyms: [] })),
});
export const delay = (ms: number): Part => ({
  type: "delay",
  pauseType: "delay",
  timeout: String(ms),
  timeoutUnits: "milliseconds",
  rate: "1",
  nbRateUnits: "1",
  rateUnits: "second",
  outputs: 1,
});
/** One message in `ms` milliseconds. */
export const rate = (ms: number, drop: boolean): Part => ({
  ...delay(1),
  pauseType: "rate",
  nbRateUnits: String(ms / 1000),
  drop,
});
export const batch = (count: number): Part => ({
  type: "batch",
  mode: "count",
  count,
  overlap: 0,
  interval: 10,
  topics: [],
});
export const join = (count: number): Part => ({
  type: "join",
  mode: "custom",
  build: "array",
  property: "payload",
  propertyType: "msg",
  count: String(count),
  joiner: ",",
  joinerType: "str",
});
export const split: Part = {
  type: "split",
  splt: "\\n",
  spltType: "str",
  arraySplt: 1,
  arraySpltType: "len",
  property: "payload",
};
export const joinAgain: Part = { type: "join", mode: "auto", build: "array", count: "" };
export const trigger = (ms: number): Part => ({
  type: "trigger",
  op1: "",
  op1type: "nul",
  op2: "later",
  op2type: "str",
  duration: String(ms),
  units: "ms",
  bytopic: "all",
  outputs: 1,
});
export const request = (url: string): Part => ({
  type: "http request",
  method: "GET",
  ret: "txt",
  paytoqs: "ignore",
  url,
});
export const sleep = (seconds: number): Part => ({
  type: "exec",
  command: `sleep ${seconds}`,
  addpay: "",
  useSpawn: "false",
  to: [["effect"], [], []],
});
export const linkCall = (...inside: Part[]): Parts => ({
  call: { type: "link call", links: ["@in"], linkType: "static", timeout: "30", to: [["effect"]] },
  in: { type: "link in", links: [] },
  ...Object.fromEntries(inside.map((part, index) => [`inside${index}`, part])),
  return: { type: "link out", mode: "return", links: [], to: [] },
});
export const subflow = (inside: Part): Parts => ({
  instance: { type: "subflow:@definition", to: [["effect"]] },
  definition: {
    type: "subflow",
    name: "sub",
    in: [{ x: 0, y: 0, wires: [{ id: "@inside" }] }],
    out: [{ x: 0, y: 0, wires: [{ id: "@inside", port: 0 }] }],
    to: [],
  },
  inside: { ...inside, z: "@definition", to: [[]] },
});
