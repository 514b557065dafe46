import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";

const nodes = new URL("../../nodes/", import.meta.url);
const languages = ["en-US", "fr"] as const;
const types = readdirSync(nodes).filter((name) => existsSync(new URL(`${name}/${name}.html`, nodes)));
const plugins = ["journey-sidebar"];
const file = (path: string) => readFileSync(new URL(path, nodes), "utf8");

/** Texts of a catalogue by their whole keys. */
function flatten(tree: object, prefix = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === "object") for (const [key, text] of flatten(value, `${prefix}${name}.`)) texts.set(key, text);
    else texts.set(prefix + name, String(value));
  }
  return texts;
}
const catalogue = (type: string, language: string) =>
  flatten(JSON.parse(file(`${type}/locales/${language}/${type}.json`)) as object);

/** Files of an editor half: its own, and the shared ones it reaches. */
function editorFiles(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  for (const [, path] of file(entry).matchAll(/from "(?:(?:\.\.\/)+shared|\.)\/(editor-[^"]+\.ts)"/g)) {
    if (path !== undefined) editorFiles(`shared/${path}`, found);
  }
  return found;
}

/** Keys a node asks for: whole ones, and the beginnings of those that are put together. */
function used(type: string): { keys: Set<string>; beginnings: string[] } {
  // The header of the palette's category; a config node has none.
  const keys = new Set<string>(
    ["campaign", "mail-account", "map-service", "print-service", "sms-account", ...plugins].includes(type)
      ? []
      : ["palette.label.campaign"],
  );
  const beginnings: string[] = [];
  const form = plugins.includes(type) ? "" : file(`${type}/${type}.html`);
  for (const [, value = ""] of form.matchAll(/data-i18n="([^"]+)"/g)) {
    for (const part of value.split(";")) keys.add(part.replace(/^\[[^\]]+\]/, ""));
  }
  const look = (path: string) => {
    for (const [, key = ""] of file(path).matchAll(/\b_\("([^"]+)"/g)) keys.add(key);
    for (const [, beginning = ""] of file(path).matchAll(/\b_\(`([^$`]+)\$\{/g)) beginnings.push(beginning);
  };
  for (const path of editorFiles(`${type}/editor.ts`)) look(path);
  const page = new URL(`${type}/editor/`, nodes);
  for (const name of existsSync(page) ? readdirSync(page, { recursive: true, encoding: "utf8" }) : []) {
    if (!name.endsWith(".ts")) continue;
    // A piece of a node's form, with the words of that node, is looked at with the node.
    const borrowed = /\bcatalogue\("([^"]+)"\)/.exec(file(`${type}/editor/${name}`))?.[1] ?? type;
    if (borrowed !== type) continue;
    for (const path of editorFiles(`${type}/editor/${name}`)) look(path);
  }
  const runtime = readdirSync(new URL(`${type}/`, nodes), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && name !== "editor.ts",
  );
  for (const name of runtime) {
    for (const [key] of file(`${type}/${name}`).matchAll(/(?<=")status\.[a-z-]+(?=")/g)) keys.add(key);
  }
  return { keys, beginnings };
}

/** Keys that the shared runtime halves write into a status, whatever the node. */
const shared = ["status.ready", "status.error", "status.no-campaign"];

describe("catalogues", () => {
  it("belong to all sixteen nodes", () => {
    assert.equal(types.length, 16);
  });

  for (const type of [...types, ...plugins]) {
    it(`${type}: both languages have the same keys and the same values to fill in`, () => {
      const [english, french] = languages.map((language) => catalogue(type, language));
      assert.ok(english && french);
      assert.deepEqual([...french.keys()], [...english.keys()]);
      for (const [key, text] of english) {
        const holes = (sentence: string) => [...sentence.matchAll(/__\w+__/g)].map(String).sort();
        assert.deepEqual(holes(french.get(key) ?? ""), holes(text), key);
        assert.notEqual(text.trim(), "", key);
      }
    });

    it(`${type}: every key that is used exists, and every key is used`, () => {
      const texts = catalogue(type, "en-US");
      const { keys, beginnings } = used(type);
      const missing = [...keys].filter((key) => !texts.has(key));
      assert.deepEqual(missing, [], "missing");
      const idle = [...texts.keys()].filter(
        (key) =>
          !keys.has(key) &&
          !(shared.includes(key) && !plugins.includes(type)) &&
          !beginnings.some((beginning) => key.startsWith(beginning)),
      );
      assert.deepEqual(idle, [], "never used");
    });

    it(`${type}: French signs stand behind a space at which no line breaks`, () => {
      const help = plugins.includes(type) ? [] : [file(`${type}/locales/fr/${type}.html`)];
      const texts = [...catalogue(type, "fr").values(), ...help];
      const code = /<(code|pre)>[\s\S]*?<\/\1>|\{\{.*?\}\}|\{%.*?%\}/g;
      const loose = texts.flatMap(
        (text) => text.replace(code, "x").match(/.{0,20}(?:\S [;:?!»](?=[ "<,.]|$)|« )/gm) ?? [],
      );
      assert.deepEqual(loose, []);
    });

    for (const language of plugins.includes(type) ? [] : languages) {
      it(`${type}: help in ${language} begins with the tooltip and has balanced elements`, () => {
        const help = file(`${type}/locales/${language}/${type}.html`);
        assert.match(help, new RegExp(`^<script type="text/html" data-help-name="${type}">\\s*<p>[^<]+</p>`));
        const open: string[] = [];
        for (const [, closing, name = ""] of help.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
          if (closing === "") open.push(name);
          else assert.equal(open.pop(), name, `</${name}>`);
        }
        assert.deepEqual(open, []);
      });
    }
  }
});
