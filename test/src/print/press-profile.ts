/** ICC profiles, small and whole: what a printing house would give, in a few kilobytes. */

export interface ProfileChange {
  version?: 2 | 4;
  /** Device class: `prtr` of printers, `mntr` of screens. */
  kind?: string;
  space?: "CMYK" | "RGB " | "GRAY" | "5CLR";
  description?: string;
  /** Tags that are left out. */
  without?: readonly string[];
}

const xyz = (...numbers: number[]) => {
  const bytes = Buffer.alloc(8 + numbers.length * 4);
  bytes.write("XYZ ");
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(Math.round(number * 65_536), 8 + index * 4);
  return bytes;
};

function asciiDescription(text: string): Buffer {
  const bytes = Buffer.alloc(12 + text.length + 1 + 78);
  bytes.write("desc");
  bytes.writeUInt32BE(text.length + 1, 8);
  bytes.write(text, 12, "latin1");
  return bytes;
}

function unicode(text: string): Buffer {
  const bytes = Buffer.alloc(28 + text.length * 2);
  bytes.write("mluc");
  bytes.writeUInt32BE(1, 8);
  bytes.writeUInt32BE(12, 12);
  bytes.write("enUS", 16);
  bytes.writeUInt32BE(text.length * 2, 20);
  bytes.writeUInt32BE(28, 24);
  Buffer.from(text, "utf16le").swap16().copy(bytes, 28);
  return bytes;
}

/** A table of 16 bits (`mft2`); `at` answers what stands at each crossing of its axes, each part 0 to 1. */
function table(inputs: number, outputs: number, steps: number, at: (crossing: number[]) => number[]): Buffer {
  const head = Buffer.alloc(52);
  head.write("mft2");
  head.set([inputs, outputs, steps], 8);
  for (const place of [12, 28, 44]) head.writeInt32BE(65_536, place);
  head.writeUInt16BE(2, 48);
  head.writeUInt16BE(2, 50);
  const line = (parts: number[]) => {
    const bytes = Buffer.alloc(parts.length * 2);
    for (const [index, part] of parts.entries())
      bytes.writeUInt16BE(Math.round(Math.min(1, Math.max(0, part)) * 65_535), index * 2);
    return bytes;
  };
  const straight = (count: number) => Array.from({ length: count }, () => line([0, 1]));
  const step = (node: number, axis: number) => Math.floor(node / steps ** (inputs - 1 - axis)) % steps;
  const nodes = Array.from({ length: steps ** inputs }, (_, node) =>
    line(at(Array.from({ length: inputs }, (__, axis) => step(node, axis) / (steps - 1)))),
  );
  return Buffer.concat([head, ...straight(inputs), ...nodes, ...straight(outputs)]);
}

/** Lightness and colour of light as a table of version 2 writes them. */
function labOf([red, green, blue]: readonly [number, number, number]): number[] {
  const root = (part: number) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116);
  const [x, y, z] = [
    root(0.4522 * red + 0.3994 * green + 0.1484 * blue),
    root(0.2225 * red + 0.7169 * green + 0.0606 * blue),
    root(0.0169 * red + 0.1177 * green + 0.8657 * blue),
  ];
  return [(116 * y - 16) / 100.390625, (500 * (x - y) + 128) / 255.996, (200 * (y - z) + 128) / 255.996];
}

/** Inks of a colour as such a table has it. */
function inksOf([light = 0, a = 0, b = 0]: number[]): number[] {
  const root = (light * 100.390625 + 16) / 116;
  const [x, y, z] = [root + (a * 255.996 - 128) / 500, root, root - (b * 255.996 - 128) / 200].map((part) =>
    part > 0.2069 ? part ** 3 : (part - 16 / 116) / 7.787,
  ) as [number, number, number];
  const [red, green, blue] = [
    2.916 * x - 1.528 * y - 0.393 * z,
    -0.909 * x + 1.924 * y + 0.021 * z,
    0.0665 * x - 0.231 * y + 1.16 * z,
  ].map((part) => Math.min(1, Math.max(0, part))) as [number, number, number];
  const most = Math.max(red, green, blue, 0.001);
  return [(most - red) / most, (most - green) / most, (most - blue) / most, 1 - most];
}

/** A profile of a press in inks, or of what else is asked for. */
export function pressProfile({
  version = 2,
  kind = "prtr",
  space = "CMYK",
  description = "Presse d'essai",
  without = [],
}: ProfileChange = {}): Uint8Array {
  const inks = [
    [
      "A2B0",
      table(4, 3, 2, ([c = 0, m = 0, y = 0, k = 0]) =>
        labOf([(1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)]),
      ),
    ],
    ["B2A0", table(3, 4, 9, inksOf)],
  ] as const;
  const gamma = Buffer.from("6375727600000000000000010233", "hex");
  const lights = [
    ["rXYZ", xyz(0.436, 0.2225, 0.0139)],
    ["gXYZ", xyz(0.3851, 0.7169, 0.0971)],
    ["bXYZ", xyz(0.1431, 0.0606, 0.7141)],
    ["rTRC", gamma],
    ["gTRC", gamma],
    ["bTRC", gamma],
  ] as const;
  const bySpace = { CMYK: inks, "RGB ": lights, GRAY: [["kTRC", gamma]], "5CLR": [] } as const;
  const all: (readonly [string, Buffer])[] = [
    ["desc", version === 4 ? unicode(description) : asciiDescription(description)],
    ["cprt", version === 4 ? unicode("none") : Buffer.from("text\0\0\0\0none\0")],
    ["wtpt", xyz(0.9642, 1, 0.8249)],
    ...bySpace[space],
  ];
  const tags = all.filter(([name]) => !without.includes(name));
  const entries = Buffer.alloc(4 + tags.length * 12);
  entries.writeUInt32BE(tags.length);
  const data: Buffer[] = [];
  let end = 128 + entries.length;
  for (const [index, [name, bytes]] of tags.entries()) {
    entries.write(name, 4 + index * 12);
    entries.writeUInt32BE(end, 8 + index * 12);
    entries.writeUInt32BE(bytes.length, 12 + index * 12);
    const filled = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    data.push(filled);
    end += filled.length;
  }
  const head = Buffer.alloc(128);
  head.writeUInt32BE(end);
  head.writeUInt32BE(version === 4 ? 0x04200000 : 0x02100000, 8);
  head.write(`${kind}${space}${space === "CMYK" ? "Lab " : "XYZ "}`, 12);
  for (const [index, part] of [2026, 1, 1].entries()) head.writeUInt16BE(part, 24 + index * 2);
  head.write("acsp", 36);
  xyz(0.9642, 1, 0.8249).copy(head, 68, 8);
  return new Uint8Array(Buffer.concat([head, entries, ...data]));
}
