import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Position } from "../../../src/contract/index.ts";
import { edgeFlag } from "../../../src/map/area/content.ts";
import { metresBetween } from "../../../src/map/area/plane.ts";
import { isCircular } from "../../../src/map/import/tags/one-way.ts";
import { roadKind } from "../../../src/map/import/tags/road-class.ts";
import { speedOf } from "../../../src/map/import/tags/speed.ts";
import { surfaceOf } from "../../../src/map/import/tags/surface.ts";
import { speedOn } from "../../../src/map/road/speed.ts";

/**
 * Routino (routino.org), a router that shares no line with ours: it reads the extract by its own rules, and finds ways by
 * its own search. Only how fast one goes is told to it.
 */
const rules = "/usr/share/routino/tagging.xml";
const translations = "/usr/share/routino/translations.xml";
type Tags = Readonly<Record<string, string>>;

export const hasRoutino = (): boolean =>
  [rules, translations].every((path) => existsSync(path)) &&
  ["planetsplitter", "routino-router"].every((name) => existsSync(`/usr/bin/${name}`));

export interface RoutinoWay {
  /** metres */
  distance: number;
  /** seconds */
  duration: number;
  /** Where it begins and ends on the roads, and its points in between. */
  points: Position[];
}

export interface Routino {
  /** Undefined where it finds no way. */
  way(from: Position, to: Position): Promise<RoutinoWay | undefined>;
}

/** Speeds are whole km/h there, and times tenths of a minute: all go so many times as fast there, to be read exactly. */
const times = { car: 0.5, foot: 1.875 } as const;

/** Keys that our speed of a car depends on. */
const speedKeys = [
  "highway",
  "maxspeed",
  "maxspeed:type",
  "source:maxspeed",
  "zone:maxspeed",
  "zone:traffic",
  "junction",
  "service",
  "surface",
  "tracktype",
];

/** Reads an extract into a folder, for one profile. */
export function routinoOf(
  folder: string,
  extract: string,
  ways: Iterable<Tags>,
  country: string,
  profile: "car" | "foot",
): Routino {
  const tagging = join(folder, "tagging.xml");
  const profiles = join(folder, "profiles.xml");
  writeFileSync(tagging, taggingFor(profile, ways, country));
  writeFileSync(profiles, profileFor(profile));
  const place = [`--dir=${folder}`, "--prefix=o"];
  execFileSync("planetsplitter", [...place, `--tagging=${tagging}`, "--prune-none", "--prune-isolated=500", extract], {
    stdio: "ignore",
    timeout: 120_000,
  });
  const run = promisify(execFile);
  const transport = profile === "car" ? "motorcar" : "foot";
  const always = [...place, `--profiles=${profiles}`, `--translations=${translations}`, "--profile=ours"];
  return {
    async way([lon1, lat1], [lon2, lat2]) {
      const ends = [`--lon1=${lon1}`, `--lat1=${lat1}`, `--lon2=${lon2}`, `--lat2=${lat2}`];
      const output = ["--quickest", "--output-text-all", "--output-stdout"];
      try {
        const { stdout } = await run("routino-router", [...always, `--transport=${transport}`, ...ends, ...output], {
          timeout: 20_000,
        });
        return readWay(stdout, times[profile]);
      } catch (error) {
        // It ends with 1 where no way was found, and with a signal where something else went wrong.
        if ((error as { code?: unknown }).code === 1) return undefined;
        throw error;
      }
    },
  };
}

/**
 * It keeps the length of a piece in whole metres, cut off, and its time with it: its points say how long its way is. Of the
 * columns of time the last one, of the whole way, is rounded once: to a tenth of a minute.
 */
function readWay(text: string, faster: number): RoutinoWay {
  const rows = text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t").map((cell) => cell.trim()));
  const points = rows.map((row): Position => [Number(row[1]), Number(row[0])]);
  const distance = points.slice(1).reduce((sum, point, i) => sum + metresBetween(points[i]!, point), 0);
  const cut = rows.slice(1).reduce((sum, row) => sum + Number(row[4]) * 1_000, 0);
  const minutes = Number(rows.at(-1)![7]);
  return { distance, duration: (minutes * 60 * faster * distance) / cut, points };
}

