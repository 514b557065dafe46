import assert from "node:assert/strict";
import { loadImage } from "@napi-rs/canvas";
import { after, afterEach, before, describe, it } from "mocha";
import { type MapRequest, type MapService, openMapService, type ServiceSettings } from "../../../../src/map/index.ts";
import { usePool } from "../../../../src/pool.ts";
import { type Answering, answerJson, startService, type TestService } from "../../service/server.ts";
import { areaFile } from "../town-file.ts";
import { googleKey, googleStub } from "./stubs/google.ts";
import { ignStub, placeOf } from "./stubs/ign.ts";
import { osrmStub } from "./stubs/osrm.ts";
import { plainPicture } from "./stubs/pictures.ts";
import { address, corner, home, lengthOf, port, station } from "./stubs/places.ts";
import { quickMeans, secrets, settingsOf } from "./stubs/settings.ts";

const screen = { width: 320, height: 240, scale: 2 };
const request: MapRequest = { stores: [station, port], profile: "car", language: "fr-FR", screen };

/** A service of one's own: GeoJSON ways, places without a score, pictures without markers. */
const customStub: Answering = ({ url, headers }, response) => {
  if (headers["x-api-key"] !== googleKey) return answerJson(response, 401, {});
  const { pathname, searchParams: asked } = new URL(url, "http://stub");
  if (pathname === "/places")
    return answerJson(response, 200, { type: "FeatureCollection", features: [placeOf("house", 0.9, home)] });
  if (pathname === "/route") {
    const [from, to] = ["a", "b"].map((name) => asked.get(name)!.split(",").map(Number) as [number, number]);
    const line = corner(from!, to!);
    const properties = {
      distance: lengthOf(line),
      duration: lengthOf(line) / 8,
      steps: [{ instruction: "Tout droit" }],
    };
    return answerJson(response, 200, {
      type: "Feature",
      geometry: { type: "LineString", coordinates: line },
      properties,
    });
  }
  const [, width, height, scale] = /\/(\d+)x(\d+)@(\d+)$/u.exec(pathname)!.map(Number) as [
    number,
    number,
    number,
    number,
  ];
  response.writeHead(200, { "content-type": "image/png" }).end(plainPicture(width * scale, height * scale, "png"));
};

const stubs = { osrm: osrmStub, ign: ignStub, google: googleStub, custom: customStub };

