import { Fault } from "../../contract/index.ts";
import { plainSpaces } from "../printable.ts";
import type { FilterSite } from "../setting.ts";
import { argumentsOf, figure, text } from "./arguments.ts";

/** 3GPP TS 23.038 §6.2.1, the default alphabet; what its extension adds counts twice. */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extension = new Set("\f^{}\\[~]|€");

/** How much of an SMS a text takes: septets of GSM 7-bit, or UTF-16 units where one sign of it needs UCS-2. */
function lengthOf(signs: readonly string[]): number {
  let septets = 0;
  for (const sign of signs) {
    if (!basic.has(sign) && !extension.has(sign)) return signs.join("").length;
    septets += basic.has(sign) ? 1 : 2;
  }
  return septets;
}

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
  if (whole.length <= most * 12 && lengthOf(signs) <= room) return whole;
  // A sign that needs UCS-2 changes how all others count: the longest part that fits is looked for, not counted up.
  let [fits, tooLong] = [0, Math.min(signs.length, room + 1)];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (lengthOf([...signs.slice(0, middle), ...end]) <= room) fits = middle;
    else tooLong = middle;
  }
  const kept = signs.slice(0, fits).join("");
  const lastSpace = kept.lastIndexOf(" ");
  const atWord = signs[fits] !== " " && lastSpace > kept.length * 0.6 ? kept.slice(0, lastSpace) : kept;
  return `${atWord.trimEnd()}${end}`;
}
