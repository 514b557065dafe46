import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { PDF } from "@libpdf/core";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { after, before, describe, it } from "mocha";
import { openArea } from "../../../src/map/area/read.ts";
import { frame } from "../../../src/map/draw/picture.ts";
import { type MapPicture, type MapRequest, openMapService, readArea } from "../../../src/map/index.ts";
import { usePool } from "../../../src/pool.ts";
import { compareWithGolden, firstPage } from "../../golden/compare.ts";
import { areaFile, folderFor } from "./town-file.ts";

const screen = { width: 600, height: 400, scale: 2 };
const print = { width: 160, height: 105 };

describe("a drawn map", () => {
  const area = areaFile("draw");
  const folder = folderFor("pictures");
  const stores = [...readArea(area).stores];
  const home = {
    country: "FR",
    postalCode: "99380",
    locality: "Saint-Aurèle-sur-Mer",
    thoroughfare: ["4 bd de l’Océan"],
  };
  const service = openMapService({ kind: "area", area }, {});
  const base: MapRequest = { stores, profile: "car", language: "fr-FR", screen, print };
  let release: () => Promise<void>;
  let route: MapPicture;
  let surroundings: MapPicture;

  before(async () => {
    release = usePool();
    route = await service.draw({ ...base, origin: { address: home } });
    surroundings = await service.draw(base);
  });
  after(() => release());

  it("comes with the way in figures and words", () => {
    assert.equal(route.store.id, "port");
    assert.match(route.alt, /^Plan : de votre domicile à l’Agence du Port, 1,\d.km, \d minutes en voiture\.$/u);
    assert.ok(route.distance! > 900 && route.distance! < 2000 && route.duration! > 60);
    assert.ok(route.steps!.length >= 3 && route.route!.length > 10);
    assert.equal(route.attribution, "Belle Histoire — ville imaginaire");
    assert.deepEqual(Object.keys(surroundings).sort(), [
      ...["alt", "attribution", "extent", "image", "imageType", "link", "print", "store", "vector", "webLink"],
    ]);
    assert.equal(surroundings.alt, "Plan des environs : Agence du Port.");
  });

  it("links to the store and never tells where the recipient lives", () => {
    assert.match(route.link, /^geo:46\.\d{6},-2\.\d{6}\?q=46\.\d{6},-2\.\d{6}\(Agence%20du%20Port\)$/u);
    assert.ok(!route.link.includes(`${route.origin![0]}`.slice(0, 7)));
  });

  it("is the same when it is drawn again: its page byte for byte, its pixels but for a hair", async () => {
    const again = await service.draw({ ...base, origin: { address: home } });
    assert.equal(again.alt, route.alt);
    assert.ok(Buffer.from(again.vector!).equals(route.vector!));
    const [a, b] = [(await decode(again.image!)).data, (await decode(route.image!)).data];
    let different = 0;
    for (let i = 0; i < a.length; i += 1) if (Math.abs(a[i]! - b[i]!) > 12) different += 1;
    assert.ok(different < a.length / 1000, `${different} of ${a.length} values differ`);
  });

  it("shows the marker on the store and the line along the way", async () => {
    const { plane } = openArea(area);
    const points = route.route!.flatMap(([lon, lat]) => [plane.x(lon), plane.y(lat)]);
    const view = frame({ ground: { plane }, store: route.store, home: route.origin, way: points }, 600, 400);
    const image = await pixels(route.image!);
    const [x, y] = [view.px(plane.x(route.store.location[0])), view.py(plane.y(route.store.location[1]))];
    assert.ok(near(image(x + 8, y - 28), [0xd7, 0x26, 0x3d]), "the marker is red");
    assert.ok(near(image(x, y - 28), [255, 255, 255]), "its eye is white");
    let [seen, blue] = [0, 0];
    for (let i = 0; i < points.length; i += 2) {
      const [u, v] = [view.px(points[i]!), view.py(points[i + 1]!)];
      if (Math.hypot(u - x, v - y + 20) < 40 || i < 4) continue;
      seen += 1;
      if (near(image(u, v), [0x1d, 0x6f, 0xdc])) blue += 1;
    }
    assert.ok(seen > 8 && blue / seen > 0.9, `${blue} of ${seen} points are blue`);
  });

  it("takes other colours for line and marker", async () => {
    const { image } = await service.draw({
      ...base,
      print: undefined,
      origin: { address: home },
      style: { lineColour: "#0a7d3c", markerColour: "#5a2ca0" },
    });
    const counted = await colours(image!);
    assert.ok(counted([0x0a, 0x7d, 0x3c]) > 2000 && counted([0x5a, 0x2c, 0xa0]) > 500);
    assert.equal(counted([0x1d, 0x6f, 0xdc]), 0);
  });

  for (const [name, picture] of [
    ["route", () => route],
    ["store", () => surroundings],
  ] as const) {
    it(`looks like map-${name}.png`, async () => {
      compareWithGolden(`map-${name}`, await png(picture().image!), 0.004);
    });

    it(`of a ${name} is a PDF of vectors with letters embedded, and without dates`, async () => {
      const bytes = Buffer.from(picture().vector!);
      const raw = bytes.toString("latin1");
      assert.equal(/\/Subtype\s*\/Image/u.test(raw), false);
      assert.ok((raw.match(/\/FontFile2/gu) ?? []).length >= 3);
      assert.equal(/\/Subtype\s*\/Type3/u.test(raw), false);
      assert.equal(/CreationDate|ModDate/u.test(raw), false);
      assert.equal(/\/(ca|CA) 0?\./u.test(raw), false, "everything is opaque");
      const box = /\/MediaBox \[0 ([\d.]+) ([\d.]+) ([\d.]+)\]/u.exec(raw)!;
      const [bottom, right, top] = box.slice(1).map(Number) as [number, number, number];
      assert.ok(Math.abs(right - (160 / 25.4) * 72) < 0.001 && Math.abs(top - bottom - (105 / 25.4) * 72) < 0.001);
      assert.ok(contentOf(bytes).split(/\bTj\b|\bTJ\b/u).length > 20);
      const pdf = await PDF.load(new Uint8Array(bytes));
      const text = pdf.getPages()[0]!.extractText().text;
      assert.ok(text.includes("Agence du Port") && text.includes("ville imaginaire"), text);
    });

    it(`of a ${name} prints like map-${name}-print.png`, function () {
      const path = join(folder, `${name}.pdf`);
      writeFileSync(path, picture().vector!);
      // Poppler's versions differ in how they smooth lines.
      compareWithGolden(`map-${name}-print`, firstPage(this, path, 120), 0.02);
    });
  }

  it("cuts a long name with an ellipsis and keeps its label on the picture", async () => {
    const name = `${"Agence de la très longue route ".repeat(10)}fin`;
    const long = await service.draw({ ...base, stores: [{ ...stores[0]!, name }] });
    assert.equal(long.store.name, name);
    const text = (await PDF.load(long.vector!)).getPages()[0]!.extractText().text;
    assert.match(text, /Agence de la très longue[^\n]{0,12}…/u);
  });

  it("leaves control characters out of names", async () => {
    const { store, alt, link } = await service.draw({
      ...base,
      screen: undefined,
      print: undefined,
      stores: [{ ...stores[0]!, name: "Agence\u0000 du\r\n\u202ePort\u0007" }],
    });
    assert.equal(store.name, "Agence du Port");
    assert.equal(alt, "Plan des environs : Agence du Port.");
    assert.match(link, /\(Agence%20du%20Port\)$/u);
  });

  it("is drawn in small and in wide pictures, everywhere in the area", async () => {
    const { samples } = readArea(area);
    for (const [i, { location }] of samples.entries()) {
      const size = [
        { width: 160, height: 140, scale: 1 },
        { width: 1200, height: 260, scale: 1 },
        { width: 300, height: 700, scale: 1 },
      ][i % 3];
      const { image } = await service.draw({ ...base, print: undefined, screen: size, origin: { location } });
      const counted = await colours(image!);
      assert.ok(counted([0xd7, 0x26, 0x3d]) > 120, "the marker is on the picture");
    }
  });

  const [good] = stores;
  const faults: [what: string, key: string, change: object][] = [
    ["no store", "map.no-stores", { stores: [] }],
    ["coordinates that are no numbers", "map.coordinates", { origin: { location: ["-2.95", "46.55"] } }],
    ["coordinates that are not finite", "map.coordinates", { origin: { location: [Number.NaN, 46.55] } }],
    ["a latitude beyond the pole", "map.coordinates", { stores: [{ ...good, location: [2, 95] }] }],
    ["exchanged coordinates of a home", "map.swapped", { origin: { location: [46.55, -2.95] } }],
    ["exchanged coordinates of a store", "map.swapped", { stores: [{ ...good, location: [46.55, -2.95] }] }],
    ["a home elsewhere", "map.outside", { origin: { location: [2.35, 48.85] } }],
    ["a store elsewhere", "map.outside", { stores: [{ ...good, location: [2.35, 48.85] }] }],
    ["neither position nor address", "map.no-home", { origin: {} }],
    [
      "an unknown address",
      "map.address-unknown",
      { origin: { address: { ...home, thoroughfare: ["4 rue des Absents"] } } },
    ],
    ["a home in the sea", "map.no-road", { origin: { location: [-2.9745, 46.5375] } }],
    [
      "a store in the sea",
      "map.no-road-store",
      { origin: { address: home }, stores: [{ ...good, location: [-2.9745, 46.5375] }] },
    ],
    ["a colour that is none", "map.request", { style: { lineColour: "url(javascript:alert(1))" } }],
    ["a picture too large", "map.request", { screen: { width: 100_000, height: 400, scale: 2 } }],
    ["an unknown means of transport", "map.request", { profile: "boat" }],
  ];
  for (const [what, key, change] of faults) {
    it(`with ${what} is refused as ${key}`, async () => {
      await assert.rejects(service.draw({ ...base, ...change } as MapRequest), { name: "Fault", key });
    });
  }

  it("without an area file is refused when the service is opened", () => {
    assert.throws(() => openMapService({ kind: "area", area: "/nowhere/town.area" }, {}), { key: "map.area-missing" });
  });
});

