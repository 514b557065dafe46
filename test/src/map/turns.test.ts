import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type AreaContent,
  accessBit,
  edgeFlag,
  type Profile,
  profileBit,
  profiles,
} from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { guide } from "../../../src/map/osrm/steps.ts";
import { wayToNearest } from "../../../src/map/road/nearest.ts";
import { at, oneWay, smallArea } from "./small-area.ts";
import { areaFile } from "./town-file.ts";

type Point = [number, number];
type Street = Parameters<typeof smallArea>[0][number];

const street = (name: string, points: Point[], more: Street[2] = {}): Street => [name, points, more];
const everyone = profiles.reduce((mask, profile) => mask | profileBit(profile), 0);
const drivers = profileBit("car") | profileBit("bike");

/** Arc from one point to another, of the street that joins them. */
function arc({ nodes, edges }: AreaContent, from: Point, to: Point): number {
  const node = (point: Point) => nodes.findIndex((position) => position.join() === at(...point).join());
  const [a, b] = [node(from), node(to)];
  const along = edges.findIndex((edge) => edge.from === a && edge.to === b);
  return along !== -1 ? 2 * along : 2 * edges.findIndex((edge) => edge.from === b && edge.to === a) + 1;
}

const forbid = (content: AreaContent, points: Point[], mask = everyone) =>
  content.turns.push({ arcs: points.slice(1).map((to, i) => arc(content, points[i]!, to)), profiles: mask });

const close = (content: AreaContent, point: Point, mask: number) =>
  content.barriers.push({
    node: content.nodes.findIndex((position) => position.join() === at(...point).join()),
    profiles: mask,
  });

/**
 * Streets of 100 m that cross: West–M–East and South–M–North, with a way round by the east and north (E–NE–N), and a
 * dead end from E to the south.
 */
const [W, M, E, S, N, NE, D]: Point[] = [
  [0, 0],
  [100, 0],
  [200, 0],
  [100, -400],
  [100, 100],
  [200, 100],
  [200, -150],
] as Point[] as [Point, Point, Point, Point, Point, Point, Point];
const crossing = (): AreaContent =>
  smallArea([
    street("West", [W!, M!]),
    street("East", [M!, E!]),
    street("South", [S!, M!]),
    street("North", [M!, N!]),
    street("Far East", [E!, NE!]),
    street("Far North", [NE!, N!]),
    street("Dead End", [E!, D!]),
  ]);

/** From the middle of West to the middle of North, unless said otherwise. */
interface Case {
  name: string;
  change(content: AreaContent): void;
  from?: Point;
  to?: Point;
  profile?: Profile;
  /** metres, by the streets in order */
  expected: number;
  streets: string[];
}

const home: Point = [50, 1];
const store: Point = [101, 50];

const cases: Case[] = [
  { name: "nothing: straight to the left", change: () => {}, expected: 100, streets: ["West", "North"] },
  {
    name: "no left turn: round the block, no turning back in the street ahead",
    change: (content) => forbid(content, [W!, M!, N!]),
    expected: 50 + 100 + 100 + 100 + 50,
    streets: ["West", "East", "Far East", "Far North", "North"],
  },
  {
    name: "no left turn for cars, on foot",
    change: (content) => forbid(content, [W!, M!, N!], drivers),
    profile: "foot",
    expected: 100,
    streets: ["West", "North"],
  },
  {
    name: "no left turn except for bicycles, by bike",
    change: (content) => forbid(content, [W!, M!, N!], profileBit("car")),
    profile: "bike",
    expected: 100,
    streets: ["West", "North"],
  },
  {
    name: "only straight on, to the right",
    change: (content) => {
      forbid(content, [W!, M!, N!]);
      forbid(content, [W!, M!, S!]);
    },
    to: [99, -50],
    expected: 50 + 100 + 100 + 100 + 100 + 50,
    streets: ["West", "East", "Far East", "Far North", "North", "South"],
  },
  {
    name: "over a way: West, East, then not to Far East: by the dead end, where one may turn back",
    change: (content) => {
      forbid(content, [W!, M!, N!]);
      forbid(content, [W!, M!, E!, NE!]);
    },
    to: [201, 50],
    expected: 50 + 100 + 150 + 150 + 50,
    streets: ["West", "East", "Dead End", "Dead End", "Far East"],
  },
  {
    name: "over a way, from its second street: it does not hold",
    change: (content) => forbid(content, [W!, M!, E!, NE!]),
    from: [150, 1],
    to: [201, 50],
    expected: 100,
    streets: ["East", "Far East"],
  },
  {
    name: "over two ways, of which the last turn is free otherwise",
    change: (content) => forbid(content, [W!, M!, E!, NE!, N!]),
    to: [150, 101],
    expected: 50 + 100 + 50,
    streets: ["West", "North", "Far North"],
  },
  {
    name: "no U-turn in that dead end: by the other one",
    change: (content) => {
      forbid(content, [W!, M!, N!]);
      forbid(content, [W!, M!, E!, NE!]);
      forbid(content, [E!, D!, E!]);
    },
    to: [201, 50],
    expected: 50 + 400 + 400 + 100 + 50,
    streets: ["West", "South", "South", "East", "Far East"],
  },
  {
    name: "a bollard on the way, by car: round the other way",
    change: (content) => close(content, E!, profileBit("car")),
    from: [150, 1],
    to: [201, 50],
    expected: 50 + 100 + 100 + 50,
    streets: ["East", "North", "Far North", "Far East"],
  },
  {
    name: "a bollard on the way, by bike",
    change: (content) => close(content, E!, profileBit("car")),
    profile: "bike",
    from: [150, 1],
    to: [201, 50],
    expected: 100,
    streets: ["East", "Far East"],
  },
  {
    name: "a locked gate between East and Far East: round the other way",
    change: (content) => close(content, NE!, everyone),
    from: [199, 60],
    to: [150, 99],
    expected: 60 + 100 + 100 + 50,
    streets: ["Far East", "East", "North", "Far North"],
  },
];

