import assert from "node:assert/strict";
import jsqr from "jsqr";
import { describe, it } from "mocha";
import { encodeQr } from "../../../src/print/letter/qr-code.ts";

/** Bytes that just fit into each version (ISO/IEC 18004, table 7, level M, bytes). */
const capacities = [
  ...[14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666],
  ...[
    711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
  ],
];
/** The larger ones that are read as well: reading takes long. */
const readToo = new Set([14, 21, 27, 40]);
const textOf = (length: number) => Array.from({ length }, (_, at) => "aB3xYz/?="[(at * 7 + length) % 9]).join("");

/** What a reader sees: three pixels a module, and the light margin. */
function read(rows: boolean[][]): string | undefined {
  const [module, margin] = [3, 4];
  const side = (rows.length + 2 * margin) * module;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (rows[Math.floor(y / module) - margin]?.[Math.floor(x / module) - margin] === true)
        pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  // Its types name the module, which is the function itself here.
  return (jsqr as unknown as typeof jsqr.default)(pixels, side, side)?.data;
}

describe("QR code", () => {
  it("is read back in every size, full to the last byte, and is a size larger for one byte more", () => {
    for (const [index, most] of capacities.entries()) {
      const version = index + 1;
      for (const [length, size] of [
        [most, version],
        [most + 1, version + 1],
      ] as const) {
        const rows = encodeQr(textOf(length));
        if (size > 40) assert.equal(rows, undefined);
        else {
          assert.equal(rows?.length, 17 + 4 * size, `${length} bytes`);
          if (version < 11 || readToo.has(version)) assert.equal(read(rows ?? []), textOf(length), `${length} bytes`);
        }
      }
    }
  });

  for (const text of ["a", "https://example.org/p/Zoë", "漢字 😀", "0123456789".repeat(3), "Ωμέγα"])
    it(`says ${text}`, () => assert.equal(read(encodeQr(text) ?? []), text));
});
