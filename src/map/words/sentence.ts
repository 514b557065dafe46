/// <reference path="./osrm-text-instructions.d.ts" />
import { createRequire } from "node:module";
import type compilerFor from "osrm-text-instructions";
import type languages from "osrm-text-instructions/languages.js";
import type { OsrmStep } from "../osrm/shape.ts";
import { atPlace } from "./place-phrase.ts";

interface Words {
  compiler: ReturnType<typeof compilerFor>;
  /** Languages that there are words for, by their code in small letters. */
  codes: ReadonlyMap<string, string>;
}

let loaded: Words | undefined;

/** At the first step that is told, and without waiting: the words of thirty languages are compiled in one go. */
function words(): Words {
  if (loaded !== undefined) return loaded;
  const compiler = defaultOf<typeof compilerFor>(createRequire(import.meta.url)("osrm-text-instructions"))("v5");
  const { supportedCodes } = defaultOf<typeof languages>(
    createRequire(import.meta.url)("osrm-text-instructions/languages.js"),
  );
  loaded = { compiler, codes: new Map(supportedCodes.map((code) => [code.toLowerCase(), code])) };
  return loaded;
}

/** A library of CommonJS by itself, or as the ES module that it is in the built package. */
const defaultOf = <Library>(module: unknown): Library =>
  (module as { default?: Library }).default ?? (module as Library);

/** Where a tag names the same language, or the nearest one that there is. */
const aliases: Readonly<Record<string, string>> = {
  nb: "no",
  nn: "no",
  zh: "zh-Hans",
  iw: "he",
  in: "id",
  pt: "pt-PT",
};

/**
 * The language in which steps are told, for a BCP 47 tag: the longest beginning of it that there are words for (lookup of
 * RFC 4647), else English.
 */
export function stepLanguage(tag: string): string {
  const parts = tag.toLowerCase().split(/[-_]/u);
  for (let size = parts.length; size > 0; size--) {
    const range = parts.slice(0, size).join("-");
    const known = words().codes.get(range) ?? aliases[range];
    if (known !== undefined) return known;
  }
  return "en";
}

/** A step of OSRM's shape in one sentence, without a full stop. `place` is the name of what one arrives at. */
export function sentenceOf(step: OsrmStep, tag: string, place?: string): string {
  const language = stepLanguage(tag);
  const { type, modifier } = step.maneuver;
  // Of an unknown type is told as a turn, as OSRM asks of its clients; a turn to no side goes straight on.
  const needed = type === "depart" || type === "arrive" ? {} : { modifier: modifier ?? "straight" };
  const whole = { ...step, maneuver: { ...step.maneuver, ...needed, type: known.has(type) ? type : "turn" } };
  const bare = { waypointName: place === undefined ? undefined : mark };
  const text = polished(words().compiler.compile(language, whole, type === "arrive" ? bare : {}), language);
  if (place === undefined || type !== "arrive") return text;
  return language === "fr" ? text.replace(`à ${mark}`, () => atPlace(place)) : text.replace(mark, () => place);
}

/** Stands for the name while the sentence is made, since rules of grammar would change a name as well. */
const mark = "\u{f8ff}";

const known = new Set([
  "arrive",
  "continue",
  "depart",
  "end of road",
  "exit rotary",
  "exit roundabout",
  "fork",
  "merge",
  "new name",
  "notification",
  "off ramp",
  "on ramp",
  "rotary",
  "roundabout",
  "roundabout turn",
  "turn",
]);

/** What the French rules of the package leave: "la ancienne", names of rings that say so themselves, and streets whose kind they do not know. */
function polished(text: string, language: string): string {
  if (language !== "fr") return text.trim();
  return text
    .replace(/\bla ancienne\b/gu, "l’ancienne")
    .replace(/le rond-point de (Giratoire|Carrefour)/gu, (_, kind: string) => `le ${kind.toLowerCase()}`)
    .replace(streets, (_, lead: string, kind: string) => `${lead}${articles[kind.toLowerCase()]}${kind.toLowerCase()}`)
    .trim();
}

const articles: Readonly<Record<string, string>> = {
  carrefour: "le ",
  "chemin de fer": "le ",
  côte: "la ",
  descente: "la ",
  digue: "la ",
  domaine: "le ",
  échangeur: "l’",
  escalier: "l’",
  escaliers: "les ",
  faubourg: "le ",
  hameau: "le ",
  jetée: "la ",
  lacets: "les ",
  mail: "le ",
  môle: "le ",
  passerelle: "la ",
  port: "le ",
  porte: "la ",
  "rond-point": "le ",
  résidence: "la ",
  ruelle: "la ",
  rampe: "la ",
  venelle: "la ",
  voûte: "la ",
};
const streets = new RegExp(`((?:sur|rester sur) )(${Object.keys(articles).join("|")})(?= )`, "giu");
