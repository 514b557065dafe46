import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { before, describe, it } from "mocha";
import pixelmatch from "pixelmatch";
import type { Area } from "../../../src/map/area/area.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { pdfOfImage } from "../../../src/map/draw/image-page.ts";
import { paintFrame, paintJpeg, paintPdf, paintPng, paintRasterPdf } from "../../../src/map/draw/outputs.ts";
import { frame, type Picture } from "../../../src/map/draw/picture.ts";
import { compareWithGolden, firstPage } from "../../golden/compare.ts";
import { near, type Pixels, pixelsOf, rgbOf, routePicture, storePicture } from "./pictures.ts";
import { areaFile, folderFor } from "./town-file.ts";

/** 600 × 400 CSS px in millimetres. */
const page = { width: (600 * 25.4) / 96, height: (400 * 25.4) / 96 };
const screen = { width: 600, height: 400, scale: 2 };

describe("the outputs of a map", () => {
  const folder = folderFor("outputs");
  let area: Area;
  let route: Picture;
  let store: Picture;

  before(function () {
    this.timeout(60_000);
    area = openArea(areaFile("outputs"));
    route = routePicture(area, area.plane.position(-700, -500));
    store = storePicture(area);
  });

  const forms: [name: string, draw: (picture: Picture) => Promise<Uint8Array>][] = [
    ["a vector page", (picture) => paintPdf(picture, page.width, page.height)],
    ["a page of pixels", (picture) => paintRasterPdf(picture, page.width, page.height)],
  ];
  for (const [name, draw] of forms) {
    for (const kind of ["route", "store"] as const) {
      it(`are the same picture: ${name} of a ${kind} and the screen`, async function () {
        const picture = kind === "route" ? route : store;
        const path = join(folder, `${kind}.pdf`);
        writeFileSync(path, await draw(picture));
        const printed = await smoothed(firstPage(this, path, name === "a vector page" ? 192 : 300));
        const wanted = await smoothed(await paintPng(picture, screen));
        const different = pixelmatch(printed, wanted, undefined, 300, 200, { threshold: 0.15 });
        assert.ok(different < 300, `${different} pixels differ`);
      });
    }

    it(`have exactly the size asked for: ${name}`, async () => {
      const pdf = Buffer.from(await (name === "a vector page" ? paintPdf : paintRasterPdf)(route, 160, 105));
      const box = /\/MediaBox \[0 ([\d.]+) ([\d.]+) ([\d.]+)\]/u.exec(pdf.toString("latin1"))!;
      const [bottom, right, top] = box.slice(1).map(Number) as [number, number, number];
      assert.ok(Math.abs(right - (160 / 25.4) * 72) < 0.001 && Math.abs(top - bottom - (105 / 25.4) * 72) < 0.001);
    });
  }

  it("are the same, byte for byte, when drawn again: a vector page", async () => {
    const draw = () => paintPdf(route, page.width, page.height);
    assert.ok(Buffer.from(await draw()).equals(await draw()));
  });

  it("have fonts that no other map's are taken for: a vector page", async () => {
    const tagsOf = async (picture: Picture) => {
      const pdf = Buffer.from(await paintPdf(picture, page.width, page.height)).toString("latin1");
      const names = [...pdf.matchAll(/\/(BaseFont|FontName) \/([A-Z]{6})\+/gu)];
      const tags = new Set(names.map(([, , tag]) => tag));
      // A font and its descendant name it, and its descriptor.
      assert.equal(names.length, tags.size * 3);
      return tags;
    };
    const [first, second] = [await tagsOf(route), await tagsOf(store)];
    assert.ok(first.size > 0 && second.size > 0);
    assert.deepEqual(
      [...first].filter((tag) => second.has(tag)),
      [],
    );
  });

  it("of pixels hold 300 dots an inch", async () => {
    const pdf = Buffer.from(await paintRasterPdf(route, 160, 105)).toString("latin1");
    assert.match(pdf, /\/Width 1890 \/Height 1240 .*\/DCTDecode/u);
  });

  it("show the print's credits in print, the screen's on the screen", async () => {
    const credited = { ...store, printAttribution: "openstreetmap.org/copyright" };
    const printed = await paintPdf(credited, 160, 105);
    assert.notDeepEqual(printed, await paintPdf(store, 160, 105));
    assert.deepEqual(await paintJpeg(credited, screen), await paintJpeg(store, screen));
  });

  it("for a video have its size and letters for a telephone", async () => {
    const image = await paintFrame(route, { width: 1280, height: 720 });
    const { width, height } = await pixelsOf(image);
    assert.deepEqual([width, height], [1280, 720]);
    const view = frame(route, 1280 / 2.4, 300, 2.4);
    checkPlaces(route, await pixelsOf(image), (x, y) => [view.px(x) * 2.4, view.py(y) * 2.4], 2.4);
    const png = createCanvas(width, height);
    png.getContext("2d").putImageData(toImageData(await pixelsOf(image)), 0, 0);
    compareWithGolden("map-route-video", png.toBuffer("image/png"), 0.004);
  });

  it("show marker and line where the coordinates say, in print as well", async function () {
    const path = join(folder, "places.pdf");
    writeFileSync(path, await paintPdf(route, page.width, page.height));
    const view = frame(route, 600, 400);
    const printed = await pixelsOf(firstPage(this, path, 192));
    checkPlaces(route, printed, (x, y) => [view.px(x) * 2, view.py(y) * 2], 2);
  });

  it("of pixels print like map-route-raster.png", async function () {
    const path = join(folder, "raster.pdf");
    writeFileSync(path, await paintRasterPdf(route, 160, 105));
    compareWithGolden("map-route-raster", firstPage(this, path, 120), 0.02);
  });

  it("make a page of a finished picture: a JPEG as it is, a PNG on white", async function () {
    const canvas = createCanvas(40, 20);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#d7263d";
    pen.fillRect(0, 0, 20, 20);
    const jpeg = canvas.encodeSync("jpeg", 95);
    const ofJpeg = Buffer.from(await pdfOfImage(jpeg, 100, 50));
    assert.ok(ofJpeg.includes(jpeg));
    const path = join(folder, "finished.pdf");
    writeFileSync(path, await pdfOfImage(canvas.encodeSync("png"), 100, 50));
    const shown = await pixelsOf(firstPage(this, path, 25.4));
    assert.ok(Math.abs(shown.width - 100) <= 1 && Math.abs(shown.height - 50) <= 1);
    assert.ok(near(shown.at(20, 25), [0xd7, 0x26, 0x3d], 4) && near(shown.at(80, 25), [255, 255, 255], 4));
  });

  const foreign: [what: string, bytes: Uint8Array][] = [
    ["a web page", Buffer.from("<!doctype html><html>")],
    ["nothing", new Uint8Array()],
    ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00", "latin1")],
    ["the beginning of a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10])],
  ];
  for (const [what, bytes] of foreign) {
    it(`take no finished picture that is ${what}`, async () => {
      await assert.rejects(pdfOfImage(bytes, 100, 50), { name: "Fault", key: "map.image-foreign" });
    });
  }
  it("take no finished picture that is broken", async () => {
    const png = createCanvas(40, 20).encodeSync("png");
    await assert.rejects(pdfOfImage(png.subarray(0, 40), 100, 50), { name: "Fault", key: "map.image-damaged" });
  });
});

/** The pixels of a picture at a quarter of its size: edges are smoothed alike, whoever drew them; a name elsewhere is not. */
async function smoothed(image: Uint8Array): Promise<Uint8ClampedArray> {
  const loaded = await loadImage(Buffer.from(image));
  assert.ok(Math.abs(loaded.width / loaded.height - 1.5) < 0.002);
  const pen = createCanvas(300, 200).getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(loaded, 0, 0, 300, 200);
  return pen.getImageData(0, 0, 300, 200).data as Uint8ClampedArray;
}

/** The marker is red with a white eye, the line blue, at these places. */
function checkPlaces(
  { ground: { plane }, store, way }: Picture,
  image: Pixels,
  place: (x: number, y: number) => [number, number],
  density: number,
): void {
  const [x, y] = place(plane.x(store.location[0]), plane.y(store.location[1]));
  assert.ok(near(image.at(x + 8 * density, y - 28 * density), rgbOf("#d7263d")), "the marker is red");
  assert.ok(near(image.at(x, y - 28 * density), [255, 255, 255]), "its eye is white");
  let [seen, blue] = [0, 0];
  for (let i = 4; i < way!.length; i += 2) {
    const [u, v] = place(way![i]!, way![i + 1]!);
    if (Math.hypot(u - x, v - y + 20 * density) < 40 * density) continue;
    seen += 1;
    if (near(image.at(u, v), rgbOf("#1d6fdc"))) blue += 1;
  }
  assert.ok(seen > 8 && blue / seen > 0.9, `${blue} of ${seen} points are blue`);
}

function toImageData({ data, width, height }: Pixels) {
  const image = createCanvas(width, height).getContext("2d").createImageData(width, height);
  image.data.set(data);
  return image;
}
