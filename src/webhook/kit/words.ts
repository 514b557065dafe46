import { sentence } from "../../language/index.ts";
import { escaped } from "../../links/index.ts";
import type { Spoken } from "../accept-language.ts";

/** A sentence of the kit as HTML; what is filled in is escaped with it. */
export type Say = (key: string, data?: Readonly<Record<string, unknown>>) => string;

/** French sets some signs apart by a space at which no line breaks. */
const unbroken = (text: string) => text.replace(/ (?=[:;?!»])/g, "\u00a0").replace(/« /g, "«\u00a0");

export const sayIn =
  (language: Spoken): Say =>
  (key, data = {}) =>
    html(sentence(`kit.${key}`, data, language));

/** Text as HTML. */
export const html = (text: string) => escaped(unbroken(text));
