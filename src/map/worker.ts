import { Fault, type RouteStep, type Store } from "../contract/index.ts";
import { languageOf } from "../language/index.ts";
import { openArea } from "./area/read.ts";
import { paintJpeg, paintPdf } from "./draw/outputs.ts";
import { palette } from "./draw/palette.ts";
import type { Picture } from "./draw/picture.ts";
import type { MapPicture } from "./map-picture.ts";
import { checkInside, homeOf } from "./place.ts";
import type { MapRequest } from "./request.ts";
import { graphOf } from "./road/graph.ts";
import { wayToNearest } from "./road/nearest.ts";
import { snap } from "./road/snap.ts";
import { altText } from "./words/alt.ts";
import { stepsOf } from "./words/steps.ts";

/** A fault as plain data: structured cloning would strip an Error of its key. */
export type Drawn =
  | { picture: MapPicture }
  | { fault: { key: string; data: Readonly<Record<string, string | number>> } };

/** Runs in a worker thread. The request has been parsed. */
export async function drawInWorker(request: MapRequest): Promise<Drawn> {
  try {
    return { picture: await draw(request) };
  } catch (error) {
    if (error instanceof Fault) return { fault: { key: error.key, data: error.data } };
    throw error;
  }
}

async function draw(request: MapRequest): Promise<MapPicture> {
  const area = openArea(request.area);
  const language = languageOf(request.language);
  for (const [i, { location }] of request.stores.entries()) checkInside(area, location, `/stores/${i}/location`);
  const home = homeOf(area, request);
  const attribution = area.attribution[language];
  const { profile, stores, style } = request;
  const nameOf = (edge: number) => area.roads.names[area.roads.name[edge]!]!;

  let store = stores[0]!;
  let found: Pick<MapPicture, "distance" | "duration" | "route" | "origin" | "steps"> = {};
  let way: Picture["way"];
  let streets: ReadonlySet<string>;
  if (home !== undefined) {
    const nearest = wayToNearest(area, profile, stores, home);
    store = nearest.store;
    const { points, pieces, distance, duration } = nearest.way;
    way = points;
    streets = new Set(pieces.map(({ edge }) => nameOf(edge)));
    const route = [];
    for (let i = 0; i < points.length; i += 2) route.push(area.plane.position(points[i]!, points[i + 1]!));
    const steps = stepsOf(area, nearest.way, nearest.search, store, request.language).map(
      ({ text, distance, duration }): RouteStep => ({
        text,
        distance: Math.round(distance),
        duration: Math.round(duration),
      }),
    );
    found = { distance: Math.round(distance), duration: Math.round(duration), steps, route, origin: home };
  } else {
    const door = snap(graphOf(area.roads, "foot"), area.plane, store.location);
    streets = new Set(door === undefined ? [] : [nameOf(door.edge)]);
  }
  const picture: Picture = {
    ground: area,
    store,
    home,
    way,
    streets,
    attribution,
    lineColour: style?.lineColour ?? palette.way,
    markerColour: style?.markerColour ?? palette.marker,
  };
  const { screen, print } = request;
  return {
    store,
    ...(screen === undefined ? {} : { image: await paintJpeg(picture, screen) }),
    ...(print === undefined ? {} : { vector: await paintPdf(picture, print.width, print.height) }),
    link: linkTo(store),
    ...found,
    attribution,
    alt: altText(
      store.name,
      found.distance === undefined ? undefined : { distance: found.distance, duration: found.duration! },
      profile,
      language,
    ),
  };
}

/** RFC 5870, with the label that phones show. The store's position only: a link travels further than a letter. */
function linkTo({ name, location: [lon, lat] }: Store): string {
  const place = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  return `geo:${place}?q=${place}(${encodeURIComponent(name).replace(/[()]/gu, (mark) => (mark === "(" ? "%28" : "%29"))})`;
}
