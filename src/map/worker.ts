import { Fault, type PostalAddress } from "../contract/index.ts";
import { languageOf } from "../language/index.ts";
import { findMatches } from "./address/find-matches.ts";
import type { Match } from "./address/match.ts";
import type { Area, Ground } from "./area/area.ts";
import { openArea } from "./area/read.ts";
import { readLogo } from "./draw/logo.ts";
import { palette } from "./draw/palette.ts";
import type { Picture } from "./draw/picture.ts";
import type { DrawJob, DrawnPicture, FinishJob, Found, Worked } from "./draw-job.ts";
import { geoLink } from "./links.ts";
import { paintSizes } from "./paint-sizes.ts";
import { checkInside, storesInside } from "./place.ts";
import type { ParsedRequest } from "./request.ts";
import { creditsOf } from "./service/credits.ts";
import { finishPicture } from "./service/finish-picture.ts";
import type { VectorTile } from "./service/provider.ts";
import { groundOfTiles } from "./tiles/ground-of-tiles.ts";
import { findOnArea, streetsOfStore } from "./way-on-area.ts";
import { altText } from "./words/alt.ts";

/** Runs in a worker thread. The request has been parsed. */
export function drawInWorker(job: DrawJob): Promise<Worked<DrawnPicture>> {
  return worked(() => draw(job));
}

/** Places of an area file that fit an address, the best first. */
export function findInWorker(job: { area: string; address: PostalAddress }): Promise<Worked<Match[]>> {
  return worked(async () => findMatches(openArea(job.area), job.address));
}

/** Checks a picture of a provider, completes it and gives it the form that is asked for. */
export function finishInWorker(job: FinishJob): Promise<Worked<Uint8Array>> {
  return worked(() => finishPicture(job));
}

async function worked<Answer>(work: () => Promise<Answer>): Promise<Worked<Answer>> {
  try {
    return { done: await work() };
  } catch (error) {
    if (error instanceof Fault) return { fault: { key: error.key, data: error.data } };
    throw error;
  }
}

async function draw({ area, request, found: given, credits, tiles }: DrawJob): Promise<DrawnPicture> {
  const language = languageOf(request.language);
  const drawn = tiles === undefined ? onArea(openArea(area), request, given) : onTiles(tiles, given!);
  const { store, home, route, fallback, credit, printCredit = credit } = drawn;
  const attribution = creditsOf(...credits, credit[language]);
  const printAttribution = creditsOf(...credits, printCredit[language]);
  const painted = await paintSizes(await pictureOf(drawn, request, { attribution, printAttribution }), request);
  const measured = route && { distance: Math.round(route.distance), duration: Math.round(route.duration) };
  return {
    store,
    ...painted,
    link: geoLink(store),
    ...(route !== undefined && { ...measured, steps: route.steps, route: route.points }),
    ...(home !== undefined && { origin: home }),
    attribution,
    alt: altText(store.name, measured, request.profile, language),
    ...(fallback !== undefined && { fallback }),
  };
}

/** What is shown, and on what. */
interface Drawn extends Found {
  ground: Ground;
  /** Whose names matter most. */
  streets: readonly string[];
  credit: Area["attribution"];
  /** In print, where an address is read and not clicked. */
  printCredit?: Area["attribution"];
}

/** On an area file, which holds all that is shown. @throws Fault map.outside, map.swapped; as `findOnArea` */
function onArea(area: Area, request: ParsedRequest, given: Found | undefined): Drawn {
  if (given !== undefined) checkInside(area, given.store.location, "/stores");
  if (given?.home !== undefined) checkInside(area, given.home, "/origin/location");
  const found = given ?? findOnArea(area, { ...request, stores: storesInside(area, request.stores) });
  const streets = found.route?.streets ?? streetsOfStore(area, found.store);
  return { ...found, ground: area, streets, credit: area.attribution, printCredit: area.printAttribution };
}

/** On the tiles of a service, whose credits are the service's. @throws Fault map.tile-damaged */
function onTiles(tiles: readonly VectorTile[], found: Found): Drawn {
  return { ...found, ground: groundOfTiles(tiles), streets: found.route?.streets ?? [], credit: { en: "", fr: "" } };
}

async function pictureOf(
  drawn: Drawn,
  { style }: ParsedRequest,
  credits: Pick<Picture, "attribution" | "printAttribution">,
): Promise<Picture> {
  const { ground, store, home, route, streets } = drawn;
  const { plane } = ground;
  return {
    ground,
    store,
    home,
    way: route?.points.flatMap(([lon, lat]) => [plane.x(lon), plane.y(lat)]),
    streets: new Set(streets),
    ...credits,
    lineColour: style?.lineColour ?? palette.way,
    markerColour: style?.markerColour ?? palette.marker,
    ...(style?.labels !== undefined && { labels: style.labels }),
    ...(style?.logo !== undefined && { logo: await readLogo(style.logo) }),
  };
}
