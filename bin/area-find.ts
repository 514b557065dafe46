import { sentence } from "../src/language/index.ts";
import { suggestPlaces } from "../src/map/index.ts";

/**
 * The places of an area file that fit a line of text, the best first, for a person to read: how well each fits, how
 * exactly it is known, its address, longitude and latitude.
 * @throws Fault map.area-missing, map.area-foreign, map.area-newer, map.area-damaged
 */
export function areaFind(path: string, text: string, language: string): string[] {
  const matches = suggestPlaces(path, text);
  if (matches.length === 0) return [sentence("map.place.none", {}, language)];
  const kinds = matches.map(({ precision }) => sentence(`map.place.${precision}`, {}, language));
  const widest = Math.max(...kinds.map(({ length }) => length));
  return matches.map(({ score, label, location: [lon, lat] }, i) => {
    const share = `${Math.round(100 * score)} %`.padStart(5);
    return `${share}  ${kinds[i]!.padEnd(widest)}  ${label}  ${lon.toFixed(6)} ${lat.toFixed(6)}`;
  });
}
