import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../../../src/store/index.ts";
import { Runtime } from "../runtime.ts";
import type { FlowNode } from "../user-directory.ts";
import { senderFolder } from "./flow.ts";

/** A database that the campaign's store is kept in: what differs between the drivers. */
export interface Keeping {
  name: string;
  /** How many Node-REDs share it. */
  instances: number;
  /** Makes the database ready. */
  begin?(): Promise<void>;
  /** What the campaign node is told of it. */
  readonly store?: { store: string; storePassword: string };
  /** JavaScript that runs before Node-RED starts. */
  prelude?: string;
  /** Rows, read beside the processes that use the database; `folder` is the first one's user directory. */
  ask(folder: string, query: string): Promise<Record<string, unknown>[]>;
  /** Opens the store when nobody else has it any more. */
  open(folder: string): Promise<Store>;
  /** Throws when the database is not whole. */
  check(folder: string): Promise<void>;
  remove?(): Promise<void>;
  /** Kills the database and starts it again, where it is a process of its own. */
  crash?(): Promise<void>;
}

interface Person {
  id: string;
  caseKey: string;
}

/** Node-REDs with the same flows. */
export interface Cluster {
  instances: Runtime[];
  /** Who is enrolled whenever a Node-RED starts. */
  audience(people: Person[]): Promise<void>;
  remove(): Promise<void>;
}

export async function startCluster(keeping: Keeping, flows: FlowNode[], people: Person[]): Promise<Cluster> {
  const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-crash-"));
  const rows = join(folder, "audience.json");
  const enrol = (some: Person[]) => writeFile(rows, JSON.stringify(some.map(({ id, caseKey }) => ({ id, caseKey }))));
  await enrol(people);
  const nodesDir = JSON.stringify(await senderFolder(folder));
  const audience = `() => JSON.parse(require("fs").readFileSync(${JSON.stringify(rows)}, "utf8"))`;
  const settings = `{ nodesDir: ${nodesDir}, functionGlobalContext: { audience: ${audience} } }`;
  const setUp = { settings: keeping.prelude === undefined ? settings : `(${keeping.prelude}, ${settings})` };
  const instances = await Promise.all(
    Array.from({ length: keeping.instances }, () => Runtime.prepared(platform, flows, setUp)),
  );
  return {
    instances,
    audience: enrol,
    async remove() {
      await Promise.all(instances.map((instance) => instance.remove()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