type Rgb = readonly [number, number, number];
const near = (a: Rgb, b: Rgb) => a.every((value, i) => Math.abs(value - b[i]!) < 28);

async function decode(jpeg: Uint8Array) {
  const image = await loadImage(Buffer.from(jpeg));
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  return { canvas, data: pen.getImageData(0, 0, image.width, image.height).data, width: image.width };
}

/** Colour at a place in CSS px of a picture of scale 2. */
async function pixels(jpeg: Uint8Array): Promise<(x: number, y: number) => Rgb> {
  const { data, width } = await decode(jpeg);
  return (x, y) => {
    const i = 4 * (Math.round(y * 2) * width + Math.round(x * 2));
    return [data[i]!, data[i + 1]!, data[i + 2]!];
  };
}

async function colours(jpeg: Uint8Array): Promise<(colour: Rgb) => number> {
  const { data } = await decode(jpeg);
  return (colour) => {
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (near([data[i]!, data[i + 1]!, data[i + 2]!], colour)) count += 1;
    return count;
  };
}

async function png(jpeg: Uint8Array): Promise<Buffer> {
  return (await decode(jpeg)).canvas.toBuffer("image/png");
}

/** All streams of a PDF, unpacked. */
function contentOf(pdf: Buffer): string {
  const parts: string[] = [];
  for (let at = pdf.indexOf("stream\n"); at !== -1; at = pdf.indexOf("stream\n", at + 7)) {
    if (pdf.toString("latin1", at - 3, at) === "end") continue;
    try {
      parts.push(inflateSync(pdf.subarray(at + 7, pdf.indexOf("endstream", at))).toString("latin1"));
    } catch {
      // Not a deflated stream.
    }
  }
  return parts.join("\n");
}
