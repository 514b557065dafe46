import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import polylineCodec from "@googlemaps/polyline-codec";
import { after, afterEach, before, describe, it } from "mocha";
import { Fault, type Position } from "../../../../src/contract/index.ts";
import { sentence } from "../../../../src/language/index.ts";
import { type MapRequest, type MapService, openMapService, type ServiceSettings } from "../../../../src/map/index.ts";
import { usePool } from "../../../../src/pool.ts";
import { type Answering, answerJson, startService, type TestService } from "../../service/server.ts";
import { googleKey, googleStub, signingSecret } from "./stubs/google.ts";
import { ignStub, placeOf } from "./stubs/ign.ts";
import { plainPicture } from "./stubs/pictures.ts";
import { address, corner, home, lengthOf, port, station } from "./stubs/places.ts";
import { quickMeans, secrets, settingsOf } from "./stubs/settings.ts";

type Kind = keyof typeof settingsOf;

interface Case {
  what: string;
  answer: Answering;
  key: string;
  /** Of the fault's data. */
  where?: string;
  change?: object;
  request?: Partial<MapRequest>;
}

const line = corner(home, port.location);
const distance = lengthOf(line);
const encoded = (points: Position[], precision: number) =>
  polylineCodec.encode(
    points.map(([lon, lat]) => [lat, lon]),
    precision,
  );

/** An answer of OSRM with one way, changed. */
const osrmWay =
  (change: object): Answering =>
  (_seen, response) =>
    answerJson(response, 200, {
      code: "Ok",
      routes: [{ distance, duration: distance / 8, geometry: encoded(line, 6), legs: [], ...change }],
    });
const bytes =
  (body: string | Buffer, type = "application/json", status = 200, headers: object = {}): Answering =>
  (_seen, response) =>
    void response.writeHead(status, { "content-type": type, ...headers }).end(body);
const status = (code: number, headers: object = {}): Answering => bytes("{}", "application/json", code, headers);
const html = bytes("<!doctype html><title>Log in</title>", "text/html");

/** What a caller was sent until it hung up, in bytes. */
let poured = 0;
const pour: Answering = (_seen, response) => {
  poured = 0;
  response.writeHead(200, { "content-type": "application/json" });
  const part = Buffer.alloc(262_144, 0x20);
  const more = () => {
    while (!response.destroyed) {
      poured += part.length;
      if (!response.write(part)) break;
    }
  };
  response.on("drain", more);
  more();
};

const many = (count: number): Position[] =>
  Array.from({ length: count }, (_, i) => [
    home[0] + ((port.location[0] - home[0]) * i) / (count - 1),
    home[1] + ((port.location[1] - home[1]) * i) / (count - 1),
  ]);

