import codec from "@googlemaps/polyline-codec";
import type { Position } from "../../contract/index.ts";
import type { Profile } from "../area/content.ts";
import { OsrmRefusal } from "./refusal.ts";

const services = ["route", "table", "nearest"] as const;
export type Service = (typeof services)[number];

/** A question as it stands in the address: `/{service}/v1/{profile}/{coordinates}?{options}`. */
export interface Question {
  service: Service;
  profile: Profile;
  coordinates: Position[];
  options: Options;
}

/** Reads options; whatever was not read is unknown. */
export interface Options {
  /** The option as it was written, if it was. */
  text(name: string): string | undefined;
  /** One of a few words. */
  word<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word;
  flag(name: string, otherwise: boolean): boolean;
  whole(name: string, otherwise: number, most: number): number;
}

const profileNames: Readonly<Record<string, Profile>> = {
  car: "car",
  driving: "car",
  bike: "bike",
  bicycle: "bike",
  cycling: "bike",
  foot: "foot",
  walking: "foot",
};

/** Coordinates that one question may hold. */
const mostCoordinates: Readonly<Record<Service, number>> = { route: 100, table: 100, nearest: 1 };

/** @throws OsrmRefusal */
export function readQuestion(path: string, query: string): Question {
  const [, service = "", version = "", profile = "", rest, ...more] = path.split("/");
  if (!path.startsWith("/") || rest === undefined || more.length > 0) {
    throw new OsrmRefusal("InvalidUrl", "The address is not /{service}/v1/{profile}/{coordinates}.");
  }
  const known = services.find((one) => one === service);
  if (known === undefined) throw new OsrmRefusal("InvalidService", `There are the services ${services.join(", ")}.`);
  if (version !== "v1") throw new OsrmRefusal("InvalidVersion", "There is version v1 only.");
  if (!Object.hasOwn(profileNames, profile)) {
    throw new OsrmRefusal("InvalidOptions", "There are the profiles car (driving), bike (cycling) and foot (walking).");
  }
  const coordinates = readCoordinates(decoded(rest).replace(/\.json$/u, ""));
  const most = mostCoordinates[known];
  if (coordinates.length > most) throw new OsrmRefusal("TooBig", `No more than ${most} coordinates, please.`);
  if (known === "route" && coordinates.length < 2) {
    throw new OsrmRefusal("InvalidOptions", "A route needs two coordinates at least.");
  }
  return { service: known, profile: profileNames[profile]!, coordinates, options: readOptions(query) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new OsrmRefusal("InvalidUrl", "The address is not well encoded.");
  }
}

/** "7.41,43.73;7.42,43.74", or "polyline(…)", "polyline6(…)". */
function readCoordinates(text: string): Position[] {
  const line = /^polyline(6?)\((.*)\)$/su.exec(text);
  const pairs = line === null ? plain(text) : encoded(line[2]!, line[1] === "6" ? 6 : 5);
  if (pairs.length === 0) throw new OsrmRefusal("InvalidQuery", "There are no coordinates.");
  for (const [lon, lat] of pairs) {
    if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) continue;
    throw new OsrmRefusal("InvalidValue", "A longitude lies between -180 and 180, a latitude between -90 and 90.");
  }
  return pairs;
}

function plain(text: string): Position[] {
  return text.split(";").map((pair, i) => {
    const numbers = pair
      .split(",")
      .map((part) => (/^-?\d{1,3}(\.\d*)?([eE]-?\d{1,2})?$/u.test(part) ? Number(part) : NaN));
    if (numbers.length === 2 && numbers.every(Number.isFinite)) return numbers as [number, number];
    throw new OsrmRefusal("InvalidQuery", `Coordinate ${i} is not {longitude},{latitude}.`);
  });
}

function encoded(text: string, precision: number): Position[] {
  const whole = /^[?-~]*$/u.test(text) && (text === "" || text.charCodeAt(text.length - 1) - 63 < 32);
  const pairs = whole ? codec.decode(text, precision) : [];
  if (pairs.some((pair) => pair.length !== 2 || !pair.every(Number.isFinite)) || !whole) {
    throw new OsrmRefusal("InvalidQuery", "The polyline is not well encoded.");
  }
  return pairs.map(([lat, lon]) => [lon, lat]);
}

function readOptions(query: string): Options {
  const values = new Map<string, string>();
  for (const pair of query === "" ? [] : query.split("&")) {
    const at = pair.indexOf("=");
    const name = at === -1 ? pair : pair.slice(0, at);
    if (at === -1 || !knownOptions.has(name)) throw new OsrmRefusal("InvalidQuery", "An option is unknown.");
    if (values.has(name)) throw new OsrmRefusal("InvalidQuery", `The option ${name} is there twice.`);
    values.set(name, decoded(pair.slice(at + 1)));
  }
  const invalid = (name: string, expected: string) =>
    new OsrmRefusal("InvalidValue", `The option ${name} must be ${expected}.`);
  const options: Options = {
    text: (name) => values.get(name),
    word(name, words, otherwise) {
      const value = values.get(name) ?? otherwise;
      const found = words.find((word) => word === value);
      if (found === undefined) throw invalid(name, words.join(" or "));
      return found;
    },
    flag: (name, otherwise) => options.word(name, ["true", "false"], otherwise ? "true" : "false") === "true",
    whole(name, otherwise, most) {
      const value = values.get(name) ?? String(otherwise);
      if (!/^\d{1,9}$/u.test(value) || Number(value) < 1) throw invalid(name, "a whole number above 0");
      if (Number(value) > most) throw new OsrmRefusal("TooBig", `The option ${name} may be ${most} at most.`);
      return Number(value);
    },
  };
  return options;
}

const knownOptions = new Set(
  (
    "bearings radiuses generate_hints hints approaches exclude snapping skip_waypoints alternatives steps annotations " +
    "geometries overview continue_straight waypoints sources destinations fallback_speed fallback_coordinate scale_factor number"
  ).split(" "),
);

/** Refuses what is not done here, rather than to answer another question. */
export function refuseWhatIsNotDone(options: Options): void {
  const beside: [name: string, harmless: RegExp][] = [
    ["bearings", /^;*$/u],
    ["approaches", /^(unrestricted|;)*$/u],
    ["exclude", /^$/u],
    ["snapping", /^default$/u],
    ["continue_straight", /^(default|false)$/u],
    ["waypoints", /^$/u],
    ["fallback_speed", /^$/u],
    ["fallback_coordinate", /^input$/u],
    ["scale_factor", /^1(\.0*)?$/u],
  ];
  for (const [name, harmless] of beside) {
    const value = options.text(name);
    if (value === undefined || harmless.test(value)) continue;
    throw new OsrmRefusal("NotImplemented", `The option ${name} is not done here; leave it out.`);
  }
}
