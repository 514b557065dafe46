import { Fault, type PostalAddress } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { readArea } from "../../src/map/index.ts";
import { inWords } from "../shared/in-words.ts";
import { areaOf, type OpenService } from "../shared/map-services.ts";
import { type Place, placeIn } from "../shared/written-place.ts";
import type { AboutAnswer, FindAnswer, TryAnswer } from "./desk.ts";

const day = 86_400;

/** An address in one line. */
function inOneLine({ thoroughfare, postalCode, locality }: PostalAddress): string {
  return [...thoroughfare, `${postalCode} ${locality}`].join(", ");
}

function timeInWords(seconds: number, language: string): string {
  const format = (value: number, unit: string) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }).format(
      value,
    );
  if (seconds >= day) return format(Math.round(seconds / day), "day");
  return seconds >= 3600 ? format(seconds / 3600, "hour") : format(Math.ceil(seconds / 60), "minute");
}

/** Addresses of the area behind a service, in one line each; none where it has no area. @throws Fault map.area-… */
function samplesOf(service: OpenService): string[] {
  const area = areaOf(service.settings);
  return area === undefined ? [] : readArea(area).samples.map(({ address }) => inOneLine(address));
}

/** What the terms of a service allow, in sentences. @throws Fault map.area-… */
export function aboutService(service: OpenService, language: string): AboutAnswer {
  const { print, cacheFor, attribution } = service.map.terms;
  const own = service.settings.kind === "area";
  const taken = service.settings.kind !== "area" && service.settings.printAllowed !== "";
  const noPrint = print === true ? "" : sentence(print.reason, {}, language);
  const printed = taken ? "taken" : print === true ? "yes" : "no";
  const keep = own ? "here" : cacheFor > 0 ? "kept" : "none";
  const area = areaOf(service.settings);
  const summary = area === undefined ? undefined : readArea(area);
  return {
    terms: [
      sentence(`map.about.print-${printed}`, { reason: noPrint }, language),
      sentence(`map.about.cache-${keep}`, { time: timeInWords(cacheFor, language) }, language),
    ],
    noPrint,
    attribution,
    area:
      summary === undefined
        ? ""
        : sentence("map.about.area", { name: summary.name, count: summary.addressCount }, language),
    samples: samplesOf(service),
    problem: "",
  };
}

interface Located {
  location: [number, number];
  /** How the service calls it. */
  label: string;
  score?: number;
  precision?: string;
}

/** @throws Fault map.address-written, map.address-unknown, and what the service throws */
async function locate(service: OpenService, { location, address }: Place, language: string): Promise<Located> {
  if (location !== undefined) return { location, label: `${location[1]}, ${location[0]}` };
  if (address === undefined) throw new Fault("map.address-written");
  const [match] = await service.map.find(address, language);
  if (match === undefined) throw new Fault("map.not-found");
  return match;
}

/** Looks for a first place, and for the way to a second one where it is given. @throws Fault map.… */
export async function tryService(
  service: OpenService,
  { from, to, country }: { from: string; to: string; country: string },
  language: string,
): Promise<TryAnswer> {
  const home = await locate(service, placeIn(from, country), language);
  const { label, score, precision } = home;
  const found =
    score === undefined
      ? []
      : [
          sentence(
            "map.try.found",
            { label, score: Math.round(score * 100), precision: sentence(`map.precision.${precision}`, {}, language) },
            language,
          ),
        ];
  if (to.trim() === "") return { found };
  const goal = await locate(service, placeIn(to, country), language);
  const store = { id: "try", name: goal.label, location: goal.location };
  const request = { stores: [store], origin: { location: home.location }, profile: "car" as const, language };
  const { distance = 0, duration = 0 } = await service.map.draw(request);
  const kilometres = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(distance / 1000);
  const way = { goal: goal.label, distance: kilometres, minutes: Math.max(1, Math.round(duration / 60)) };
  return { found: [...found, sentence("map.try.way", way, language)] };
}

/** Where each address is; what one of them has is told at it, and stops none of the others. */
export async function findPlaces(
  service: OpenService,
  addresses: readonly string[],
  country: string,
  language: string,
): Promise<FindAnswer> {
  const places: FindAnswer["places"] = [];
  // One after the other: a form asks for a few, and a provider counts its calls.
  for (const text of addresses) {
    try {
      const { location, label } = await locate(service, placeIn(text, country), language);
      places.push({ longitude: location[0], latitude: location[1], label });
    } catch (error) {
      places.push({ problem: inWords(error, language) });
    }
  }
  return { places };
}
