/** Octets that begin a group of attributes, RFC 8010 §3.5.1 and the IANA registry. */
export const groupTags = {
  operation: 0x01,
  job: 0x02,
  printer: 0x04,
  unsupported: 0x05,
  subscription: 0x06,
  "event-notification": 0x07,
  resource: 0x08,
  document: 0x09,
} as const;
export type GroupName = keyof typeof groupTags;

export const endOfAttributes = 0x03;
export const endCollection = 0x37;
export const memberName = 0x4a;

/** Values that say why there is none, RFC 8010 §3.5.2; they have no octets of their own. */
export const outOfBandTags = {
  unsupported: 0x10,
  default: 0x11,
  unknown: 0x12,
  "no-value": 0x13,
  "not-settable": 0x15,
  "delete-attribute": 0x16,
  "admin-define": 0x17,
} as const;

/** Character strings and the most octets that they may have, RFC 8011 §5.1 and §7. */
export const stringTags = {
  textWithoutLanguage: { tag: 0x41, most: 1023 },
  nameWithoutLanguage: { tag: 0x42, most: 255 },
  keyword: { tag: 0x44, most: 255 },
  uri: { tag: 0x45, most: 1023 },
  uriScheme: { tag: 0x46, most: 63 },
  charset: { tag: 0x47, most: 63 },
  naturalLanguage: { tag: 0x48, most: 63 },
  mimeMediaType: { tag: 0x49, most: 255 },
} as const;

export const languageTags = {
  textWithLanguage: { tag: 0x35, most: 1023 },
  nameWithLanguage: { tag: 0x36, most: 255 },
} as const;

export const plainTags = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  rangeOfInteger: 0x33,
  collection: 0x34,
} as const;

type OutOfBand = keyof typeof outOfBandTags;
export type StringSyntax = keyof typeof stringTags;

interface Resolution {
  cross: number;
  feed: number;
  /** Dots per inch or per centimetre. */
  unit: "dpi" | "dpcm";
}

/** One value of an attribute, with its syntax. */
export type IppValue =
  | { syntax: "integer" | "enum"; value: number }
  | { syntax: "boolean"; value: boolean }
  | { syntax: "octetString"; value: Uint8Array }
  /** As `2026-11-30T09:33:48.0+01:00`, always with tenths and distance to UTC (RFC 2579, DateAndTime). */
  | { syntax: "dateTime"; value: string }
  | { syntax: "resolution"; value: Resolution }
  | { syntax: "rangeOfInteger"; value: { lower: number; upper: number } }
  | { syntax: "collection"; value: readonly IppAttribute[] }
  | { syntax: keyof typeof languageTags; value: { language: string; text: string } }
  | { syntax: StringSyntax; value: string }
  | { syntax: "out-of-band"; value: OutOfBand }
  /** A syntax that is not known here, or a value of a known one that means nothing: the octets as they came. */
  | { syntax: "other"; tag: number; value: Uint8Array };

export interface IppAttribute {
  name: string;
  /** At least one. */
  values: readonly IppValue[];
}

export interface IppGroup {
  name: GroupName;
  attributes: readonly IppAttribute[];
}

/** A request or an answer, RFC 8010 §3.1. */
export interface IppMessage {
  version: "1.0" | "1.1" | "2.0" | "2.1" | "2.2";
  /** The operation of a request, the status of an answer. */
  code: number;
  requestId: number;
  groups: readonly IppGroup[];
}

export const versions = ["1.0", "1.1", "2.0", "2.1", "2.2"] as const;

/** Bounds of what is read and written, `values` of groups and values together: no printer comes near them. */
export const bounds = { depth: 8, values: 100_000, name: 255, octets: 32_767 } as const;

/** The key whose value is `wanted`. */
export function keyOf<Key extends string>(table: Readonly<Record<Key, number>>, wanted: number): Key | undefined {
  return (Object.keys(table) as Key[]).find((key) => table[key] === wanted);
}
