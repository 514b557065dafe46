import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const editor = createRequire(import.meta.url).resolve("@node-red/editor-client/package.json");

/** All the texts of a catalogue. */
function texts(tree: object): string[] {
  return Object.values(tree).flatMap((one: unknown) =>
    typeof one === "string" ? [one] : typeof one === "object" && one !== null ? texts(one) : [],
  );
}

const examples = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".json"));
const named = examples.flatMap((name) =>
  (JSON.parse(read(`examples/${name}`)) as { name?: string; type: string }[]).map((node) => node.name ?? ""),
);

/** What stands on the screen in a language: ours, Node-RED's own, and the names of the examples' nodes. */
function onScreen(language: "en-US" | "fr"): Set<string> {
  const folders = readdirSync(join(root, "nodes"), { recursive: true, encoding: "utf8" });
  const ours = folders.filter((path) => path.includes(`locales/${language}/`) && path.endsWith(".json"));
  const theirs = readFileSync(join(editor, "..", "locales", language, "editor.json"), "utf8");
  const catalogues = [...ours.map((path) => read(`nodes/${path}`)), theirs];
  return new Set([
    ...catalogues.flatMap((text) => texts(JSON.parse(text) as object)),
    ...named,
    // The comments say what to do with them.
    ...named.map((name) => name.replace(/ : double-cliquez ici$/, "")),
  ]);
}

const guides = [
  { file: "docs/marketer.md", language: "en-US" },
  { file: "docs/marketer.fr.md", language: "fr" },
] as const;

for (const { file, language } of guides)
  describe(`the marketer's guide, ${file}`, () => {
    const guide = read(file);

    it("calls everything as it stands on the screen", () => {
      const shown = onScreen(language);
      const bold = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = ""]) => words.replace(/\s+/g, " "));
      assert.ok(bold.length > 20);
      // A guide is written with the usual space where the screen has one that does not break.
      const plain = new Set([...shown].map((text) => text.replace(/\s+/g, " ")));
      assert.deepEqual(
        bold.filter((words) => !plain.has(words)),
        file.endsWith(".fr.md") ? ["gras"] : ["bold"],
      );
    });

    it("shows pictures that are there, each for what it is, and none that is heavy", () => {
      const pictures = [...guide.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
      assert.ok(pictures.length >= 3 && pictures.length <= 6);
      for (const [, words = "", path = ""] of pictures) {
        assert.notEqual(words, "", path);
        const { size } = statSync(join(root, "docs", path));
        assert.ok(size <= 120_000, `${path}: ${size} bytes`);
      }
    });

    it("names examples and pages that are there", () => {
      for (const [, name = ""] of guide.matchAll(/^\|[^|]*\| `([^`]+)` \|/gm))
        assert.ok(examples.includes(`${name}.json`), name);
      for (const [, path = ""] of guide.matchAll(/\]\(((?:\.\.\/)?[\w./-]+\.md)(?:#[\w-]+)?\)/g))
        assert.ok(statSync(join(root, "docs", path)).isFile(), path);
    });
  });
