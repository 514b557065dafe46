import type { Clock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { JobSeen, PrintWay } from "../../src/print/index.ts";
import type { Followed, SendReport, Store } from "../../src/store/index.ts";
import { cancelling, notNow } from "./cancel-job.ts";

/** What is said of jobs after they were taken, until they are printed. A batch is one job, asked for once and told of each of its letters. */

interface Around {
  store: Store;
  /** Id of the sender. */
  node: string;
  way: PrintWay & { look: NonNullable<PrintWay["look"]> };
  clock: Clock;
  /** Language of what messages are told. */
  locale: string;
  /** Something was kept that goes on. */
  kept(): void;
  /** What a printer needs, or why it cannot be asked; undefined: nothing any more. */
  needs(fault: Fault | undefined): void;
}

const most = 500;
/** Letters of a batch that are told of it at once. */
const portion = 200;
/** Milliseconds between two looks at a printer's job, and between two pages of a long list. */
const between = { least: 1_000, most: 5 * 60_000 };
/** Milliseconds until the list is read anew: another process may have added to it, or a person wish that a job be cancelled. */
const anew = { idle: 60_000, open: 5_000 };
/** Milliseconds after which nobody says anything of a job any more. */
const end = 30 * 86_400_000;
const forgotten: JobSeen = { state: "untraced", why: new Fault("print.no-word", { days: end / 86_400_000 }) };
/** What the carrier calls it: the same of all letters of a batch. */
const keyOf = ({ reference }: Followed) => JSON.stringify(reference);
const isOpen = ({ state, more }: JobSeen) => state === "waiting" || state === "printing" || more === true;

/** What is told of each letter of a job. */
type Report = Omit<SendReport, "task">;

/** What of a look, or of an event, is told: how far it is, and the end. */
export function reportOf(seen: JobSeen, at: number, locale: string): Report | undefined {
  const { state, why, corrected } = seen;
  if (state === "waiting") return undefined;
  return {
    ...{ key: state, at, state, last: !isOpen(seen) },
    ...(corrected !== undefined && { corrected }),
    ...(why !== undefined && {
      reason: sentence(why.key, why.data, locale),
      why: { key: why.key, ...why.data },
    }),
  };
}

export interface Following {
  wake(): void;
  /** Something happened to this one: it is looked at now. */
  nudge(task: string): void;
  close(): void;
}

/** Follows the jobs of a node until it is closed, those of before a restart as well. */
export function followJobs(around: Around): Following {
  const { store, node, way, clock, locale } = around;
  const every = way.lookEvery ?? between;
  const wishes = cancelling(way.cancel?.bind(way));
  const told = new Map<string, { seen: JobSeen; next: number }>();
  let stopped = false;
  let running = false;
  let again = false;
  let cancel = () => {};
  /** Where the list is read on, and what of it has been seen since its beginning. */
  let behind: Followed | undefined;
  let pass = new Map<string, string>();
  const nudged = new Set<string>();

  /** What was just handed over has nothing to tell. */
  const firstLook = (at: number) => (every === between ? 0 : at + every.least);

  async function tell({ reference }: Followed, report: Report): Promise<void> {
    let last: string | undefined = "";
    while (last !== undefined && !stopped) {
      const tasks = await store.followers(node, reference, last, portion);
      const kept = await Promise.all(tasks.map((task) => store.report({ ...report, task })));
      if (kept.includes("kept")) around.kept();
      last = tasks.length < portion ? undefined : tasks.at(-1);
    }
  }

  /** Asks for what a person wishes; true: that was the job's end. */
  async function askCarrier(job: Followed): Promise<boolean> {
    const word = await wishes.ask(job);
    if (word !== undefined && !stopped) await answer(job, word);
    return word?.state === "cancelled";
  }

  async function answer(job: Followed, word: Pick<SendReport, "state" | "why" | "reason">): Promise<void> {
    const last = word.state === "cancelled";
    const key = last ? word.state : `${word.state} ${job.cancel?.at}`;
    await tell(job, { key, at: clock.now(), last, ...word });
    if (last) await way.cancelled?.(job.reference).catch(() => {});
  }

  /** Answers what the printer needs. */
  async function lookAt(job: Followed): Promise<Fault | undefined> {
    const refused = await askCarrier(job).catch(notNow);
    if (refused === true || stopped) return undefined;
    const now = clock.now();
    const age = now - job.at;
    const seen = age > end ? forgotten : await way.look(job.reference);
    if (stopped) return undefined;
    const word = wishes.answer(job, seen);
    if (word !== undefined) await answer(job, word);
    // Of what has ended and is still followed, some were not told of it: they had not ended here.
    const isKnown = told.get(keyOf(job))?.seen.state === seen.state && isOpen(seen);
    const report = isKnown ? undefined : reportOf(seen, now, locale);
    if (report !== undefined) await tell(job, report);
    const wait = Math.min(every.most, Math.max(every.least, age / 4));
    told.set(keyOf(job), { seen, next: now + wait });
    return refused instanceof Fault ? refused : seen.needs;
  }

  /** Looks at what is due of a page of the list; answers when to look again, undefined where there is nothing. */
  async function round(): Promise<number | undefined> {
    const open = await store.followed(node, most, behind);
    for (const job of open) pass.set(keyOf(job), job.task);
    const isLast = open.length < most;
    const isDue = (job: Followed) =>
      wishes.isNew(job) || (told.get(keyOf(job))?.next ?? firstLook(job.at)) <= clock.now();
    const due = open.filter((job) => nudged.delete(job.task) || isDue(job));
    const needs: (Fault | undefined)[] = [];
    for (const job of due) if (!stopped) needs.push(await lookAt(job));
    if (due.length > 0 && !stopped) around.needs(needs.find((one) => one !== undefined));
    behind = isLast ? undefined : open.at(-1);
    if (!isLast) return clock.now();
    for (const key of told.keys()) if (!pass.has(key)) told.delete(key);
    wishes.keep(new Set(pass.values()));
    const isIdle = pass.size === 0;
    pass = new Map();
    nudged.clear();
    if (isIdle) return undefined;
    const next = [...told.values()].filter((one) => isOpen(one.seen));
    return next.reduce((first, one) => Math.min(first, one.next), clock.now() + anew.open);
  }

  async function run(): Promise<void> {
    cancel();
    if (running) {
      again = true;
      return;
    }
    running = true;
    let pause = anew.idle;
    try {
      do {
        again = false;
        const next = await round();
        pause = next === undefined ? anew.idle : Math.max(between.least, next - clock.now());
      } while (again && !stopped);
    } catch (error) {
      // A printer that cannot be asked is asked again; what keeps the store from answering is told by others.
      if (!stopped && error instanceof Fault && !error.key.startsWith("store.")) around.needs(error);
      pause = Math.max(5_000, (error as { after?: number }).after ?? 0);
    }
    running = false;
    if (!stopped) cancel = clock.after(Math.min(anew.idle, pause), () => void run());
  }

  void run();
  return {
    wake: () => void run(),
    nudge(task) {
      nudged.add(task);
      void run();
    },
    close() {
      stopped = true;
      cancel();
    },
  };
}
