import { accessBit, type Profile, profileBit, profiles } from "../../area/content.ts";
import type { Tags } from "../osm-objects.ts";
import { type Directions, oneWay } from "./one-way.ts";
import type { RoadKind } from "./road-class.ts";

/** Keys that say who may pass, the most particular first (wiki.openstreetmap.org/wiki/Key:access). */
const hierarchy: Readonly<Record<Profile, readonly string[]>> = {
  car: ["motorcar", "motor_vehicle", "vehicle", "access"],
  bike: ["bicycle", "vehicle", "access"],
  foot: ["foot", "access"],
};

/**
 * Who comes as a customer may pass: `destination` and `customers` are for people who drive home or to a store, which is
 * what a way is asked for here. `private`, `delivery`, `agricultural`, `permit` and whatever else is not in this list
 * is closed: a letter must not send anybody through a gate.
 */
const open = new Set(
  "yes permissive designated destination customers public official discouraged optional_sidepath".split(" "),
);

const allBut = (...closed: Profile[]): ReadonlySet<Profile> => new Set(profiles.filter((one) => !closed.includes(one)));

/** Who may use a kind of way where its tags do not say. */
const usual: Readonly<Record<string, ReadonlySet<Profile>>> = {
  motorway: allBut("bike", "foot"),
  busway: allBut("car", "bike", "foot"),
  pedestrian: allBut("car"),
  cycleway: allBut("car"),
  track: allBut("car"),
  bridleway: allBut("car", "bike"),
  footway: allBut("car", "bike"),
  steps: allBut("car", "bike"),
  path: allBut("car"),
};
const everybody = allBut();

/** What the tags say of a profile; undefined where they do not. Of several values one that opens is enough. */
function said(tags: Tags, profile: Profile): boolean | undefined {
  const key = hierarchy[profile].find((one) => tags[one] !== undefined && tags[one] !== "unknown");
  if (key === undefined) return undefined;
  return tags[key]!.split(";").some((one) => open.has(one.trim()));
}

function mayUse(tags: Tags, road: RoadKind, profile: Profile): boolean {
  const spoken = said(tags, profile);
  if (road.kind === "steps" && profile === "car") return false;
  if (spoken === undefined) return isMadeFor(tags, road, profile);
  // A general "yes" opens nothing that is not made for this profile: `access=yes` on a footway invites no cars.
  const general =
    tags[hierarchy[profile][0]!] === undefined && !(profile === "car" && tags.motor_vehicle !== undefined);
  return spoken && (!general || isMadeFor(tags, road, profile));
}

function isMadeFor(tags: Tags, { kind }: RoadKind, profile: Profile): boolean {
  if (tags.motorroad === "yes" && profile !== "car") return false;
  if (tags.service === "emergency_access" && profile === "car") return false;
  if (kind === "path" && profile === "bike")
    return tags.sac_scale === undefined && !/^[2-6]/u.test(tags["mtb:scale"] ?? "");
  return (usual[kind] ?? everybody).has(profile);
}

/** Mask of `accessBit`s of a way; 0 where nobody may use it. */
export function accessOf(tags: Tags, kind: RoadKind): number {
  let mask = 0;
  for (const profile of profiles) {
    if (!mayUse(tags, kind, profile)) continue;
    const { forward, backward }: Directions = oneWay(tags, kind, profile);
    if (forward) mask |= accessBit(profile, "forward");
    if (backward) mask |= accessBit(profile, "backward");
  }
  return mask;
}

/** Mask of `profileBit`s for which a node is closed; 0 for one that anybody may pass. */
export function barrierOf(tags: Tags): number {
  const barrier = tags.barrier;
  if (barrier === undefined) return 0;
  let mask = 0;
  for (const profile of profiles) {
    const closed = stops(barrier, profile) || (tags.locked === "yes" && /gate|bar|chain/u.test(barrier));
    if (!(said(tags, profile) ?? !closed)) mask |= profileBit(profile);
  }
  return mask;
}

/** Barriers that stop each profile where nothing else is said (wiki.openstreetmap.org/wiki/Key:barrier). */
const carsPass = new Set(
  "border_control bump_gate cattle_grid coupure entrance gate hampshire_gate height_restrictor kerb lift_gate no sally_port spikes toll_booth yes".split(
    " ",
  ),
);
const bikesStop = new Set("debris fence full-height_turnstile hedge kissing_gate stile turnstile wall".split(" "));
const feetStop = new Set(["debris", "fence", "hedge", "wall"]);

function stops(barrier: string, profile: Profile): boolean {
  if (profile === "car") return !carsPass.has(barrier);
  return (profile === "bike" ? bikesStop : feetStop).has(barrier);
}
