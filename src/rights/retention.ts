import type { Clock } from "../clock.ts";
import type { Assets, RetainCursor, Store } from "../store/index.ts";
import { clearAssets } from "./clear-assets.ts";
import { finishErasing } from "./erase.ts";
import { monthsBefore } from "./months.ts";

/** Journeys, and pages, that one commit looks at: it holds up nobody. */
const together = 50;
const pagesTogether = 500;
const minute = 60_000;
const day = 24 * 60 * minute;

export interface Forget {
  campaign: string;
  /** Calendar months after the last thing that happened in their journeys. */
  months: number;
  at: number;
  dry?: boolean;
}

/** Forgets the people of a campaign whose journeys have been quiet for so long; answers how many. */
export async function forgetQuiet(
  store: Pick<Store, "retain">,
  { campaign, months, at, dry }: Forget,
  goesOn: () => boolean = () => true,
): Promise<number> {
  const before = await monthsBefore(at, months);
  let people = 0;
  let after: RetainCursor | undefined;
  do {
    const done = await store.retain({ campaign, before, at, limit: together, after, dry });
    people += done.people;
    after = done.next;
  } while (after !== undefined && goesOn());
  return people;
}

export interface Retention {
  campaign: string;
  /** 0: nobody is forgotten by themselves. */
  months: number;
  /** So many people were forgotten. */
  forgot(people: number): void;
  failed(error: unknown): void;
}

/**
 * Looks at once and then every day for people to forget, and every minute for pages whose address has ended, and for letters
 * and maps that came to nothing because their person was erased meanwhile. Several processes may do so side by side. The answer ends it.
 */
export function keepRetention(
  { store, assets }: { store: Store; assets: Assets },
  clock: Clock,
  { campaign, months, forgot, failed }: Retention,
): () => void {
  let stopped = false;
  let cancel: (() => void) | undefined;
  let next = clock.now();
  /** A store that is away is told of once. */
  let told = false;

  async function look(): Promise<void> {
    const now = clock.now();
    if (months > 0 && now >= next) {
      const people = await forgetQuiet(store, { campaign, months, at: now }, () => !stopped);
      next = now + day;
      if (people > 0) {
        await finishErasing(store, assets);
        forgot(people);
      }
    }
    while (!stopped && (await store.forgetPages(now, pagesTogether)) === pagesTogether);
    if (!stopped) await clearAssets(store, assets);
    told = false;
  }

  function round(): void {
    look()
      .catch((error: unknown) => {
        if (!told && !stopped) failed(error);
        told = true;
      })
      .finally(() => {
        if (!stopped) cancel = clock.after(minute, round);
      });
  }

  round();
  return () => {
    stopped = true;
    cancel?.();
  };
}
