import { type Json, type JsonObject, PostalAddress } from "../../contract/index.ts";
import { isObject } from "../json.ts";
import { countryOf } from "./country.ts";
import { kept, type Reader, type Reading, unfit } from "./reading.ts";

/** The line of postal code and locality: code first, but for a few countries. */
const usual = /^(?:[A-Z]{1,3}-)?(?<code>\d{4,6}) +(?<place>\D.*)$/;
const behind = (code: string) => new RegExp(`^(?<place>\\D.*?),? +(?<code>${code})$`, "i");
const before = (code: string) => new RegExp(`^(?:[A-Z]{1,3}-)?(?<code>${code}) +(?<place>\\D.*)$`, "i");
const british = "[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}";
const byCountry: Readonly<Record<string, RegExp>> = {
  AU: behind("\\d{4}"),
  CA: behind("[A-Z]\\d[A-Z] ?\\d[A-Z]\\d"),
  CZ: before("\\d{3} ?\\d{2}"),
  GB: behind(british),
  GR: before("\\d{3} ?\\d{2}"),
  NL: before("\\d{4} ?[A-Z]{2}"),
  PL: before("\\d{2}-\\d{3}"),
  PT: before("\\d{4}-\\d{3}"),
  SE: before("\\d{3} ?\\d{2}"),
  SK: before("\\d{3} ?\\d{2}"),
  US: behind("\\d{5}(?:-\\d{4})?"),
};
const codeAlone = new RegExp(`^${british}$`, "i");

/**
 * An address of the contract (country, postalCode, locality, thoroughfare), or its lines as they are printed without
 * the name: a list of texts, or one text of several lines.
 * @param country of addresses that name none
 */
export function addressReader(country: string | undefined): Reader {
  return (value) => {
    if (isObject(value)) return fromParts(value, country);
    const lines = linesOf(value);
    return lines === undefined ? unfit("address") : fromLines(lines, country);
  };
}

function linesOf(value: Json | undefined): string[] | undefined {
  const texts = Array.isArray(value) ? value : [value];
  if (!texts.every((text) => typeof text === "string")) return undefined;
  const lines = texts.flatMap((text) => text.split(/\r?\n/)).map((line) => line.trim());
  return lines.filter((line) => line !== "");
}

function fromParts(value: JsonObject, standing: string | undefined): Reading {
  const named = value.country ?? standing;
  const country = typeof named === "string" ? countryOf(named) : undefined;
  const thoroughfare = linesOf(value.thoroughfare ?? []) ?? value.thoroughfare;
  const { postalCode, locality } = value;
  const parsed = PostalAddress.safeParse({ country, postalCode, locality, thoroughfare });
  if (parsed.success) return kept(parsed.data);
  const parts = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  return { ok: false, issues: [...parts].flatMap((part) => issueOf(part)) };
}

function issueOf(part: string) {
  const reading = unfit(`address-${part}`, {}, [part]);
  return reading.ok ? [] : reading.issues;
}

function fromLines(lines: string[], standing: string | undefined): Reading {
  const named = countryOf(lines.at(-1) ?? "");
  const country = named ?? standing;
  if (country === undefined) return unfit("address-country");
  const rest = named === undefined ? lines : lines.slice(0, -1);
  const place = placeOf(rest, country);
  if (place === undefined) return unfit("address-lines");
  return fromParts({ ...place, country }, country);
}

function placeOf(lines: string[], country: string): JsonObject | undefined {
  const last = lines.at(-1) ?? "";
  const locality = lines.at(-2);
  if (country === "GB" && codeAlone.test(last) && locality !== undefined) {
    return { postalCode: last, locality, thoroughfare: lines.slice(0, -2) };
  }
  const found = (byCountry[country] ?? usual).exec(last)?.groups;
  if (found?.code === undefined || found.place === undefined) return undefined;
  return { postalCode: found.code, locality: found.place, thoroughfare: lines.slice(0, -1) };
}
