import { sentence } from "../language/index.ts";
import { type Field, targetName } from "../webhook/index.ts";
import type { FormTexts } from "./behind.ts";

const known: ReadonlySet<string> = new Set(["title", "firstName", "lastName", "email", "phone", "postalAddress"]);

/** What a field is called on a page: by its author, by the catalogue, or by its own name, in words. */
export function labelOf(field: Field, texts: FormTexts, language: string): string {
  const written = Object.hasOwn(texts.labels, field.name) ? texts.labels[field.name]?.trim() : undefined;
  if (written) return written;
  const name = targetName(field);
  return known.has(name) ? sentence(`page.label.${name}`, {}, language) : inWords(field.name.split(".").at(-1) ?? name);
}

/** What a value of a field is called. */
export function choiceOf(field: Field, value: string, texts: FormTexts): string {
  const choices = Object.hasOwn(texts.choices, field.name) ? texts.choices[field.name] : undefined;
  const written = choices !== undefined && Object.hasOwn(choices, value) ? choices[value]?.trim() : undefined;
  return written || inWords(value);
}

/** `preferredStore` and `preferred_store` as `Preferred store`; what is written in words stays as it is. */
function inWords(name: string): string {
  const words = name
    .replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, " ")
    .replaceAll(/[_-]+/g, " ")
    .trim();
  const plain = words === name.trim() ? words : words.toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
