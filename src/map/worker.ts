import { Fault, type PostalAddress } from "../contract/index.ts";
import { languageOf } from "../language/index.ts";
import { findMatches } from "./address/find-matches.ts";
import type { Match } from "./address/match.ts";
import type { Area } from "./area/area.ts";
import { openArea } from "./area/read.ts";
import { palette } from "./draw/palette.ts";
import type { Picture } from "./draw/picture.ts";
import type { DrawJob, DrawnPicture, FinishJob, Found, Worked } from "./draw-job.ts";
import { geoLink } from "./links.ts";
import { paintSizes } from "./paint-sizes.ts";
import { checkInside } from "./place.ts";
import type { ParsedRequest } from "./request.ts";
import { creditsOf } from "./service/credits.ts";
import { finishPicture } from "./service/finish-picture.ts";
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

async function draw({ area: path, request, found: given, credits }: DrawJob): Promise<DrawnPicture> {
  const area = openArea(path);
  const language = languageOf(request.language);
  for (const [i, { location }] of request.stores.entries()) {
    if (given === undefined || given.store.id === request.stores[i]!.id)
      checkInside(area, location, `/stores/${i}/location`);
  }
  if (given?.home !== undefined) checkInside(area, given.home, "/origin/location");
  const found = given ?? findOnArea(area, request, language);
  const { store, home, route, fallback } = found;
  const attribution = creditsOf(...credits, area.attribution[language]);
  const painted = await paintSizes(pictureOf(area, found, request, attribution), request);
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

function pictureOf(area: Area, { store, home, route }: Found, { style }: ParsedRequest, attribution: string): Picture {
  const { plane } = area;
  return {
    ground: area,
    store,
    home,
    way: route?.points.flatMap(([lon, lat]) => [plane.x(lon), plane.y(lat)]),
    streets: new Set(route?.streets ?? streetsOfStore(area, store)),
    attribution,
    lineColour: style?.lineColour ?? palette.way,
    markerColour: style?.markerColour ?? palette.marker,
  };
}
