import type { Json, JsonObject, Problem } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { isObject, pointerTo } from "./json.ts";
import { firstFault } from "./syntax.ts";

/** How deep lists and objects may be nested, and how many values a body may hold. */
export const bodyLimits = { depth: 32, values: 10_000 } as const;

/** Names that reach a prototype when they are copied carelessly somewhere down the flow. */
export const reservedNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

export type ParsedBody = { ok: true; body: JsonObject } | { ok: false; problem: Problem };

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Parses the bytes of a body: strict UTF-8 (a byte order mark is dropped, as RFC 8259 §8.1 allows: .NET senders write
 * one, and the signature covers it all the same), JSON with an object at the top. A name written twice is accepted, the
 * last one counts, as with every `JSON.parse`.
 */
export function parseBody(bytes: Uint8Array, language: string): ParsedBody {
  const refuse = (code: string, data: Record<string, string | number> = {}, path: string[] = []): ParsedBody => ({
    ok: false,
    problem: { pointer: pointerTo(path), code, detail: sentence(code, data, language) },
  });

  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return refuse("webhook.body.utf8", { offset: firstBadByte(bytes) });
  }
  if (text.trim() === "") return refuse("webhook.body.empty");

  let body: Json;
  try {
    body = JSON.parse(text);
  } catch {
    return refuse("webhook.body.syntax", { ...firstFault(text) });
  }
  if (!isObject(body)) return refuse("webhook.body.not-object");

  const fault = firstExcess(body);
  return fault === undefined ? { ok: true, body } : refuse(fault.code, fault.data, fault.path);
}

interface Excess {
  code: string;
  data: Record<string, string | number>;
  path: string[];
}

/** Walks without recursion: the depth that it limits is the sender's. */
function firstExcess(body: JsonObject): Excess | undefined {
  const waiting: { value: Json[] | JsonObject; path: string[] }[] = [{ value: body, path: [] }];
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    for (const name of Object.keys(value)) {
      values += 1;
      if (values > bodyLimits.values) return { code: "webhook.body.values", data: { limit: bodyLimits.values }, path };
      if (reservedNames.has(name)) return { code: "webhook.body.name", data: { name }, path: [...path, name] };
      const item = Array.isArray(value) ? value[Number(name)] : value[name];
      if (typeof item !== "object" || item === null) continue;
      if (path.length + 2 > bodyLimits.depth)
        return { code: "webhook.body.depth", data: { limit: bodyLimits.depth }, path };
      waiting.push({ value: item, path: [...path, name] });
    }
  }
  return undefined;
}

/** Offset of the first byte that is not UTF-8, for bytes of which at least one is not. */
function firstBadByte(bytes: Uint8Array): number {
  const lossy = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  let offset = 0;
  for (const character of lossy) {
    // A replacement character that the sender wrote is three good bytes.
    if (
      character === "\ufffd" &&
      !(bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd)
    ) {
      return offset;
    }
    offset += Buffer.byteLength(character);
  }
  return offset;
}
