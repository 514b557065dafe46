import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PostalAddress } from "../../src/contract/index.ts";
import { findMatches } from "../../src/map/address/find-matches.ts";
import type { Area } from "../../src/map/area/area.ts";
import type { AreaAddress, AreaContent } from "../../src/map/area/content.ts";
import { openArea } from "../../src/map/area/read.ts";
import { makeTown, writeArea } from "../../src/map/index.ts";
import { manyAddresses, seeded } from "./addresses.ts";
import { type Figure, median, percentile, type Result } from "./figures.ts";

const asked = 1_000;
const warmUp = 1_000;

type Write = (address: AreaAddress, random: (below: number) => number) => AreaAddress;

const writings: [string, Write][] = [
  ["as it is", (address) => address],
  [
    "with a slip in the street",
    (address, random) => {
      const at = address.street.indexOf(" ") + 1 + random(address.street.length - address.street.indexOf(" ") - 1);
      return { ...address, street: `${address.street.slice(0, at)}x${address.street.slice(at + 1)}` };
    },
  ],
  [
    "with a slip in the town",
    (address, random) => {
      const at = random(address.locality.length);
      return { ...address, locality: `${address.locality.slice(0, at)}x${address.locality.slice(at + 1)}` };
    },
  ],
  ["with another postal code", (address) => ({ ...address, postalCode: "99999" })],
  ["in a street that is not there", (address) => ({ ...address, street: "Rue de la Bibliothèque Nationale" })],
];

const postal = ({ number, street, postalCode, locality }: AreaAddress): PostalAddress => ({
  country: "FR",
  postalCode,
  locality,
  thoroughfare: ["Résidence des Pins, bât. B", `${number} ${street}`],
});

/** CPU time: what else the machine does does not count. */
function timed(area: Area, addresses: readonly AreaAddress[], write: Write): number[] {
  const random = seeded(3);
  const samples: number[] = [];
  for (let i = 0; i < asked + warmUp; i++) {
    const address = postal(write(addresses[random(addresses.length)]!, random));
    const began = process.cpuUsage();
    findMatches(area, address);
    const { user, system } = process.cpuUsage(began);
    if (i >= warmUp) samples.push((user + system) / 1000);
  }
  return samples;
}

/** One written address after the other, each looked up in an area file. */
export async function run(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-geocode-"));
  const figures: Figure[] = [];
  const claims: Result["claims"] = [];
  const areas: [string, AreaContent][] = [
    ["the town", makeTown()],
    ["300,000 addresses", manyAddresses(300_000)],
  ];
  try {
    for (const [name, content] of areas) {
      const path = join(folder, `${content.addresses.length}.area`);
      const began = performance.now();
      writeArea(path, content);
      figures.push({
        name: `${name}: written`,
        values: { seconds: (performance.now() - began) / 1000, MiB: statSync(path).size / 2 ** 20 },
      });
      const area = openArea(path);
      for (const [how, write] of writings) {
        const samples = timed(area, content.addresses, write);
        figures.push({
          name: `${name}: ${how}`,
          values: { "p50 ms": median(samples), "p99 ms": percentile(samples, 0.99), "max ms": Math.max(...samples) },
        });
        if (how !== "as it is" && how !== "with a slip in the street") continue;
        for (const [what, measured] of [
          ["p50", median(samples)],
          ["p99", percentile(samples, 0.99)],
        ] as const) {
          claims.push({ claim: `${name}, ${how}: ${what} in ms`, measured, aim: "≤ 5", met: measured <= 5 });
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { subject: `geocode: ${asked} written addresses, one after the other`, figures, claims };
}
