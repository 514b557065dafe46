import { Fault } from "../../../src/contract/index.ts";

/** A place in a text, counted from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

type Path = readonly (string | number)[];

export interface PlacedJson {
  value: unknown;
  /** Where the value at a path begins; of a path that is not there, where the nearest value around it does. */
  placeOf(path: Path): TextPlace;
  /** Where the name of a member begins. */
  placeOfName(path: Path): TextPlace;
}

/** A text that is not JSON, and where it stops being so. */
export class JsonFault extends Fault {
  readonly place: TextPlace;

  constructor(place: TextPlace) {
    super("message.sample-json", { line: place.line, column: place.column });
    this.place = place;
  }
}

const blank = /[ \t\r\n]*/y;
const text = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const plain = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
const deepest = 60;

function placeIn(source: string, offset: number): TextPlace {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/**
 * Reads JSON (RFC 8259) and remembers where everything stands in it, which `JSON.parse` does not tell.
 * @throws JsonFault
 */
export function readJson(source: string): PlacedJson {
  const starts = new Map<string, number>();
  const names = new Map<string, number>();
  let at = 0;

  function fail(): never {
    throw new JsonFault(placeIn(source, at));
  }

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const [found] = pattern.exec(source) ?? [];
    at += found?.length ?? 0;
    return found;
  }

  function sign(one: string): boolean {
    take(blank);
    if (source[at] !== one) return false;
    at += 1;
    return true;
  }

  /** Members up to a closing sign. */
  function members(close: string, member: (index: number) => void): void {
    if (sign(close)) return;
    let index = 0;
    do {
      member(index);
      index += 1;
    } while (sign(","));
    if (!sign(close)) fail();
  }

  function value(path: Path): unknown {
    take(blank);
    starts.set(JSON.stringify(path), at);
    if (path.length > deepest) fail();
    if (sign("{")) {
      const object: Record<string, unknown> = {};
      members("}", () => {
        take(blank);
        const begin = at;
        const name = take(text);
        if (name === undefined) fail();
        const key = JSON.parse(name) as string;
        if (!sign(":")) fail();
        // Assigned in the usual way it would become the object's prototype.
        Object.defineProperty(object, key, { value: value([...path, key]), ...usual });
        names.set(JSON.stringify([...path, key]), begin);
      });
      return object;
    }
    if (sign("[")) {
      const list: unknown[] = [];
      members("]", (index) => list.push(value([...path, index])));
      return list;
    }
    const found = take(text) ?? take(plain);
    return found === undefined ? fail() : JSON.parse(found);
  }

  const whole = value([]);
  take(blank);
  if (at < source.length) fail();
  const placeOf = (path: Path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const start = starts.get(JSON.stringify(path.slice(0, length)));
      if (start !== undefined) return placeIn(source, start);
    }
    return { line: 1, column: 1 };
  };
  return {
    value: whole,
    placeOf,
    placeOfName: (path) => {
      const start = names.get(JSON.stringify(path));
      return start === undefined ? placeOf(path) : placeIn(source, start);
    },
  };
}

const usual = { writable: true, enumerable: true, configurable: true } as const;
