import { Liquid } from "liquidjs";
import { filters } from "./filters/index.ts";
import { escapeFor, type Target } from "./target.ts";

/** Tags that read other templates. There are none, so that their use is a fault of the template, not of the disk. */
const readingTags = ["include", "render", "layout", "block"];
/** Filters whose answer is already what a target wants. */
const escapingFilters: Record<Target, readonly string[]> = {
  text: [],
  json: ["json", "jsonify"],
  address: ["url_encode", "cgi_escape", "uri_escape"],
};

/**
 * The one place that sets Liquid up. Templates are written by the campaign's people, data comes from outside: neither
 * reaches prototypes, functions, the disk, or more than a share of the time and memory. Use with `renderSync` and
 * JSON-cloned data only: Liquid calls the functions and waits for the promises that it finds.
 */
export function hardenedLiquid(target: Target): Liquid {
  const outputEscape = escapeFor(target);
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    catchAllErrors: true,
    parseLimit: 2e5,
    /** Milliseconds. */
    renderLimit: 300,
    memoryLimit: 1e6,
    dynamicPartials: false,
    relativeReference: false,
    templates: {},
    cache: false,
    ...(outputEscape !== undefined && { outputEscape }),
  });
  for (const tag of readingTags) delete liquid.tags[tag];
  for (const [name, filter] of Object.entries(filters)) liquid.registerFilter(name, filter);
  for (const name of escapingFilters[target]) {
    const known = liquid.filters[name];
    if (typeof known === "function") liquid.registerFilter(name, { handler: known, raw: true });
  }
  return liquid;
}
