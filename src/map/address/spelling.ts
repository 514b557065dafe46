import { fold } from "../../contract/index.ts";

/** Words that begin a French street name, by how people shorten them (after the postal norm AFNOR XP Z10-011). */
const streetKinds: Readonly<Record<string, string>> = {
  all: "allee",
  av: "avenue",
  ave: "avenue",
  bd: "boulevard",
  bld: "boulevard",
  blvd: "boulevard",
  boul: "boulevard",
  ch: "chemin",
  che: "chemin",
  chem: "chemin",
  crs: "cours",
  esp: "esplanade",
  imp: "impasse",
  lot: "lotissement",
  pas: "passage",
  pass: "passage",
  pl: "place",
  prom: "promenade",
  q: "quai",
  qu: "quai",
  r: "rue",
  res: "residence",
  rpt: "rond point",
  rte: "route",
  sen: "sentier",
  sent: "sentier",
  sq: "square",
  ven: "venelle",
};
const anywhere: Readonly<Record<string, string>> = { st: "saint", ste: "sainte" };
const suffixes: Readonly<Record<string, string>> = { b: "bis", t: "ter", q: "quater" };

function words(text: string): string[] {
  return fold(text)
    .replace(/[’'`´.,;:()/]/gu, " ")
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => anywhere[word] ?? word);
}

/** A street's name as it is looked up: `"Av. de l’Océan"` and `"AVENUE DE L OCEAN"` give the same key. */
export function streetKey(street: string): string {
  const [first, ...rest] = words(street);
  return [streetKinds[first ?? ""] ?? first ?? "", ...rest].join(" ");
}

/** A locality as it is looked up, without "cedex" and its number. */
export function localityKey(locality: string): string {
  return words(locality)
    .join(" ")
    .replace(/ cedex( \d+)?$/u, "");
}

export interface Reading {
  number: string;
  street: string;
}

/**
 * House number and street of one written line. `"12bis, r. du Port"` is number 12 bis in "rue du port"; since a letter
 * may belong to either (`"5 r du Port"`), both readings are given.
 */
export function readLine(line: string): Reading[] {
  const match = /^(\d{1,5}) ?(\S.*)$/u.exec(words(line).join(" "));
  if (match === null) return [];
  const number = `${Number(match[1])}`;
  const rest = match[2] ?? "";
  const readings = [{ number, street: streetKey(rest) }];
  const lettered = /^(bis|ter|quater|[a-z]) (\S.*)$/u.exec(rest);
  if (lettered !== null) {
    const [, letter, street] = lettered as unknown as [string, string, string];
    readings.push({ number: `${number} ${suffixes[letter] ?? letter}`, street: streetKey(street) });
  }
  return readings;
}
