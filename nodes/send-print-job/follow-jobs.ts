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
  way: PrintWay;
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
/** Milliseconds after which a printer is asked again that could not be asked. */
const rest = 5_000;
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
  /** When the list was read last, and before when a printer does not want to be asked. */
  let read = Number.NEGATIVE_INFINITY;
  let quiet = Number.NEGATIVE_INFINITY;
  /** Where the list is read on, and what of it has been seen since its beginning. */
  let behind: Followed | undefined;
  let pass = new Map<string, string>();
  const nudged = new Set<string>();
  /** Those that were so when the list was begun: nothing on it is one of them. */
  let unmet = new Set<string>();

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

  async function answer(job: Followed, word: Pick<SendReport, "state" | "why" | "reason">): Promise<void> {
    const last = word.state === "cancelled";
    const key = last ? word.state : `${word.state} ${job.cancel?.at}`;
    await tell(job, { key, at: clock.now(), last, ...word });
    if (last) await way.cancelled?.(job.reference).catch(() => {});
  }

  async function seenNow(job: Followed, age: number): Promise<JobSeen | undefined> {
    if (way.look !== undefined) return age > end ? forgotten : way.look(job.reference);
    // Where nobody can be asked, that nobody says anything is no news.
    if (age <= end) return { state: "waiting" };
    await store.unfollow(job.task);
    return undefined;
  }

  /** Answers what the printer needs. */
  async function ask(job: Followed): Promise<Fault | undefined> {
    const asked = await wishes.ask(job).catch(notNow);
    if (stopped) return undefined;
    const said = asked instanceof Fault ? undefined : asked;
    if (said?.state === "cancelled") {
      await answer(job, said);
      return undefined;
    }
    const now = clock.now();
    const seen = await seenNow(job, now - job.at);
    if (stopped || seen === undefined) return undefined;
    // It may be too late because an earlier try was obeyed: how the job is counts for more.
    const word = wishes.answer(job, seen) ?? said;
    if (word !== undefined) await answer(job, word);
    // Of what has ended and is still followed, some were not told of it: they had not ended here.
    const isKnown = told.get(keyOf(job))?.seen.state === seen.state && isOpen(seen);
    const report = isKnown ? undefined : reportOf(seen, now, locale);
    if (report !== undefined) await tell(job, report);
    told.set(keyOf(job), { seen, next: now + waitFor(job, every.least) });
    return asked instanceof Fault ? asked : seen.needs;
  }

  /** The older a job is, the less often it is looked at. */
  const waitFor = ({ at }: Followed, least: number) => Math.min(every.most, Math.max(least, (clock.now() - at) / 4));

  /** As `ask`; a job that cannot be asked for waits for its next turn, and the others go on. */
  async function lookAt(job: Followed): Promise<Fault | undefined> {
    try {
      return await ask(job);
    } catch (error) {
      const { seen = { state: "waiting" } } = told.get(keyOf(job)) ?? {};
      told.set(keyOf(job), { seen, next: clock.now() + waitFor(job, Math.max(every.least, rest)) });
      // Said of this job alone.
      if (error instanceof Fault && (error as { again?: boolean }).again === false) return error;
      throw error;
    }
  }

  /** What a provider needs for a letter stands until that letter is looked at again; a printer says it with each. */
  function standing(): Fault | undefined {
    if (every === between) return undefined;
    for (const { seen } of told.values()) if (seen.needs !== undefined) return seen.needs;
    return undefined;
  }

  /** Looks at what is due of a page of the list; answers when to look again, undefined where there is nothing. */
  async function round(): Promise<number | undefined> {
    read = clock.now();
    const open = await store.followed(node, most, behind);
    for (const job of open) pass.set(keyOf(job), job.task);
    const isLast = open.length < most;
    const turnOf = (job: Followed) =>
      wishes.isNew(job) || nudged.delete(job.task) ? 0 : (told.get(keyOf(job))?.next ?? firstLook(job.at));
    const due = open
      .map((job) => ({ job, turn: turnOf(job) }))
      .filter(({ turn }) => turn <= clock.now())
      // Who could not be asked for comes behind the others.
      .sort((one, other) => one.turn - other.turn);
    const needs: (Fault | undefined)[] = [];
    for (const { job } of due) if (!stopped) needs.push(await lookAt(job));
    if (due.length > 0 && !stopped) around.needs(needs.find((one) => one !== undefined) ?? standing());
    behind = isLast ? undefined : open.at(-1);
    if (!isLast) return clock.now();
    for (const key of told.keys()) if (!pass.has(key)) told.delete(key);
    wishes.keep(new Set(pass.values()));
    const isIdle = pass.size === 0;
    pass = new Map();
    for (const task of unmet) nudged.delete(task);
    unmet = new Set(nudged);
    if (isIdle) return undefined;
    const next = [...told.values()].filter((one) => isOpen(one.seen));
    return next.reduce((first, one) => Math.min(first, one.next), clock.now() + anew.open);
  }

  async function run(): Promise<void> {
    running = true;
    again = false;
    let pause = anew.idle;
    try {
      const next = await round();
      pause = next === undefined ? anew.idle : Math.max(between.least, next - clock.now());
    } catch (error) {
      // A printer that cannot be asked is asked again; what keeps the store from answering is told by others.
      if (!stopped && error instanceof Fault && !error.key.startsWith("store.")) around.needs(error);
      pause = rest;
      quiet = clock.now() + ((error as { after?: number }).after ?? 0);
    }
    running = false;
    if (!stopped) runIn(again ? between.least : Math.min(anew.idle, pause));
  }

  function runIn(ms: number): void {
    cancel();
    cancel = clock.after(Math.max(ms, quiet - clock.now()), () => void run());
  }

  /** Each letter that is handed over wakes: the list is read once for all of a moment. */
  function wake(): void {
    if (running) again = true;
    else if (!stopped) runIn(Math.max(0, read + between.least - clock.now()));
  }

  void run();
  return {
    wake,
    nudge(task) {
      unmet.delete(task);
      nudged.add(task);
      wake();
    },
    close() {
      stopped = true;
      cancel();
    },
  };
}
