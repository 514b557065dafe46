import type { Profiler, Runtime } from "node:inspector";
import { sourceOf } from "./sources.ts";

/** Microseconds that a thread was at work in each layer of the way, as its samples tell. */
export type Layers = Record<string, number>;

const profiler = "the profiler itself";
const layers: [layer: string, of: RegExp][] = [
  ["settlement", /^dist\/nodes\/shared\/(settlement|running-flows)\.js$/],
  ["decision switch", /^dist\/(nodes\/decision-switch|src\/decision)\//],
  ["webhook", /^dist\/(nodes\/inbound-webhook|src\/webhook)\//],
  ["engine", /^dist\/src\/(journey\/|clock\.js)/],
  ["store", /^dist\/(src\/store\/|vendor\/kysely\.js$)/],
  ["sentences for people", /^dist\/src\/language\//],
  ["contract (zod, ids)", /^dist\/(src\/contract\/|vendor\/zod\.js$)/],
  ["pg (PostgreSQL's client)", /^dist\/vendor\/pg\.js$/],
  ["other nodes of ours", /^dist\/(?!vendor\/)/],
  [profiler, /\/in-node-red\/profile\.ts$/],
  ["the benchmark", /\/test\/bench\//],
  ["Node-RED", /\/node_modules\/(@node-red|node-red)\//],
];
const ofSqlite = new Set(["run", "get", "all", "exec"]);
const left = new Set(["(root)", "(idle)"]);

function layerOf(frame: Runtime.CallFrame): string | undefined {
  const { functionName } = frame;
  if (left.has(functionName)) return "";
  if (functionName === "(garbage collector)") return "GC";
  if (functionName === "(program)") return "native, not told apart";
  const source = sourceOf(frame);
  return layers.find(([, of]) => of.test(source))?.[0];
}

/**
 * Each sample counts for the layer of the source it is in. A library, and what Node.js does, counts for whoever called it;
 * SQLite is a layer of its own. Idle time is left out.
 */
export function layersOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Layers {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<number, string>();
  const layer = (id: number | undefined): string => {
    const node = id === undefined ? undefined : byId.get(id);
    if (node === undefined) return "Node.js";
    const known = found.get(node.id);
    if (known !== undefined) return known;
    const { callFrame } = node;
    const own = layerOf(callFrame);
    const above = own ?? (layer(parents.get(node.id)) || "Node.js");
    const native = callFrame.url === "" && ofSqlite.has(callFrame.functionName) && above === "store";
    const name = native ? "SQLite" : above;
    found.set(node.id, name);
    return name;
  };
  const times: Layers = {};
  samples.forEach((id, index) => {
    const name = layer(id);
    if (name !== "") times[name] = (times[name] ?? 0) + (timeDeltas[index] ?? 0);
  });
  delete times[profiler];
  return times;
}
