import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import { type MapRequest, type MapService, openMapService, type ServiceSettings } from "../../../../src/map/index.ts";
import { usePool } from "../../../../src/pool.ts";
import { type Answering, answerJson, startService, type TestService } from "../../service/server.ts";
import { areaFile } from "../town-file.ts";
import { googleStub } from "./stubs/google.ts";
import { ignStub } from "./stubs/ign.ts";
import { osrmStub } from "./stubs/osrm.ts";
import { address, home, port, station } from "./stubs/places.ts";
import { quickMeans, secrets, settingsOf } from "./stubs/settings.ts";

const request: MapRequest = { stores: [station, port], profile: "car", language: "fr", origin: { location: home } };
const screen = { width: 320, height: 240, scale: 1 };

describe("a map service with an area file to fall back on", () => {
  const area = areaFile("fallback");
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

  async function open(kind: "osrm" | "ign" | "google", stub: Answering, change: object = {}, milliseconds = 2000) {
    server = await startService(stub);
    const settings = settingsOf[kind](server.origin, { fallbackArea: area, ...change }) as ServiceSettings;
    service = openMapService(settings, secrets, quickMeans({ try: milliseconds }));
    return service;
  }

  const failing: [what: string, stub: Answering, key: string][] = [
    ["is slow", () => {}, "http.slow"],
    ["breaks off", (_s, response) => void response.destroy(), "http.unreachable"],
    ["is broken", (_s, response) => void response.writeHead(500).end(), "map.provider-broken"],
    ["lies", (_s, response) => answerJson(response, 200, { code: "Ok", routes: [] }), "map.provider-answer"],
    ["refuses the key", (_s, response) => answerJson(response, 403, {}), "map.provider-key"],
    ["asks for fewer calls", (_s, response) => answerJson(response, 429, {}), "map.provider-limit"],
    [
      "sends the call elsewhere",
      (_s, response) => void response.writeHead(302, { location: "/" }).end(),
      "map.provider-redirect",
    ],
  ];
  for (const [what, stub, key] of failing)
    it(`draws a map by the file alone where the service ${what}, and says so`, async () => {
      const drawn = await (await open("osrm", stub, {}, key === "http.slow" ? 40 : undefined)).draw({
        ...request,
        screen,
        print: { width: 60, height: 40 },
      });
      assert.equal(drawn.fallback?.key, key);
      assert.ok(drawn.image!.length > 0 && drawn.vector!.length > 0 && drawn.distance! > 0);
      assert.deepEqual([drawn.attribution, drawn.print], ["Belle Histoire — ville imaginaire", true]);
    });

  it("leaves a service alone that failed five times, without losing a map", async () => {
    await open("osrm", (_seen, response) => void response.writeHead(500).end());
    for (let i = 0; i < 5; i++) assert.equal((await service.draw(request)).fallback?.key, "map.provider-broken");
    const seen = server.seen.length;
    const drawn = await service.draw(request);
    assert.deepEqual([drawn.fallback?.key, server.seen.length], ["map.provider-resting", seen]);
    assert.ok(drawn.distance! > 0);
  });

  it("does not hide a fault of the recipient's address or way behind the file", async () => {
    await open("ign", ignStub);
    const elsewhere = { ...address, postalCode: "75001", locality: "Paris" };
    await assert.rejects(service.draw({ ...request, origin: { address: elsewhere } }), { key: "map.address-unknown" });
    await assert.rejects(service.draw({ ...request, origin: { location: [home[1], home[0]] } }), {
      key: "map.swapped",
    });
    await assert.rejects(service.draw({ ...request, origin: { location: [7.4, 43.7] } }), { key: "map.no-way" });
    await assert.rejects(service.draw({ ...request, origin: {} }), { key: "map.no-home" });
    await assert.rejects(service.draw({ ...request, stores: [] }), { key: "map.no-stores" });
    await assert.rejects(service.draw({ ...request, origin: { location: [Number.NaN, 46] } }), {
      key: "map.coordinates",
    });
  });

  it("finds an address by the file where the service fails", async () => {
    const found = await (await open("ign", (_s, response) => void response.writeHead(500).end())).find(address, "fr");
    assert.equal(found[0]?.precision, "house");
  });

  const keeps: [
    kind: "osrm" | "ign" | "google",
    stub: Answering,
    change: object,
    calls: [first: number, second: number],
  ][] = [
    ["osrm", osrmStub, { cacheFor: 3600 }, [2, 0]],
    ["osrm", osrmStub, { cacheFor: 0 }, [2, 2]],
    ["ign", ignStub, { cacheFor: 3600 }, [1, 0]],
    ["google", googleStub, { cacheFor: 3600 }, [2, 2]],
  ];
  for (const [kind, stub, change, calls] of keeps)
    it(`(${kind}) asks ${calls[1]} times for the same map again with ${JSON.stringify(change)}`, async () => {
      await open(kind, stub, change);
      const asked = kind === "osrm" ? request : { ...request, stores: [port] };
      const first = await service.draw({ ...asked, screen });
      assert.equal(server.seen.length, calls[0]);
      const second = await service.draw({ ...asked, screen });
      assert.equal(server.seen.length, calls[0] + calls[1]);
      assert.deepEqual(second, first);
      assert.equal(first.fallback, undefined);
    });

  it("(google) keeps the position of an address where that is wished, and nothing else", async () => {
    await open("google", googleStub, { cacheFor: 3600 });
    for (let i = 0; i < 2; i++) await service.draw({ ...request, stores: [port], origin: { address } });
    const paths = server.seen.map(({ url }) => url.split("?")[0]);
    assert.equal(paths.filter((path) => path === "/maps/api/geocode/json").length, 1);
    assert.equal(paths.filter((path) => path === "/directions/v2:computeRoutes").length, 2);
  });
});
