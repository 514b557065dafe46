import assert from "node:assert/strict";
import { createCanvas } from "@napi-rs/canvas";
import { before, describe, it } from "mocha";
import type { Area, Feature, Ground } from "../../../src/map/area/area.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { paintBase, paintFresh } from "../../../src/map/draw/base-tiles.ts";
import { loadCanvas } from "../../../src/map/draw/fonts.ts";
import { paintGround } from "../../../src/map/draw/ground.ts";
import { paintPng } from "../../../src/map/draw/outputs.ts";
import type { Pen } from "../../../src/map/draw/pen.ts";
import { type Framed, frame } from "../../../src/map/draw/picture.ts";
import type { View } from "../../../src/map/draw/view.ts";
import { routePicture, storePicture } from "./pictures.ts";
import { areaFile } from "./town-file.ts";

describe("the ground of a map", () => {
  let area: Area;
  before(async function () {
    this.timeout(60_000);
    area = openArea(areaFile("base"));
    await loadCanvas();
  });

  /** Pixels of what `paint` draws of a view. */
  function drawn(view: View, paint: (pen: Pen) => void): Uint8ClampedArray {
    const [width, height] = [view.width * view.density, view.height * view.density];
    const pen = createCanvas(width, height).getContext("2d");
    pen.scale(view.density, view.density);
    paint(pen);
    return pen.getImageData(0, 0, width, height).data as Uint8ClampedArray;
  }

  /** How many pixels differ by more than a hair. */
  function differing(a: Uint8ClampedArray, b: Uint8ClampedArray, hair = 3): number {
    let count = 0;
    for (let i = 0; i < a.length; i += 4) {
      if ([0, 1, 2].some((k) => Math.abs(a[i + k]! - b[i + k]!) > hair)) count += 1;
    }
    return count;
  }

  it("is the same from tiles as drawn at once, wherever the tiles' edges are", async () => {
    const library = await loadCanvas();
    const ground = { ...area, hash: "tiles" };
    const homes = [
      [-700, -500],
      [-640, -470],
      [-590, -520],
      [-700, -500],
    ] as const;
    for (const [x, y] of homes) {
      const framed: Framed = { ground: area, store: area.stores[0]!, home: area.plane.position(x, y) };
      const view = frame(framed, 400, 300, 2);
      const fresh = drawn(view, (pen) => paintFresh(pen, view, area));
      const tiled = drawn(view, (pen) => paintBase(library, pen, view, ground));
      assert.ok(differing(fresh, tiled) < 200, `${differing(fresh, tiled)} pixels differ`);
    }
  });

  it("does not show where the sea's polygons were cut", () => {
    const sea = area.featuresIn([-1e5, -1e5, 1e5, 1e5], 15).find(({ kind }) => kind === "sea")!;
    const view = frame({ ground: area, store: area.stores[0]! }, 500, 400, 2);
    const whole = drawn(view, (pen) => paintGround(pen, view, area));
    for (const x of [-650.3, -803.7]) {
      const halves = [cutAt(sea, x, 1), cutAt(sea, x, -1)];
      const cut: Ground = {
        ...area,
        featuresIn: (box, zoom) => area.featuresIn(box, zoom).flatMap((one) => (one.kind === "sea" ? halves : [one])),
      };
      const seamed = drawn(view, (pen) => paintGround(pen, view, cut));
      assert.equal(differing(whole, seamed, 6), 0, "no seam");
    }
  });

  it("is drawn around holes", () => {
    const lake = featureOf("water", [square(100), square(40).reverse()]);
    const ground: Ground = { ...area, featuresIn: () => [lake] };
    const view = frame({ ground: area, store: { name: "", location: area.plane.position(0, 0) } }, 400, 400);
    const pixels = drawn(view, (pen) => paintGround(pen, view, ground));
    const at = (x: number, y: number) => {
      const i = 4 * (Math.round(view.py(y)) * 400 + Math.round(view.px(x)));
      return [...pixels.subarray(i, i + 3)];
    };
    assert.deepEqual(at(70, 0), [0xb9, 0xdb, 0xe8]);
    assert.deepEqual(at(0, 0), [0xf7, 0xf3, 0xea]);
    assert.deepEqual(at(130, 0), [0xf7, 0xf3, 0xea]);
  });

  it("is shared by all recipients of a zoom step, and never shows another one's way", async () => {
    const size = { width: 300, height: 220, scale: 2 };
    const alone = await paintPng(storePicture(area), size);
    await paintPng(routePicture(area, area.plane.position(-600, -400)), size);
    const again = await paintPng({ ...storePicture(area), attribution: "Credits" }, size);
    assert.deepEqual(again, alone);
  });

  it("leaves room for all of the way, and wastes at most a sixth of the frame", () => {
    for (let i = 0; i < 200; i++) {
      const reach = 60 * 1.035 ** i;
      const home = area.plane.position(reach * Math.cos(i), reach * Math.sin(i));
      const view = frame({ ground: area, store: { name: "", location: area.plane.position(0, 0) }, home }, 600, 400, 2);
      const [x, y] = [view.px(reach * Math.cos(i)), view.py(reach * Math.sin(i))];
      const [u, v] = [view.px(0), view.py(0)];
      for (const [a, b] of [
        [x, y],
        [u, v],
      ] as const) {
        assert.ok(a > 42 && a < 558 && b > 56 && b < 360, `${a}, ${b} of ${reach} m`);
      }
      const used = Math.max(Math.abs(x - u) / 512, Math.abs(y - v) / 300);
      assert.ok(view.step === 0 || used > 0.83, `${used} of the frame`);
    }
  });
});

const square = (half: number): [number, number][] => [
  [-half, -half],
  [half, -half],
  [half, half],
  [-half, half],
];

function featureOf(kind: Feature["kind"], rings: [number, number][][]): Feature {
  const points = Float64Array.from(rings.flat(2));
  const starts = new Uint32Array(rings.length + 1);
  for (const [i, ring] of rings.entries()) starts[i + 1] = starts[i]! + ring.length;
  return { kind, shape: "polygon", name: "", zoom: [0, 24], points, rings: starts, box: [-1e6, -1e6, 1e6, 1e6] };
}

/** The part of a polygon of one ring on one side of a line from south to north. */
function cutAt(feature: Feature, x: number, side: 1 | -1): Feature {
  const ring: [number, number][] = [];
  const n = feature.points.length / 2;
  for (let i = 0; i < n; i++) {
    const j = (i + n - 1) % n;
    const [ax, ay] = [feature.points[2 * j]!, feature.points[2 * j + 1]!];
    const [bx, by] = [feature.points[2 * i]!, feature.points[2 * i + 1]!];
    if ((bx - x) * side >= 0 !== (ax - x) * side >= 0) ring.push([x, ay + ((by - ay) * (x - ax)) / (bx - ax)]);
    if ((bx - x) * side >= 0) ring.push([bx, by]);
  }
  return featureOf("sea", [ring]);
}