describe("a map of a provider", () => {
  const area = areaFile("providers");
  let server: TestService;
  let service: MapService;
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(() => release());
  afterEach(async () => {
    await service.close();
    await server.close();
  });

  async function open<Kind extends keyof typeof stubs>(kind: Kind, change: object = {}, stub: Answering = stubs[kind]) {
    server = await startService(stub);
    const settings = settingsOf[kind](server.origin, change) as ServiceSettings;
    service = openMapService(settings, secrets, quickMeans());
    return service;
  }

  const whole: { kind: keyof typeof stubs; change?: object; attribution: string; web: RegExp; calls: RegExp[] }[] = [
    {
      kind: "osrm",
      change: { fallbackArea: area, attribution: "Réseau de la ville" },
      attribution:
        "© OpenStreetMap (openstreetmap.org/copyright) · Réseau de la ville · Belle Histoire — ville imaginaire",
      web: /^https:\/\/www\.openstreetmap\.org\/\?mlat=46\.549600&mlon=-2\.957100#/u,
      calls: [
        /^GET \/table\/v1\/car\/-2\.951200,46\.551200;-2\.957100,46\.549600;-2\.942000,46\.557000\?sources=0&destinations=1;2&annotations=duration$/u,
        /^GET \/route\/v1\/car\/-2\.951200,46\.551200;-2\.957100,46\.549600\?overview=full&geometries=polyline6&steps=true&alternatives=false$/u,
      ],
    },
    {
      kind: "ign",
      change: { fallbackArea: area },
      attribution: "© IGN – Géoplateforme · Belle Histoire — ville imaginaire",
      web: /^https:\/\/www\.geoportail\.gouv\.fr\/carte\?c=-2\.957100,46\.549600&/u,
      calls: [/^GET \/navigation\/itineraire\?.*start=-2\.9512%2C46\.5512&end=-2\.9571%2C46\.5496&/u],
    },
    {
      kind: "google",
      attribution: "Google Maps",
      web: /^https:\/\/www\.google\.com\/maps\/dir\/\?api=1&destination=46\.549600%2C-2\.957100$/u,
      calls: [/^POST \/directions\/v2:computeRoutes$/u, /^GET \/maps\/api\/staticmap\?.*&path=.*&signature=/u],
    },
    {
      kind: "custom",
      change: { attribution: "Plans de la maison" },
      attribution: "Plans de la maison",
      web: /^https:\/\/www\.openstreetmap\.org\//u,
      calls: [/^GET \/route\?a=-2\.9512,46\.5512&b=-2\.9571,46\.5496&by=car&in=fr-FR$/u, /^GET \/image\/-2\.95/u],
    },
  ];
  for (const { kind, change, attribution, web, calls } of whole)
    it(`(${kind}) shows the way to the nearest store by road, with its credits`, async () => {
      const drawn = await (await open(kind, change)).draw({ ...request, origin: { location: home } });
      const line = corner(home, port.location);
      assert.deepEqual([drawn.store, drawn.origin, drawn.fallback], [port, home, undefined]);
      assert.ok(Math.abs(drawn.distance! - lengthOf(line)) <= 1 && Math.abs(drawn.duration! - lengthOf(line) / 8) <= 1);
      for (const [i, [lon, lat]] of drawn.route!.entries())
        assert.ok(Math.abs(lon - line[i]![0]) < 2e-5 && Math.abs(lat - line[i]![1]) < 2e-5);
      assert.ok(drawn.steps!.length > 0 && drawn.steps!.every(({ text }) => text !== ""));
      assert.match(drawn.alt, /^Plan : de votre domicile à l’Agence du Port, .* en voiture\.$/u);
      assert.equal(drawn.attribution, attribution);
      assert.match(drawn.webLink, web);
      const image = await loadImage(drawn.image!);
      assert.deepEqual([image.width, image.height, drawn.imageType], [640, 480, "image/jpeg"]);
      const [west, south, east, north] = drawn.extent!;
      for (const [lon, lat] of [home, port.location]) assert.ok(lon > west && lon < east && lat > south && lat < north);
      for (const call of calls)
        assert.ok(
          server.seen.some(({ method, url }) => call.test(`${method} ${url}`)),
          `${call} among ${server.seen.map(({ url }) => url).join("\n")}`,
        );
    });

  for (const kind of ["ign", "google", "custom"] as const)
    it(`(${kind}) finds an address, and none in another town`, async () => {
      const opened = await open(kind, { fallbackArea: kind === "custom" ? "" : area });
      const [best] = await opened.find(address, "fr");
      assert.deepEqual([best?.location, best?.precision], [home, "house"]);
      assert.ok(best!.score >= 0.9);
      const drawn = await opened.draw({ ...request, screen: undefined, origin: { address } });
      assert.deepEqual(drawn.origin, home);
      const elsewhere = { ...address, postalCode: "75001", locality: "Paris" };
      await assert.rejects(opened.draw({ ...request, origin: { address: elsewhere } }), { key: "map.address-unknown" });
      const instead = await opened.draw({ ...request, origin: { address: elsewhere }, fallback: "store" });
      assert.deepEqual([instead.store, instead.fallback?.key], [station, "map.address-unknown"]);
      assert.equal(instead.distance, undefined);
    });

  it("(osrm) leaves addresses to the area file, for it has none", async () => {
    const found = await (await open("osrm", { fallbackArea: area })).find(address, "fr");
    assert.equal(found[0]?.precision, "house");
    await service.close();
    service = openMapService(
      settingsOf.osrm(server.origin, { tiles: `${server.origin}/{z}/{x}/{y}` }),
      {},
      quickMeans(),
    );
    await assert.rejects(service.find(address, "fr"), { key: "map.no-geocoder" });
  });

  it("(osrm) tells steps in the recipient's language", async () => {
    await open("osrm", { fallbackArea: area });
    const steps = async (language: string) =>
      (await service.draw({ ...request, screen: undefined, language, origin: { location: home } })).steps!;
    assert.deepEqual(
      (await steps("fr")).map(({ text }) => text),
      [
        "Se diriger vers l’est sur la rue du Stade",
        "Tourner à gauche sur le quai des Sternes",
        "Vous êtes arrivé à l’Agence du Port",
      ],
    );
    assert.equal((await steps("en"))[1]?.text, "Turn left onto quai des Sternes");
  });

  it("(ign) leaves bicycles to the area file, for it knows no ways for them", async () => {
    await open("ign", { fallbackArea: area });
    const drawn = await service.draw({ ...request, stores: [port], profile: "bike", origin: { location: home } });
    assert.ok(drawn.distance! > 0 && drawn.fallback === undefined);
    assert.deepEqual(server.seen, []);
  });

  it("(google) sends key and field mask as headers, and no key in the way's address", async () => {
    await (await open("google")).draw({ ...request, stores: [port], origin: { location: home } });
    const [way] = server.seen;
    assert.equal(way?.headers["x-goog-api-key"], googleKey);
    assert.match(
      String(way?.headers["x-goog-fieldmask"]),
      /^routes\.duration,routes\.distanceMeters,routes\.polyline/u,
    );
    assert.ok(!way!.url.includes(googleKey));
    assert.deepEqual(JSON.parse(way!.body).languageCode, "fr-FR");
  });

  it("(google) keeps an address of a picture within 16,384 characters, however long the way is", async () => {
    // Round and round, on its way from home to store.
    const round = (i: number) => (i === 0 || i === 19_999 ? 0 : 0.0004);
    const line = Array.from({ length: 20_000 }, (_, i): [number, number] => [
      home[0] + ((port.location[0] - home[0]) * i) / 19_999 + round(i) * Math.cos(i / 12),
      home[1] + ((port.location[1] - home[1]) * i) / 19_999 + round(i) * Math.sin(i / 12),
    ]);
    const codec = (await import("@googlemaps/polyline-codec")).default;
    const long: Answering = (seen, response, count) => {
      if (!seen.url.startsWith("/directions")) return googleStub(seen, response, count);
      const encodedPolyline = codec.encode(line.map(([lon, lat]) => [lat, lon]));
      return answerJson(response, 200, {
        routes: [{ distanceMeters: 700_000, duration: "30000s", polyline: { encodedPolyline } }],
      });
    };
    const drawn = await (await open("google", {}, long)).draw({
      ...request,
      stores: [port],
      origin: { location: home },
    });
    assert.equal(drawn.route!.length, 20_000);
    const { url } = server.seen.at(-1)!;
    assert.ok(url.length > 4_000 && url.length <= 16_384, `${url.length}`);
  });

  it("(google) draws no way of its own on another map: where its pictures fail, the area file does all", async () => {
    const pictureless: Answering = (seen, response, count) =>
      seen.url.startsWith("/maps/api/staticmap")
        ? void response.writeHead(500).end()
        : googleStub(seen, response, count);
    const drawn = await (await open("google", { fallbackArea: area }, pictureless)).draw({
      ...request,
      origin: { location: home },
    });
    assert.deepEqual(drawn.fallback, {
      key: "map.provider-broken",
      data: { host: new URL(server.origin).host, status: 500 },
    });
    assert.equal(drawn.attribution, "Belle Histoire — ville imaginaire");
    assert.notDeepEqual(drawn.route, corner(home, port.location));
    assert.ok(drawn.image!.length > 0 && /openstreetmap/u.test(drawn.webLink));
  });

  it("(custom) has marker and way drawn on its picture, and its credits", async () => {
    const drawn = await (await open("custom", { attribution: "Plans de la maison" })).draw({
      ...request,
      screen: { ...screen, type: "png" },
      origin: { location: home },
      style: { lineColour: "#0a7d3c", markerColour: "#5a2ca0" },
    });
    assert.equal(drawn.imageType, "image/png");
    const image = await loadImage(drawn.image!);
    const { createCanvas } = await import("@napi-rs/canvas");
    const pen = createCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const count = ([r, g, b]: [number, number, number]) => {
      let seen = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) seen += 1;
      return seen;
    };
    assert.ok(count([0x0a, 0x7d, 0x3c]) > 500, "the way is drawn");
    assert.ok(count([0x5a, 0x2c, 0xa0]) > 500, "the marker is drawn");
    assert.ok(count([0xfd, 0xfb, 0xf7]) > 500, "the credits have their plate");
  });

  const printed = { width: 100, height: 60 };
  const prints: [kind: keyof typeof stubs, change: object, allowed: boolean, reason?: string][] = [
    ["osrm", { fallbackArea: area }, true],
    ["ign", { fallbackArea: area }, true],
    ["google", {}, false, "map.print-google"],
    ["google", { printAllowed: "Contract 4711" }, true],
    ["custom", {}, false, "map.print-unknown"],
    ["custom", { printAllowed: "our own maps" }, true],
  ];
  for (const [kind, change, allowed, reason] of prints)
    it(`(${kind}) ${allowed ? "fills" : "refuses"} a print slot ${JSON.stringify(Object.keys(change))}`, async () => {
      await open(kind, change);
      const asked = { ...request, origin: { location: home }, print: printed };
      assert.deepEqual(service.terms.print, allowed ? true : { reason });
      if (!allowed) {
        await assert.rejects(service.draw(asked), { key: "map.print-not-allowed" });
        assert.deepEqual(server.seen, [], "nothing is asked for what may not be printed");
        assert.deepEqual((await service.draw({ ...asked, print: undefined })).print, { reason });
        return;
      }
      const { vector, print } = await service.draw(asked);
      assert.deepEqual([Buffer.from(vector!).toString("latin1", 0, 5), print], ["%PDF-", true]);
    });

  it("(google) makes a film's picture of twice 640 × 360", async () => {
    const { video } = await (await open("google")).draw({ ...request, screen: undefined, video: {} });
    const image = await loadImage(video!);
    assert.deepEqual([image.width, image.height], [1280, 720]);
    assert.match(server.seen[0]!.url, /size=640x360&scale=2/u);
    await assert.rejects(service.draw({ ...request, screen: { width: 1400, height: 400, scale: 1 } }), {
      key: "map.picture-too-large",
    });
  });

  it("(google) has its credits in its picture, and nothing drawn over it", async () => {
    await open("google");
    const { image } = await service.draw(request);
    assert.ok(plainPicture(640, 480, "jpeg").equals(image!));
  });
});
