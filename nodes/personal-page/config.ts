import type { Field } from "../../src/webhook/fields/field.ts";

/** The texts of a form in one language; an empty or absent one is made up by the page. */
export interface PageTexts {
  /** Above the form. */
  intro: string;
  /** On its button. */
  submit: string;
  /** In its place, once an answer was taken. */
  thanks: string;
  /** By the field's name. */
  labels: Record<string, string>;
  /** By the field's name, then by the value. */
  choices: Record<string, Record<string, string>>;
}

/** A language besides the node's own. */
export interface PageLanguage extends PageTexts {
  /** BCP 47 */
  language: string;
}

/** The personal page as Node-RED saves it. */
export interface PersonalPageConfig {
  version: number;
  name: string;
  campaign: string;
  /** Readable part of the address, `/p/<slug>/<code>`; empty: made of the node's id. */
  slug: string;
  /** Days after a page was published at which its address ends. */
  expires: number;
  /** Whether another answer may replace the first. */
  again: boolean;
  /**
   * What the form asks. `meaning` is the label, and the first synonym of a value what one reads in its place, in the node's
   * own language.
   */
  fields: Field[];
  /** ISO 3166-1 alpha-2, of phone numbers and addresses. */
  country: string;
  /** ISO 4217, of amounts. */
  currency: string;
  /** In the node's own language, like `submit` and `thanks`. */
  intro: string;
  submit: string;
  thanks: string;
  languages: PageLanguage[];
  /** Whether pages link to where one says by which channels one wants no advertising. */
  choices: boolean;
  /** `#rrggbb`; empty: the house style. */
  accentColour: string;
  /** Visits of one page, and of one source address, that are let through in a minute; 0: no limit. */
  rate: { page: number; source: number };
  /** How many proxies of the house stand before this Node-RED; 0: none. */
  proxies: number;
  /** Where they write whom they speak for. */
  proxyHeader: "x-forwarded-for" | "forwarded";
}

/** A page that can be accepted or declined as soon as it is dropped on the canvas. */
export const defaults: PersonalPageConfig = {
  version: 1,
  name: "",
  campaign: "",
  slug: "",
  expires: 90,
  again: false,
  fields: [],
  country: "",
  currency: "",
  intro: "",
  submit: "",
  thanks: "",
  languages: [],
  choices: true,
  accentColour: "",
  rate: { page: 60, source: 600 },
  proxies: 0,
  proxyHeader: "x-forwarded-for",
};

/** Bounds of what the form lets be set. */
export const bounds = {
  expires: { least: 1, most: 3650 },
  rate: { least: 0, most: 1_000_000 },
  proxies: { least: 0, most: 20 },
} as const;

/** Below this folder of `httpNodeRoot` are all personal pages. */
export const pageFolder = "/p";

/** What an address has for a slug where none was written: short, for it is printed, and the same for as long as the node lives. */
function usualSlug(node: string): string {
  // FNV-1a of 32 bits, which the editor has as well; ids are random already.
  let hash = 0x811c9dc5;
  for (const sign of node) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, "0");
}

/** The slug that a node's address has. */
export function slugOf(node: string, slug: string): string {
  return slug.trim() || usualSlug(node);
}

/** Path below `httpNodeRoot` under which the pages of a node are. */
export function pagePath(node: string, slug: string): string {
  return `${pageFolder}/${slugOf(node, slug)}`;
}

/** Whether a slug is words of lower-case letters, digits and hyphens, short enough to be printed. */
export function isSlug(text: string): boolean {
  return text === "" || (text.length <= 40 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text));
}

/** Brings a node saved by an earlier version to the present shape; from an environment variable numbers come as text. */
export function migrate(saved: Partial<PersonalPageConfig>): PersonalPageConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node = { ...defaults, ...given, version: defaults.version };
  const { page, source } = { ...defaults.rate, ...node.rate };
  return {
    ...node,
    slug: node.slug.trim(),
    rate: { page: numberIn(page), source: numberIn(source) },
    expires: numberIn(node.expires),
    proxies: numberIn(node.proxies),
  };
}

/** NaN for what is no number: an empty text is none either. */
function numberIn(value: unknown): number {
  return String(value ?? "").trim() === "" ? Number.NaN : Number(value);
}
