import { Fault } from "../../../src/contract/index.ts";
import type { Played } from "./play.ts";

/** Plays at the same time. */
const most = { user: 1, all: 5 };
/** Plays that are over and can be looked at. */
const mostKept = 20;
/** Milliseconds for which a play that is over can be looked at. */
const keptFor = 10 * 60_000;

/** The plays of this Node-RED: those that run, and those that are over and can be looked at for a while. */
export interface PlaysAtOnce {
  /**
   * Begins a play of a user.
   * @param start told by its signal that the flow was deployed anew before the play began
   * @throws Fault `play.running`, `play.too-many`, and what `start` throws
   */
  begin(user: string, start: (redeployed: AbortSignal) => Promise<Played>): Promise<Played>;
  find(id: string): Played | undefined;
  /** The flows stop: no play goes on. */
  flowsStop(): void;
  /** Node-RED ends: nothing of any play is kept. */
  forgetAll(): void;
}

/** @param ready resolves when the flows run: a deploy that has just been made is not over yet */
export function playsAtOnce(ready: () => Promise<void>): PlaysAtOnce {
  const plays = new Map<string, Played>();
  /** Users whose play is about to begin. */
  const waiting: string[] = [];
  /** Plays that are being set up. */
  const starting = new Set<AbortController>();
  const isRunning = (played: Played) => played.answer().state === "playing";

  function forget(played: Played): void {
    plays.delete(played.id);
    // What cannot be removed now is removed when the process ends.
    played.remove().catch(() => {});
  }

  function askForRoom(user: string): void {
    const running = [...plays.values()].filter(isRunning).map((one) => one.user);
    const all = [...running, ...waiting];
    if (all.filter((one) => one === user).length >= most.user) throw new Fault("play.running");
    if (all.length >= most.all) throw new Fault("play.too-many", { most: most.all });
  }

  function keep(played: Played): void {
    plays.set(played.id, played);
    const over = [...plays.values()].filter((one) => !isRunning(one));
    for (const one of over.slice(0, Math.max(0, over.length - mostKept))) forget(one);
    const later = () => void setTimeout(() => forget(played), keptFor).unref();
    played.over.then(later, later);
  }

  return {
    async begin(user, start) {
      askForRoom(user);
      waiting.push(user);
      const deploy = new AbortController();
      try {
        await ready();
        starting.add(deploy);
        const played = await start(deploy.signal);
        keep(played);
        if (deploy.signal.aborted) void played.stop("play.redeployed");
        return played;
      } finally {
        starting.delete(deploy);
        waiting.splice(waiting.indexOf(user), 1);
      }
    },
    find: (id) => plays.get(id),
    flowsStop() {
      for (const deploy of starting) deploy.abort();
      for (const played of plays.values()) void played.stop("play.redeployed");
    },
    forgetAll() {
      for (const played of [...plays.values()]) forget(played);
    },
  };
}
