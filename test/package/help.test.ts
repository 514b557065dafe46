import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import * as z from "zod";
import { CampaignMessage } from "../../src/contract/index.ts";
import { definitionOf, type Language, languages, types } from "./definitions.ts";
import { attribute, childrenOf, type Element, helpOf, isElement, textOf, within } from "./help-text.ts";

const headings: Record<Language, Record<string, string>> = {
  "en-US": { Inputs: "inputs", Outputs: "outputs", Details: "details", Example: "example", References: "references" },
  fr: { Entrées: "inputs", Sorties: "outputs", Détails: "details", Exemple: "example", Références: "references" },
};
/** What stands below each heading of the first rank. */
function sectionsOf(elements: readonly Element[], language: Language): Map<string, Element[]> {
  const sections = new Map<string, Element[]>();
  let current: Element[] = [];
  for (const element of elements) {
    if (element.tagName === "h3") {
      current = [];
      const name = textOf(element).trim();
      sections.set(headings[language][name] ?? `unknown heading “${name}”`, current);
    } else current.push(element);
  }
  return sections;
}

/** A property of a list without its type: `recipient, event` names two, `…` none. */
function namesOf(list: Element): string[] {
  return childrenOf(list)
    .filter(({ tagName }) => tagName === "dt")
    .map((term) => textOf({ ...term, childNodes: term.childNodes.filter((node) => !isElement(node)) } as Element))
    .flatMap((names) => names.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "…");
}

/** What is no part of the contract and yet read or written: by whom, and where it is told. */
const ownProperties: Record<string, readonly string[]> = {
  // The name of a list that comes as a payload, for its status.
  audience: ["filename"],
  // A word about batches in, the state of a batch out.
  "send-print-job": ["batch"],
};

/** Words of a part that the contract leaves open: of an answer on a page, the type of its event. */
const ownWords: Record<string, readonly string[]> = { "personal-page": ["response"] };

interface Shape {
  anyOf?: Shape[];
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  items?: Shape;
  enum?: unknown[];
  $ref?: string;
}
const contract = z.toJSONSchema(CampaignMessage, { unrepresentable: "any" }) as Shape & {
  $defs?: Record<string, Shape>;
};
const resolved = (shape: Shape): Shape[] => {
  const target = shape.$ref === undefined ? shape : (contract.$defs?.[shape.$ref.replace("#/$defs/", "")] ?? {});
  return target.anyOf === undefined ? [target] : target.anyOf.flatMap(resolved);
};

/** Whether the contract knows a path of the message; below what may hold anything, all is known. */
function isKnown(path: string): boolean {
  let at: Shape[] = [contract];
  for (const [index, name] of path.split(".").entries()) {
    // The message itself may hold anything, which is the flow's and not ours.
    const next = at.flatMap(({ properties = {}, additionalProperties }) => {
      if (properties[name] !== undefined) return [properties[name]];
      return index > 0 && typeof additionalProperties === "object" ? [additionalProperties] : [];
    });
    if (next.length === 0) return false;
    at = next.flatMap(resolved);
    if (at.some((shape) => Object.keys(shape).every((key) => ["description", "title"].includes(key)))) return true;
  }
  return true;
}

/** Every name and fixed word below a part of the message. */
function wordsOf(shape: Shape, deep = 0): string[] {
  if (deep > 6) return [];
  return resolved(shape).flatMap(({ properties = {}, items, additionalProperties, enum: fixed = [] }) => [
    ...fixed.map(String),
    ...Object.keys(properties),
    ...Object.values(properties).flatMap((one) => wordsOf(one, deep + 1)),
    ...(items === undefined ? [] : wordsOf(items, deep + 1)),
    ...(typeof additionalProperties === "object" ? wordsOf(additionalProperties, deep + 1) : []),
  ]);
}

