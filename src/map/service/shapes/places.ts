import * as z from "zod";
import type { PostalAddress } from "../../../contract/index.ts";
import { Fault, fold, Position } from "../../../contract/index.ts";
import type { HttpAnswer } from "../../../http.ts";
import type { Match, Precision } from "../../address/match.ts";
import { isSuccess, jsonOf, refusalOf, shaped } from "../read-answer.ts";

const Text = z.string().max(500).nullish();
const mostPlaces = 100;

/**
 * Places as a GeoJSON FeatureCollection: the shape of the French address base (adresse.data.gouv.fr/api-doc, and the
 * same at data.geopf.fr/geocodage), of Photon and of Pelias, which call some properties otherwise.
 */
const Place = z.looseObject({
  geometry: z.looseObject({
    type: z.literal("Point"),
    coordinates: z
      .array(z.number())
      .min(2)
      .max(3)
      .transform(([lon, lat]) => [lon, lat])
      .pipe(Position),
  }),
  properties: z.looseObject({
    label: Text,
    score: z.number().min(0).max(1).optional(),
    /** Pelias */
    confidence: z.number().min(0).max(1).optional(),
    type: Text,
    layer: Text,
    name: Text,
    housenumber: Text,
    street: Text,
    postcode: Text,
    postalcode: Text,
    city: Text,
    locality: Text,
  }),
});
const PlacesAnswer = z.looseObject({ features: z.array(Place).max(mostPlaces) });

/** developers.google.com/maps/documentation/geocoding/requests-geocoding, "Geocoding responses". */
const GooglePlace = z.looseObject({
  formatted_address: z.string().max(500),
  partial_match: z.boolean().default(false),
  geometry: z.looseObject({
    location: z.looseObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }),
    location_type: z.string().max(50),
  }),
  address_components: z
    .array(z.looseObject({ long_name: z.string().max(300), types: z.array(z.string().max(60)).max(20) }))
    .max(50)
    .default([]),
});
const GoogleAnswer = z.looseObject({
  status: z.string().max(60),
  results: z.array(GooglePlace).max(mostPlaces).default([]),
});

/** A place in a town of another name and another postal code is a wrong one, however well its street fits. */
const wrongTown = 0.3;
/** What a place counts whose provider gives no score. */
const unscored = 0.9;

/** @throws Fault map.provider-… */
export function geoJsonPlaces(answer: HttpAnswer, host: string, address: PostalAddress): Match[] {
  if (!isSuccess(answer)) throw refusalOf(host, answer);
  const { features } = shaped(PlacesAnswer, jsonOf(answer), host);
  const matches = features.map(({ geometry, properties: told }): Match => {
    const town = { postalCode: told.postcode ?? told.postalcode ?? "", locality: told.city ?? told.locality ?? "" };
    const score = told.score ?? told.confidence ?? unscored;
    return {
      location: geometry.coordinates,
      score: isTownOf(address, town) ? score : score * wrongTown,
      precision: precisionOf(told),
      label:
        told.label ??
        [told.housenumber, told.street ?? told.name, town.postalCode, town.locality].filter(Boolean).join(" "),
    };
  });
  return bestFirst(matches);
}

/** `type` of the address base and of Photon, `layer` of Pelias. */
const precisionsByKind: Readonly<Record<string, Precision>> = {
  housenumber: "house",
  house: "house",
  address: "house",
  street: "street",
};

/** What has no number is no house, whatever it is called. */
function precisionOf({ type, layer, housenumber }: z.infer<typeof Place>["properties"]): Precision {
  const precision = precisionsByKind[type ?? layer ?? ""] ?? "locality";
  return precision === "house" && !housenumber ? "street" : precision;
}

const googlePrecisions: Readonly<Record<string, Precision>> = {
  ROOFTOP: "house",
  RANGE_INTERPOLATED: "interpolated",
  GEOMETRIC_CENTER: "street",
};

/** Google tells with status 200 what is wrong. @throws Fault map.provider-… */
export function googlePlaces(answer: HttpAnswer, host: string, address: PostalAddress): Match[] {
  if (!isSuccess(answer)) throw refusalOf(host, answer);
  const { status, results } = shaped(GoogleAnswer, jsonOf(answer), host);
  const refused: Readonly<Record<string, string>> = {
    REQUEST_DENIED: "map.provider-key",
    OVER_QUERY_LIMIT: "map.provider-quota",
    OVER_DAILY_LIMIT: "map.provider-quota",
    UNKNOWN_ERROR: "map.provider-broken",
  };
  if (status === "ZERO_RESULTS") return [];
  if (status !== "OK") throw new Fault(refused[status] ?? "map.provider-refused", { host, status: answer.status });
  const matches = results.map(({ formatted_address, partial_match, geometry, address_components }): Match => {
    const named = (type: string) => address_components.find(({ types }) => types.includes(type))?.long_name ?? "";
    // It gives no score, but says when it has left something out.
    const score = partial_match ? unscored / 2 : 1;
    const town = { postalCode: named("postal_code"), locality: named("locality") || named("postal_town") };
    return {
      location: [geometry.location.lng, geometry.location.lat],
      score: isTownOf(address, town) ? score : score * wrongTown,
      precision: googlePrecisions[geometry.location_type] ?? "locality",
      label: formatted_address,
    };
  });
  return bestFirst(matches);
}

const plain = (text: string) => fold(text).replace(/[^a-z0-9]+/gu, "");

/** The same postal code or the same name: towns have several codes, and codes several towns. */
function isTownOf(address: PostalAddress, town: { postalCode: string; locality: string }): boolean {
  if (town.postalCode === "" && town.locality === "") return false;
  const asked = plain(address.locality.replace(/ cedex( \d+)?$/iu, ""));
  return plain(town.postalCode) === plain(address.postalCode) || plain(town.locality) === asked;
}

const bestFirst = (matches: Match[]) => matches.sort((a, b) => b.score - a.score);
