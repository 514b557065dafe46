import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import codec from "@googlemaps/polyline-codec";
import fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { OSRM } from "osrm-rest-client";
import { openArea } from "../../../src/map/area/read.ts";
import { answerOsrm } from "../../../src/map/osrm/answer.ts";
import { type OsrmServer, serveOsrm } from "../../../src/map/osrm/serve.ts";
import { OsrmStep } from "../../../src/map/osrm/shape.ts";
import { wayToNearest } from "../../../src/map/road/nearest.ts";
import { areaFile } from "./town-file.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as a foreign client sees them, without our types.
type Json = any;

describe("the HTTP API of OSRM", () => {
  const file = areaFile("osrm");
  const area = openArea(file);
  const [port, halls, station] = area.stores.map(({ location }) => location) as [number, number][];
  const both = `${port};${halls}`;
  const ask = (path: string, query = ""): Json => answerOsrm(area, path, query).body;

  it("tells the way that a map shows", () => {
    const { code, routes, waypoints } = ask(`/route/v1/car/${both}`, "overview=full&geometries=geojson");
    const { way } = wayToNearest(area, "car", [{ id: "h", name: "h", location: halls! }], port!);
    assert.equal(code, "Ok");
    assert.ok(Math.abs(routes[0].distance - way.distance) < 0.1);
    assert.ok(Math.abs(routes[0].duration - way.duration) < 0.1);
    assert.equal(routes[0].geometry.coordinates.length, way.points.length / 2);
    assert.equal(waypoints.length, 2);
    assert.deepEqual(routes[0].geometry.coordinates[0], waypoints[0].location);
    assert.deepEqual(routes[0].geometry.coordinates.at(-1), waypoints[1].location);
  });

  for (const profile of ["car", "driving", "bike", "cycling", "foot", "walking"]) {
    it(`knows the profile ${profile}`, () => assert.equal(ask(`/route/v1/${profile}/${both}.json`).code, "Ok"));
  }

  it("writes the same line in three forms", () => {
    const [line, five, six] = ["geojson", "polyline", "polyline6"].map(
      (form) => ask(`/route/v1/car/${both}`, `overview=full&geometries=${form}`).routes[0].geometry,
    );
    for (const [text, digits] of [
      [five, 5],
      [six, 6],
    ] as const) {
      const read = codec.decode(text, digits).map(([lat, lon]) => [lon, lat]);
      assert.equal(read.length, line.coordinates.length);
      for (const [i, position] of read.entries()) {
        for (const k of [0, 1]) assert.ok(Math.abs(position[k]! - line.coordinates[i][k]) <= 0.6 * 10 ** -digits);
      }
    }
  });

  it("leaves points out of an overview, never its ends", () => {
    const full = ask(`/route/v1/car/${both}`, "overview=full&geometries=geojson").routes[0].geometry.coordinates;
    const less = ask(`/route/v1/car/${both}`, "geometries=geojson").routes[0].geometry.coordinates;
    assert.ok(less.length < full.length && less.length >= 2);
    assert.deepEqual([less[0], less.at(-1)], [full[0], full.at(-1)]);
    assert.equal(ask(`/route/v1/car/${both}`, "overview=false").routes[0].geometry, undefined);
  });

  it("goes over all coordinates, a leg each; steps, annotations and legs add up", () => {
    const query = "steps=true&annotations=true&geometries=geojson&overview=full";
    const [route] = ask(`/route/v1/car/${both};${station}`, query).routes;
    const sum = (list: Json[], pick: (item: Json) => number) => list.reduce((total, item) => total + pick(item), 0);
    assert.equal(route.legs.length, 2);
    assert.ok(Math.abs(sum(route.legs, (leg) => leg.distance) - route.distance) < 0.2);
    for (const leg of route.legs) {
      assert.ok(Math.abs(sum(leg.steps, (step) => step.distance) - leg.distance) < 0.1 * leg.steps.length);
      assert.ok(Math.abs(sum(leg.steps, (step) => step.duration) - leg.duration) < 0.1 * leg.steps.length);
      const { distance, duration } = leg.annotation;
      assert.ok(Math.abs(sum(distance, Number) - leg.distance) < 0.1 * distance.length);
      assert.ok(Math.abs(sum(duration, Number) - leg.duration) < 0.1 * duration.length);
      assert.equal(leg.steps[0].maneuver.type, "depart");
      assert.equal(leg.steps.at(-1).maneuver.type, "arrive");
      for (const step of leg.steps) {
        OsrmStep.parse(step);
        assert.deepEqual(step.geometry.coordinates[0], step.maneuver.location);
        assert.equal(step.intersections[0].bearings.length, step.intersections[0].entry.length);
      }
      for (let i = 1; i < leg.steps.length; i++) {
        assert.deepEqual(leg.steps[i - 1].geometry.coordinates.at(-1), leg.steps[i].geometry.coordinates[0]);
      }
      assert.equal(leg.summary.split(", ").length, 2);
    }
  });

  it("makes tables, from some to some", () => {
    const coordinates = area.stores.map(({ location }) => location);
    const all = ask(`/table/v1/foot/${coordinates.join(";")}`, "annotations=duration,distance");
    assert.equal(all.durations.length, coordinates.length);
    for (const [i, row] of all.durations.entries()) {
      assert.equal(row.length, coordinates.length);
      for (const [k, seconds] of row.entries()) {
        const leg = ask(`/route/v1/foot/${coordinates[i]};${coordinates[k]}`).routes[0];
        assert.ok(Math.abs(seconds - leg.duration) <= 0.11);
        assert.ok(Math.abs(all.distances[i][k] - leg.distance) <= 0.11);
      }
    }
    const some = ask(`/table/v1/foot/${coordinates.join(";")}`, "sources=2&destinations=0;1");
    assert.deepEqual(some.durations, [all.durations[2].slice(0, 2)]);
    assert.deepEqual([some.sources.length, some.destinations.length, some.distances], [1, 2, undefined]);
  });

  it("finds the nearest roads, the nearest first, each once", () => {
    const { waypoints } = ask(`/nearest/v1/car/${port}`, "number=5");
    const distances = waypoints.map(({ distance }: Json) => distance);
    assert.equal(waypoints.length, 5);
    assert.deepEqual(
      distances,
      [...distances].sort((a, b) => a - b),
    );
    assert.deepEqual(ask(`/nearest/v1/car/${port}`).waypoints, waypoints.slice(0, 1));
  });

  it("takes coordinates as a polyline as well", () => {
    const line = codec.encode(
      [port!, halls!].map(([lon, lat]) => [lat, lon]),
      6,
    );
    const { routes } = ask(`/route/v1/car/polyline6(${encodeURIComponent(line)})`);
    assert.ok(Math.abs(routes[0].distance - ask(`/route/v1/car/${both}`).routes[0].distance) < 1);
  });

  const refused: [asked: string, code: string][] = [
    ["", "InvalidUrl"],
    ["/", "InvalidUrl"],
    [`/route/v1/${both}`, "InvalidUrl"],
    [`/route/v1/car/${both}/more`, "InvalidUrl"],
    ["/route/v1/car/%E0%A4%A", "InvalidUrl"],
    [`/match/v1/car/${both}`, "InvalidService"],
    [`/toString/v1/car/${both}`, "InvalidService"],
    [`/route/v2/car/${both}`, "InvalidVersion"],
    [`/route/v1/truck/${both}`, "InvalidOptions"],
    [`/route/v1/constructor/${both}`, "InvalidOptions"],
    [`/route/v1/car/${port}`, "InvalidOptions"],
    ["/route/v1/car/", "InvalidQuery"],
    ["/route/v1/car/1,2;3", "InvalidQuery"],
    ["/route/v1/car/1,2;a,b", "InvalidQuery"],
    ["/route/v1/car/NaN,1;2,3", "InvalidQuery"],
    ["/route/v1/car/polyline(%7F)", "InvalidQuery"],
    ["/route/v1/car/181,0;0,0", "InvalidValue"],
    ["/route/v1/car/0,91;0,0", "InvalidValue"],
    [`/route/v1/car/${both}?steps`, "InvalidQuery"],
    [`/route/v1/car/${both}?colour=red`, "InvalidQuery"],
    [`/route/v1/car/${both}?steps=true&steps=false`, "InvalidQuery"],
    [`/route/v1/car/${both}?steps=maybe`, "InvalidValue"],
    [`/route/v1/car/${both}?geometries=wkt`, "InvalidValue"],
    [`/route/v1/car/${both}?annotations=height`, "InvalidValue"],
    [`/route/v1/car/${both}?annotations=nodes`, "NotImplemented"],
    [`/route/v1/car/${both}?continue_straight=true`, "NotImplemented"],
    [`/route/v1/car/${both}?exclude=motorway`, "NotImplemented"],
    [`/route/v1/car/${both}?radiuses=5`, "InvalidOptions"],
    [`/route/v1/car/${both}?radiuses=5;far`, "InvalidValue"],
    [`/route/v1/car/${both}?radiuses=0;0`, "NoSegment"],
    ["/route/v1/car/2.35,48.85;2.36,48.86", "NoSegment"],
    [`/nearest/v1/car/${port}?number=0`, "InvalidValue"],
    [`/nearest/v1/car/${port}?number=1000`, "TooBig"],
    [`/nearest/v1/car/${both}`, "TooBig"],
    [`/table/v1/car/${both}?sources=x`, "InvalidQuery"],
    [`/table/v1/car/${both}?sources=2`, "InvalidOptions"],
    [`/table/v1/car/${both}?annotations=speed`, "InvalidValue"],
    [`/table/v1/car/${Array(101).fill(port).join(";")}`, "TooBig"],
  ];
  for (const [asked, code] of refused) {
    it(`refuses ${asked.slice(0, 70)} as ${code}`, () => {
      const [path, query] = asked.split("?");
      const { status, body } = answerOsrm(area, path!, query ?? "");
      assert.deepEqual([status, body.code], [400, code]);
      assert.ok(body.message!.length > 10);
    });
  }

  it("answers whatever is asked", () => {
    const odd = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "..", "%", "polyline(", "1,2", `${port}`, both, "∞"),
    );
    const path = fc.oneof(
      fc.array(odd).map((parts) => `/${parts.join("/")}`),
      fc
        .tuple(
          fc.constantFrom("route", "table", "nearest"),
          fc.constantFrom("car", "foot"),
          fc.array(odd, { minLength: 1, maxLength: 4 }),
        )
        .map(([service, profile, parts]) => `/${service}/v1/${profile}/${parts.join(";")}`),
    );
    const option = fc.tuple(
      fc.constantFrom(
        "steps",
        "overview",
        "geometries",
        "annotations",
        "radiuses",
        "sources",
        "destinations",
        "number",
        "hints",
        "bearings",
      ),
      fc.oneof(odd, fc.constantFrom("true", "false", "all", "0", "1", "1;2", "full", "polyline6", "distance")),
    );
    const query = fc.array(option).map((list) => list.map((pair) => pair.join("=")).join("&"));
    fc.assert(
      fc.property(path, query, (path, query) => {
        const { status, body } = answerOsrm(area, path, query);
        assert.ok(status === 400 || (status === 200 && body.code === "Ok"));
        assert.equal(JSON.stringify(body).includes("null,null"), false);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe("a server of the HTTP API of OSRM", () => {
  const file = areaFile("osrm-server");
  const { stores } = openArea(file);
  const [port, halls] = stores.map(({ location }) => location) as [[number, number], [number, number]];
  let server: OsrmServer;
  before(async () => {
    server = await serveOsrm(file, { port: 0, allowOrigin: "*" });
  });
  after(() => server.close());

  it("is understood by a client of OSRM", async () => {
    const client = OSRM({ osrm: server.url });
    const route: Json = await client.route({
      coordinates: [port, halls],
      steps: true,
      geometries: "geojson",
      overview: "full",
    });
    assert.equal(route.code, "Ok");
    assert.ok(route.routes[0].legs[0].steps.length > 2);
    const table: Json = await client.table({ coordinates: [port, halls], sources: [0] });
    assert.deepEqual(
      table.durations[0].map((seconds: number) => seconds > 0),
      [false, true],
    );
    const nearest: Json = await client.nearest({ coordinates: [port], number: 2 });
    assert.equal(nearest.waypoints.length, 2);
    await assert.rejects(client.route({ coordinates: [port, [2.35, 48.85]] }), /Bad Request/u);
  });

  const requests: [name: string, method: string, address: string, status: number][] = [
    ["a question", "GET", `/nearest/v1/car/${port}`, 200],
    ["a question for its head", "HEAD", `/nearest/v1/car/${port}`, 200],
    ["what a browser asks first", "OPTIONS", `/nearest/v1/car/${port}`, 204],
    ["something to keep", "POST", `/nearest/v1/car/${port}`, 405],
    ["nothing that it knows", "GET", "/favicon.ico", 400],
    ["a path upwards", "GET", "/../../etc/passwd", 400],
    ["a long address", "GET", `/route/v1/car/${"1,2;".repeat(2_500)}1,2`, 414],
  ];
  for (const [name, method, address, status] of requests) {
    it(`answers ${name} with ${status}`, async () => {
      const response = await fetch(server.url + address, { method });
      assert.equal(response.status, status);
      assert.equal(response.headers.get("access-control-allow-origin"), "*");
      const text = await response.text();
      if (method !== "HEAD" && status !== 204) assert.ok("code" in JSON.parse(text));
    });
  }

  it("lives through what is no HTTP, and callers who go", async () => {
    for (const bytes of [
      "\0\0\0\0",
      "GET / HTTP/9.9\r\n\r\n",
      `GET /route/v1/car/${port};${halls} HTTP/1.1\r\nhost: x\r\n\r\n`,
    ]) {
      const { port: at } = new URL(server.url);
      const socket = connect(Number(at), "127.0.0.1");
      await once(socket, "connect");
      socket.write(bytes);
      socket.destroy();
    }
    assert.equal((await fetch(`${server.url}/nearest/v1/car/${port}`)).status, 200);
  });

  it("turns away those that are too many, and tells whoever waits too long", async () => {
    const busy = await serveOsrm(file, { port: 0, mostAtOnce: 1 });
    const statuses = await Promise.all(
      Array.from({ length: 6 }, async () => (await fetch(`${busy.url}/nearest/v1/car/${port}`)).status),
    );
    await busy.close();
    assert.ok(statuses.includes(200) && statuses.every((status) => status === 200 || status === 503));
    const hasty = await serveOsrm(file, { port: 0, patience: 0 });
    const { status } = await fetch(
      `${hasty.url}/route/v1/car/${Array(50).fill(`${port};${halls}`).join(";")}?steps=true`,
    );
    await hasty.close();
    assert.equal(status, 504);
  });

  it("does not begin without an area", async () => {
    await assert.rejects(serveOsrm(`${file}.none`, { port: 0 }), { key: "map.area-missing" });
  });
});
