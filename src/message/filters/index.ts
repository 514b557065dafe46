import type { FilterImplOptions, Liquid } from "liquidjs";
import { type Kind, kinds } from "../kind.ts";
import { bareOf } from "../written.ts";
import { text } from "./arguments.ts";
import { arithmetic } from "./arithmetic.ts";
import { date } from "./date.ts";
import { asWritten, escapeFilters, escapesOf } from "./escape.ts";
import { distance, duration, money, number } from "./figures.ts";
import { video, videoImage } from "./film.ts";
import { mapImage, media, qs, url } from "./link.ts";
import { lists } from "./lists.ts";
import { capitalizeName } from "./name.ts";
import { phone } from "./phone.ts";
import { salutation } from "./salutation.ts";
import { truncateSms } from "./sms.ts";
import { strings } from "./strings.ts";
import { list, plural } from "./words.ts";

/** Those of LiquidJS that Shopify documents and that answer alike; all others are left out. */
const ofTexts = [
  ...[
    "append",
    "base64_encode",
    "capitalize",
    "downcase",
    "hmac_sha256",
    "lstrip",
    "prepend",
    "remove",
    "remove_first",
  ],
  ...["remove_last", "replace", "replace_first", "replace_last", "rstrip", "sha256", "strip", "strip_html"],
  ...["strip_newlines", "truncate", "upcase"],
];
const kept = new Set([...ofTexts, "default", "size", "slice"]);

type FilterHandler = Extract<FilterImplOptions, (...given: never[]) => unknown>;

/** LiquidJS makes one text of a list before it asks how long it may be: here that is bounded. */
function onText(filter: FilterImplOptions | undefined): FilterImplOptions {
  const handler = (typeof filter === "function" ? filter : filter?.handler) as FilterHandler;
  const read = (given: unknown) =>
    given === undefined || typeof bareOf(given) === "number" ? bareOf(given) : text(given);
  return function (value: unknown, ...given: unknown[]) {
    return handler.call(this, text(value), ...given.map(read));
  };
}

const ours: Record<string, FilterImplOptions> = {
  ...arithmetic,
  ...lists,
  ...strings,
  capitalize_name: capitalizeName,
  date,
  distance,
  duration,
  list,
  map_image: mapImage,
  media,
  money,
  number,
  phone,
  plural,
  qs,
  salutation,
  truncate_sms: truncateSms,
  url,
  video_image: videoImage,
};

/** For calls of services: what encodes, under the names that it has elsewhere as well. */
const encoders: Partial<Record<Kind, readonly string[]>> = {
  json: ["json", "jsonify"],
  address: ["url_encode", "url_param_escape", "url_escape", "cgi_escape", "uri_escape"],
};

/** Gives an engine its filters. */
export function setFilters(liquid: Liquid, kind: Kind): void {
  for (const name of Object.keys(liquid.filters)) if (!kept.has(name)) liquid.unregisterFilter(name);
  for (const name of ofTexts) liquid.registerFilter(name, onText(liquid.filters[name]));
  const all: Record<string, FilterImplOptions> = { ...ours, ...escapesOf(kind) };
  all.jsonify = all.json as FilterImplOptions;
  all.cgi_escape = all.url_encode as FilterImplOptions;
  all.uri_escape = all.url_escape as FilterImplOptions;
  if (kind === "html") all.video = video;
  if (kind === "html" || kinds[kind].write !== undefined) Object.assign(all, escapeFilters(liquid, kind));
  for (const name of encoders[kind] ?? []) all[name] = asWritten(all[name] as FilterImplOptions);
  // Data may be let in as it is where it is not HTML: whoever is called checks what comes of it.
  if (kind !== "html")
    all.raw = kinds[kind].write === undefined ? (value: unknown) => value : asWritten((value) => value);
  for (const [name, filter] of Object.entries(all)) liquid.registerFilter(name, filter);
}
