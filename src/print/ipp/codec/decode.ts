import { Fault } from "../../../contract/index.ts";
import { readValue } from "./read-value.ts";
import {
  bounds,
  endCollection,
  endOfAttributes,
  groupTags,
  type IppAttribute,
  type IppGroup,
  type IppMessage,
  type IppValue,
  keyOf,
  memberName,
  plainTags,
  versions,
} from "./syntax.ts";

/** What is wrong with octets that are no message. */
type Malformation =
  | "short"
  | "version"
  | "group"
  | "name"
  | "value"
  | "no-attribute"
  | "member"
  | "collection"
  | "depth"
  | "many";

/** @param offset where the octets begin that are wrong, from 0 */
function malformed(offset: number, problem: Malformation): Fault {
  return new Fault("ipp.malformed", { offset, problem });
}

interface Row {
  tag: number;
  name: string;
  value: Buffer;
  /** Of the row itself. */
  offset: number;
}

class Reader {
  readonly #bytes: Buffer;
  #things = 0;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.#bytes.length) throw malformed(this.at, "short");
    const taken = this.#bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  /** The next octet, which stays. */
  peek(): number {
    const next = this.#bytes[this.at];
    if (next === undefined) throw malformed(this.at, "short");
    return next;
  }

  counted(most: number, problem: Malformation): Buffer {
    const offset = this.at;
    const length = this.take(2).readUInt16BE();
    if (length > most) throw malformed(offset, problem);
    return this.take(length);
  }

  /** One more group or value: each takes memory, an empty group a hundred times the octet that it is. */
  count(): void {
    this.#things += 1;
    if (this.#things > bounds.values) throw malformed(this.at, "many");
  }

  row(): Row {
    const offset = this.at;
    this.count();
    const [tag = 0] = this.take(1);
    const name = this.counted(bounds.name, "name").toString("utf8");
    return { tag, name, value: this.counted(bounds.octets, "value"), offset };
  }
}

/** Whether an octet begins a value; lower ones begin or end groups. */
const beginsValue = (octet: number) => octet >= 0x10;

function oneValue(reader: Reader, { tag, value, offset }: Row, depth: number): IppValue {
  if (tag === plainTags.collection) {
    if (value.length > 0) throw malformed(offset, "value");
    if (depth >= bounds.depth) throw malformed(offset, "depth");
    return { syntax: "collection", value: membersOf(reader, depth + 1) };
  }
  if (tag === endCollection || tag === memberName) throw malformed(offset, "collection");
  const read = readValue(tag, value);
  if (read === undefined) throw malformed(offset, "value");
  return read;
}

/** Members up to the end of their collection, RFC 8010 §3.1.6. */
function membersOf(reader: Reader, depth: number): IppAttribute[] {
  const members: { name: string; values: IppValue[] }[] = [];
  for (;;) {
    if (!beginsValue(reader.peek())) throw malformed(reader.at, "collection");
    const row = reader.row();
    if (row.name !== "") throw malformed(row.offset, "member");
    const last = members.at(-1);
    if ((row.tag === endCollection || row.tag === memberName) && last?.values.length === 0)
      throw malformed(row.offset, "member");
    if (row.tag === endCollection) {
      if (row.value.length > 0) throw malformed(row.offset, "value");
      return members;
    }
    if (row.tag === memberName) {
      const name = row.value.toString("utf8");
      if (name === "" || row.value.length > bounds.name) throw malformed(row.offset, "member");
      members.push({ name, values: [] });
    } else if (last === undefined) throw malformed(row.offset, "member");
    else last.values.push(oneValue(reader, row, depth));
  }
}

function attributesOf(reader: Reader): IppAttribute[] {
  const attributes: { name: string; values: IppValue[] }[] = [];
  while (beginsValue(reader.peek())) {
    const row = reader.row();
    const value = oneValue(reader, row, 0);
    const last = attributes.at(-1);
    if (row.name !== "") attributes.push({ name: row.name, values: [value] });
    else if (last === undefined) throw malformed(row.offset, "no-attribute");
    else last.values.push(value);
  }
  return attributes;
}

/**
 * Reads a message. Of its structure nothing is forgiven; values of a syntax that is not known are kept as they are.
 * @returns the message, and where it ends: what follows is a document
 * @throws Fault `ipp.malformed` with the offset of the first octet that is wrong; nothing else, whatever the octets
 */
export function decodeMessage(bytes: Uint8Array): { message: IppMessage; end: number } {
  const reader = new Reader(bytes);
  const head = reader.take(8);
  const told = `${head[0]}.${head[1]}`;
  const version = versions.find((one) => one === told);
  if (version === undefined) throw malformed(0, "version");
  const groups: IppGroup[] = [];
  for (;;) {
    const offset = reader.at;
    const [tag = 0] = reader.take(1);
    if (tag === endOfAttributes) break;
    const name = keyOf(groupTags, tag);
    if (name === undefined) throw malformed(offset, "group");
    reader.count();
    groups.push({ name, attributes: attributesOf(reader) });
  }
  const message = { version, code: head.readUInt16BE(2), requestId: head.readInt32BE(4), groups };
  return { message, end: reader.at };
}