const osrm: Case[] = [
  {
    what: "a way that begins elsewhere",
    answer: osrmWay({ geometry: encoded(corner([2, 48], port.location), 6) }),
    key: "map.provider-elsewhere",
  },
  {
    what: "a way that ends elsewhere",
    answer: osrmWay({ geometry: encoded(corner(home, [2, 48]), 6) }),
    key: "map.provider-elsewhere",
  },
  {
    what: "a way with its coordinates exchanged",
    answer: osrmWay({
      geometry: encoded(
        line.map(([a, b]) => [b, a]),
        6,
      ),
    }),
    key: "map.provider-elsewhere",
  },
  {
    what: "a line of the other precision",
    answer: osrmWay({ geometry: encoded(line, 5) }),
    key: "map.provider-precision",
  },
  {
    what: "a negative distance",
    answer: osrmWay({ distance: -1 }),
    key: "map.provider-answer",
    where: "/routes/0/distance",
  },
  {
    what: "a distance shorter than by air",
    answer: osrmWay({ distance: 12 }),
    key: "map.provider-answer",
    where: "/distance",
  },
  {
    what: "a duration that is no number",
    answer: osrmWay({ duration: "NaN" }),
    key: "map.provider-answer",
    where: "/routes/0/duration",
  },
  {
    what: "a duration of null",
    answer: osrmWay({ duration: null }),
    key: "map.provider-answer",
    where: "/routes/0/duration",
  },
  {
    what: "the speed of an aeroplane",
    answer: osrmWay({ duration: 1 }),
    key: "map.provider-answer",
    where: "/duration",
  },
  {
    what: "no geometry",
    answer: osrmWay({ geometry: undefined }),
    key: "map.provider-answer",
    where: "/routes/0/geometry",
  },
  {
    what: "a line without points",
    answer: osrmWay({ geometry: { type: "LineString", coordinates: [] } }),
    key: "map.provider-answer",
  },
  {
    what: "300,000 points",
    answer: osrmWay({ geometry: { type: "LineString", coordinates: many(300_000).map(() => [1, 2]) } }),
    key: "map.provider-answer",
  },
  { what: "millions of points", answer: osrmWay({ geometry: "_p~iF~ps|U".repeat(1_000_000) }), key: "http.too-large" },
  {
    what: "a line that is not one",
    answer: osrmWay({ geometry: "\u0000\u0001<script>" }),
    key: "map.provider-elsewhere",
  },
  {
    what: "no way",
    answer: (_s, response) => answerJson(response, 400, { code: "NoRoute", message: "Impossible route" }),
    key: "map.no-way",
  },
  {
    what: "a place without a road",
    answer: (_s, response) => answerJson(response, 400, { code: "NoSegment" }),
    key: "map.no-way",
  },
  {
    what: "a code of its own",
    answer: (_s, response) => answerJson(response, 200, { code: "TooBig" }),
    key: "map.provider-answer",
    where: "/code",
  },
  { what: "broken JSON", answer: bytes('{"code":"Ok","routes":[{'), key: "map.provider-answer" },
  { what: "JSON that is a list", answer: bytes("[]"), key: "map.provider-answer" },
  { what: "nothing", answer: bytes(""), key: "map.provider-answer" },
  { what: "a page of the web", answer: html, key: "map.provider-answer" },
  { what: "bytes that are no text", answer: bytes(Buffer.from([0xff, 0xfe, 0x00, 0xd8])), key: "map.provider-answer" },
  {
    what: "a redirect to the cloud's metadata",
    answer: status(302, { location: "http://169.254.169.254/latest/meta-data/" }),
    key: "map.provider-redirect",
  },
  { what: "a redirect to itself", answer: status(307, { location: "/route" }), key: "map.provider-redirect" },
  { what: "401", answer: status(401), key: "map.provider-key" },
  { what: "403", answer: status(403), key: "map.provider-key" },
  { what: "404", answer: status(404), key: "map.provider-refused" },
  { what: "429, again and again", answer: status(429), key: "map.provider-limit" },
  { what: "500, again and again", answer: status(500), key: "map.provider-broken" },
  { what: "an answer without an end", answer: pour, key: "http.too-large" },
  {
    what: "a bomb of gzip",
    answer: bytes(gzipSync(Buffer.alloc(50_000_000)), "application/json", 200, { "content-encoding": "gzip" }),
    key: "http.too-large",
  },
  {
    what: "gzip that is none",
    answer: bytes("{}", "application/json", 200, { "content-encoding": "gzip" }),
    key: "http.unreachable",
  },
  { what: "no answer", answer: () => {}, key: "http.slow" },
  {
    what: "half an answer",
    answer: (_s, response) => void response.writeHead(200, { "content-length": "100" }).write("{"),
    key: "http.slow",
  },
  { what: "a connection that breaks off", answer: (_s, response) => void response.destroy(), key: "http.unreachable" },
];

const tables: Case[] = [
  { what: "too few columns", durations: [[1]] },
  {
    what: "too many rows",
    durations: [
      [1, 2],
      [1, 2],
    ],
  },
  { what: "negative seconds", durations: [[-1, 2]] },
  { what: "text", durations: [["1", "2"]] },
].map(({ what, durations }) => ({
  what: `a table with ${what}`,
  answer: (_seen, response: ServerResponse) => answerJson(response, 200, { code: "Ok", durations }),
  key: "map.provider-answer",
  request: { stores: [port, station] },
}));
tables.push({
  what: "a table in which no store can be reached",
  answer: (_seen, response) => answerJson(response, 200, { code: "Ok", durations: [[null, null]] }),
  key: "map.no-way",
  request: { stores: [port, station] },
});

