import { until } from "../runtime.ts";
import type { Advertiser } from "./advertiser.ts";
import type { Chance } from "./chance.ts";
import type { Cluster } from "./cluster.ts";
import { decisions } from "./flow.ts";

/** A case of the campaign, and what its advertiser decides. */
export interface Case {
  id: string;
  caseKey: string;
  decision: string;
  /** Enrolled only after a decision may have come. */
  late: boolean;
  /** Posted a second time: under its id, or under a new one. */
  twin: "none" | "same-id" | "new-id";
}

/** 5 % come twice; a fifth of the people are enrolled after their decisions were posted. */
export function casesOf(count: number, chance: Chance): Case[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `R-${index}`,
    caseKey: `C-${index}`,
    decision: decisions[chance.whole(0, decisions.length)]!,
    late: chance.happens(0.2),
    twin: chance.happens(0.05) ? (chance.happens(0.5) ? "same-id" : "new-id") : "none",
  }));
}

/**
 * Who is enrolled when a life of Node-RED begins: a share ahead of the decisions, but those who are late only when theirs
 * have been posted.
 */
export function enrolled(cases: Case[], share: number, life: number): Case[] {
  return cases.slice(0, (life + 2) * share).filter(({ late }, index) => !late || index < life * share);
}

async function postAll(cases: Case[], advertiser: Advertiser, taken: () => void): Promise<void> {
  const queue = [...cases];
  async function work(): Promise<void> {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const { id, caseKey, decision, twin } = one;
      const again = twin === "new-id" ? `again-${id}` : `evt-${id}`;
      const first = advertiser.post(`evt-${id}`, caseKey, decision);
      // Its twin comes at the same time, as from a sender that has lost its patience.
      await Promise.all(twin === "none" ? [first] : [first, advertiser.post(again, caseKey, decision)]);
      taken();
    }
  }
  await Promise.all(Array.from({ length: 16 }, work));
}

/**
 * One life of Node-RED in so many is longer than the quiet time after which a step has ended: a step that is cut short
 * more than 20 times is set aside, for it may be what cuts Node-RED short.
 */
const longLife = 8;

/** How many decisions come between two kills. */
export function shareOf(cases: Case[], kills: number): number {
  return Math.ceil(cases.length / (kills + 1));
}

/**
 * Posts the decisions in as many shares as Node-REDs are killed, and one more; each kill comes at a random moment of its
 * share, or of a start. Answers how often a Node-RED and the database were killed.
 */
export async function storm(
  cluster: Cluster,
  advertiser: Advertiser,
  cases: Case[],
  { kills, chance, crash }: { kills: number; chance: Chance; crash?: () => Promise<void> },
): Promise<{ kills: number; crashes: number }> {
  const share = shareOf(cases, kills);
  const posting: Promise<void>[] = [];
  let killed = 0;
  let crashes = 0;
  const pause = (least: number, most: number) =>
    new Promise((resolve) => setTimeout(resolve, chance.whole(least, most)));
  await Promise.all(cluster.instances.map((instance) => instance.listening()));
  for (let life = 0; life <= kills; life += 1) {
    // Time for some of the people to arrive before their decisions.
    await pause(0, 1_500);
    const mine = cases.slice(life * share, (life + 1) * share);
    const enough = Math.floor(mine.length * (0.1 + 0.8 * chance.next()));
    let taken = 0;
    const reached = new Promise<void>((resolve) => {
      const count = () => {
        taken += 1;
        if (taken >= enough) resolve();
      };
      posting.push(postAll(mine, advertiser, count));
    });
    // A post that is answered otherwise than expected ends the campaign.
    await Promise.race([reached, Promise.all(posting)]);
    if (life === kills) break;
    await pause(0, 300);
    if (life % longLife === longLife - 1) await pause(6_000, 8_000);
    if (crash !== undefined && life === Math.floor(kills / 2)) {
      await crash();
      crashes += 1;
    }
    const instance = cluster.instances[chance.whole(0, cluster.instances.length)]!;
    await instance.kill();
    killed += 1;
    await cluster.audience(enrolled(cases, share, life + 1));
    if (chance.happens(0.25)) {
      // It dies again while it starts.
      const starting = instance.start().catch(() => {});
      await pause(100, 2_000);
      await instance.kill();
      killed += 1;
      void starting;
    }
    await instance.start();
    await instance.listening();
  }
  await Promise.all(posting);
  await cluster.audience(cases);
  const last = cluster.instances[0]!;
  await last.kill();
  await last.start();
  await until(async () => ((await last.api("/flows")) === undefined ? undefined : true), "Node-RED is back");
  return { kills: killed + 1, crashes };
}
