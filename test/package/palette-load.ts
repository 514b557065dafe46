import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Taken {
  /** Node-RED itself, in milliseconds of CPU. */
  theirs: number;
  /** What the package adds to it, in the same process. */
  ours: number;
}

/**
 * What a process takes to load Node-RED, and behind it the nodes and plugins of a package as Node-RED does.
 * @param folder of the package
 */
export function loading(folder: string): Taken {
  const { "node-red": palette } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    "node-red": Record<"nodes" | "plugins", Record<string, string>>;
  };
  const files = [...Object.values(palette.nodes), ...Object.values(palette.plugins)].map((path) => join(folder, path));
  const script = `
    const taken = async (files) => {
      const before = process.cpuUsage();
      for (const file of files) await import(file);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const [red, ...files] = process.argv.slice(1);
    console.log(JSON.stringify({ theirs: await taken([red]), ours: await taken(files) }));
    process.exit();
  `;
  const red = join(root, "node_modules", "node-red", "lib", "red.js");
  const args = ["--input-type=module", "--eval", script, "--", red, ...files];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Taken;
}
