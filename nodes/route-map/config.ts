/** A store of the form's table. */
export interface StoreRow {
  id: string;
  name: string;
  address: string;
  phone: string;
  longitude: number | "";
  latitude: number | "";
}

/** The route map as Node-RED saves it. */
export interface RouteMapConfig {
  version: number;
  name: string;
  /** Area file, relative to the user directory; empty: the made-up town that comes with the package. */
  area: string;
  /** Empty: the stores of the area. */
  stores: StoreRow[];
  /** `route`: the recipient's own way to the nearest store; `store`: the first store alone. */
  mode: "route" | "store";
  profile: "car" | "foot" | "bike";
  /** The picture is written to `msg.map.<mapName>`. */
  mapName: string;
  screen: boolean;
  /** CSS pixels; drawn at twice the density. */
  screenWidth: number;
  screenHeight: number;
  print: boolean;
  /** millimetres */
  printWidth: number;
  printHeight: number;
  /** `#rrggbb`; empty: the house style. */
  lineColour: string;
  markerColour: string;
}

export const defaults: RouteMapConfig = {
  version: 1,
  name: "",
  area: "",
  stores: [],
  mode: "route",
  profile: "car",
  mapName: "home",
  screen: true,
  screenWidth: 600,
  screenHeight: 400,
  print: true,
  printWidth: 165,
  printHeight: 90,
  lineColour: "",
  markerColour: "",
};

/** Brings a node saved by an earlier version to the present shape; from an environment variable sizes come as text. */
export function migrate(saved: Partial<RouteMapConfig>): RouteMapConfig {
  const node = { ...defaults, ...saved, version: defaults.version };
  return {
    ...node,
    screenWidth: Number(node.screenWidth),
    screenHeight: Number(node.screenHeight),
    printWidth: Number(node.printWidth),
    printHeight: Number(node.printHeight),
  };
}
