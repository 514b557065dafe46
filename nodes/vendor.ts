import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { build, type Metafile } from "esbuild";

/**
 * Libraries of pure JavaScript come with the package, in `dist/vendor`, so that whoever installs it installs a handful of packages
 * and not two hundred. What is native, has workers of its own, or is shared with others stays a dependency.
 */

/** `import x from "name"`, `import("name")`, `createRequire(…)("name")`: what is before the name, and the name. */
const imported = /(\bfrom\s*|\bimport\s*\(?\s*|createRequire\(import\.meta\.url\)\()"([@\w][^"\s]*)"/g;
/** Optional halves of libraries that nobody here has. */
const absent = ["pg-native", "pg-cloudflare"];
const cuts = ["400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold", "700Bold_Italic"];

/** `@scope/name/path` as `@scope/name`. */
const packageOf = (specifier: string) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

/** The file in `dist/vendor` that a library is, without `.js`. */
export const vendorName = (specifier: string) => specifier.replace(/^@/, "").replace(/\.js$/, "").replaceAll("/", "-");

/** Packages that the text of a built file imports. */
export function importedPackages(text: string): string[] {
  const specifiers = [...text.matchAll(imported)].map(([, , specifier = ""]) => specifier);
  return specifiers.filter((specifier) => !specifier.startsWith("node:")).map(packageOf);
}

async function builtFiles(dist: string): Promise<string[]> {
  const folders = ["src", "nodes", "bin"].filter((folder) => existsSync(join(dist, folder)));
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(join(dist, folder), { recursive: true });
      return names.filter((name) => name.endsWith(".js")).map((name) => join(dist, folder, name));
    }),
  );
  return found.flat();
}

/** A module of a library under its names: of CommonJS the names that Node finds, for a bundle of ES modules finds none. */
async function stubOf(specifier: string): Promise<string> {
  const module = (await import(specifier)) as Record<string, unknown>;
  const names = Object.keys(module).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default");
  const named = names.filter((name) => name !== "module.exports" && name !== "__esModule");
  return [
    `import * as all from ${JSON.stringify(specifier)};`,
    ...named.map(
      (name, index) => `const n${index} = all[${JSON.stringify(name)}] ?? all.default?.[${JSON.stringify(name)}];`,
    ),
    `export { ${named.map((name, index) => `n${index} as ${name}`).join(", ")} };`,
    ...("default" in module ? ["export default all.default;"] : []),
  ].join("\n");
}

/** Who made what is in the bundle, and under which terms. */
async function licences(root: string, { inputs }: Metafile): Promise<string> {
  const folders = new Set<string>();
  for (const path of Object.keys(inputs)) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    if (folder !== undefined) folders.add(resolve(root, folder));
  }
  const told = await Promise.all(
    [...folders].sort().map(async (folder) => {
      const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
      const names = await readdir(folder);
      const file = names.find((name) => /^(licen[cs]e|copying)/i.test(name));
      const text = file === undefined ? "" : (await readFile(join(folder, file), "utf8")).trim();
      return `## ${String(about.name)} ${String(about.version)}\n\n${String(about.license ?? "see below")}\n\n${text}\n`;
    }),
  );
  return `# Libraries in this folder, and their licences\n\n${told.join("\n")}`;
}

/** Puts the libraries that the built files import into `dist/vendor`, and makes the files import them from there. */
export async function vendor(root: string, dist: string): Promise<void> {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  ) as Record<"dependencies" | "optionalDependencies", Record<string, string> | undefined>;
  const kept = new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies)]);
  const from = createRequire(join(root, "package.json"));
  const files = await builtFiles(dist);
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const wanted = new Map<string, string>();
  for (const text of texts)
    for (const [, , specifier = ""] of text.matchAll(imported)) {
      if (specifier.startsWith("node:") || kept.has(packageOf(specifier)) || wanted.has(specifier)) continue;
      if (!existsSync(join(root, "node_modules", packageOf(specifier), "package.json"))) continue;
      wanted.set(specifier, vendorName(specifier));
    }

  const target = join(dist, "vendor");
  await rm(target, { recursive: true, force: true });
  // In the package's own folder, where its libraries are found.
  const stubs = await mkdtemp(join(dist, ".stubs-"));
  try {
    for (const [specifier, name] of wanted) await writeFile(join(stubs, `${name}.mjs`), await stubOf(specifier));
    const { metafile } = await build({
      entryPoints: [...wanted.values()].map((name) => join(stubs, `${name}.mjs`)),
      outdir: target,
      absWorkingDir: root,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node22",
      minify: true,
      keepNames: true,
      metafile: true,
      logLevel: "error",
      external: [...kept, ...absent, "node:*"],
      // Libraries of CommonJS ask for Node's own modules by `require`, and some for where they lie.
      banner: {
        js: [
          'import { createRequire as __createRequire } from "node:module";',
          'import { fileURLToPath as __fileURLToPath } from "node:url";',
          "const require = __createRequire(import.meta.url);",
          "const __filename = __fileURLToPath(import.meta.url);",
          'const __dirname = __fileURLToPath(new URL(".", import.meta.url));',
        ].join("\n"),
      },
    });
    await writeFile(join(target, "LICENSES.md"), await licences(root, metafile));
  } finally {
    await rm(stubs, { recursive: true, force: true });
  }
  await Promise.all(
    files.map(async (file, index) => {
      const text = texts[index]!;
      const changed = text.replaceAll(imported, (whole, before: string, specifier: string) => {
        const name = wanted.get(specifier);
        if (name === undefined) return whole;
        const path = relative(dirname(file), join(target, `${name}.js`)).replaceAll("\\", "/");
        return `${before}"${path}"`;
      });
      if (changed !== text) await writeFile(file, changed);
    }),
  );
  await mkdir(join(dist, "fonts"), { recursive: true });
  for (const cut of cuts) {
    const file = `NotoSans_${cut}.ttf`;
    await copyFile(from.resolve(`@expo-google-fonts/noto-sans/${cut}/${file}`), join(dist, "fonts", file));
  }
  const licence = join(dirname(from.resolve("@expo-google-fonts/noto-sans/package.json")), "LICENSE_FONT");
  await copyFile(licence, join(dist, "fonts", "LICENSE"));
}
