import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { sentence } from "../../../../src/language/index.ts";
import { openMapService, type ServiceSettings } from "../../../../src/map/index.ts";
import { areaFile } from "../town-file.ts";
import { secrets, settingsOf } from "./stubs/settings.ts";

const own = "https://maps.example";
const tiles = `${own}/{z}/{x}/{y}.pbf`;

describe("settings of a map service", () => {
  const area = areaFile("settings");

  const good: [what: string, settings: ServiceSettings][] = [
    ["the made-up town", { kind: "area", area: "" }],
    [
      "an OSRM server with a profile in its address",
      settingsOf.osrm(`${own}/routed-{profile}`, { fallbackArea: area }),
    ],
    ["an OSRM server inside, by its address", settingsOf.osrm("http://10.0.0.7:5000", { fallbackArea: area })],
    ["the public Géoplateforme", settingsOf.ign("", { routeUrl: "", geocodeUrl: "", fallbackArea: area })],
    ["Google's own hosts", settingsOf.google("", { routeUrl: "", geocodeUrl: "", imageUrl: "" })],
    ["a service with nothing but tiles", settingsOf.custom(own, { routeUrl: "", geocodeUrl: "", imageUrl: "", tiles })],
  ];
  for (const [what, settings] of good)
    it(`open ${what}`, async () => {
      const service = openMapService(settings, secrets);
      assert.ok(service.terms.attribution !== "" || settings.kind === "custom");
      await service.close();
    });

  const osm = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
  const bad: [what: string, settings: ServiceSettings, key: string, secrets?: object][] = [
    ["the public tiles", settingsOf.osrm(own, { tiles: osm }), "map.service-public-tiles"],
    ["their other names", settingsOf.osrm(own, { tiles: osm.replace("tile", "b.tile") }), "map.service-public-tiles"],
    [
      "their name in capitals and with a dot",
      settingsOf.osrm(own, { tiles: "https://TILE.OpenStreetMap.ORG./{z}/{x}/{y}" }),
      "map.service-public-tiles",
    ],
    [
      "Nominatim",
      settingsOf.custom(own, { geocodeUrl: "https://nominatim.openstreetmap.org/search?q={street}" }),
      "map.service-public-places",
    ],
    [
      "the demonstration server",
      settingsOf.osrm("https://router.project-osrm.org", { fallbackArea: area }),
      "map.service-public-routes",
    ],
    [
      "the German server",
      settingsOf.osrm("https://routing.openstreetmap.de/routed-car", { fallbackArea: area }),
      "map.service-public-routes",
    ],
    ["an address that is none", settingsOf.osrm("maps.example", { fallbackArea: area }), "map.service-address"],
    ["an address of a file", settingsOf.osrm("file:///etc/passwd", { fallbackArea: area }), "map.service-address"],
    [
      "a user in the address",
      settingsOf.osrm("https://me:secret@maps.example", { fallbackArea: area }),
      "map.service-address",
    ],
    [
      "a placeholder as host",
      settingsOf.custom(own, { routeUrl: "https://{profile}.example/" }),
      "map.service-address",
    ],
    [
      "a host that a placeholder ends",
      settingsOf.custom(own, { routeUrl: "https://maps.example{language}/" }),
      "map.service-address",
    ],
    [
      "no address",
      settingsOf.custom("", { routeUrl: "", geocodeUrl: "", imageUrl: "", tiles: "", fallbackArea: area }),
      "map.service-empty",
    ],
    ["nothing to draw on", settingsOf.osrm(own), "map.service-no-drawing"],
    ["a fallback that is not there", settingsOf.osrm(own, { fallbackArea: "/nowhere/town.area" }), "map.area-missing"],
    ["no key", settingsOf.google(own), "map.service-key", {}],
    ["a key with a line break", settingsOf.google(own), "map.service-key-form", { key: "AIza\r\nx-evil: 1" }],
    ["a key in the clear", settingsOf.google("http://maps.example"), "map.service-key-open"],
    ["a key as Host", settingsOf.custom(own, { keyHeader: "Host" }), "map.service-key-header"],
    ["a key header with a space", settingsOf.custom(own, { keyHeader: "X Key" }), "map.service-key-header"],
  ];
  for (const [what, settings, key, with_] of bad)
    it(`refuse ${what} as ${key}, in both languages`, () => {
      assert.throws(
        () => openMapService(settings, with_ ?? secrets),
        (fault: { key: string; data: Record<string, string> }) => {
          assert.equal(fault.key, key);
          for (const tag of ["en", "fr"]) {
            const text = sentence(fault.key, fault.data, tag);
            assert.ok(!text.includes("{") && !text.includes("secret"), text);
          }
          return true;
        },
      );
    });
});
