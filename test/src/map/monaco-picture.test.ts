import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { openMapService } from "../../../src/map/index.ts";
import { usePool } from "../../../src/pool.ts";
import { settle } from "../../pictures/record.ts";
import { monaco } from "./monaco.ts";

const store = {
  id: "casino",
  name: "Agence du Casino",
  location: [7.4281, 43.7394] as [number, number],
};
const home: [number, number] = [7.4164, 43.7288];

describe("a map of a real town", function () {
  this.timeout(120_000);

  it("shows the way through Monaco, as the documents show it", async function () {
    const { path } = await monaco(this);
    const release = usePool();
    const service = openMapService({ kind: "area", area: path }, {});
    try {
      const screen = { width: 600, height: 400, scale: 1.5, type: "png" as const };
      const origin = { location: home };
      const map = await service.draw({ stores: [store], profile: "car", language: "en", origin, screen });
      assert.ok(map.image !== undefined);
      // Its typeface is the map's own.
      await settle("map-monaco.png", { png: map.image, words: [map.alt, map.attribution], letters: [] });
    } finally {
      await service.close();
      await release();
    }
  });
});
