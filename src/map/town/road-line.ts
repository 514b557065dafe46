import type { RoadClass } from "../area/content.ts";
import type { Point } from "./plane.ts";

/** A street as drawn, before crossings are found. */
export interface RoadLine {
  name: string;
  class: RoadClass;
  line: Point[];
  /** Cars may only go in the direction of the line. */
  oneWay?: boolean;
  roundabout?: boolean;
  /** Drawn by hand: stays whole where a traced street would be cut short. */
  main?: boolean;
}