describe("turns", () => {
  for (const { name, change, from = home, to = store, profile = "car", expected, streets } of cases) {
    it(name, () => {
      const content = crossing();
      change(content);
      const area = openArea(areaFile("turns", content));
      const { way } = wayToNearest(area, profile, [{ id: "s", name: "s", location: at(...to) }], at(...from));
      assert.deepEqual(
        way.pieces.map(({ edge }) => content.edges[edge]!.name),
        streets,
      );
      assert.ok(Math.abs(way.distance - expected) < 1, `${way.distance} m instead of ${expected}`);
    });
  }

  it("a one-way street is gone along against the cars by bike where a sign lets bikes", () => {
    const both = accessBit("bike", "forward") | accessBit("bike", "backward");
    const content = crossing();
    content.edges[3]!.access = oneWay;
    const away = (profile: Profile) =>
      wayToNearest(
        openArea(areaFile("contraflow", content)),
        profile,
        [{ id: "s", name: "s", location: at(...home) }],
        at(...store),
      ).way.distance;
    assert.ok(Math.abs(away("bike") - 400) < 1);
    content.edges[3]!.access |= both;
    assert.ok(Math.abs(away("bike") - 100) < 1);
    assert.ok(Math.abs(away("car") - 400) < 1);
  });
});

/** A ring of 12 pieces with an arm every quarter turn, gone round counter-clockwise; some arms let nobody in. */
function ring(noEntry: string[] = [], name = ""): AreaContent {
  const on = (i: number): Point => [
    Math.round(40 * Math.cos((i * Math.PI) / 6)),
    Math.round(40 * Math.sin((i * Math.PI) / 6)),
  ];
  const pieces = Array.from({ length: 12 }, (_, i) =>
    street(name, [on(i), on((i + 1) % 12)], { access: oneWay, flags: edgeFlag.roundabout }),
  );
  const arms: [name: string, at: number, end: Point][] = [
    ["East Arm", 0, [240, 0]],
    ["North Arm", 3, [0, 240]],
    ["West Arm", 6, [-240, 0]],
    ["South Arm", 9, [0, -240]],
  ];
  return smallArea(
    [
      ...pieces,
      ...arms.map(([name, i, end]) => street(name, [end, on(i)], noEntry.includes(name) ? { access: oneWay } : {})),
      street("Ring Road", [
        [240, 0],
        [240, 240],
        [0, 240],
        [-240, 240],
        [-240, 0],
        [-240, -240],
        [0, -240],
      ]),
    ].flatMap((one) =>
      one[0] === "Ring Road" ? one[1].slice(1).map((to, i) => street(one[0], [one[1][i]!, to])) : [one],
    ),
  );
}

describe("roundabouts", () => {
  const exits: [from: Point, to: Point, exit: number, modifier: string, change?: string[]][] = [
    [[-100, 0], [0, -100], 1, "right"],
    [[-100, 0], [100, 0], 2, "straight"],
    [[-100, 0], [0, 100], 3, "left"],
    // An arm that one may only come in by is no way out.
    [[-100, 0], [100, 0], 1, "straight", ["South Arm"]],
    [[0, 100], [0, -100], 1, "straight", ["West Arm"]],
  ];
  for (const [from, to, exit, modifier, noEntry = []] of exits) {
    it(`from ${from} to ${to} by exit ${exit}${noEntry.map((arm) => `, without ${arm}`)}`, () => {
      const area = openArea(areaFile("ring", ring(noEntry)));
      const { way, search } = wayToNearest(area, "car", [{ id: "s", name: "s", location: at(...to) }], at(...from));
      const steps = guide(area, search.graph, way);
      assert.deepEqual(
        steps.map(({ maneuver: { type } }) => type),
        ["depart", "roundabout", "arrive"],
      );
      assert.deepEqual([steps[1]!.maneuver.exit, steps[1]!.maneuver.modifier], [exit, modifier]);
    });
  }

  it("with a name of its own is told by it", () => {
    const area = openArea(areaFile("named-ring", ring([], "Place du Canton")));
    const to = { id: "s", name: "s", location: at(0, 100) };
    const { way, search } = wayToNearest(area, "car", [to], at(-100, 0));
    const [, step] = guide(area, search.graph, way);
    assert.deepEqual([step!.maneuver.type, step!.rotary_name, step!.name], ["rotary", "Place du Canton", "North Arm"]);
  });
});
