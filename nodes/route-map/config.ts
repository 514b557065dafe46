/** A store of the form's table. */
export interface StoreRow {
  id: string;
  name: string;
  address: string;
  phone: string;
  longitude: number | "";
  latitude: number | "";
}

/** Where a value of a message, or of the context, lies. */
export type PropertyType = "msg" | "flow" | "global" | "jsonata";

/** The route map as Node-RED saves it. */
export interface RouteMapConfig {
  version: number;
  name: string;
  /** Id of a map service; empty: the area file below. */
  service: string;
  /** Area file, relative to the user directory; empty: the made-up town that comes with the package. Of version 1. */
  area: string;
  /** `route`: the recipient's own way to the nearest store; `store`: the first store alone. */
  mode: "route" | "store";
  /** Where the way begins: at the recipient's home, or at a place that the message tells. */
  origin: "recipient" | "property";
  originProperty: string;
  originType: PropertyType;
  /** Of addresses that are written in one line; ISO 3166-1. */
  country: string;
  profile: "car" | "foot" | "bike";
  storesFrom: "table" | "file" | "text" | "property";
  /** Empty: the stores of the area. */
  stores: StoreRow[];
  /** CSV file, relative to the user directory. */
  storesFile: string;
  /** CSV as it was pasted. */
  storesText: string;
  storesProperty: string;
  storesType: PropertyType;
  /** The picture is written to `msg.map.<mapName>`. */
  mapName: string;
  screen: boolean;
  /** CSS pixels; drawn at twice the density. */
  screenWidth: number;
  screenHeight: number;
  screenType: "jpeg" | "png";
  print: boolean;
  /** millimetres */
  printWidth: number;
  printHeight: number;
  /** `raster`: a picture of 300 dots per inch on the page. */
  printForm: "vector" | "raster";
  video: boolean;
  /** pixels, 16:9 */
  videoWidth: number;
  /** `#rrggbb`; empty: the house style. */
  lineColour: string;
  markerColour: string;
  /** PNG or JPEG for the marker, relative to the user directory; empty: none. */
  logo: string;
  labels: boolean;
  /** Empty: the recipient's. */
  language: "" | "en" | "fr";
  /** How exactly an address must be known. */
  precision: "house" | "street";
  /** How well a found address must fit the written one. */
  care: "strict" | "usual" | "lenient";
  /** What is shown where the address is unknown. */
  fallback: "none" | "store" | "picture";
  /** PNG or JPEG, relative to the user directory. */
  fallbackPicture: string;
}

export const defaults: RouteMapConfig = {
  version: 2,
  name: "",
  service: "",
  area: "",
  mode: "route",
  origin: "recipient",
  originProperty: "recipient",
  originType: "msg",
  country: "FR",
  profile: "car",
  storesFrom: "table",
  stores: [],
  storesFile: "",
  storesText: "",
  storesProperty: "payload",
  storesType: "msg",
  mapName: "home",
  screen: true,
  screenWidth: 600,
  screenHeight: 400,
  screenType: "jpeg",
  print: true,
  printWidth: 165,
  printHeight: 90,
  printForm: "vector",
  video: false,
  videoWidth: 1280,
  lineColour: "",
  markerColour: "",
  logo: "",
  labels: true,
  language: "",
  precision: "house",
  care: "usual",
  fallback: "none",
  fallbackPicture: "",
};

const isOn = (value: unknown): boolean => String(value) === "true";

/**
 * Brings a node saved by an earlier version to the present shape. Version 1 knew an area file, the form's table and the
 * recipient's home, which is what the defaults say of the rest. From an environment variable all comes as text.
 */
export function migrate(saved: Partial<RouteMapConfig>): RouteMapConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined && value !== null));
  const node: RouteMapConfig = { ...defaults, ...given, version: defaults.version };
  return {
    ...node,
    screen: isOn(node.screen),
    print: isOn(node.print),
    video: isOn(node.video),
    labels: isOn(node.labels),
    screenWidth: Number(node.screenWidth),
    screenHeight: Number(node.screenHeight),
    printWidth: Number(node.printWidth),
    printHeight: Number(node.printHeight),
    videoWidth: Number(node.videoWidth),
  };
}
