import { Fault } from "../../src/contract/index.ts";
import type { Batching, Collected, Performer, Postponed, SendOutcome, Unknown } from "../../src/journey/index.ts";
import { allowanceOf, dayOf, type JobTicket, type Notes, shareOf, type WayOutcome } from "../../src/print/index.ts";
import type { Store, Task } from "../../src/store/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { groupOf } from "./batch/group.ts";
import { orderOf } from "./batch/letter-of.ts";
import type { SendPrintJobConfig } from "./config.ts";
import { jobOf, letterToCollect } from "./job-of.ts";
import type { Press } from "./press.ts";

/** Milliseconds for which a letter waits for a printer that is away, or lets nobody in. */
const patience = 7 * 86_400_000;
const pause = { least: 2_000, most: 15 * 60_000 };
/** A letter in doubt is asked for this often, for half a day, before a person has to look. */
const tries = 100;

type Performed = SendOutcome | Unknown | Postponed;

/** The longer a letter has waited, the longer it waits. */
function notNow(task: Task, reason: Fault, after = 0): Performed {
  const now = Date.now();
  const age = now - task.createdAt;
  if (age > patience) return { state: "not-sent", reason, again: false };
  const wait = Math.max(after, Math.min(pause.most, Math.max(pause.least, age / 4)));
  return { state: "held", until: Math.round(now + wait), reason };
}

function performed(task: Task, outcome: WayOutcome): Performed {
  return outcome.state === "not-now" ? notNow(task, outcome.reason, outcome.after) : outcome;
}

/** What a send's carrier keeps of it, in the store of its campaign. */
function notesOf(store: Store, task: Task): Notes {
  return {
    read: () => store.reference(task.id),
    keep: (reference) => store.follow(task.id, task.node, reference, Date.now()),
    drop: () => store.unfollow(task.id),
  };
}

/** How the letters of a node are handed over: each once, within what its service may do in a day. */
export function performerOf(
  press: Press,
  config: SendPrintJobConfig,
  campaign: CampaignNode,
  batching: Batching,
): Performer {
  const { service } = press;
  const allowance = service === undefined ? undefined : allowanceOf(service.settings);

  /** Takes a letter's part of the day; what it has to wait for where the day is full. */
  async function spend(task: Task, ticket: JobTicket, store: Store): Promise<Performed | undefined> {
    if (service === undefined || allowance === undefined || task.journey.test) return undefined;
    const { pieces, cost } = shareOf(ticket, service.settings);
    if (pieces > (allowance.pieces ?? pieces) || cost > (allowance.cost ?? cost))
      return { state: "not-sent", reason: new Fault("print.over-a-day"), again: false };
    const { day, ends } = await dayOf(Date.now(), campaign.part.timeZone);
    const spent = await store.spend({ task: task.id, service: service.id, day, pieces, cost, most: allowance });
    return spent === "over" ? { state: "held", until: ends, reason: new Fault("print.day-full") } : undefined;
  }

  function collect(task: Task): Collected {
    const { recipient, pages } = letterToCollect(task, config);
    const group = groupOf(config, task.journey.test, press.real === undefined);
    const reason = new Fault("print.collected");
    return { state: "collected", group, order: orderOf(recipient), size: pages, reason };
  }

  async function perform(task: Task): Promise<Performed> {
    const { store, assets } = await campaign.house;
    const job = await jobOf(task, config, assets);
    const way = press.wayOf(task);
    if (config.address === "report" && job.to !== undefined) way.checkAddress?.(job.to);
    const wait = await spend(task, job.ticket, store);
    if (wait !== undefined) return wait;
    return performed(task, await way.submit(job, notesOf(store, task)));
  }

  return {
    channel: "print",
    recovery: "lookup",
    tries,
    ...(press.real?.atOnce !== undefined && { atOnce: press.real.atOnce }),
    batching,
    async perform(task) {
      if (config.mode === "batches") return collect(task);
      try {
        return await perform(task);
      } catch (error) {
        // A store that is away for a moment says nothing of the letter.
        if (error instanceof Fault && error.key.startsWith("store.")) return notNow(task, error);
        throw error;
      }
    },
    async lookup(task) {
      const { store, assets } = await campaign.house;
      const job = () => jobOf(task, config, assets);
      const found = await press.wayOf(task).lookup(task.id, notesOf(store, task), job);
      // Nobody knows yet: it is asked for again.
      if (found.state === "not-now") throw found.reason;
      return found;
    },
    settled: async (task) => press.wayOf(task).settle?.(task.id),
    // Those of a batch are held from its closing on.
    ...(config.hold > 0 &&
      config.mode === "letters" && { notBefore: (task: Task) => task.createdAt + config.hold * 60_000 }),
  };
}
