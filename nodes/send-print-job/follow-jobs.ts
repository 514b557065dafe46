import type { Clock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { JobSeen, PrintWay } from "../../src/print/index.ts";
import type { Followed, SendReport, Store } from "../../src/store/index.ts";

/** What is said of jobs after they were taken, until they are printed. A batch is one job, asked for once and told of each of its letters. */

interface Around {
  store: Store;
  /** Id of the sender. */
  node: string;
  look: NonNullable<PrintWay["look"]>;
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
/** Milliseconds between two looks at a job: the older it is, the less often. */
const between = { least: 1_000, most: 5 * 60_000 };
/** Milliseconds until the list is read anew, for another process may have added to it. */
const anew = 60_000;
/** Milliseconds after which nobody says anything of a job any more. */
const end = 30 * 86_400_000;
const forgotten: JobSeen = { state: "untraced", why: new Fault("print.no-word", { days: end / 86_400_000 }) };
/** What the carrier calls it: the same of all letters of a batch. */
const keyOf = ({ reference }: Followed) => JSON.stringify(reference);
const isOpen = (state: JobSeen["state"]) => state === "waiting" || state === "printing";

/** What of a look is told: that it prints, and the end. */
function reportOf({ state, why }: JobSeen, at: number, locale: string): Omit<SendReport, "task"> | undefined {
  if (state === "waiting") return undefined;
  return {
    ...{ key: state, at, state, last: state !== "printing" },
    ...(why !== undefined && {
      reason: sentence(why.key, why.data, locale),
      why: { key: why.key, ...why.data },
    }),
  };
}

/** Follows the jobs of a node until it is closed, those of before a restart as well. */
export function followJobs(around: Around): { wake(): void; close(): void } {
  const { store, node, look, clock, locale } = around;
  const told = new Map<string, { state: JobSeen["state"]; next: number }>();
  let stopped = false;
  let running = false;
  let again = false;
  let cancel = () => {};

  /** Answers what the printer needs. */
  async function lookAt(job: Followed): Promise<Fault | undefined> {
    const now = clock.now();
    const age = now - job.at;
    const seen = age > end ? forgotten : await look(job.reference);
    if (stopped) return undefined;
    // Of what has ended and is still followed, some were not told of it: they had not ended here.
    const known = told.get(keyOf(job))?.state === seen.state && isOpen(seen.state);
    const report = known ? undefined : reportOf(seen, now, locale);
    if (report !== undefined) await tell(job, report);
    const wait = Math.min(between.most, Math.max(between.least, age / 4));
    told.set(keyOf(job), { state: seen.state, next: now + wait });
    return seen.needs;
  }

  async function tell({ reference }: Followed, report: Omit<SendReport, "task">): Promise<void> {
    let last: string | undefined = "";
    while (last !== undefined && !stopped) {
      const tasks = await store.followers(node, reference, last, portion);
      const kept = await Promise.all(tasks.map((task) => store.report({ ...report, task })));
      if (kept.includes("kept")) around.kept();
      last = tasks.length < portion ? undefined : tasks.at(-1);
    }
  }

  /** Looks at what is due; answers when to look again, undefined where there is nothing. */
  async function round(): Promise<number | undefined> {
    const open = await store.followed(node, most);
    const keys = new Set(open.map(keyOf));
    for (const key of told.keys()) if (!keys.has(key)) told.delete(key);
    const due = open.filter((job) => (told.get(keyOf(job))?.next ?? 0) <= clock.now());
    const needs: (Fault | undefined)[] = [];
    for (const job of due) if (!stopped) needs.push(await lookAt(job));
    if (due.length > 0 && !stopped) around.needs(needs.find((one) => one !== undefined));
    const next = open.map((job) => told.get(keyOf(job))).filter((one) => one !== undefined && isOpen(one.state));
    return next.length === 0 ? undefined : Math.min(...next.map((one) => one?.next ?? 0));
  }

  async function run(): Promise<void> {
    cancel();
    if (running) {
      again = true;
      return;
    }
    running = true;
    let pause = anew;
    try {
      do {
        again = false;
        const next = await round();
        pause = next === undefined ? anew : Math.max(between.least, next - clock.now());
      } while (again && !stopped);
    } catch (error) {
      // A printer that cannot be asked is asked again; what keeps the store from answering is told by others.
      if (!stopped && error instanceof Fault && !error.key.startsWith("store.")) around.needs(error);
      pause = 5_000;
    }
    running = false;
    if (!stopped) cancel = clock.after(Math.min(anew, pause), () => void run());
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