const places =
  (...features: object[]): Answering =>
  (seen, response, count) =>
    seen.url.startsWith("/geocodage")
      ? answerJson(response, 200, { type: "FeatureCollection", features })
      : ignStub(seen, response, count);
const byAddress = { origin: { address } };
const ign: Case[] = [
  { what: "no path", answer: status(404), key: "map.no-way" },
  { what: "400", answer: status(400), key: "map.provider-refused" },
  { what: "no address", answer: places(), key: "map.address-unknown", request: byAddress },
  {
    what: "an address of a low score",
    answer: places(placeOf("housenumber", 0.45, home)),
    key: "map.address-unknown",
    request: byAddress,
  },
  {
    what: "the street alone",
    answer: places(placeOf("street", 0.95, home)),
    key: "map.address-unknown",
    request: byAddress,
  },
  {
    what: "the town alone",
    answer: places(placeOf("municipality", 0.95, home)),
    key: "map.address-unknown",
    request: { ...byAddress, precision: "street" },
  },
  {
    what: "the same street of another town",
    answer: places(placeOf("housenumber", 0.98, [2.3, 48.8], { postcode: "75001", city: "Paris" })),
    key: "map.address-unknown",
    request: byAddress,
  },
  {
    what: "two places that fit alike",
    answer: places(placeOf("housenumber", 0.96, home), placeOf("housenumber", 0.955, station.location)),
    key: "map.address-ambiguous",
    request: byAddress,
  },
  {
    what: "a place beyond the pole",
    answer: places(placeOf("housenumber", 0.96, [2, 95])),
    key: "map.provider-answer",
    where: "/features/0/geometry/coordinates/1",
    request: byAddress,
  },
  {
    what: "a score of 97",
    answer: places(placeOf("housenumber", 97, home)),
    key: "map.provider-answer",
    request: byAddress,
  },
];

const picture =
  (answer: Answering): Answering =>
  (seen, response, count) =>
    seen.url.startsWith("/maps/api/staticmap") ? answer(seen, response, count) : googleStub(seen, response, count);
const geocode =
  (body: object): Answering =>
  (_seen, response) =>
    answerJson(response, 200, { results: [], ...body });
