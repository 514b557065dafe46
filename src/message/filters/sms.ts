import { Fault } from "../../contract/index.ts";
import { smsUnits } from "../../sms/index.ts";
import { plainSpaces } from "../printable.ts";
import type { FilterSite } from "../setting.ts";
import { argumentsOf, figure, text } from "./arguments.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const end = "...";
const most = 1600;

/**
 * Shortens a text to what an SMS counts (`truncate_sms: 60`, by default 160), at a word where there is one in its last
 * part, with "..." at its end. No sign is cut in two.
 */
export function truncateSms(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const { list } = argumentsOf(given, "truncate_sms", []);
  const room = figure(list[0] ?? 160, "truncate_sms");
  if (!Number.isInteger(room) || room < 4 || room > most) throw new Fault("message.count");
  const whole = plainSpaces(text(value));
  this.context.memoryLimit.use(whole.length);
  // What is far too long is not looked at sign by sign.
  const signs = Array.from(graphemes.segment(whole.slice(0, most * 12)), ({ segment }) => segment);
  if (whole.length <= most * 12 && smsUnits(whole) <= room) return whole;
  // A sign that needs UCS-2 changes how all others count: the longest part that fits is looked for, not counted up.
  let [fits, tooLong] = [0, Math.min(signs.length, room + 1)];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (smsUnits(signs.slice(0, middle).join("") + end) <= room) fits = middle;
    else tooLong = middle;
  }
  const kept = signs.slice(0, fits).join("");
  const lastSpace = kept.lastIndexOf(" ");
  const atWord = signs[fits] !== " " && lastSpace > kept.length * 0.6 ? kept.slice(0, lastSpace) : kept;
  return `${atWord.trimEnd()}${end}`;
}
