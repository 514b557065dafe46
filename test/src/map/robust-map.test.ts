import assert from "node:assert/strict";
import { PDF } from "@libpdf/core";
import { createCanvas } from "@napi-rs/canvas";
import { before, describe, it } from "mocha";
import type { Position } from "../../../src/contract/index.ts";
import type { Area } from "../../../src/map/area/area.ts";
import { edgeFlag, roadClasses } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { readLogo } from "../../../src/map/draw/logo.ts";
import { paintJpeg, paintPdf, paintPng } from "../../../src/map/draw/outputs.ts";
import type { Picture } from "../../../src/map/draw/picture.ts";
import { edgesIn, roadsFrom } from "../../../src/map/draw/road-index.ts";
import { near, type Pixels, pixelsOf, rgbOf, routePicture, storePicture } from "./pictures.ts";
import { areaFile } from "./town-file.ts";

const size = { width: 400, height: 300, scale: 1 };

describe("a map of what is unusual", () => {
  let area: Area;
  before(function () {
    this.timeout(60_000);
    area = openArea(areaFile("unusual"));
  });

  const count = ({ data }: Pixels, hex: string) => {
    let found = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (near([data[i]!, data[i + 1]!, data[i + 2]!], rgbOf(hex), 12)) found += 1;
    }
    return found;
  };
  const textOf = async (picture: Picture) =>
    (await PDF.load(await paintPdf(picture, 120, 90))).getPages()[0]!.extractText().text;

  const names: [what: string, name: string, written: RegExp | undefined][] = [
    ["300 letters", "Agence de la très longue route ".repeat(10), /Agence de la très.*…/su],
    ["marks of HTML", "<script>alert(1)</script>", /<script>alert\(1\)<\/script>/u],
    ["Greek", "Κατάστημα", /Κατάστημα/u],
    ["Cyrillic", "Магазин", /Магазин/u],
    ["an emoji", "Café ☕️ du Port", /Café du Port/u],
    ["Arabic, which the letters of maps do not hold", "متجر", undefined],
    ["Hebrew, which they do not hold", "חנות", undefined],
    ["Chinese, which they do not hold", "巴黎商店", undefined],
    ["nothing but white space", "  ", undefined],
  ];
  for (const [what, name, written] of names) {
    it(`bears a name of ${what} ${written === undefined ? "not at all" : "readably"}`, async () => {
      const picture = { ...storePicture(area), labels: false };
      const text = await textOf({ ...picture, store: { ...picture.store, name } });
      if (written === undefined) assert.equal(text, await textOf({ ...picture, markerLabel: "" }));
      else assert.match(text, written);
    });
  }

  it("leaves names out where they are switched off, never the credits", async () => {
    const text = await textOf({ ...storePicture(area), labels: false });
    assert.ok(!text.includes("Quai") && text.includes("Credits") && text.includes("Agence du Port"), text);
  });

  it("writes all of long credits, however narrow it is", async () => {
    const credits = "© les contributeurs d’OpenStreetMap, ODbL 1.0, openstreetmap.org/copyright";
    const narrow = { ...storePicture(area), attribution: credits };
    const pdf = await PDF.load(await paintPdf(narrow, 42, 37));
    const text = pdf.getPages()[0]!.extractText().text.replace(/\s+/gu, " ");
    for (const word of credits.split(" ")) assert.ok(text.includes(word), `${word} in ${text}`);
  });

  it("bears the store's house number", async () => {
    const picture = storePicture(area);
    const text = await textOf({
      ...picture,
      labels: false,
      store: { ...picture.store, address: "12 bis rue du Port" },
    });
    assert.match(text, /\b12 bis\b/u);
  });

  const ways: [what: string, from: [number, number], to: [number, number]][] = [
    ["the home is the store", [0, 0], [0, 0]],
    ["the way is two metres long", [0, 0], [2, 0]],
    ["the way is 200 km long", [-100_000, -20_000], [100_000, 20_000]],
    ["the way is due north", [0, -900], [0, 900]],
  ];
  for (const [what, from, to] of ways) {
    it(`is drawn where ${what}`, async () => {
      const store = { name: "Agence", location: area.plane.position(...to) };
      const home = area.plane.position(...from);
      const picture: Picture = { ...storePicture(area), store, home, way: [...from, ...to] };
      for (const form of [size, { width: 160, height: 140, scale: 1 }, { width: 900, height: 160, scale: 1 }]) {
        const image = await pixelsOf(await paintPng(picture, form));
        assert.ok(count(image, "#d7263d") > 150, "the marker is on the picture");
      }
    });
  }

  it("has its marker where the store lies, at the edge of the area too", async () => {
    const [west, south] = area.bbox;
    const picture = { ...storePicture(area), store: { name: "Corner", location: [west, south] as Position } };
    assert.ok(count(await pixelsOf(await paintPng(picture, size)), "#d7263d") > 150);
  });

  it("lists just the roads that are in view and that its zoom level shows", () => {
    const { roads } = area;
    for (const [zoom, ...box] of [
      [16, -300, -200, 250, 300],
      [14.2, -900, -900, 900, 900],
      [11.5, -3000, -3000, 3000, 3000],
      [8, -3000, -3000, 3000, 3000],
    ] as [number, number, number, number, number][]) {
      const wanted: number[] = [];
      for (let e = 0; e < roads.edges; e++) {
        const steps = (roads.flags[e]! & edgeFlag.steps) !== 0;
        const from = roadsFrom[steps ? "footway" : roadClasses[roads.class[e]!]!];
        const xs = [];
        const ys = [];
        for (let i = roads.lineStart[e]!; i < roads.lineStart[e + 1]!; i++) {
          xs.push(roads.points[2 * i]!);
          ys.push(roads.points[2 * i + 1]!);
        }
        const inView =
          Math.min(...xs) <= box[2]! &&
          Math.max(...xs) >= box[0]! &&
          Math.min(...ys) <= box[3]! &&
          Math.max(...ys) >= box[1]!;
        if (inView && zoom >= from) wanted.push(e);
      }
      assert.ok(zoom < 9 || wanted.length > 10);
      assert.deepEqual(edgesIn(roads, box as [number, number, number, number], zoom), wanted);
    }
  });
});

