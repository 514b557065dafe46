import { createRequire } from "node:module";
import { SegmentedMessage } from "sms-segments-calculator";

/** What a counter of another house says of a text. */
export interface Count {
  encoding: "GSM-7" | "UCS-2";
  segments: number;
  /** Units free in the last segment; undefined: it does not tell. */
  left?: number;
}

const require = createRequire(import.meta.url);
// Both come without types.
const split = require("split-sms") as {
  split(text: string): { characterSet: "GSM" | "Unicode"; parts: unknown[]; remainingInPart: number };
};
const gsm = require("gsm") as (text: string) => { sms_count: number; chars_left: number; char_set: string };

/** npm: sms-segments-calculator, of Twilio. */
export function bySegmentsCalculator(text: string): Count {
  const { encodingName, segments } = new SegmentedMessage(text);
  return { encoding: encodingName, segments: segments.length };
}

/** npm: split-sms, of Codesleuth. */
export function bySplitSms(text: string): Count {
  const { characterSet, parts, remainingInPart } = split.split(text);
  return { encoding: characterSet === "GSM" ? "GSM-7" : "UCS-2", segments: parts.length, left: remainingInPart };
}

/** npm: gsm, after the calculator of Messente. */
export function byGsm(text: string): Count {
  const { char_set, sms_count, chars_left } = gsm(text);
  return { encoding: char_set.startsWith("GSM") ? "GSM-7" : "UCS-2", segments: sms_count, left: chars_left };
}
