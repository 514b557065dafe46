import type { Position } from "../../contract/index.ts";
import type { Ground } from "../area/area.ts";
import { furnish } from "./furniture.ts";
import { paintGround } from "./ground.ts";
import { writePlaces, writeStreets } from "./labels.ts";
import { homeRect, paintHome, paintStore, paintStoreLabel, placeStoreLabel, storeRect } from "./markers.ts";
import { makeObstacles } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { paintRoads } from "./roads.ts";
import { type View, viewOf } from "./view.ts";
import { paintWay, reserveWay, wayWidth } from "./way-line.ts";

/** What is on a map, free of how large it is drawn and onto what. */
export interface Picture {
  ground: Ground;
  store: { name: string; location: Position };
  home?: Position;
  /** The way by road: x, y by point in the area's plane. */
  way?: readonly number[];
  /** The streets whose names matter most: those of the way, or the one the store lies in. */
  streets: ReadonlySet<string>;
  attribution: string;
  lineColour: string;
  markerColour: string;
}

/** Metres shown round a store on a map without a way. */
const surroundings = 500;

/** What a view is made of. */
type Framed = Pick<Picture, "store" | "home" | "way"> & { ground: Pick<Ground, "plane"> };

/** The view of a picture of this size in CSS px: all of the way, or the store's surroundings. */
export function frame({ ground: { plane }, store, home, way }: Framed, width: number, height: number): View {
  const [x, y] = [plane.x(store.location[0]), plane.y(store.location[1])];
  if (home === undefined) {
    return viewOf(plane, width, height, [x - surroundings, y - surroundings, x + surroundings, y + surroundings]);
  }
  return viewOf(plane, width, height, [x, y, plane.x(home[0]), plane.y(home[1]), ...(way ?? [])]);
}

/** Draws the map; the pen's unit is one CSS px. */
export function paintPicture(pen: Pen, view: View, picture: Picture): void {
  const { ground, store, home, way } = picture;
  const at = ([lon, lat]: Position): [number, number] => [view.px(ground.plane.x(lon)), view.py(ground.plane.y(lat))];
  const obstacles = makeObstacles(view.width, view.height);
  const [x, y] = at(store.location);
  const furniture = furnish(pen, view, picture.attribution);
  obstacles.take([...furniture.rects, storeRect(x, y)]);
  if (home !== undefined) obstacles.take([homeRect(...at(home))]);
  if (way !== undefined) reserveWay(view, way, obstacles);
  const label = placeStoreLabel(pen, view, x, y, store.name, obstacles);
  obstacles.take([label.rect]);

  paintGround(pen, view, ground);
  paintRoads(pen, view, ground);
  if (way !== undefined && home !== undefined) {
    const ends = [
      [ground.plane.x(home[0]), ground.plane.y(home[1]), way[0]!, way[1]!],
      [
        way[way.length - 2]!,
        way[way.length - 1]!,
        ground.plane.x(store.location[0]),
        ground.plane.y(store.location[1]),
      ],
    ];
    paintWay(pen, view, way, ends, picture.lineColour);
  }
  writeStreets(pen, view, ground, picture.streets, wayWidth(view) / 2 + 3, obstacles);
  writePlaces(pen, view, ground, obstacles);
  if (home !== undefined) paintHome(pen, ...at(home), picture.lineColour);
  paintStore(pen, x, y, picture.markerColour);
  paintStoreLabel(pen, label.rect, label.text);
  furniture.paint();
  pen.strokeStyle = palette.frame;
  pen.lineWidth = 1;
  pen.lineJoin = "miter";
  pen.strokeRect(0.5, 0.5, view.width - 1, view.height - 1);
}
