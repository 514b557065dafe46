import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `npm test`: all tests, in two processes side by side, for most of them wait for a browser, a disk or a Node-RED most of
 * the time. What follows `--` (files, `-g words`) is for mocha, and then there is one process.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const ours = (file: string) => file.endsWith(".test.ts") && !file.startsWith("bench/");
/** The page of the editor never rests once it is open: its tests come last, so that nothing else is held up by it. */
const isLast = (file: string) => Number(file.startsWith("editor/"));
const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter(ours)
  .sort()
  .sort((a, b) => isLast(a) - isLast(b));
/** Those that start Node-REDs of their own or a database, or calculate for long; all others are the other group. */
const heavy =
  /^(flows\/|nodes\/|src\/map\/(geocode|import|memory|oracle|outputs|routing)|src\/print\/letter|src\/store\/(enrol|failpoints|move|move-borders|outage|postgres|store|waits)\.)/;
const groups = [false, true].map((is) => files.filter((file) => heavy.test(file) === is));
const paths = (group: readonly string[]) => group.map((file) => join("test", file));

interface Ended {
  code: number;
  output: string;
  /** It was ended before its closing line. */
  hung: boolean;
}

/** A process that says nothing for so long is ended: no test takes as long. */
const quietSeconds = 240;
/** What a process has, after its closing line, to end by itself. */
const closingSeconds = 20;

/** Runs mocha; the output is shown as it comes, or kept for later. A process that hangs tells where it stands, and is ended. */
async function run(args: readonly string[], shown: boolean): Promise<Ended> {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = spawn(process.execPath, [mocha, ...args], {
    cwd: root,
    env: { ...process.env, ...colour },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  const end = () => {
    console.log(`\n  a test process hangs, and is ended; its last words:\n${output.slice(-1000)}\n`);
    child.kill("SIGUSR2");
    setTimeout(() => child.kill("SIGKILL"), 3000).unref();
  };
  let watch = setTimeout(end, quietSeconds * 1000);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (shown) process.stdout.write(text);
    clearTimeout(watch);
    watch = setTimeout(end, (Number.isNaN(counted(output, "passing")) ? quietSeconds : closingSeconds) * 1000);
  });
  const read = once(child, "close");
  const [code] = (await once(child, "exit")) as [number | null];
  clearTimeout(watch);
  // A process that a test has left behind may hold the other end of the output.
  await Promise.race([read, new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
  const ended = !Number.isNaN(counted(output, "passing"));
  const killed = ended && !(counted(output, "failing") > 0) ? 0 : 1;
  return { code: code ?? killed, output, hung: code === null && !ended };
}

/** The same, once more where it hung, so that the one lost answer of a program does not cost all others; the log tells of it. */
async function runAgain(args: readonly string[], shown: boolean): Promise<Ended> {
  const first = await run(args, shown);
  return first.hung ? run(args, shown) : first;
}

/** How many a closing line counts, whatever its colours; NaN where there is no such line. */
function counted(output: string, what: string): number {
  const lines = [...output.matchAll(new RegExp(`^\\W*(?:\\[\\d+m)?\\s*(\\d+) ${what}`, "gm"))];
  return Number(lines.at(-1)?.[1] ?? Number.NaN);
}

/** What mocha tells of the tests that failed, or were tried again; empty where none has. */
function failuresOf(output: string): string {
  const at = output.search(/^\W*(?:\[\d+m)?\s*(?:\d+ failing|tried again: )/m);
  return at === -1 ? "" : output.slice(at).trimEnd();
}

/** Files with failures; more than a few are no accident, and are not tried again. */
const mostFailed = 6;
const failedIn = (output: string) => [...output.matchAll(/^ {2}failed in (\S+)$/gm)].map(([, file = ""]) => file);

/**
 * What failed while two processes shared the machine is run once more alone, and the log tells of both: what fails again
 * is wrong, what does not is to be mended as well.
 */
async function alone(ended: readonly Ended[]): Promise<Ended | undefined> {
  const files = ended.flatMap(({ output }) => failedIn(output));
  if (files.length === 0 || files.length > mostFailed || ended.some(({ hung }) => hung)) return undefined;
  console.log(`\n  once more, alone: ${files.join(", ")}\n`);
  return run(files, true);
}

const asked = process.argv.slice(2);
const began = performance.now();
if (asked.length > 0) {
  const named = asked.some((word) => word.endsWith(".test.ts"));
  process.exitCode = (await run(named ? asked : [...paths(files), ...asked], true)).code;
} else {
  const [first, second] = await Promise.all(groups.map((group, index) => runAgain(paths(group), index === 0)));
  process.stdout.write(second?.output ?? "");
  const ended = [first, second].filter((one) => one !== undefined);
  // A process that breaks off says nothing.
  const whole = ended.every(({ output }) => !Number.isNaN(counted(output, "passing")));
  // Once more, where whoever looks at the end of a long log finds them.
  for (const { output } of ended) if (failuresOf(output) !== "") console.log(`\n${failuresOf(output)}`);
  const last = whole ? await alone(ended) : undefined;
  const sum = (what: string) => ended.reduce((total, { output }) => total + (counted(output, what) || 0), 0);
  const failing = last === undefined ? sum("failing") : counted(last.output, "failing") || last.code;
  const passing = sum("passing") + sum("failing") - failing;
  const minutes = Math.round((performance.now() - began) / 60_000);
  console.log(`\n  ${last === undefined ? sum("passing") : passing} passing (${minutes}m), in two processes`);
  if (sum("pending") > 0) console.log(`  ${sum("pending")} pending`);
  if (failing > 0) console.log(`  ${failing} failing`);
  process.exitCode = whole ? (last?.code ?? Math.max(...ended.map(({ code }) => code))) : 1;
}
