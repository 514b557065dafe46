import { type Token, Tokenizer, type TopLevelToken, TypeGuards } from "liquidjs";
import { Fault } from "../../contract/index.ts";
import { inHtml } from "../kind.ts";
import type { Misplaced } from "../parser.ts";
import { Spot } from "../spot.ts";
import { textOf, type Write, Written } from "../written.ts";
import { type Place, scanHtml } from "./scan.ts";

/** Attributes that hold an address (HTML Living Standard, index of attributes). */
const addresses = new Set([
  ...["action", "background", "cite", "codebase", "data", "formaction", "href", "icon", "longdesc", "manifest"],
  ...["ping", "poster", "src", "srcset", "usemap", "xlink:href"],
]);
/** Filters whose answer is a whole address of an allowed scheme. */
const wholeAddress = new Set(["map_image", "media", "qs", "url", "video_image"]);
/** Filters whose answer cannot leave the part of an address that it stands in. */
const partOfAddress = new Set([
  ...wholeAddress,
  ...["cgi_escape", "phone", "url_encode", "url_param_escape", "base64_url_safe_encode", "sha256"],
]);
/** Tags that write something at their place. */
const writing = new Set(["cycle", "decrement", "echo", "increment", "liquid", "render", "tablerow"]);

/** As JSON stands inside a script: nothing in it can end the script (HTML Living Standard, 13.1.3). */
function inScript(value: unknown): string {
  const text = value instanceof Written ? value.plain : textOf(value, false);
  return text.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** As text stands inside a comment: it neither ends it nor, where there is none, lets what follows do so (13.1.6). */
function inComment(value: unknown): string {
  return ` ${inHtml(textOf(value, false)).replaceAll("-", "&#45;")} `;
}

/** Where the outputs of an HTML template stand, what must not stand where it does, and what readers would miss. */
export interface HtmlPlaces {
  writes: ReadonlyMap<Token, Write>;
  faults: readonly Misplaced[];
  /** What nobody is put at risk by. */
  advice: readonly Misplaced[];
}

export function htmlPlaces(tokens: readonly TopLevelToken[]): HtmlPlaces {
  const writes = new Map<Token, Write>();
  const faults: Misplaced[] = [];
  const advice: Misplaced[] = [];
  scanHtml(tokens, {
    liquid(token, place) {
      const tag = TypeGuards.isTagToken(token) ? token.name : undefined;
      if (tag !== undefined && !writing.has(tag)) return;
      if (place.in === "text") return;
      if (place.in === "comment" && tag === undefined) {
        writes.set(token, inComment);
        return;
      }
      const filter = lastFilter(token);
      if (place.in === "script" && tag === undefined && filter === "json") writes.set(token, inScript);
      else {
        const fault = faultOf(place, filter);
        if (fault !== undefined) faults.push({ token, fault });
      }
    },
    startTag({ name, attributes, token, begin }) {
      if (name !== "img" || attributes.has("alt")) return;
      advice.push({ token: new Spot(token.input, begin), fault: new Fault("message.no-alt") });
    },
  });
  return { writes, faults, advice };
}

/** The filter that an output ends with; undefined where there is none, or where it cannot be read. */
function lastFilter(token: TopLevelToken): string | undefined {
  const isTag = TypeGuards.isTagToken(token);
  if (isTag ? token.name !== "echo" : !TypeGuards.isOutputToken(token)) return undefined;
  const source = isTag ? token.args : TypeGuards.isOutputToken(token) ? token.content : "";
  try {
    return new Tokenizer(source).readFilteredValue().filters.at(-1)?.name;
  } catch {
    // The parser says what is wrong with it.
    return undefined;
  }
}

function faultOf(place: Place, filter: string | undefined): Fault | undefined {
  switch (place.in) {
    case "comment":
      return new Fault("message.in-comment");
    case "script":
      return new Fault("message.in-script");
    case "style":
      return new Fault("message.in-style");
    case "tag":
      return new Fault("message.in-tag");
    case "attribute":
      if (!place.quoted) return new Fault("message.unquoted", { name: place.name });
      if (place.name.startsWith("on") || place.name === "srcdoc") return new Fault("message.in-script");
      if (!addresses.has(place.name)) return undefined;
      if (place.before.trim() === "")
        return filter !== undefined && wholeAddress.has(filter)
          ? undefined
          : new Fault("message.no-url-filter", { name: place.name });
      return filter !== undefined && partOfAddress.has(filter)
        ? undefined
        : new Fault("message.no-part-filter", { name: place.name });
  }
}
