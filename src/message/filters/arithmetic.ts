import type { FilterImplOptions } from "liquidjs";
import { Fault } from "../../contract/index.ts";
import { Decimal } from "../written.ts";
import { digits } from "./arguments.ts";

/** A decimal number, `units` × 10^-`scale`; `whole` where it is written without a point. */
interface Exact {
  units: bigint;
  scale: number;
  whole: boolean;
}

/** Of a number of JavaScript; more places are an attack. */
const mostDigits = 340;

function exact(value: unknown, filter: string): Exact {
  const [mantissa = "", exponent = "0"] = digits(value, filter).toLowerCase().split("e");
  const [head = "", tail = ""] = mantissa.split(".");
  const scale = tail.length - Number(exponent);
  if (Math.abs(scale) > mostDigits || head.length > mostDigits) throw new Fault("message.not-a-number", { filter });
  const units = BigInt(`${head}${tail}` === "-" ? "0" : `${head}${tail}`);
  const whole = !mantissa.includes(".") && exponent === "0";
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0, whole } : { units, scale, whole };
}

/** Two numbers by the same scale. */
function level(left: Exact, right: Exact): [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [left.units * 10n ** BigInt(scale - left.scale), right.units * 10n ** BigInt(scale - right.scale), scale];
}

/** As numbers are handed on: whole ones as they are, others with their point. */
function answer(units: bigint, scale: number, whole: boolean): number | Decimal {
  const value = Number(`${units}e-${scale}`);
  return whole ? value : new Decimal(value);
}

/** Whole where both are: Shopify counts in integers until a number with a point comes in. */
function combine(filter: string, reckon: (left: bigint, right: bigint) => bigint) {
  return (value: unknown, other: unknown) => {
    const [one, two] = [exact(value, filter), exact(other, filter)];
    const [left, right, scale] = level(one, two);
    return answer(reckon(left, right), scale, one.whole && two.whole);
  };
}

const floorDivide = (left: bigint, right: bigint) => {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
};

function notZero(divisor: Exact, filter: string): void {
  if (divisor.units === 0n) throw new Fault("message.division", { filter });
}

function times(value: unknown, other: unknown) {
  const [one, two] = [exact(value, "times"), exact(other, "times")];
  return answer(one.units * two.units, one.scale + two.scale, one.whole && two.whole);
}

/** By an integer, an integer divides to the next one below; by a number with a point, exactly. */
function dividedBy(value: unknown, other: unknown) {
  const [one, two] = [exact(value, "divided_by"), exact(other, "divided_by")];
  notZero(two, "divided_by");
  if (one.whole && two.whole) return Number(floorDivide(one.units, two.units));
  const [left, right] = level(one, two);
  return new Decimal(Number(left) / Number(right));
}

/** With the sign of the divisor. */
function modulo(value: unknown, other: unknown) {
  const [one, two] = [exact(value, "modulo"), exact(other, "modulo")];
  notZero(two, "modulo");
  const [left, right, scale] = level(one, two);
  return answer(left - floorDivide(left, right) * right, scale, one.whole && two.whole);
}

/** Half away from zero. Without decimals, or with none, the answer is an integer. */
function round(value: unknown, decimals: unknown = 0) {
  const { units, scale, whole } = exact(value, "round");
  const places = Math.max(0, Math.min(mostDigits, Number(digits(decimals, "round"))));
  if (!Number.isInteger(places)) throw new Fault("message.not-a-number", { filter: "round" });
  if (scale <= places) return answer(units, scale, whole || places === 0);
  const step = 10n ** BigInt(scale - places);
  const size = units < 0n ? -units : units;
  const rounded = (size + step / 2n) / step;
  return answer(units < 0n ? -rounded : rounded, places, places === 0);
}

const toInteger = (filter: string, reckon: (value: number) => number) => (value: unknown) =>
  reckon(Number(digits(value, filter)));

function abs(value: unknown) {
  const { units, scale, whole } = exact(value, "abs");
  return answer(units < 0n ? -units : units, scale, whole);
}

const limit =
  (filter: string, isOver: (left: bigint, right: bigint) => boolean) => (value: unknown, other: unknown) => {
    const [one, two] = [exact(value, filter), exact(other, filter)];
    const [left, right] = level(one, two);
    const taken = isOver(left, right) ? two : one;
    return answer(taken.units, taken.scale, taken.whole);
  };

/** What Shopify documents for numbers, in decimals: 10.1 − 2.2 is 7.9. Only numbers are reckoned with. */
export const arithmetic: Record<string, FilterImplOptions> = {
  abs,
  at_least: limit("at_least", (left, right) => left < right),
  at_most: limit("at_most", (left, right) => left > right),
  ceil: toInteger("ceil", Math.ceil),
  divided_by: dividedBy,
  floor: toInteger("floor", Math.floor),
  minus: combine("minus", (left, right) => left - right),
  modulo,
  plus: combine("plus", (left, right) => left + right),
  round,
  times,
};
