import { existsSync, readdirSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const nodes = new URL("nodes/", root);

export const languages = ["en-US", "fr"] as const;
export type Language = (typeof languages)[number];

/** The nodes, in the order in which Node-RED loads them: that of its palette. */
export const types = Object.keys(
  (
    JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { "node-red": { nodes: Record<string, string> } }
  )["node-red"].nodes,
);

/** A text of a node's source folder. */
export const source = (path: string): string => readFileSync(new URL(path, nodes), "utf8");

/** Files of a node's `icons/`. */
export const iconsOf = (type: string): string[] => {
  const folder = new URL(`${type}/icons/`, nodes);
  return existsSync(folder) ? readdirSync(folder) : [];
};

/** Texts of a catalogue by their whole keys. */
export function catalogue(type: string, language: Language): Map<string, string> {
  const flatten = (tree: object, prefix: string): [string, string][] =>
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === "object" ? flatten(value as object, `${prefix}${name}.`) : [[prefix + name, String(value)]],
    );
  return new Map(flatten(JSON.parse(source(`${type}/locales/${language}/${type}.json`)) as object, ""));
}

/** What a node's editor half registers, as far as it is looked at here. */
export interface Definition {
  category: string;
  color: string;
  icon: string;
  inputs?: number;
  outputs?: number;
  paletteLabel: string;
  inputLabels?: string;
  defaults: Record<string, { value: unknown }>;
  label(this: object): string;
  outputLabels?(this: object, index: number): string;
}

/** The built editor half of a node, run as Node-RED's editor runs it at its start, in a language. */
export function definitionOf(type: string, language: Language): Definition {
  const built = new URL(`dist/nodes/${type}/${type}.html`, root);
  const script = readFileSync(built, "utf8").match(/<script type="text\/javascript">([\s\S]*)<\/script>/)?.[1];
  const texts = catalogue(type, language);
  let found: Definition | undefined;
  const nothing = (): void => {};
  const RED = {
    _: (key: string) => texts.get(key.replace(/^.*?:/, "")) ?? key,
    events: { on: nothing },
    nodes: {
      registerType(name: string, definition: Definition) {
        if (name === type) found = definition;
      },
    },
  };
  new Function("RED", "$", "window", "document", script ?? "")(RED, nothing, {}, {});
  if (found === undefined) throw new Error(`${built.pathname} registers no node ${type}`);
  return found;
}
