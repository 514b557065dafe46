import { Fault } from "../../../contract/index.ts";
import {
  bounds,
  endCollection,
  endOfAttributes,
  groupTags,
  type IppAttribute,
  type IppMessage,
  type IppValue,
  languageTags,
  memberName,
  outOfBandTags,
  plainTags,
  stringTags,
} from "./syntax.ts";

const unwritable = (name: string, problem: string) => new Fault("ipp.not-writable", { name, problem });

function numbers(length: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(length);
  write(bytes);
  return bytes;
}

const isInt32 = (value: number) => Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff;

function int32(name: string, ...values: number[]): Buffer {
  if (!values.every(isInt32)) throw unwritable(name, "number");
  return numbers(4 * values.length, (bytes) => {
    for (const [index, value] of values.entries()) bytes.writeInt32BE(value, 4 * index);
  });
}

function text(name: string, value: string, most: number): Buffer {
  const bytes = Buffer.from(value, "utf8");
  if (bytes.length > most) throw unwritable(name, "length");
  return bytes;
}

/** A name or value with its length before it. */
function counted(bytes: Uint8Array): Buffer {
  return Buffer.concat([numbers(2, (two) => two.writeUInt16BE(bytes.length)), bytes]);
}

const dateForm = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d)([+-])(\d\d):(\d\d)$/;

function dateTime(name: string, value: string): Buffer {
  const found = dateForm.exec(value);
  if (found === null) throw unwritable(name, "date");
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, tenth = 0] = found.slice(1, 8).map(Number);
  const [sign = "+", hours = "", minutes = ""] = found.slice(8);
  return Buffer.from([
    ...[year >> 8, year & 255, month, day, hour, minute, second, tenth],
    ...[sign.charCodeAt(0), Number(hours), Number(minutes)],
  ]);
}

/** Tag and octets of a value that is no collection. */
function simple(name: string, one: Exclude<IppValue, { syntax: "collection" }>): [number, Uint8Array] {
  switch (one.syntax) {
    case "integer":
    case "enum":
      return [plainTags[one.syntax], int32(name, one.value)];
    case "boolean":
      return [plainTags.boolean, Buffer.of(one.value ? 1 : 0)];
    case "octetString":
      return [plainTags.octetString, one.value];
    case "dateTime":
      return [plainTags.dateTime, dateTime(name, one.value)];
    case "resolution": {
      const { cross, feed, unit } = one.value;
      return [plainTags.resolution, Buffer.concat([int32(name, cross, feed), Buffer.of(unit === "dpi" ? 3 : 4)])];
    }
    case "rangeOfInteger":
      return [plainTags.rangeOfInteger, int32(name, one.value.lower, one.value.upper)];
    case "textWithLanguage":
    case "nameWithLanguage": {
      const { tag, most } = languageTags[one.syntax];
      const { language, text: words } = one.value;
      return [tag, Buffer.concat([counted(text(name, language, 63)), counted(text(name, words, most))])];
    }
    case "out-of-band":
      return [outOfBandTags[one.value], Buffer.alloc(0)];
    case "other":
      return [one.tag, one.value];
    default: {
      const { tag, most } = stringTags[one.syntax];
      return [tag, text(name, one.value, most)];
    }
  }
}

function row(tag: number, name: string, value: Uint8Array): Buffer {
  const named = Buffer.from(name, "utf8");
  if (named.length > bounds.name || value.length > bounds.octets) throw unwritable(name, "length");
  return Buffer.concat([Buffer.of(tag), counted(named), counted(value)]);
}

function* valueRows(label: string, name: string, one: IppValue, depth: number): Generator<Buffer> {
  if (one.syntax !== "collection") {
    const [tag, value] = simple(label, one);
    yield row(tag, name, value);
    return;
  }
  if (depth >= bounds.depth) throw unwritable(label, "depth");
  yield row(plainTags.collection, name, Buffer.alloc(0));
  for (const member of one.value) {
    if (member.name === "") throw unwritable(label, "name");
    yield row(memberName, "", text(label, member.name, bounds.name));
    for (const value of member.values) yield* valueRows(member.name, "", value, depth + 1);
  }
  yield row(endCollection, "", Buffer.alloc(0));
}

function* attributeRows({ name, values }: IppAttribute): Generator<Buffer> {
  if (name === "" || values.length === 0) throw unwritable(name, "name");
  for (const [index, one] of values.entries()) yield* valueRows(name, index === 0 ? name : "", one, 0);
}

/**
 * The octets of a message, RFC 8010 §3.1; a document goes right behind them.
 * @throws Fault `ipp.not-writable` with the attribute's name, where a value does not fit its syntax
 */
export function encodeMessage({ version, code, requestId, groups }: IppMessage): Buffer {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const parts = [
    numbers(8, (bytes) => {
      bytes.writeUInt8(major, 0);
      bytes.writeUInt8(minor, 1);
      bytes.writeUInt16BE(code, 2);
      bytes.writeInt32BE(requestId, 4);
    }),
  ];
  for (const { name, attributes } of groups) {
    parts.push(Buffer.of(groupTags[name]));
    for (const attribute of attributes) parts.push(...attributeRows(attribute));
  }
  return Buffer.concat([...parts, Buffer.of(endOfAttributes)]);
}
