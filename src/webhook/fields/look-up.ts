import type { Json, JsonObject } from "../../contract/index.ts";
import { isObject, pointerTo } from "../json.ts";
import { type Field, pathOf } from "./field.ts";
import { nearName } from "./near-name.ts";

/** The table as a tree: what may stand under each name of the body. */
export type FieldTree = Map<string, Field | FieldTree>;

/** How many names that no field asks for are looked at and reported. */
const unknownLimit = 100;

export interface Finding {
  pointer: string;
  code: "webhook.field.mistyped" | "webhook.field.not-an-object";
  value: Json;
  /** The fields that are absent because of it. */
  covers: string[];
  /** The path that was probably meant, dots between names. */
  meant?: string;
}

/** A name that no field asks for, and what it looks like among those that one does. */
export interface UnknownName {
  pointer: string;
  meant?: string;
}

export interface LookedUp {
  /** The value of every field by its `name`; undefined where the body has none. */
  values: Record<string, Json | undefined>;
  findings: Finding[];
  /** At most 100. */
  unknown: UnknownName[];
}

export function treeOf(fields: readonly Field[]): FieldTree {
  const tree: FieldTree = new Map();
  for (const field of fields) {
    const path = pathOf(field);
    const last = path.pop() ?? field.name;
    let branch = tree;
    for (const name of path) {
      const next = branch.get(name);
      const below = next instanceof Map ? next : (new Map() as FieldTree);
      branch.set(name, below);
      branch = below;
    }
    branch.set(last, field);
  }
  return tree;
}

/**
 * Takes the fields out of a body, and looks at the names that no field asks for: a slip of the pen among them is told.
 * @param suggest also for a name whose like is there already
 */
export function lookUp(tree: FieldTree, body: JsonObject, suggest = false): LookedUp {
  const values: [string, Json | undefined][] = [];
  const found: LookedUp = { values: {}, findings: [], unknown: [] };
  visit(tree, body, [], values, found, suggest);
  found.values = Object.fromEntries(values);
  return found;
}

function visit(
  tree: FieldTree,
  body: JsonObject,
  path: string[],
  values: [string, Json | undefined][],
  found: LookedUp,
  suggest: boolean,
): void {
  for (const [name, expected] of tree) {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (!(expected instanceof Map)) {
      values.push([expected.name, value]);
      continue;
    }
    const here = [...path, name];
    visit(expected, isObject(value) ? value : {}, here, values, found, suggest);
    if (value === undefined || value === null || isObject(value)) continue;
    found.findings.push({
      pointer: pointerTo(here),
      code: "webhook.field.not-an-object",
      value,
      covers: namesUnder(expected),
    });
  }
  const absent = [...tree.keys()].filter((name) => !Object.hasOwn(body, name));
  for (const [name, value] of Object.entries(body)) {
    if (tree.has(name)) continue;
    if (found.unknown.length + found.findings.length >= unknownLimit) return;
    const pointer = pointerTo([...path, name.slice(0, 200)]);
    const meant = nearName(name, absent);
    if (meant === undefined) {
      const near = suggest ? nearName(name, [...tree.keys()]) : undefined;
      found.unknown.push(near === undefined ? { pointer } : { pointer, meant: [...path, near].join(".") });
      continue;
    }
    const covers = namesUnder(tree.get(meant));
    found.findings.push({ pointer, code: "webhook.field.mistyped", value, covers, meant: [...path, meant].join(".") });
  }
}

/** What of a body no field asks for, in the objects where it stands. */
export function restOf(tree: FieldTree, body: JsonObject): JsonObject {
  const rest: [string, Json][] = [];
  for (const [name, value] of Object.entries(body)) {
    const expected = tree.get(name);
    if (expected === undefined) rest.push([name, value]);
    if (!(expected instanceof Map) || !isObject(value)) continue;
    const below = restOf(expected, value);
    if (Object.keys(below).length > 0) rest.push([name, below]);
  }
  return Object.fromEntries(rest);
}

function namesUnder(expected: Field | FieldTree | undefined): string[] {
  if (expected === undefined) return [];
  return expected instanceof Map ? [...expected.values()].flatMap(namesUnder) : [expected.name];
}
