import { readSecret, sign } from "../../../src/webhook/index.ts";
import { ask } from "../ask.ts";
import type { Runtime } from "../runtime.ts";
import type { Chance } from "./chance.ts";

/** Where an event id got its receipts from. */
interface Posted {
  caseKey: string;
  /** All 2xx receipts, in their order. */
  receipts: string[];
}

/** The advertiser's application: repeats a post until it is taken. */
export interface Advertiser {
  post(id: string, caseKey: string, decision: string): Promise<void>;
  /** By event id. */
  posted: Map<string, Posted>;
  /** Calls that were made, and those among them that were not taken. */
  calls(): { posts: number; repeats: number; statuses: Record<number, number> };
}

export function advertiserOf(instances: Runtime[], chance: Chance): Advertiser {
  const posted = new Map<string, Posted>();
  const statuses: Record<number, number> = {};

  async function once(id: string, bytes: Buffer): Promise<{ status: number; receipt: string }> {
    const { url, secret } = instances[chance.whole(0, instances.length)]!.webhook;
    const headers = { ...sign(readSecret(secret), id, bytes, Date.now()), "content-type": "application/json" };
    const { status, body } = await ask(url, { headers, body: bytes }).catch(() => ({ status: 0, body: {} }));
    const { receipt = "" } = body as { receipt?: string };
    statuses[status] = (statuses[status] ?? 0) + 1;
    return { status, receipt };
  }

  return {
    posted,
    async post(id, caseKey, decision) {
      const bytes = Buffer.from(JSON.stringify({ caseKey, decision }));
      const mine = posted.get(id) ?? { caseKey, receipts: [] };
      posted.set(id, mine);
      for (;;) {
        const { status, receipt } = await once(id, bytes);
        if (status >= 200 && status < 300) {
          mine.receipts.push(receipt);
          return;
        }
        // Nobody is there, or asks to be called back. Any word of the contract is another one than is expected here.
        if (receipt !== "" && receipt !== "unavailable") throw new Error(`${id}: ${status} ${receipt}`);
        await new Promise((resolve) => setTimeout(resolve, chance.whole(20, 100)));
      }
    },
    calls() {
      const all = Object.entries(statuses).map(([status, count]) => [Number(status), count] as const);
      const sum = (some: typeof all) => some.reduce((total, [, count]) => total + count, 0);
      return { posts: sum(all), repeats: sum(all.filter(([status]) => status < 200 || status >= 300)), statuses };
    },
  };
}
