/** Primaries of sRGB (IEC 61966-2-1), adapted to the white of profiles, D50, by the method of Bradford: XYZ. */
const primaries = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;
const d50 = [0.9642, 1, 0.8249] as const;
const steps = 1024;

/** Light of a part of a colour, 0 to 1. */
const lightOf = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

const fixed = (numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(8 + numbers.length * 4);
  bytes.write("XYZ ");
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(Math.round(number * 65_536), 8 + index * 4);
  return bytes;
};

const text = (said: string): Buffer => Buffer.from(`text\0\0\0\0${said}\0`, "latin1");

/** ICC.1:2001, 6.5.17: the name in ASCII, none in Unicode and none for the Macintosh. */
function description(said: string): Buffer {
  const bytes = Buffer.alloc(12 + said.length + 1 + 4 + 4 + 2 + 1 + 67);
  bytes.write("desc");
  bytes.writeUInt32BE(said.length + 1, 8);
  bytes.write(said, 12, "latin1");
  return bytes;
}

function curve(): Buffer {
  const bytes = Buffer.alloc(12 + steps * 2);
  bytes.write("curv");
  bytes.writeUInt32BE(steps, 8);
  for (let step = 0; step < steps; step += 1)
    bytes.writeUInt16BE(Math.round(lightOf(step / (steps - 1)) * 65_535), 12 + step * 2);
  return bytes;
}

/** The colours of screens as ICC profile, version 2.1: three primaries and one curve. */
export function srgbProfile(): Uint8Array<ArrayBuffer> {
  const shared = curve();
  const tags: [string, Buffer][] = [
    ["desc", description("sRGB")],
    ["cprt", text("No copyright")],
    ["wtpt", fixed([0.9505, 1, 1.089])],
    ...Object.entries(primaries).map(([name, xyz]): [string, Buffer] => [name, fixed(xyz)]),
    ...["rTRC", "gTRC", "bTRC"].map((name): [string, Buffer] => [name, shared]),
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  const data: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let end = 128 + table.length;
  for (const [index, [name, bytes]] of tags.entries()) {
    const at = places.get(bytes) ?? end;
    if (at === end) {
      const filled = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
      bytes.copy(filled);
      data.push(filled);
      end += filled.length;
    }
    places.set(bytes, at);
    table.write(name, 4 + index * 12);
    table.writeUInt32BE(at, 8 + index * 12);
    table.writeUInt32BE(bytes.length, 12 + index * 12);
  }
  const head = Buffer.alloc(128);
  head.writeUInt32BE(end);
  head.writeUInt32BE(0x02100000, 8);
  head.write("mntrRGB XYZ ", 12);
  for (const [index, part] of [2026, 1, 1].entries()) head.writeUInt16BE(part, 24 + index * 2);
  head.write("acsp", 36);
  fixed(d50).copy(head, 68, 8);
  return new Uint8Array(Buffer.concat([head, table, ...data]));
}
