import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix, relative, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

/**
 * Node-RED loads every node of the package at its start, and a thousand small files take it longer to find than to run.
 * So the built files become few: one for all nodes and plugins, one for each program and thread, and what they share.
 */

/** Places in files: what is told of where a file lies is told of the source that it was. */
const place = "#built/place.js";
const folders = ["src", "nodes", "bin"];

const slashed = (path: string) => path.replaceAll("\\", "/");

async function scripts(dist: string): Promise<Map<string, string>> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(join(dist, folder), { recursive: true });
      const files = names.filter((name) => name.endsWith(".js")).map((name) => join(dist, folder, name));
      return Promise.all(files.map(async (file): Promise<[string, string]> => [file, await readFile(file, "utf8")]));
    }),
  );
  return new Map(found.flat());
}

/** Files that are loaded by their place: threads, and what runs in the pool. */
function loadedByPlace(texts: ReadonlyMap<string, string>): string[] {
  const named = [...texts].flatMap(([file, text]) => {
    if (!text.includes("import.meta.url")) return [];
    const lines = text.split("\n").filter((line) => !/^(import|export)\b.*\bfrom\b/.test(line));
    const paths = [...lines.join("\n").matchAll(/"(\.\.?\/[\w./-]+\.js)"/g)].map(([, path = ""]) => path);
    return paths.map((path) => resolve(dirname(file), path)).filter((path) => texts.has(path));
  });
  return [...new Set(named)];
}

/** Our own files do nothing when they are loaded, know where their source lay, and find libraries by one name. */
const asOneFile = (dist: string, texts: ReadonlyMap<string, string>): Plugin => ({
  name: "as-one-file",
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      const vendor = join(dist, "vendor");
      if (dirname(file) === vendor) return { path: `#built/vendor/${relative(vendor, file)}`, external: true };
      return { path: file, sideEffects: false };
    });
    bundle.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const text = texts.get(path);
      if (text === undefined) return undefined;
      if (!text.includes("import.meta.url")) return { contents: text };
      const at = `placeOf(${JSON.stringify(slashed(relative(dist, path)))})`;
      return { contents: `import { placeOf } from "${place}";\n${text.replaceAll("import.meta.url", at)}` };
    });
  },
});

/** @param types files of nodes and plugins below `dist`, as the package's description names them */
async function writeAll(dist: string, types: readonly string[]): Promise<string> {
  const all = join(dist, "nodes", "all.js");
  const lines = types.map((path, index) => {
    const from = slashed(relative(dirname(all), path));
    return `export { default as n${index} } from "./${from}";`;
  });
  await writeFile(all, `${lines.join("\n")}\n`);
  return all;
}

/** What is beyond ASCII, in patterns and comments as well: a file without it is read in half the time. */
async function spellOut(folder: string): Promise<void> {
  for (const name of (await readdir(folder, { recursive: true })).filter((one) => one.endsWith(".js"))) {
    const text = await readFile(join(folder, name), "utf8");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
    const spelt = text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    if (spelt !== text) await writeFile(join(folder, name), spelt);
  }
}

/** Makes few files of those that the compiler has written. */
export async function bundle(root: string, dist: string): Promise<void> {
  const { "node-red": red, bin } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    "node-red": Record<"nodes" | "plugins", Record<string, string>>;
    bin: Record<string, string>;
  };
  const types = [...Object.values(red.nodes), ...Object.values(red.plugins)].map((path) => join(root, path));
  const all = await writeAll(dist, types);
  const texts = await scripts(dist);
  const programs = Object.values(bin).map((path) => join(root, path));
  const parts = join(dist, "nodes", "parts.js");
  const target = join(dist, ".bundled");
  await rm(target, { recursive: true, force: true });
  // Apart, or each would load at its start what any of them needs of a file.
  for (const entryPoints of [[all, parts], programs, loadedByPlace(texts)])
    await build({
      entryPoints,
      outbase: dist,
      outdir: target,
      absWorkingDir: root,
      bundle: true,
      splitting: true,
      chunkNames: "chunks/[name]-[hash]",
      format: "esm",
      platform: "node",
      target: "node22",
      logLevel: "warning",
      packages: "external",
      external: [place],
      plugins: [asOneFile(dist, texts)],
    });
  await spellOut(target);
  for (const [index, file] of types.entries()) {
    const made = join(target, relative(dist, file));
    const from = posix.join(slashed(relative(dirname(file), join(dist, "nodes"))), "all.js");
    await mkdir(dirname(made), { recursive: true });
    await writeFile(made, `export { n${index} as default } from "${from}";\n`);
  }
  for (const folder of [...folders, "chunks"]) {
    await rm(join(dist, folder), { recursive: true, force: true });
    if (existsSync(join(target, folder))) await rename(join(target, folder), join(dist, folder));
  }
  await rm(target, { recursive: true });
  await writeFile(join(dist, "place.js"), "export const placeOf = (path) => new URL(path, import.meta.url).href;\n");
}
