/**
 * What the forms carry of the product's sentences: those that their code can ask for. All of them, in both languages,
 * would make most of what the editor loads, once for each node.
 */
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const folder = fileURLToPath(new URL("../src/language/", import.meta.url));

interface Area {
  /** Name of what the file exports. */
  name: string;
  texts: Record<"en" | "fr", Readonly<Record<string, string>>>;
}

const isArea = (value: unknown): value is Area["texts"] =>
  typeof value === "object" && value !== null && "en" in value && "fr" in value;

/** The files of `src/language/` that hold sentences, by their names. */
async function readAreas(): Promise<Map<string, Area>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts") && name !== "index.ts");
  const areas = await Promise.all(
    names.map(async (file) => {
      const exports = (await import(join(folder, file))) as Record<string, unknown>;
      return Object.entries(exports).flatMap(([name, texts]) =>
        isArea(texts) ? [[file, { name, texts }] as [string, Area]] : [],
      );
    }),
  );
  return new Map(areas.flat());
}

/**
 * The keys that a script may ask for: those that stand in it, those below one that does (`area.what.reason`; an area with a
 * point in its name), and those with the beginning of one that is put together.
 */
export function keysAsked(script: string, keys: readonly string[]): Set<string> {
  const whole = new Set<string>();
  const beginnings = new Set<string>();
  for (const [, word = "", end] of script.matchAll(/["'`]([a-z][a-zA-Z0-9-]*\.[a-zA-Z0-9.-]*)(\$\{)?/g)) {
    if (end === undefined) whole.add(word);
    else beginnings.add(word);
  }
  const below = [...whole].map((word) => `${word}.`);
  return new Set(
    keys.filter((key) => whole.has(key) || [...below, ...beginnings].some((beginning) => key.startsWith(beginning))),
  );
}

const areas = await readAreas();

/** Every key of the product's sentences. */
export const allKeys: readonly string[] = [...areas.values()].flatMap(({ texts }) => Object.keys(texts.en));

/** Leaves only the sentences of some keys in a bundle. */
export function onlySentences(keys: ReadonlySet<string>): Plugin {
  const some = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).filter(([key]) => keys.has(key)));
  return {
    name: "only-sentences",
    setup(bundle) {
      bundle.onLoad({ filter: /[\\/]src[\\/]language[\\/][^\\/]+\.ts$/ }, ({ path }) => {
        const area = areas.get(basename(path));
        if (area === undefined) return undefined;
        const { name, texts } = area;
        return { contents: `export const ${name} = ${JSON.stringify({ en: some(texts.en), fr: some(texts.fr) })};` };
      });
    },
  };
}
