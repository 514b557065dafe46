import {
  type IppValue,
  keyOf,
  languageTags,
  outOfBandTags,
  plainTags,
  type StringSyntax,
  stringTags,
} from "./syntax.ts";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** For words that people wrote: printers send them in other character sets, and nothing is decided by them. */
const tolerant = new TextDecoder("utf-8", { ignoreBOM: true });

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

const two = (value: number) => String(value).padStart(2, "0");

/** DateAndTime of RFC 2579; undefined where it is no date, as that of a printer whose clock was never set. */
function dateOf(bytes: Buffer): string | undefined {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0, tenth = 0, sign = 0, hours = 0, minutes = 0] =
    bytes.subarray(2);
  const year = bytes.readUInt16BE(0);
  const isTime = hour < 24 && minute < 60 && second <= 60 && tenth < 10 && hours <= 14 && minutes < 60;
  if (year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 || !isTime) return undefined;
  if (sign !== 0x2b && sign !== 0x2d) return undefined;
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  const time = `${two(hour)}:${two(minute)}:${two(second)}.${tenth}`;
  return `${date}T${time}${String.fromCharCode(sign)}${two(hours)}:${two(minutes)}`;
}

function resolutionOf(bytes: Buffer): IppValue | undefined {
  const unit = bytes[8] === 3 ? "dpi" : bytes[8] === 4 ? "dpcm" : undefined;
  if (unit === undefined) return undefined;
  return { syntax: "resolution", value: { cross: bytes.readInt32BE(0), feed: bytes.readInt32BE(4), unit } };
}

function withLanguage(bytes: Buffer): { language: string; text: string } | undefined {
  if (bytes.length < 4) return undefined;
  const at = 2 + bytes.readUInt16BE(0);
  if (bytes.length < at + 2 || bytes.length !== at + 2 + bytes.readUInt16BE(at)) return undefined;
  const language = decoded(bytes.subarray(2, at));
  return language === undefined ? undefined : { language, text: tolerant.decode(bytes.subarray(at + 2)) };
}

/** Octets that a value of a syntax has, where that is fixed. */
const lengths: Readonly<Record<number, number>> = {
  [plainTags.integer]: 4,
  [plainTags.enum]: 4,
  [plainTags.boolean]: 1,
  [plainTags.dateTime]: 11,
  [plainTags.resolution]: 9,
  [plainTags.rangeOfInteger]: 8,
};

const stringSyntaxes = new Map<number, StringSyntax>(
  Object.entries(stringTags).map(([name, { tag }]) => [tag, name as StringSyntax]),
);
const tolerated = new Set<StringSyntax>(["textWithoutLanguage", "nameWithoutLanguage"]);

/** A value that is no collection, RFC 8010 §3.9; undefined where its octets are none of its syntax. */
export function readValue(tag: number, bytes: Buffer): IppValue | undefined {
  const length = lengths[tag];
  if (length !== undefined && bytes.length !== length) return undefined;
  const asItIs: IppValue = { syntax: "other", tag, value: bytes };
  const string = stringSyntaxes.get(tag);
  if (string !== undefined) {
    const value = tolerated.has(string) ? tolerant.decode(bytes) : decoded(bytes);
    return value === undefined ? undefined : { syntax: string, value };
  }
  const absent = keyOf(outOfBandTags, tag);
  // RFC 8010 §3.5.2 has no octets there; CUPS sends some that mean nothing.
  if (absent !== undefined) return { syntax: "out-of-band", value: absent };
  switch (tag) {
    case plainTags.integer:
      return { syntax: "integer", value: bytes.readInt32BE() };
    case plainTags.enum:
      return { syntax: "enum", value: bytes.readInt32BE() };
    case plainTags.boolean:
      return (bytes[0] ?? 2) > 1 ? undefined : { syntax: "boolean", value: bytes[0] === 1 };
    case plainTags.octetString:
      return { syntax: "octetString", value: bytes };
    case plainTags.dateTime: {
      const value = dateOf(bytes);
      return value === undefined ? asItIs : { syntax: "dateTime", value };
    }
    case plainTags.resolution:
      return resolutionOf(bytes) ?? asItIs;
    case plainTags.rangeOfInteger:
      return { syntax: "rangeOfInteger", value: { lower: bytes.readInt32BE(0), upper: bytes.readInt32BE(4) } };
    case languageTags.textWithLanguage.tag:
    case languageTags.nameWithLanguage.tag: {
      const value = withLanguage(bytes);
      const syntax = tag === languageTags.textWithLanguage.tag ? "textWithLanguage" : "nameWithLanguage";
      return value && { syntax, value };
    }
    default:
      return asItIs;
  }
}
