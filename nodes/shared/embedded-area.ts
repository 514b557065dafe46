export { madeUpTown as embeddedArea } from "../../src/map/index.ts";
