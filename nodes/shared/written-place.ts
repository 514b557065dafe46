import { Fault, type Position, PostalAddress } from "../../src/contract/index.ts";

/** Where somebody is or lives, as far as it is known. */
export interface Place {
  location?: Position;
  address?: PostalAddress;
}

const degrees = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;
/** `69002 Lyon`, `F-69002 Lyon`, `1012 AB Amsterdam`. */
const town = /^(?:[A-Z]{1,2}-)?(\d[\dA-Z-]{2,9}(?: [A-Z]{2})?)\s+(\p{L}.*)$/u;

/**
 * A place as one writes it in one line: `4 boulevard de l’Océan, 99380 Saint-Aurèle-sur-Mer`, with a country's code behind
 * it where it is not `country`; or latitude and longitude, as maps show them.
 * @throws Fault map.address-written
 */
export function placeIn(text: string, country: string): Place {
  const [, latitude, longitude] = degrees.exec(text) ?? [];
  if (latitude !== undefined) return { location: [Number(longitude), Number(latitude)] };
  const parts = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const code = /^[A-Z]{2}$/.test(parts.at(-1) ?? "") ? parts.pop() : country;
  const [, postalCode, locality] = town.exec(parts.pop() ?? "") ?? [];
  const address = PostalAddress.safeParse({ country: code, postalCode, locality, thoroughfare: parts });
  if (!address.success || parts.length === 0) throw new Fault("map.address-written");
  return { address: address.data };
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function positionOf(value: unknown): Position | undefined {
  if (Array.isArray(value)) return isNumber(value[0]) && isNumber(value[1]) ? [value[0], value[1]] : undefined;
  const { longitude, latitude, lon, lng, lat } = value as Record<string, unknown>;
  const [x, y] = [longitude ?? lon ?? lng, latitude ?? lat].map((part) =>
    part === undefined ? Number.NaN : Number(part),
  );
  return isNumber(x) && isNumber(y) ? [x, y] : undefined;
}

/**
 * A place as a message holds it: a position, an address of the contract, somebody with either of them, or text as above.
 * @throws Fault map.origin where it is none of these, map.address-written
 */
export function placeOfValue(value: unknown, country: string): Place {
  if (value === undefined || value === null || value === "") return {};
  if (typeof value === "string") return placeIn(value, country);
  if (typeof value !== "object") throw new Fault("map.origin");
  const location = positionOf(value);
  if (location !== undefined) return { location };
  const { postalAddress, location: own } = value as Record<string, unknown>;
  if (postalAddress !== undefined || own !== undefined) {
    const inner = own === undefined || own === null ? undefined : positionOf(own);
    return inner === undefined ? placeOfValue(postalAddress, country) : { location: inner };
  }
  const address = PostalAddress.safeParse({ ...value, country: (value as { country?: unknown }).country ?? country });
  if (!address.success) throw new Fault("map.origin");
  return { address: address.data };
}
