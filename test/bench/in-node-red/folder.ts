import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../flows/user-directory.ts";

/** A file that adds node types to Node-RED, and what it is handed of the built package: by module, the names. */
export interface BenchNodes {
  /** Below test/bench; exports `register(RED, parts)`. */
  file: string;
  types: string[];
  parts: Record<string, string[]>;
}

/** Puts node types of a benchmark where Node-RED finds them; answers what its settings say of it. */
export async function nodesFolder(inside: string, { file, types, parts }: BenchNodes): Promise<string> {
  const folder = join(inside, "bench-nodes");
  await mkdir(folder, { recursive: true });
  const from = (...path: string[]) => JSON.stringify(pathToFileURL(join(root, ...path)).href);
  const lines = [
    `import { register } from ${from("test", "bench", file)};`,
    ...Object.entries(parts).map(([module, names]) => `import { ${names.join(", ")} } from ${from("dist", module)};`),
    `const parts = { ${Object.values(parts).flat().join(", ")} };`,
    "export default (RED) => register(RED, parts);",
  ];
  const known = types.map((type) => `RED.nodes.registerType("${type}", { defaults: {}, outputs: 2 });`);
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder, "bench-nodes.js"), lines.join("\n"));
  await writeFile(join(folder, "bench-nodes.html"), `<script type="text/javascript">${known.join("")}</script>`);
  return `{ nodesDir: ${JSON.stringify(folder)}, logging: { console: { level: "warn", metrics: false, audit: false } } }`;
}
