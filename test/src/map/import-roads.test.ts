import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { edgeFlag, roadClasses, surfaces } from "../../../src/map/area/content.ts";
import { accessOf, areaOf, grid, maskOf, turnsOf } from "./imported.ts";
import type { TestMap, TestTags } from "./pbf-file.ts";
import { folderFor } from "./town-file.ts";

describe("roads of an imported map", () => {
  const folder = folderFor("import-roads");
  const road = (tags: TestTags) => areaOf(folder, { nodes: grid(2, 1), ways: { 1: [[11, 21], tags] } });

  const access: [tags: TestTags, access: string][] = [
    [{ highway: "residential" }, "car>< bike>< foot><"],
    [{ highway: "residential", oneway: "yes" }, "car> bike> foot><"],
    [{ highway: "residential", oneway: "-1" }, "car< bike< foot><"],
    [{ highway: "residential", oneway: "reversible" }, "car bike foot><"],
    [{ highway: "residential", oneway: "yes", "oneway:bicycle": "no" }, "car> bike>< foot><"],
    [{ highway: "residential", oneway: "yes", cycleway: "opposite_lane" }, "car> bike>< foot><"],
    [{ highway: "residential", oneway: "yes", "cycleway:left": "opposite_track" }, "car> bike>< foot><"],
    [{ highway: "residential", "oneway:bicycle": "yes" }, "car>< bike> foot><"],
    [{ highway: "motorway" }, "car> bike foot"],
    [{ highway: "motorway", oneway: "no" }, "car>< bike foot"],
    [{ highway: "motorway_link" }, "car>< bike foot"],
    [{ highway: "trunk", motorroad: "yes" }, "car>< bike foot"],
    [{ highway: "trunk", motorroad: "yes", access: "yes" }, "car>< bike foot"],
    [{ highway: "trunk", motorroad: "yes", bicycle: "yes" }, "car>< bike>< foot"],
    [{ highway: "service", service: "emergency_access", access: "permissive" }, "car bike>< foot><"],
    [{ highway: "primary", junction: "roundabout" }, "car> bike> foot><"],
    [{ highway: "primary", junction: "circular" }, "car> bike> foot><"],
    [{ highway: "living_street" }, "car>< bike>< foot><"],
    [{ highway: "unclassified" }, "car>< bike>< foot><"],
    [{ highway: "service", service: "driveway" }, "car>< bike>< foot><"],
    [{ highway: "service", service: "parking_aisle" }, "car>< bike>< foot><"],
    [{ highway: "service", service: "emergency_access" }, "car bike>< foot><"],
    [{ highway: "busway" }, "car bike foot"],
    [{ highway: "pedestrian" }, "car bike>< foot><"],
    [{ highway: "pedestrian", motor_vehicle: "yes" }, "car>< bike>< foot><"],
    [{ highway: "cycleway" }, "car bike>< foot><"],
    [{ highway: "footway" }, "car bike foot><"],
    [{ highway: "footway", bicycle: "yes" }, "car bike>< foot><"],
    [{ highway: "footway", access: "yes" }, "car bike foot><"],
    [{ highway: "steps" }, "car bike foot><"],
    [{ highway: "path" }, "car bike>< foot><"],
    [{ highway: "path", sac_scale: "hiking" }, "car bike foot><"],
    [{ highway: "path", bicycle: "no" }, "car bike foot><"],
    [{ highway: "track" }, "car bike>< foot><"],
    [{ highway: "track", motor_vehicle: "yes" }, "car>< bike>< foot><"],
    [{ highway: "track", motor_vehicle: "agricultural" }, "car bike>< foot><"],
    [{ highway: "residential", access: "no" }, "car bike foot"],
    [{ highway: "residential", access: "private" }, "car bike foot"],
    [{ highway: "residential", access: "destination" }, "car>< bike>< foot><"],
    [{ highway: "residential", access: "customers" }, "car>< bike>< foot><"],
    [{ highway: "residential", access: "permissive" }, "car>< bike>< foot><"],
    [{ highway: "residential", access: "delivery" }, "car bike foot"],
    [{ highway: "residential", access: "no", foot: "yes" }, "car bike foot><"],
    [{ highway: "residential", vehicle: "no" }, "car bike foot><"],
    [{ highway: "residential", vehicle: "no", bicycle: "yes" }, "car bike>< foot><"],
    [{ highway: "residential", motor_vehicle: "no" }, "car bike>< foot><"],
    [{ highway: "residential", motor_vehicle: "no", motorcar: "yes" }, "car>< bike>< foot><"],
    [{ highway: "residential", access: "no", motor_vehicle: "destination" }, "car>< bike foot"],
    [{ highway: "residential", motor_vehicle: "delivery;destination" }, "car>< bike>< foot><"],
    [{ highway: "residential", motor_vehicle: "delivery; agricultural" }, "car bike>< foot><"],
    [{ highway: "residential", bicycle: "use_sidepath" }, "car>< bike foot><"],
    [{ highway: "residential", foot: "no" }, "car>< bike>< foot"],
  ];
  for (const [tags, expected] of access) {
    it(`${JSON.stringify(tags)} is open to ${expected}`, async () => {
      const { area } = await road(tags);
      assert.equal(accessOf(area), expected);
    });
  }

  const none: TestTags[] = [
    { highway: "construction" },
    { highway: "proposed" },
    { highway: "footway", indoor: "yes" },
    { highway: "platform" },
    { railway: "rail" },
  ];
  for (const tags of none) {
    it(`${JSON.stringify(tags)} is no road`, () =>
      assert.rejects(road(tags), { name: "Fault", key: "map.import-no-roads" }));
  }

  const classes: [tags: TestTags, kind: string, flags: number][] = [
    [{ highway: "motorway_link" }, "motorway", edgeFlag.link],
    [{ highway: "trunk" }, "primary", 0],
    [{ highway: "tertiary_link", bridge: "yes" }, "tertiary", edgeFlag.link | edgeFlag.bridge],
    [{ highway: "secondary", tunnel: "yes" }, "secondary", edgeFlag.tunnel],
    [{ highway: "secondary", tunnel: "no" }, "secondary", 0],
    [{ highway: "service", covered: "yes" }, "service", edgeFlag.tunnel],
    [{ highway: "living_street", junction: "roundabout" }, "residential", edgeFlag.roundabout],
    [{ highway: "steps" }, "footway", edgeFlag.steps],
    [{ highway: "bridleway" }, "track", 0],
    [{ highway: "pedestrian", area: "yes" }, "pedestrian", edgeFlag.outline],
  ];
  for (const [tags, kind, flags] of classes) {
    it(`${JSON.stringify(tags)} is of class ${kind} with flags ${flags}`, async () => {
      const { roads } = (await road(tags)).area;
      assert.deepEqual([roadClasses[roads.class[0]!], roads.flags[0]], [kind, flags]);
    });
  }

  const speeds: [tags: TestTags, country: string, speed: number][] = [
    [{ highway: "residential", maxspeed: "30" }, "FR", 30],
    [{ highway: "residential", maxspeed: "30 km/h" }, "FR", 30],
    [{ highway: "residential", maxspeed: "30mph" }, "GB", 48],
    [{ highway: "residential", maxspeed: "20 mph" }, "GB", 32],
    [{ highway: "secondary", maxspeed: "FR:urban" }, "FR", 50],
    [{ highway: "secondary", maxspeed: "DE:rural" }, "FR", 100],
    [{ highway: "secondary", "source:maxspeed": "FR:zone30" }, "FR", 30],
    [{ highway: "secondary", "maxspeed:type": "FR:urban" }, "FR", 50],
    [{ highway: "residential", maxspeed: "walk" }, "FR", 6],
    [{ highway: "motorway", maxspeed: "none" }, "DE", 130],
    [{ highway: "secondary", maxspeed: "signals" }, "FR", 80],
    [{ highway: "secondary", maxspeed: "0" }, "FR", 80],
    [{ highway: "secondary", maxspeed: "5 knots" }, "FR", 9],
    [{ highway: "secondary", maxspeed: "fifty" }, "FR", 80],
    [{ highway: "secondary" }, "FR", 80],
    [{ highway: "secondary", lit: "yes" }, "FR", 50],
    [{ highway: "secondary", sidewalk: "both" }, "FR", 50],
    [{ highway: "secondary", sidewalk: "no" }, "FR", 80],
    [{ highway: "secondary" }, "MC", 50],
    [{ highway: "motorway" }, "FR", 130],
    [{ highway: "motorway_link" }, "FR", 78],
    [{ highway: "living_street" }, "FR", 15],
    [{ highway: "service", service: "parking_aisle", maxspeed: "50" }, "FR", 10],
    [{ highway: "primary", junction: "roundabout" }, "FR", 30],
  ];
  for (const [tags, country, speed] of speeds) {
    it(`${JSON.stringify(tags)} in ${country} is driven at ${speed} km/h`, async () => {
      const map: TestMap = { nodes: grid(2, 1), ways: { 1: [[11, 21], tags] } };
      const { area } = await areaOf(folder, map, { options: { country } });
      assert.equal(area.roads.speed[0], speed);
    });
  }

  const grounds: [tags: TestTags, surface: string][] = [
    [{ highway: "residential" }, "paved"],
    [{ highway: "residential", surface: "asphalt" }, "paved"],
    [{ highway: "residential", surface: "sett" }, "cobbled"],
    [{ highway: "residential", surface: "gravel" }, "unpaved"],
    [{ highway: "residential", surface: "gravel;asphalt" }, "unpaved"],
    [{ highway: "track" }, "unpaved"],
    [{ highway: "track", tracktype: "grade1" }, "paved"],
    [{ highway: "track", tracktype: "grade3" }, "unpaved"],
    [{ highway: "path", surface: "asphalt" }, "paved"],
  ];
  for (const [tags, surface] of grounds) {
    it(`${JSON.stringify(tags)} is ${surface}`, async () => {
      assert.equal(surfaces[(await road(tags)).area.roads.surface[0]!], surface);
    });
  }

  const names: [tags: TestTags, language: string | undefined, name: string][] = [
    [{ name: "Rue Basse", ref: "D 3" }, undefined, "Rue Basse"],
    [{ ref: "D 3;D 4" }, undefined, "D 3"],
    [{ name: "Carrer", "name:fr": "Rue" }, "fr", "Rue"],
    [{ name: "Carrer", "name:fr": "Rue" }, undefined, "Carrer"],
    [{}, undefined, ""],
  ];
  for (const [tags, language, name] of names) {
    it(`${JSON.stringify(tags)} is called “${name}” in ${language ?? "its own language"}`, async () => {
      const map: TestMap = { nodes: grid(2, 1), ways: { 1: [[11, 21], { highway: "residential", ...tags }] } };
      const { roads } = (await areaOf(folder, map, { options: { language } })).area;
      assert.equal(roads.names[roads.name[0]!], name);
    });
  }

  it("are cut where they meet, not where they bend or cross on a bridge", async () => {
    const { area, report } = await areaOf(folder, {
      nodes: grid(3, 3),
      ways: {
        1: [[12, 22, 32], { highway: "residential", name: "Across" }],
        2: [[21, 22, 23], { highway: "residential", name: "Up" }],
        3: [[11, 13, 33], { highway: "residential", name: "Bent" }],
      },
    });
    assert.equal(report.counts.roads, 5);
    const { roads } = area;
    const bent = [...roads.name.keys()].filter((edge) => roads.names[roads.name[edge]!] === "Bent");
    assert.equal(bent.length, 1);
    assert.equal(roads.lineStart[bent[0]! + 1]! - roads.lineStart[bent[0]!]!, 3);
    // 0.002° of latitude, and as much of longitude at 47.003° north (sphere of 6,371,008.8 m).
    assert.ok(Math.abs(roads.length[bent[0]!]! - (222.39 + 151.65)) < 0.1, String(roads.length[bent[0]!]));
  });

  it("that come back to where they began are halved, so that both ways round are known", async () => {
    const { area } = await areaOf(folder, {
      nodes: grid(2, 2),
      ways: { 1: [[11, 21, 22, 12, 11], { highway: "residential" }] },
    });
    assert.equal(area.roads.edges, 2);
    for (let e = 0; e < 2; e++) assert.notEqual(area.roads.from[e], area.roads.to[e]);
  });

  it("go as far as the file knows their nodes", async () => {
    const { 21: _, ...nodes } = grid(4, 1);
    const { area } = await areaOf(folder, { nodes, ways: { 1: [[11, 21, 31, 41], { highway: "residential" }] } });
    assert.equal(area.roads.edges, 1);
    assert.equal(area.roads.line.length, 4);
  });

  it("outside of the chosen box are left out", async () => {
    const nodes = { ...grid(2, 1), 91: [3, 47] as const, 92: [3.001, 47] as const };
    const map = {
      nodes,
      ways: { 1: [[11, 21], { highway: "residential" }], 2: [[91, 92], { highway: "residential" }] },
    } as const;
    assert.equal((await areaOf(folder, map)).area.roads.edges, 2);
    const { area } = await areaOf(folder, map, { options: { bbox: [2, 47, 2.01, 47.01] } });
    assert.equal(area.roads.edges, 1);
    assert.deepEqual(area.bbox, [2, 47, 2.01, 47.01]);
  });

  const barriers: [tags: TestTags, stopped: string][] = [
    [{ barrier: "bollard" }, "car"],
    [{ barrier: "bollard", motor_vehicle: "yes" }, ""],
    [{ barrier: "gate" }, ""],
    [{ barrier: "gate", access: "private" }, "car bike foot"],
    [{ barrier: "gate", access: "no", foot: "yes" }, "car bike"],
    [{ barrier: "gate", locked: "yes" }, "car bike foot"],
    [{ barrier: "lift_gate" }, ""],
    [{ barrier: "lift_gate", motor_vehicle: "private" }, "car"],
    [{ barrier: "swing_gate" }, "car"],
    [{ barrier: "block" }, "car"],
    [{ barrier: "cycle_barrier" }, "car"],
    [{ barrier: "kerb" }, ""],
    [{ barrier: "toll_booth" }, ""],
    [{ barrier: "stile" }, "car bike"],
    [{ barrier: "turnstile" }, "car bike"],
    [{ barrier: "wall" }, "car bike foot"],
    [{ highway: "crossing" }, ""],
  ];
  for (const [tags, stopped] of barriers) {
    it(`a node ${JSON.stringify(tags)} stops ${stopped || "nobody"}`, async () => {
      const { area } = await areaOf(folder, {
        nodes: grid(3, 1, { 21: tags }),
        ways: { 1: [[11, 21, 31], { highway: "residential" }] },
      });
      assert.equal(area.roads.edges, stopped === "" ? 1 : 2);
      const masks = [...area.roads.barrier].filter((mask) => mask !== 0);
      assert.deepEqual(masks.map(maskOf), stopped === "" ? [] : [stopped]);
    });
  }

  /** A crossing at 22: West, South, East and North lead to it; Far goes on from North to the east. */
  const crossing = (relation: readonly [readonly string[], TestTags], more: TestMap["ways"] = {}) =>
    areaOf(folder, {
      nodes: grid(4, 4),
      ways: {
        1: [[12, 22], { highway: "residential", name: "West" }],
        2: [[21, 22], { highway: "residential", name: "South" }],
        3: [[22, 32], { highway: "residential", name: "East" }],
        4: [[22, 23], { highway: "residential", name: "North" }],
        5: [[23, 33], { highway: "residential", name: "Far" }],
        6: [[13, 23], { highway: "residential", name: "Near" }],
        ...more,
      },
      relations: { 1: relation },
    });
  const restriction = (value: string, more: TestTags = {}): TestTags => ({
    type: "restriction",
    restriction: value,
    ...more,
  });
  const left = ["w1 from", "n22 via", "w4 to"];
  const turns: [what: string, members: readonly string[], tags: TestTags, turns: string[]][] = [
    ["no left turn", left, restriction("no_left_turn"), ["West> North> (car bike)"]],
    [
      "no left turn, written the other way round",
      ["w4 from", "n22 via", "w2 to"],
      restriction("no_straight_on"),
      ["North< South< (car bike)"],
    ],
    [
      "only straight on",
      ["w1 from", "n22 via", "w3 to"],
      restriction("only_straight_on"),
      ["West> North> (car bike)", "West> South< (car bike)", "West> West< (car bike)"],
    ],
    ["no turning back", ["w1 from", "n22 via", "w1 to"], restriction("no_u_turn"), ["West> West< (car bike)"]],
    ["except bicycles", left, restriction("no_left_turn", { except: "bicycle" }), ["West> North> (car)"]],
    ["except buses and bicycles", left, restriction("no_left_turn", { except: "psv;bicycle" }), ["West> North> (car)"]],
    ["except cars", left, restriction("no_left_turn", { except: "motorcar" }), ["West> North> (bike)"]],
    ["for cars only", left, { type: "restriction", "restriction:motorcar": "no_left_turn" }, ["West> North> (car)"]],
    [
      "for motor vehicles",
      left,
      { type: "restriction", "restriction:motor_vehicle": "no_left_turn" },
      ["West> North> (car)"],
    ],
    [
      "for bicycles only",
      left,
      { type: "restriction", "restriction:bicycle": "no_left_turn" },
      ["West> North> (bike)"],
    ],
    [
      "for all but bicycles, which have a rule of their own",
      left,
      restriction("no_left_turn", { "restriction:bicycle": "give_way" }),
      ["West> North> (car)"],
    ],
    [
      "that says one thing to cars and another to bicycles",
      left,
      restriction("only_left_turn", { "restriction:bicycle": "no_left_turn" }),
      ["West> East> (car)", "West> North> (bike)", "West> South< (car)", "West> West< (car)"],
    ],
    ["for lorries only", left, { type: "restriction", "restriction:hgv": "no_left_turn" }, []],
    ["at times only", left, { type: "restriction", "restriction:conditional": "no_left_turn @ (07:00-09:00)" }, []],
    ["of an unknown kind", left, restriction("beware"), []],
    ["without a via", ["w1 from", "w4 to"], restriction("no_left_turn"), []],
    ["whose ways do not meet", ["w1 from", "n22 via", "w5 to"], restriction("no_left_turn"), []],
    ["of a way that is not there", ["w99 from", "n22 via", "w4 to"], restriction("no_left_turn"), []],
    [
      "no entry from two ways",
      ["w1 from", "w2 from", "n22 via", "w4 to"],
      restriction("no_entry"),
      ["South> North> (car bike)", "West> North> (car bike)"],
    ],
    ["along a way", ["w1 from", "w4 via", "w5 to"], restriction("no_u_turn"), ["West> North> Far> (car bike)"]],
    [
      "only along a way",
      ["w1 from", "w4 via", "w5 to"],
      restriction("only_right_turn"),
      [
        "West> East> (car bike)",
        "West> North> Near< (car bike)",
        "West> North> North< (car bike)",
        "West> South< (car bike)",
        "West> West< (car bike)",
      ],
    ],
  ];
  for (const [what, members, tags, expected] of turns) {
    it(`a restriction ${what} forbids ${expected.length} turns`, async () => {
      assert.deepEqual(turnsOf((await crossing([members, tags])).area), expected);
    });
  }

  it("a restriction along two ways forbids the whole of it", async () => {
    const { area } = await crossing([["w1 from", "w4 via", "w7 via", "w8 to"], restriction("no_u_turn")], {
      7: [[23, 24], { highway: "residential", name: "Further" }],
      8: [[24, 34], { highway: "residential", name: "End" }],
    });
    assert.deepEqual(turnsOf(area), ["West> North> Further> End> (car bike)"]);
  });

  it("a restriction along a whole net of streets is not followed through all of it", async () => {
    const side = 7;
    const ways: Record<number, [number[], TestTags]> = {};
    for (let x = 1; x <= side; x++) {
      for (let y = 1; y <= side; y++) {
        const id = 10 * x + y;
        if (x < side) ways[1000 + id] = [[id, id + 10], { highway: "residential" }];
        if (y < side) ways[2000 + id] = [[id, id + 1], { highway: "residential" }];
      }
    }
    const vias = Object.keys(ways).filter((id) => id !== "1011" && id !== "2076");
    const members = ["w1011 from", ...vias.map((id) => `w${id} via`), "w2076 to"];
    const map: TestMap = { nodes: grid(side, side), ways, relations: { 1: [members, restriction("no_u_turn")] } };
    assert.deepEqual(turnsOf((await areaOf(folder, map)).area), []);
  });

  it("a restriction from a way that goes on beyond the crossing says nothing, but for turning back", async () => {
    const through: TestMap["ways"] = {
      1: [[12, 22, 32], { highway: "residential", name: "Through" }],
      3: [[32, 42], {}],
    };
    const turn = await crossing([["w1 from", "n22 via", "w4 to"], restriction("no_left_turn")], through);
    assert.deepEqual(turnsOf(turn.area), []);
    const back = await crossing([["w1 from", "n22 via", "w1 to"], restriction("no_u_turn")], through);
    assert.deepEqual(turnsOf(back.area), ["Through< Through> (car bike)", "Through> Through< (car bike)"]);
  });
});
