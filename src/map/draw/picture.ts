import type { Canvas } from "@napi-rs/canvas";
import type { Position } from "../../contract/index.ts";
import type { Ground } from "../area/area.ts";
import { furnish } from "./furniture.ts";
import { headOf, homeRect, paintHome, paintStore, storeRect, writeHouseNumber } from "./markers.ts";
import { makeObstacles, type Obstacles } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { placesAfter, placesBefore, writePlaces } from "./place-labels.ts";
import { paintStoreLabel, placeStoreLabel } from "./store-label.ts";
import { streetNames, type Written, writeStreets } from "./street-labels.ts";
import { type View, viewOf } from "./view.ts";
import { paintWay, reserveWay, wayWidth } from "./way-line.ts";

/** What is on a map, free of how large it is drawn and onto what. */
export interface Picture {
  ground: Ground;
  store: { name: string; location: Position; address?: string };
  home?: Position;
  /** The way by road: x, y by point in the area's plane. */
  way?: readonly number[];
  /** The streets whose names matter most: those of the way, or the one the store lies in. */
  streets: ReadonlySet<string>;
  /** Who made the map; always shown, whole. */
  attribution: string;
  /** Credits that print has to show, where they are others: an address that is read, not clicked. */
  printAttribution?: string;
  /** `#rrggbb` */
  lineColour: string;
  markerColour: string;
  /** What `readLogo` made of the marker's picture. */
  logo?: Canvas;
  /** What is written at the marker, where it is not the store's name; empty: nothing. */
  markerLabel?: string;
  /** Whether streets and places are named; they are unless this is false. */
  labels?: boolean;
}

/** Metres shown at least to each side of a store on a map without a way: one a CSS px, so that streets can be read. */
const surroundings = (width: number, height: number): number => Math.max(150, Math.min(450, width, height));

/** What a view is made of. */
export type Framed = Pick<Picture, "store" | "home" | "way"> & { ground: Pick<Ground, "plane"> };

/** The view of a picture of this size in CSS px: all of the way, or the store's surroundings. */
export function frame(picture: Framed, width: number, height: number, density = 1): View {
  const { plane } = picture.ground;
  const [x, y] = [plane.x(picture.store.location[0]), plane.y(picture.store.location[1])];
  const { home, way } = picture;
  const around = surroundings(width, height);
  const points =
    home === undefined
      ? [x - around, y - around, x + around, y + around]
      : [x, y, plane.x(home[0]), plane.y(home[1]), ...(way ?? [])];
  return viewOf(plane, width, height, points, density);
}

/** Draws the map over its ground, which `paintBase` paints first; the pen's unit is one CSS px. */
export function paintPicture(
  pen: Pen,
  view: View,
  picture: Picture,
  attribution: string,
  paintBase: (pen: Pen, view: View, ground: Ground) => void,
): void {
  const { ground, store, home, way, logo } = picture;
  const at = ([lon, lat]: Position): [number, number] => [view.px(ground.plane.x(lon)), view.py(ground.plane.y(lat))];
  const obstacles = makeObstacles(view.width, view.height);
  const [x, y] = at(store.location);
  const furniture = furnish(pen, view, attribution);
  obstacles.take([...furniture.rects, storeRect(x, y, logo)]);
  if (home !== undefined) obstacles.take([homeRect(...at(home))]);
  if (way !== undefined) reserveWay(view, way, obstacles);
  const name = picture.markerLabel ?? store.name;
  const label = placeStoreLabel(pen, view, [x, y], headOf(logo), name, obstacles);
  if (label !== undefined) obstacles.take([label.rect]);

  paintBase(pen, view, ground);
  if (way !== undefined && home !== undefined) paintWay(pen, view, way, gaps(picture, home, way), picture.lineColour);
  if (store.address !== undefined) writeHouseNumber(pen, x, y, store.address, obstacles);
  if (picture.labels !== false) writeNames(pen, view, picture, obstacles);
  if (home !== undefined) paintHome(pen, ...at(home), picture.lineColour);
  paintStore(pen, x, y, picture.markerColour, logo);
  if (label !== undefined) paintStoreLabel(pen, label);
  furniture.paint();
  pen.strokeStyle = palette.frame;
  pen.lineWidth = 1;
  pen.lineJoin = "miter";
  pen.strokeRect(0.5, 0.5, view.width - 1, view.height - 1);
}

/** From the door to the road at both ends of the way. */
function gaps({ ground: { plane }, store }: Picture, home: Position, way: readonly number[]): number[][] {
  const last = way.length - 2;
  return [
    [plane.x(home[0]), plane.y(home[1]), way[0]!, way[1]!],
    [way[last]!, way[last + 1]!, plane.x(store.location[0]), plane.y(store.location[1])],
  ];
}

/** Names in order of importance: each takes its place before those that follow. */
function writeNames(pen: Pen, view: View, { ground, streets }: Picture, obstacles: Obstacles): void {
  const names = streetNames(view, ground, streets);
  const written: Written = new Map();
  const features = ground.featuresIn(view.box, view.zoom, "named");
  writeStreets(pen, view, ground, names.onWay, wayWidth(view) / 2 + 3, written, obstacles);
  writePlaces(pen, view, features, placesBefore, obstacles);
  writeStreets(pen, view, ground, names.major, undefined, written, obstacles);
  writePlaces(pen, view, features, placesAfter, obstacles);
  writeStreets(pen, view, ground, names.minor, undefined, written, obstacles);
  writePlaces(pen, view, features, ["poi"], obstacles);
}
