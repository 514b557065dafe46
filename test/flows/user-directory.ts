import { mkdir, mkdtemp, readdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const modules = join(root, "node_modules");

export interface Platform {
  name: string;
  /** The Node that runs it, below node_modules. */
  node: string;
  /** Node-RED, below node_modules. */
  nodeRed: string;
}

export interface FlowNode {
  id: string;
  type: string;
  name?: string;
  once?: boolean;
  /** Of an inject node: what its message has. */
  props?: { p: string }[];
  payload?: string;
  endpoint?: string;
  slug?: string;
  credentials?: { secrets?: string; storePassword?: string };
}

/** Files of core nodes that the flows have no use for: to load them all is most of a start. */
export async function unused({ nodeRed }: Platform, flows: FlowNode[]): Promise<string[]> {
  const core = createRequire(join(modules, nodeRed, "red.js")).resolve("@node-red/nodes/package.json");
  const files = await readdir(join(dirname(core), "core"), { recursive: true });
  const types = new Set(flows.map(({ type }) => type.replace(/http .*/, "httpin").replace(/link .*/, "link")));
  return files.map((file) => basename(file)).filter((file) => !types.has(/^\d\d-(.*)\.js$/.exec(file)?.[1] ?? ""));
}

/** The temporary folder of a Node-RED, in its user directory. */
export const temporaryOf = (folder: string): string => join(folder, "tmp");

/** A user directory with the package linked; `more` is JavaScript of an object, laid over the usual settings. */
export async function furnish(more = "{}"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-flow-"));
  const scope = join(folder, "node_modules", "@belle-histoire");
  await mkdir(scope, { recursive: true });
  await mkdir(temporaryOf(folder));
  await symlink(root, join(scope, "node-red-journey"), "dir");
  const dependencies = { "@belle-histoire/node-red-journey": "*" };
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "u", private: true, dependencies }));
  const settings = {
    uiHost: "127.0.0.1",
    credentialSecret: "test",
    telemetry: { enabled: false },
    editorTheme: { tours: false, palette: { catalogues: [] } },
    externalModules: { palette: { allowInstall: false } },
  };
  await writeFile(join(folder, "settings.js"), `module.exports = { ...${JSON.stringify(settings)}, ...${more} };`);
  return folder;
}