const google: Case[] = [
  { what: "a way without an end", answer: (_s, response) => answerJson(response, 200, {}), key: "map.no-way" },
  {
    what: "a duration that is no duration",
    answer: (_s, response) =>
      answerJson(response, 200, {
        routes: [{ duration: "-5s", distanceMeters: 1, polyline: { encodedPolyline: "a" } }],
      }),
    key: "map.provider-answer",
    where: "/routes/0/duration",
  },
  {
    what: "a key that is none",
    answer: (_s, response) =>
      answerJson(response, 400, { error: { status: "INVALID_ARGUMENT", details: [{ reason: "API_KEY_INVALID" }] } }),
    key: "map.provider-key",
  },
  {
    what: "a bad request",
    answer: (_s, response) => answerJson(response, 400, { error: { status: "INVALID_ARGUMENT" } }),
    key: "map.provider-refused",
  },
  {
    what: "REQUEST_DENIED for an address",
    answer: geocode({ status: "REQUEST_DENIED", error_message: `key ${googleKey}` }),
    key: "map.provider-key",
    request: byAddress,
  },
  {
    what: "OVER_QUERY_LIMIT",
    answer: geocode({ status: "OVER_QUERY_LIMIT" }),
    key: "map.provider-quota",
    request: byAddress,
  },
  {
    what: "OVER_DAILY_LIMIT",
    answer: geocode({ status: "OVER_DAILY_LIMIT" }),
    key: "map.provider-quota",
    request: byAddress,
  },
  {
    what: "INVALID_REQUEST",
    answer: geocode({ status: "INVALID_REQUEST" }),
    key: "map.provider-refused",
    request: byAddress,
  },
  { what: "a page as a picture", answer: picture(html), key: "map.provider-image" },
  {
    what: "a page that calls itself a picture",
    answer: picture(bytes("<html>", "image/png")),
    key: "map.provider-image",
  },
  {
    what: "SVG as a picture",
    answer: picture(bytes('<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")),
    key: "map.provider-image",
  },
  {
    what: "the beginning of a picture",
    answer: picture(bytes(plainPicture(640, 480, "png").subarray(0, 60), "image/png")),
    key: "map.provider-image",
  },
  {
    what: "a picture of another width",
    answer: picture(bytes(plainPicture(320, 480, "jpeg"), "image/jpeg")),
    key: "map.provider-image-size",
  },
  {
    what: "a picture of another height",
    answer: picture(bytes(plainPicture(640, 240, "jpeg"), "image/jpeg")),
    key: "map.provider-image-size",
  },
  { what: "no picture at all", answer: picture(status(204)), key: "map.provider-image" },
  { what: "a signature that is wrong", answer: picture(status(403)), key: "map.provider-key" },
];

const customWay =
  (body: object): Answering =>
  (_seen, response) =>
    answerJson(response, 200, body);
const custom: Case[] = [
  {
    what: "a line of precision 6 as 5",
    change: { routeShape: "polyline5" },
    answer: customWay({ polyline: encoded(line, 6), distance, duration: 200 }),
    key: "map.provider-precision",
  },
  {
    what: "a line of precision 5 as 6",
    change: { routeShape: "polyline6" },
    answer: customWay({ polyline: encoded(line, 5), distance, duration: 200 }),
    key: "map.provider-precision",
  },
  { what: "an empty collection", answer: customWay({ type: "FeatureCollection", features: [] }), key: "map.no-way" },
  {
    what: "a point as a way",
    answer: customWay({
      type: "Feature",
      geometry: { type: "Point", coordinates: home },
      properties: { distance, duration: 200 },
    }),
    key: "map.provider-answer",
  },
  {
    what: "a way without a duration",
    answer: customWay({
      type: "Feature",
      geometry: { type: "LineString", coordinates: line },
      properties: { distance },
    }),
    key: "map.provider-answer",
  },
];

const tilesSomewhere = { tiles: "http://127.0.0.1:9/{z}/{x}/{y}" };
const suites: [Kind, object, Case[]][] = [
  ["osrm", tilesSomewhere, [...osrm, ...tables]],
  ["ign", tilesSomewhere, ign],
  ["google", {}, google],
  ["custom", {}, custom],
];

describe("a provider's bad answer", () => {
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

  for (const [kind, usual, cases] of suites)
    for (const { what, answer, key, where, change, request } of cases)
      it(`(${kind}) ${what} is ${key}`, async () => {
        server = await startService(answer);
        const settings = settingsOf[kind](server.origin, { ...usual, ...change }) as ServiceSettings;
        service = openMapService(settings, secrets, quickMeans({ try: key === "http.slow" ? 40 : 5_000 }));
        const base: MapRequest = { stores: [port], profile: "car", language: "fr", origin: { location: home } };
        const screen = { width: 320, height: 240, scale: 2 };
        const fault = await service.draw({ ...base, screen, ...request }).then(
          () => assert.fail("a map was drawn"),
          (error: unknown) => error,
        );
        assert.ok(fault instanceof Fault, String(fault));
        assert.equal(fault.key, key);
        if (where !== undefined) assert.equal(fault.data.where, where);
        tellsNothing(fault);
        if (answer === pour) assert.ok(poured < 64_000_000, `${poured} bytes were sent`);
      });
});

/** Neither a secret nor where somebody lives, in data and sentences, which are whole in both languages. */
function tellsNothing(fault: Fault): void {
  const told = ["en", "fr"].map((tag) => sentence(fault.key, fault.data, tag));
  for (const text of [JSON.stringify(fault.data), fault.message, fault.stack ?? "", String(fault.cause ?? ""), ...told])
    for (const secret of [googleKey, signingSecret, "46.55", "2.951", "Océan", "/route/v1"])
      assert.ok(!text.includes(secret), `${secret} in ${text}`);
  if (!fault.key.startsWith("map.address-"))
    for (const text of told) assert.ok(/[.?]$/u.test(text) && !/[{}]/u.test(text), text);
}