/**
 * Its own rules, as they are installed, with what we read in another way on purpose: who comes as a customer may pass,
 * `junction=circular` is one-way, and speeds.
 */
function taggingFor(profile: "car" | "foot", ways: Iterable<Tags>, country: string): string {
  let text = readFileSync(rules, "utf8");
  const replace = (what: RegExp, by: string) => {
    if (!what.test(text)) throw new Error(`${rules} is not as it was: ${what}`);
    text = text.replaceAll(new RegExp(what, "gu"), () => by);
  };
  for (const word of ["destination", "customers"]) {
    replace(new RegExp(`<if v="${word}" *> <set v="no"/> </if>`, "u"), `<if v="${word}"> <set v="yes"/> </if>`);
  }
  const ring = '<output k="oneway" v="yes"/><output k="roundabout" v="yes"/>';
  replace(/<if k="maxspeed"> <output\/> <\/if>/u, profile === "car" ? speedRules(ways, country) : "");
  // Rules change the tags that they have seen; what speeds depend on is kept first.
  const copies = speedKeys.map((key) => `<if k="${key}"><set k="kept:${key}"/></if>`).join("\n");
  replace(/<way>/u, `<way>\n${copies}\n<if k="junction" v="circular">${ring}</if>`);
  return text;
}

/** A rule for each set of tags that ways of the extract have; those with more tags come later, and prevail. */
function speedRules(ways: Iterable<Tags>, country: string): string {
  const written = new Map<string, { size: number; rule: string }>();
  for (const tags of ways) {
    const kind = roadKind(tags);
    if (kind === undefined) continue;
    const flags = (kind.link ? edgeFlag.link : 0) | (isCircular(tags) ? edgeFlag.roundabout : 0);
    const road = { class: kind.class, surface: surfaceOf(tags), flags, limit: speedOf(tags, kind, country) };
    const kmh = Math.round(speedOn(road, "car") * times.car);
    const present = speedKeys.filter((key) => tags[key] !== undefined);
    const tests = present.map((key) => `<if k="kept:${key}" v="${escaped(tags[key]!)}">`).join("");
    const rule = `${tests}<output k="maxspeed" v="${kmh}"/>${"</if>".repeat(present.length)}`;
    written.set(tests, { size: present.length, rule });
  }
  const sorted = [...written.values()].sort((one, other) => one.size - other.size);
  return sorted.map(({ rule }) => rule).join("\n");
}

const escaped = (text: string): string => text.replace(/[&<>"']/gu, (letter) => `&#${letter.charCodeAt(0)};`);

function profileFor(profile: "car" | "foot"): string {
  const ways =
    "motorway trunk primary secondary tertiary unclassified residential service track cycleway path steps".split(" ");
  const level = { class: "footway", surface: "paved", flags: 0, limit: 5 } as const;
  const walking = (highway: string) =>
    speedOn({ ...level, flags: highway === "steps" ? edgeFlag.steps : 0 }, "foot") * times.foot;
  const speed = (highway: string) => Math.round(profile === "foot" ? walking(highway) : 250);
  const lines = (list: readonly string[], line: (item: string) => string) => list.map(line).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<routino-profiles>
  <profile name="ours" transport="${profile === "car" ? "motorcar" : "foot"}">
    <speeds>${lines([...ways, "ferry"], (way) => `<speed highway="${way}" kph="${speed(way)}"/>`)}</speeds>
    <preferences>
      ${lines(ways, (way) => `<preference highway="${way}" percent="100"/>`)}
      <preference highway="ferry" percent="0"/>
    </preferences>
    <properties>${lines(["paved", "multilane", "bridge", "tunnel", "footroute", "bicycleroute"], (kind) => `<property type="${kind}" percent="50"/>`)}</properties>
    <restrictions>
      <oneway obey="${profile === "car" ? 1 : 0}"/><turns obey="${profile === "car" ? 1 : 0}"/>
      <weight limit="0.0"/><height limit="0.0"/><width limit="0.0"/><length limit="0.0"/>
    </restrictions>
  </profile>
</routino-profiles>
`;
}