describe("help", () => {
  for (const type of types) {
    for (const language of languages) {
      const elements = helpOf(type, language);
      const sections = sectionsOf(elements, language);
      const { inputs = 0, outputs = 0, outputLabels } = definitionOf(type, language);

      it(`${type}, ${language}: tooltip, then the sections in their order, those that the node has`, () => {
        assert.equal(elements[0]?.tagName, "p");
        assert.ok(textOf(elements[0]!).length < 120, "the first paragraph is the tooltip of the palette");
        const expected = [
          ...(inputs > 0 ? ["inputs"] : []),
          ...(outputs > 0 ? ["outputs"] : []),
          "details",
          ...(sections.has("example") ? ["example"] : []),
          "references",
        ];
        assert.deepEqual([...sections.keys()], expected);
      });

      it(`${type}, ${language}: outputs as the node has them, by their labels`, () => {
        const ports = (sections.get("outputs") ?? []).filter((one) => attribute(one, "class") === "node-ports");
        const items = ports.flatMap(childrenOf);
        if (outputs === 0) return assert.deepEqual(items, []);
        const told = items.map((item) => textOf(item).trim().split(/[:\n]/, 1)[0]?.trim().toLowerCase());
        if (type === "decision-switch") {
          // As many as there are branches, and one more.
          assert.equal(items.length, 2);
          assert.equal(told[1], outputLabels?.call({ rules: [], mode: "first" }, 0));
        } else {
          const labels = Array.from({ length: outputs }, (_, index) => outputLabels?.call({}, index));
          assert.deepEqual(told, labels);
        }
      });

      it(`${type}, ${language}: tells of no property that the contract does not know`, () => {
        const lists = [...(sections.get("inputs") ?? []), ...(sections.get("outputs") ?? [])]
          .flatMap((one) => [one, ...within(one)])
          .filter((one) => one.tagName === "dl" && attribute(one, "class") === "message-properties");
        assert.ok(inputs + outputs === 0 || lists.length > 0);
        const own = ["payload", ...(ownProperties[type] ?? [])];
        const unknown: string[] = [];
        for (const list of lists) {
          const parts = childrenOf(list);
          for (const [index, term] of parts.entries()) {
            if (term.tagName !== "dt") continue;
            const names = namesOf({ ...list, childNodes: [term] } as Element);
            unknown.push(...names.filter((name) => !own.includes(name) && !isKnown(name)));
            // What stands in its explanation is a name or a word of it.
            const part = names[0]?.split(".")[0] ?? "";
            const shape = contract.properties?.[part];
            if (shape === undefined || own.includes(part)) continue;
            const words = new Set([...wordsOf(shape), ...(ownWords[type] ?? []), "other"]);
            const codes = within(parts[index + 1]!).filter(({ tagName }) => tagName === "code");
            const plain = codes.map(textOf).filter((code) => /^[a-z][A-Za-z-]*$/.test(code));
            unknown.push(...plain.filter((code) => !words.has(code)).map((code) => `${part}: ${code}`));
          }
        }
        const everywhere = elements.flatMap(within).filter(({ tagName }) => tagName === "code");
        for (const code of everywhere.map(textOf)) {
          const path =
            /^(?:msg\.)?((?:campaign|journey|recipient|event|decision|map|video|page|content|send|service)\.[\w.<>]+)$/;
          const name = path.exec(code)?.[1];
          if (name !== undefined && !isKnown(name)) unknown.push(code);
        }
        assert.deepEqual(unknown, []);
      });

      it(`${type}, ${language}: references open beside the editor, and lead to a guide that there is`, () => {
        const links = elements.flatMap(within).filter(({ tagName }) => tagName === "a");
        for (const link of links) {
          const address = attribute(link, "href") ?? "";
          assert.match(address, /^https:\/\//);
          assert.equal(attribute(link, "target"), "_blank", address);
          assert.equal(attribute(link, "rel"), "noopener", address);
          const guide = /^https:\/\/github\.com\/belle-histoire\/node-red-journey\/blob\/main\/([^#]+)/.exec(
            address,
          )?.[1];
          if (guide !== undefined) assert.ok(existsSync(new URL(`../../${guide}`, import.meta.url)), guide);
        }
        const listed = (sections.get("references") ?? []).flatMap(within).filter(({ tagName }) => tagName === "a");
        const guides = listed.filter((link) => attribute(link, "href")?.includes("/blob/main/docs/"));
        assert.ok(guides.length > 0, "no guide of the package");
      });
    }

    it(`${type}: both languages tell the same, in the same order`, () => {
      const skeleton = (language: Language) =>
        helpOf(type, language)
          .flatMap((element) => [element, ...within(element)])
          .filter(({ tagName }) => /^(p|h3|h4|dl|dt|ol|ul|li|pre|a)$/.test(tagName))
          .map((element) => {
            const { tagName } = element;
            if (tagName === "a") return `a ${attribute(element, "href")}`;
            if (tagName !== "dt" || !element.childNodes.some(isElement)) return tagName;
            const optional = attribute(element, "class") === "optional" ? " (optional)" : "";
            const names = namesOf({ ...element, childNodes: [element] } as Element).join(", ");
            return `dt ${names.replace("<nom>", "<name>")}${optional}`;
          });
      assert.deepEqual(skeleton("fr"), skeleton("en-US"));
    });
  }

  it("the table of the architecture names what the contract knows", () => {
    const page = readFileSync(new URL("../../docs/architecture.md", import.meta.url), "utf8");
    const rows = [...page.matchAll(/^\| `msg\.(\w+)/gm)].map(([, name]) => name ?? "");
    const known = [...Object.keys(contract.properties ?? {}), "payload"];
    assert.ok(rows.length > 8);
    assert.deepEqual(
      rows.filter((name) => !known.includes(name)),
      [],
    );
  });
});