describe("a logo", () => {
  let area: Area;
  before(function () {
    this.timeout(60_000);
    area = openArea(areaFile("logo"));
  });
  const green = (type: "png" | "jpeg") => {
    const canvas = createCanvas(60, 30);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#0a7d3c";
    pen.fillRect(0, 0, 60, 30);
    return type === "png" ? canvas.encodeSync("png") : canvas.encodeSync("jpeg", 95);
  };

  for (const type of ["png", "jpeg"] as const) {
    it(`as ${type} stands in the marker's head, in print as well`, async () => {
      const picture = { ...routePicture(area, area.plane.position(-700, -500)), logo: await readLogo(green(type)) };
      const { data } = await pixelsOf(await paintJpeg(picture, { width: 600, height: 400, scale: 2 }));
      let found = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (near([data[i]!, data[i + 1]!, data[i + 2]!], rgbOf("#0a7d3c"), 14)) found += 1;
      }
      assert.ok(found > 500 && found < 3000, `${found} pixels`);
      const pdf = Buffer.from(await paintPdf(picture, 160, 105)).toString("latin1");
      assert.match(pdf, /\/Subtype\s*\/Image/u);
      assert.doesNotMatch(pdf, /\/SMask/u);
    });
  }

  const huge = Buffer.from(green("png"));
  huge.writeUInt32BE(60_000, 16);
  const refused: [what: string, bytes: Uint8Array, key: string][] = [
    ["an SVG", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "map.logo-type"],
    ["nothing", new Uint8Array(), "map.logo-type"],
    ["a file of two megabytes", Buffer.concat([green("png"), Buffer.alloc(2 << 20)]), "map.logo-large"],
    ["a picture that claims to be 60,000 pixels wide", huge, "map.logo-large"],
    ["a broken PNG", green("png").subarray(0, 60), "map.logo-damaged"],
  ];
  for (const [what, bytes, key] of refused) {
    it(`is not ${what}`, async () => {
      await assert.rejects(readLogo(bytes), { name: "Fault", key });
    });
  }
});
