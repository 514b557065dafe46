import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Result, table } from "./figures.ts";

/**
 * `npm run bench [-- subject …] [--json]`: every subject, or those named. A subject is a file `<name>.bench.ts` of this
 * folder; it exports `run`.
 */
const here = fileURLToPath(new URL(".", import.meta.url));
const subjects = readdirSync(here)
  .filter((name) => name.endsWith(".bench.ts"))
  .map((name) => name.replace(".bench.ts", ""));
const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = asked.find((name) => !subjects.includes(name));
if (unknown !== undefined) {
  console.error(`No benchmark is called "${unknown}". There are: ${subjects.join(", ")}.`);
  process.exit(1);
}
const json = process.argv.includes("--json");

if (!existsSync(`${here}node_modules`)) {
  console.error("Installing what the benchmarks compare with …");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], { cwd: here, stdio: "ignore" });
}

const results: Result[] = [];
for (const subject of asked.length === 0 ? subjects : asked) {
  const { run } = (await import(`./${subject}.bench.ts`)) as { run(): Result | Promise<Result> };
  const result = await run();
  results.push(result);
  if (!json) console.log(table(result));
}
if (json) console.log(JSON.stringify(results, null, 2));
process.exit(0);
