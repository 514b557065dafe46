import type { Clock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { JobSeen, PrintWay } from "../../src/print/index.ts";
import type { Followed, SendReport, Store } from "../../src/store/index.ts";
import { cancelling, notNow } from "./cancel-job.ts";

/** What is said of jobs after they were taken, until they are printed. */

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
/** Milliseconds between two looks at a job: the older it is, the less often. */
const between = { least: 1_000, most: 5 * 60_000 };
/** Milliseconds until the list is read anew: another process may have added to it, or a person wish that a job be cancelled. */
const anew = { idle: 60_000, open: 5_000 };
/** Milliseconds after which nobody says anything of a job any more. */
const end = 30 * 86_400_000;
const forgotten: JobSeen = { state: "untraced", why: new Fault("print.no-word", { days: end / 86_400_000 }) };
const isOpen = (state: JobSeen["state"]) => state === "waiting" || state === "printing";

/** What of a look is told: that it prints, and the end. */
function reportOf({ task }: Followed, { state, why }: JobSeen, at: number, locale: string): SendReport | undefined {
  if (state === "waiting") return undefined;
  return {
    ...{ task, key: state, at, state, last: state !== "printing" },
    ...(why !== undefined && {
      reason: sentence(why.key, why.data, locale),
      why: { key: why.key, ...why.data },
    }),
  };
}

/** Follows the jobs of a node until it is closed, those of before a restart as well. */
export function followJobs(around: Around): { wake(): void; close(): void } {
  const { store, node, way, clock, locale } = around;
  const wishes = cancelling(way.cancel);
  const told = new Map<string, { state: JobSeen["state"]; next: number }>();
  let stopped = false;
  let running = false;
  let again = false;
  let cancel = () => {};

  async function tell(report: SendReport): Promise<void> {
    if ((await store.report(report)) === "kept") around.kept();
  }

  /** Asks for what a person wishes; true: that was the job's end. */
  async function askPrinter(job: Followed): Promise<boolean> {
    const word = await wishes.ask(job);
    if (word !== undefined && !stopped) await answer(job, word);
    return word?.state === "cancelled";
  }

  async function answer(job: Followed, word: Pick<SendReport, "state" | "why" | "reason">): Promise<void> {
    const last = word.state === "cancelled";
    const key = last ? word.state : `${word.state} ${job.cancel?.at}`;
    await tell({ task: job.task, key, at: clock.now(), last, ...word });
    if (last) await way.cancelled?.(job.reference).catch(() => {});
  }

  /** Answers what the printer needs. */
  async function lookAt(job: Followed): Promise<Fault | undefined> {
    const refused = await askPrinter(job).catch(notNow);
    if (refused === true || stopped) return undefined;
    const now = clock.now();
    const age = now - job.at;
    const seen = age > end ? forgotten : await way.look(job.reference);
    if (stopped) return undefined;
    const word = wishes.answer(job, seen);
    if (word !== undefined) await answer(job, word);
    const report = told.get(job.task)?.state === seen.state ? undefined : reportOf(job, seen, now, locale);
    if (report !== undefined) await tell(report);
    const wait = Math.min(between.most, Math.max(between.least, age / 4));
    told.set(job.task, { state: seen.state, next: now + wait });
    return refused instanceof Fault ? refused : seen.needs;
  }

  /** Looks at what is due; answers when to look again, undefined where there is nothing. */
  async function round(): Promise<number | undefined> {
    const open = await store.followed(node, most);
    const ids = new Set(open.map(({ task }) => task));
    for (const task of told.keys()) if (!ids.has(task)) told.delete(task);
    wishes.keep(ids);
    const due = open.filter((job) => wishes.isNew(job) || (told.get(job.task)?.next ?? 0) <= clock.now());
    const needs: (Fault | undefined)[] = [];
    for (const job of due) if (!stopped) needs.push(await lookAt(job));
    if (due.length > 0 && !stopped) around.needs(needs.find((one) => one !== undefined));
    const next = open.map(({ task }) => told.get(task)).filter((one) => one !== undefined && isOpen(one.state));
    return next.length === 0 ? undefined : Math.min(clock.now() + anew.open, ...next.map((one) => one?.next ?? 0));
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
      pause = 5_000;
    }
    running = false;
    if (!stopped) cancel = clock.after(Math.min(anew.idle, pause), () => void run());
  }

  void run();
  return {
    wake: () => void run(),
    close() {
      stopped = true;
      cancel();
    },
  };
}
