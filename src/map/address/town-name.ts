import { expanded } from "./abbreviations.ts";
import { slips, slipsAllowed } from "./likeness.ts";
import { words } from "./spelling.ts";

/** A town's name in the parts that are compared. */
export interface TownName {
  /** `saint aurele sur mer` */
  key: string;
  /** Of Paris, Lyon and Marseille. */
  district?: number;
  /** Written with "cedex": then the postal code is that of a post office. */
  cedex: boolean;
}

/** Quarters that people, and maps, write in the place of their town. */
const quarters: Readonly<Record<string, { town: string; names: readonly string[] }>> = {
  MC: {
    town: "monaco",
    names: [
      "monte carlo",
      "monaco ville",
      "la condamine",
      "fontvieille",
      "larvotto",
      "moneghetti",
      "la rousse",
      "saint roman",
    ],
  },
};

const districtsOf = new Set(["paris", "lyon", "marseille"]);

/** @param country ISO 3166-1 alpha-2 of the area */
export function townName(locality: string, country: string): TownName {
  let parts = expanded(words(locality));
  if (/^\d{4,5}$/u.test(parts[0] ?? "")) parts = parts.slice(1);
  const cedex = parts.indexOf("cedex");
  if (cedex > 0) parts = parts.slice(0, cedex);
  let district: number | undefined;
  const [base = "", number] = parts;
  const numbered = /^(\d{1,2})(?:er|e|eme|nd)?$/u.exec(number ?? "");
  if (districtsOf.has(base) && numbered !== null) {
    district = Number(numbered[1]);
    parts = [base];
  }
  const key = parts.join(" ");
  const { town = key, names = [] } = quarters[country] ?? {};
  const quarter = names.some((name) => slips(name, key) <= slipsAllowed(name.length));
  return { key: quarter ? town : key, ...(district === undefined ? {} : { district }), cedex: cedex > 0 };
}

/** The district that a postal code of Paris, Lyon or Marseille says; undefined for every other one. */
function districtOf(postalCode: string): number | undefined {
  const found = /^(?:75[01]|6900|130)(\d\d?)$/u.exec(postalCode);
  return found === null || Number(found[1]) === 0 ? undefined : Number(found[1]);
}

export interface KnownTown extends TownName {
  postalCode: string;
}

export type WrittenTown = TownName & { postalCode: string };

type NameFit = "same" | "slip" | "part" | "other" | "missing";

/** By how the name fits, where the postal code is the same. */
const withCode: Readonly<Record<NameFit, number>> = { same: 1, slip: 0.95, missing: 0.9, part: 0.7, other: 0.5 };
/** Where no postal code is written, or one that stands for the whole town or for a post office. */
const withoutCode: Readonly<Record<NameFit, number>> = { same: 0.96, slip: 0.9, missing: 0.85, part: 0.6, other: 0 };
/** Where the postal code is another one. */
const withOtherCode: Readonly<Record<NameFit, number>> = { same: 0.7, slip: 0.55, missing: 0, part: 0, other: 0 };

/** What a town without a name and a code is worth: enough to be suggested, too little to send a letter by. */
const nowhere = 0.5;

/**
 * How well a written town fits a known one, 0 to 1. Where postal code and name contradict each other, it is below what a
 * letter is sent by.
 * @param another whether a known town has exactly the written name: then a similar one is not what was meant
 */
export function townLikeness(written: WrittenTown, known: KnownTown, another: boolean): number {
  // Doors of which neither town nor postal code is known may be anywhere: they are no town's that somebody wrote.
  if (known.key === "" && known.postalCode === "" && (written.key !== "" || written.postalCode !== "")) return nowhere;
  const fit = nameFit(written, known);
  return codeFit(written, known)[fit === "slip" && another ? "other" : fit];
}

function nameFit(written: WrittenTown, known: KnownTown): NameFit {
  if (written.key === "" || known.key === "") return "missing";
  if (written.key === known.key) {
    const said = known.district ?? districtOf(known.postalCode);
    return written.district !== undefined && said !== undefined && written.district !== said ? "other" : "same";
  }
  const [a, b] = [written.key.replaceAll(" ", ""), known.key.replaceAll(" ", "")];
  if (Math.abs(a.length - b.length) <= 2 && slips(a, b) <= Math.min(2, slipsAllowed(Math.min(a.length, b.length))))
    return "slip";
  const parts = written.key.split(" ");
  const all = known.key.split(" ");
  const part = parts.every((word) => all.includes(word)) || all.every((word) => parts.includes(word));
  return part ? "part" : "other";
}

function codeFit(written: WrittenTown, known: KnownTown): Readonly<Record<NameFit, number>> {
  const { postalCode } = written;
  if (postalCode === known.postalCode) return withCode;
  if (postalCode === "" || known.postalCode === "") return withoutCode;
  const region = postalCode.slice(0, 2) === known.postalCode.slice(0, 2);
  if (region && written.cedex) return withoutCode;
  // 75000, 69000, 13000: nobody's postal code, but many write it.
  if (region && districtsOf.has(known.key) && postalCode.endsWith("000")) return withoutCode;
  return withOtherCode;
}

/** Parts of a country that have a country code of their own but the postal codes and addresses of another one. */
const ofFrance = new Set(["BL", "GF", "GP", "MF", "MQ", "PM", "RE", "YT"]);

/** Whether an address written with a country may lie in an area of a country: Monaco has French postal codes, 980… */
export function sameCountry(written: string, area: string, postalCode: string): boolean {
  const plain = (code: string) => (ofFrance.has(code) ? "FR" : code);
  const [a, b] = [plain(written.trim().toUpperCase()), plain(area)];
  return a === b || (a === "FR" && b === "MC" && postalCode.startsWith("980"));
}
