import type { FilterImplOptions, Liquid } from "liquidjs";
import { inHtml, type Kind } from "../kind.ts";
import type { FilterSite } from "../setting.ts";
import { bareOf, jsonOf, type Write, Written, writerOf } from "../written.ts";
import { text } from "./arguments.ts";

type Filter = (this: FilterSite, value: unknown, ...given: unknown[]) => unknown;

/** JSON of a value; the length of what it makes counts. */
function json(this: FilterSite, value: unknown, indent?: unknown): string {
  const written = jsonOf(value, Math.min(8, Math.max(0, Number(bareOf(indent)) || 0)));
  this.context.memoryLimit.use(written.length);
  return written;
}

/** Text with its line breaks, as HTML. */
function newlineToBr(this: FilterSite, value: unknown): Written {
  const plain = text(value);
  const output = value instanceof Written ? value.output : inHtml(plain);
  this.context.memoryLimit.use(output.length);
  return new Written(output.replace(/\r?\n/g, "<br />\n"), plain);
}

/** `&` that begins an entity stays. */
const bareSign = /&(?!(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][\da-fA-F]{1,6});)|[<>"']/g;

function escapeOnce(this: FilterSite, value: unknown): Written {
  if (value instanceof Written) return value;
  const plain = text(value);
  this.context.memoryLimit.use(plain.length);
  return new Written(plain.replace(bareSign, inHtml), plain);
}

/** In HTML all that is written is escaped: to ask for it changes nothing. */
function asText(this: FilterSite, value: unknown): unknown {
  return value instanceof Written ? value : text(value);
}

/** As an escaping kind writes a value. */
function writtenBy(write: Write, value: unknown): Written {
  if (value instanceof Written) return value;
  const escaped = write(text(value));
  return typeof escaped === "string" ? new Written(escaped, escaped) : new Written(escaped.output, escaped.plain);
}

/** A filter that changes what was written already as it changes text. */
function onBoth(change: Filter): Filter {
  return function (value, ...given) {
    if (!(value instanceof Written)) return change.call(this, value, ...given);
    const changed = (of: string) => String(change.call(this, of, ...given));
    return new Written(changed(value.output), changed(value.plain));
  };
}

const handlerOf = (liquid: Liquid, name: string): Filter => {
  const filter = liquid.filters[name];
  return (typeof filter === "function" ? filter : filter?.handler) as Filter;
};

/**
 * What keeps from escaping twice, and from not escaping at all: what is written already stays so through filters that
 * only put something beside it or take blanks off. All others work on its plain text, which is escaped when it is
 * written.
 */
export function escapeFilters(liquid: Liquid, kind: Kind): Record<string, FilterImplOptions> {
  const write = writerOf(kind);
  const append = handlerOf(liquid, "append");
  const prepend = handlerOf(liquid, "prepend");
  const beside = (join: Filter): Filter =>
    function (value, ...given) {
      if (given.length !== 1) return join.call(this, value, ...given);
      const [other] = given;
      if (!(value instanceof Written) && !(other instanceof Written)) return join.call(this, text(value), text(other));
      const [left, right] = [writtenBy(write, value), writtenBy(write, other)];
      const joined = (of: "output" | "plain") => String(join.call(this, left[of], right[of]));
      return new Written(joined("output"), joined("plain"));
    };
  const otherwise = handlerOf(liquid, "default");
  const byDefault: Filter = function (value, ...given) {
    if (value instanceof Written && value.plain !== "") return value;
    return otherwise.call(this, bareOf(value), ...given);
  };
  const stripped = Object.fromEntries(
    ["lstrip", "rstrip", "strip", "strip_newlines"].map((name) => [name, onBoth(handlerOf(liquid, name))]),
  );
  return { append: beside(append), default: byDefault, prepend: beside(prepend), ...stripped };
}

/** What escapes, for each kind. */
export function escapesOf(kind: Kind): Record<string, FilterImplOptions> {
  if (kind === "html") return { escape: asText, escape_once: escapeOnce, json, newline_to_br: newlineToBr };
  const entities = (write: (value: string) => string) =>
    function (this: FilterSite, value: unknown) {
      const read = text(value);
      this.context.memoryLimit.use(read.length);
      return write(read);
    };
  return {
    escape: entities(inHtml),
    escape_once: entities((value) => value.replace(bareSign, inHtml)),
    json,
    newline_to_br: entities((value) => value.replace(/\r?\n/g, "<br />\n")),
  };
}

/** Marks the answer of a filter as what a kind wants already. */
export function asWritten(filter: FilterImplOptions): FilterImplOptions {
  const handler = (typeof filter === "function" ? filter : filter.handler) as Filter;
  const marked: Filter = function (value, ...given) {
    const answer = handler.call(this, value, ...given);
    const written = text(answer);
    return new Written(written, written);
  };
  return marked;
}
