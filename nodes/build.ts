/**
 * Builds `dist/`: what Node-RED loads.
 *
 *   node nodes/build.ts             builds everything
 *   node nodes/build.ts --if-stale  builds only when a source is newer than the last successful build
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transform } from "esbuild";
import { allKeys, keysAsked, onlySentences } from "./build-sentences.ts";
import { bundle } from "./bundle.ts";
import { vendor } from "./vendor.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
/** Written last: a build that failed leaves no stamp behind, so that the next one starts over. */
const stamp = join(dist, ".built");
const sources = ["src", "nodes", "bin", "package.json", "tsconfig.json"];

/** Newest modification time below `path` in milliseconds; 0 where there is nothing. */
async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const times = (await readdir(path)).map((name) => newest(join(path, name)));
  // The folder's own time shows a file that was removed.
  return Math.max(found.mtimeMs, ...(await Promise.all(times)));
}

async function isStale(): Promise<boolean> {
  const times = await Promise.all(sources.map((name) => newest(join(root, name))));
  return Math.max(...times) > (await newest(stamp));
}

function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with status ${status}`);
}

/** Our own files do nothing when they are loaded: what an `index.ts` hands on and the editor does not use is left out. */
const leaveOutUnused: Plugin = {
  name: "leave-out-unused",
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path),
      sideEffects: false,
    }));
  },
};

/** Packages of others are carried small: nobody reads them here. */
const minifyPackages: Plugin = {
  name: "minify-packages",
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]node_modules[\\/].*\.m?js$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { minify: true });
      return { contents: code };
    });
  },
};

/** A node's editor half as one script, with the sentences of some keys. */
async function bundleEditorHalf(type: string, keys: ReadonlySet<string>): Promise<string> {
  const bundle = await build({
    entryPoints: [join(root, "nodes", type, "editor.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    loader: { ".css": "text" },
    logLevel: "warning",
    // Of files of Node.js that are left out again; what would be kept of one is found below.
    logOverride: { "empty-import-meta": "silent" },
    plugins: [leaveOutUnused, minifyPackages, onlySentences(keys)],
    external: ["node:*"],
  });
  return bundle.outputFiles[0]!.text;
}

/** The form and its behaviour as the one HTML file that Node-RED wants beside the runtime half. */
async function buildEditorHalf(type: string): Promise<void> {
  const source = join(root, "nodes", type);
  const target = join(dist, "nodes", type);
  const keys = keysAsked(await bundleEditorHalf(type, new Set()), allKeys);
  // A closing script tag inside a string would end the element.
  const script = (await bundleEditorHalf(type, keys)).replaceAll("</script", "<\\/script");
  if (/require\("node:/.test(script)) throw new Error(`nodes/${type}/editor.ts imports something of Node.js`);
  const formFile = join(source, `${type}.html`);
  // A plugin has no form.
  const form = existsSync(formFile) ? await readFile(formFile, "utf8") : "";
  // The flow library reads the definition out of this script; it understands the literal call only.
  if (form !== "" && !script.includes(`RED.nodes.registerType("${type}", {`)) {
    throw new Error(`nodes/${type}/editor.ts: RED.nodes.registerType("${type}", { … }) must be called with a literal`);
  }
  await mkdir(target, { recursive: true });
  await writeFile(
    join(target, `${type}.html`),
    `${form}\n<script type="text/javascript">\n${script}</script>\n`.trimStart(),
  );
  for (const folder of ["locales", "icons"]) {
    const from = join(source, folder);
    if (existsSync(from)) await cp(from, join(target, folder), { recursive: true });
  }
}

/** The made-up town is drawn by our own script; it takes a while and changes only with the map's code. */
async function buildTown(): Promise<void> {
  const maker = join(root, "bin", "make-area.ts");
  if (!existsSync(maker)) return;
  const town = join(dist, "area", "saint-aurele.area");
  const code = await Promise.all([newest(join(root, "src", "map")), newest(maker)]);
  if ((await newest(town)) > Math.max(...code)) return;
  await mkdir(join(dist, "area"), { recursive: true });
  run(process.execPath, [maker, `${town}.part`]);
  await rename(`${town}.part`, town);
}

async function buildAll(): Promise<void> {
  const began = new Date();
  await rm(stamp, { force: true });
  // Left-overs of renamed sources must not be packed; the town stays.
  for (const folder of ["src", "nodes", "bin", "chunks"])
    await rm(join(dist, folder), { recursive: true, force: true });
  run(join(root, "node_modules", ".bin", "tsc"), ["-p", "tsconfig.json", "--removeComments"]);
  await vendor(root, dist);
  await bundle(root, dist);
  const folders = await readdir(join(root, "nodes"), { withFileTypes: true });
  const types = folders.filter((entry) => existsSync(join(root, "nodes", entry.name, "editor.ts")));
  await Promise.all(types.map((entry) => buildEditorHalf(entry.name)));
  await buildTown();
  // The time at which the build began: a source saved meanwhile is newer.
  await writeFile(stamp, "");
  await utimes(stamp, began, began);
}

if (!process.argv.includes("--if-stale") || (await isStale())) await buildAll();
