import type { FilterImplOptions } from "liquidjs";
import { Fault } from "../../contract/index.ts";
import type { FilterSite } from "../setting.ts";
import { digits, text } from "./arguments.ts";

function charged(filter: FilterSite, value: unknown): string {
  const read = text(value);
  filter.context.memoryLimit.use(read.length);
  return read;
}

/** RFC 3986 §2.3: all but letters, digits and `-._~` is encoded, also what JavaScript leaves: `!'()*`. */
function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As a form has it: a blank is `+`. */
function urlEncode(this: FilterSite, value: unknown) {
  return encoded(charged(this, value)).replaceAll("%20", "+");
}

function urlDecode(this: FilterSite, value: unknown) {
  try {
    return decodeURIComponent(charged(this, value).replaceAll("+", " "));
  } catch (cause) {
    throw new Fault("message.encoding", { filter: "url_decode" }, { cause });
  }
}

function urlEscape(this: FilterSite, value: unknown) {
  return encodeURI(charged(this, value).toWellFormed());
}

function urlParamEscape(this: FilterSite, value: unknown) {
  return encoded(charged(this, value));
}

/** A text of its parts; blanks count as one, as in Ruby. Empty parts at the end are none. */
function split(this: FilterSite, value: unknown, separator: unknown) {
  const whole = charged(this, value);
  const between = text(separator);
  const parts = between === " " ? whole.trim().split(/\s+/) : whole.split(between);
  this.context.memoryLimit.use(parts.length);
  while (parts.at(-1) === "") parts.pop();
  return parts;
}

function truncateWords(this: FilterSite, value: unknown, count: unknown = 15, end: unknown = "...") {
  const whole = charged(this, value);
  const words = whole.trim().split(/\s+/);
  const most = Math.max(1, Number(digits(count, "truncatewords")));
  return words.length <= most ? whole : words.slice(0, most).join(" ") + text(end);
}

function base64UrlEncode(this: FilterSite, value: unknown) {
  return Buffer.from(charged(this, value), "utf8").toString("base64url");
}

function base64UrlDecode(this: FilterSite, value: unknown) {
  return decoded(charged(this, value), "base64_url_safe_decode");
}

function base64Decode(this: FilterSite, value: unknown) {
  return decoded(charged(this, value), "base64_decode");
}

function decoded(value: string, filter: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "base64"));
  } catch (cause) {
    throw new Fault("message.encoding", { filter }, { cause });
  }
}

/** What Shopify documents for texts, where LiquidJS has another answer or none. */
export const strings: Record<string, FilterImplOptions> = {
  base64_decode: base64Decode,
  base64_url_safe_decode: base64UrlDecode,
  base64_url_safe_encode: base64UrlEncode,
  split,
  truncatewords: truncateWords,
  url_decode: urlDecode,
  url_encode: urlEncode,
  url_escape: urlEscape,
  url_param_escape: urlParamEscape,
};
