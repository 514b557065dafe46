import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FlowNode, Runtime, until } from "../../flows/runtime.ts";
import { type BenchNodes, nodesFolder } from "./folder.ts";

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };

/** A Node-RED with node types of a benchmark, whose nodes are asked by HTTP. */
export interface BenchRuntime {
  runtime: Runtime;
  ask<Answer>(path: string, order: object): Promise<Answer>;
  remove(): Promise<void>;
}

/** Resolves when the flows have started and their webhook, where there is one, listens. */
export async function startBench(flows: FlowNode[], nodes: BenchNodes): Promise<BenchRuntime> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-bench-"));
  const runtime = await Runtime.prepared(platform, flows, { settings: await nodesFolder(folder, nodes) });
  const remove = async () => {
    await runtime.remove();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(() => runtime.api("/flows"), "Node-RED answers");
    if (flows.some(({ type }) => type === "inbound-webhook")) await runtime.listening();
    await until(() => runtime.api("/bench/ready", {}), "the nodes of the benchmark are there");
  } catch (error) {
    const { output } = runtime;
    await remove();
    throw new Error(`${(error as Error).message}\n${output}`);
  }
  return { runtime, ask: async (path, order) => (await runtime.api(path, order)) as never, remove };
}
