export { checkArea } from "./area/check.ts";
export { readArea } from "./area/summary.ts";
export { writeArea } from "./area/write.ts";
export { drawRouteMap } from "./draw-route-map.ts";
export { type ImportOptions, type ImportReport, importArea } from "./import/index.ts";
export type { MapPicture } from "./map-picture.ts";
export { MapRequest } from "./request.ts";
export { makeTown } from "./town/town.ts";
