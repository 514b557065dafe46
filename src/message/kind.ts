import { oneLine, plainSpaces, printable, printableMarkup } from "./printable.ts";

/**
 * What a template writes. Of a message: `html`; `text`, the plain part of an e-mail; `subject`, one line; `sms`;
 * `print`, what stands in a letter as it is; `markup`, the letter itself in light markup, in which a value is text alone. Of a call: `json`, part of a JSON text (inside quotes, or bare for numbers, lists and objects);
 * `address`, one part of a URL's path or query; `value`, a header or field as it is.
 */
export type Kind = "html" | "text" | "subject" | "sms" | "print" | "markup" | "json" | "address" | "value";

interface Traits {
  /** How a value stands in it, which comes with its JSON, or as it is if it is a text; absent: as text. */
  write?: (value: unknown, json: string) => string;
  /** Whether a value that is nothing may be written as nothing. In a message it is a gap that nobody wanted. */
  gaps: boolean;
  /** What is done to the whole. */
  finish: (text: string) => string;
}

export const kinds: Readonly<Record<Kind, Traits>> = {
  html: { gaps: false, finish: printableMarkup },
  text: { gaps: false, finish: printable },
  subject: { gaps: false, finish: oneLine },
  sms: { gaps: false, finish: (text) => plainSpaces(printable(text)) },
  print: { gaps: false, finish: printable },
  markup: { write: inMarkup, gaps: false, finish: printable },
  json: { write: inJson, gaps: true, finish: (text) => text },
  address: { write: inAddress, gaps: true, finish: printable },
  value: { gaps: true, finish: printable },
};

/** A text without the quotes around it, which the template writes; everything else as JSON has it. */
function inJson(value: unknown, json: string): string {
  return typeof value === "string" ? JSON.stringify(value).slice(1, -1) : json;
}

/** Signs that would set the rest of a letter in bold or italics. */
function inMarkup(_value: unknown, text: string): string {
  return text.replace(/[\\*_]/g, "\\$&");
}

function inAddress(value: unknown, json: string): string {
  if (value === undefined || value === null) return "";
  // Half of a surrogate pair cannot be encoded.
  return encodeURIComponent(json.toWellFormed());
}

const special = /[&<>"']/;
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as HTML has it, in text and in quoted attributes (HTML Living Standard, 13.1.2.3 and 13.5). */
export function inHtml(text: string): string {
  return special.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign) : text;
}
