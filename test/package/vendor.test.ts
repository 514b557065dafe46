import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import { importedPackages, vendorName } from "../../nodes/vendor.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
const about = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, Record<string, string>>;

/** What Node-RED loads before anybody uses it must be small: these come with the first letter, holiday, code, call, mail or map. */
const late =
  /\/vendor\/(libpdf|osrm|kysely|rate-limiter|juice|mjml|date-holidays|bwip|imapflow|shapefile|libphonenumber|html-to-text|postal-mime|prom-client|pg\.|nodemailer|jose|temporal)|\/node_modules\/(@napi-rs|piscina|axios)\//;

describe("libraries that come with the package", function () {
  this.timeout(120_000);
  it("leave at most six dependencies, and none that is Node-RED itself", () => {
    const names = Object.keys(about.dependencies ?? {});
    assert.ok(names.length <= 6, names.join(", "));
    assert.deepEqual(
      names.filter((name) => /^(node-red|@node-red\/)/.test(name)),
      [],
    );
  });

  it("are all that the built files import beside those", () => {
    const kept = new Set([...Object.keys(about.dependencies ?? {}), ...Object.keys(about.optionalDependencies ?? {})]);
    const files = ["src", "nodes", "bin", "chunks"].flatMap((folder) =>
      readdirSync(join(dist, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".js"))
        .map((name) => join(dist, folder, name)),
    );
    const foreign = files.flatMap((file) => {
      const packages = importedPackages(readFileSync(file, "utf8")).filter((name) => !kept.has(name));
      return packages.filter((name) => existsSync(join(root, "node_modules", name, "package.json")));
    });
    assert.deepEqual([...new Set(foreign)], []);
  });

  it("have the names of the libraries they are", () => {
    const specifiers = [
      ...[
        "@libpdf/core",
        "@marcbachmann/cel-js",
        "bwip-js",
        "csv-parse",
        "date-holidays",
        "html-to-text",
        "imapflow",
        "jose",
      ],
      ...[
        "juice/client.js",
        "kysely",
        "libphonenumber-js/min",
        "liquidjs",
        "mjml-browser",
        "nodemailer/lib/mail-composer",
        "pg",
      ],
      ...["postal-mime", "prom-client", "rate-limiter-flexible", "shapefile", "temporal-polyfill", "yauzl", "zod"],
    ];
    // In a process of its own: some libraries leave globals behind.
    const script = `
      const kindsOf = (module) =>
        Object.entries(module)
          .filter(([name]) => !/^(module\\.exports|__esModule)$/.test(name))
          .map(([name, value]) => name + " " + typeof value)
          .sort();
      const told = [];
      for (const [specifier, file] of JSON.parse(process.argv[1]))
        told.push([specifier, kindsOf(await import(file)), kindsOf(await import(specifier))]);
      console.log(JSON.stringify(told));
    `;
    const pairs = specifiers.map((specifier) => [specifier, join(dist, "vendor", `${vendorName(specifier)}.js`)]);
    const run = ["--input-type=module", "--eval", script, "--", JSON.stringify(pairs)];
    const told = execFileSync(process.execPath, run, { cwd: root, encoding: "utf8" });
    for (const [specifier, ours, theirs] of JSON.parse(told) as [string, string[], string[]][])
      assert.deepEqual(ours, theirs, specifier);
  });

  it("are listed with their licences, of which none asks for more than to be named", () => {
    const text = readFileSync(join(dist, "vendor", "LICENSES.md"), "utf8");
    const entries = [...text.matchAll(/^## (\S+) (\d\S*)\n\n(.+)$/gm)].map(([, name, , licence]) => ({
      name,
      licence,
    }));
    assert.ok(entries.length > 40, `${entries.length}`);
    for (const name of ["@libpdf/core", "liquidjs", "kysely", "mjml-browser", "pg"])
      assert.ok(
        entries.some((entry) => entry.name === name),
        name,
      );
    const permissive =
      /^\(?(MIT|ISC|BSD(-[23]-Clause)?|0BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-3\.0|MIT-0|Python-2\.0|Unlicense)\b/;
    assert.deepEqual(
      entries.filter(({ licence = "" }) => !permissive.test(licence)),
      [],
    );
  });

  it("are loaded when first used, where they are large", () => {
    const script = `
      import { registerHooks } from "node:module";
      const loaded = [];
      registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
      for (const file of process.argv.slice(1)) await import(file);
      console.log(JSON.stringify(loaded));
    `;
    const red = about["node-red"] as unknown as { nodes: Record<string, string>; plugins: Record<string, string> };
    const files = [...Object.values(red.nodes), ...Object.values(red.plugins)].map((path) => join(root, path));
    const told = execFileSync(process.execPath, ["--input-type=module", "--eval", script, "--", ...files], {
      encoding: "utf8",
    });
    const loaded = JSON.parse(told) as string[];
    assert.ok(loaded.length > files.length && loaded.length < 60, `${loaded.length} files`);
    assert.deepEqual(
      loaded.filter((url) => late.test(url)),
      [],
    );
  });
});
