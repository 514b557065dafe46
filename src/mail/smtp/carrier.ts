import type { Clock } from "../../clock.ts";
import { takePlace } from "../../pace.ts";
import type { Account } from "../account.ts";
import { type ComposedMail, composeMail } from "../compose.ts";
import type { MailCarrier } from "../mail.ts";
import { MailFault } from "../mail-fault.ts";
import type { MailSettings } from "../settings.ts";
import { openSession, type Session, type TimeLimits } from "./session.ts";

export const usualLimits: TimeLimits = { connect: 60_000, envelope: 300_000, data: 600_000, close: 7_000 };

/** A connection that carried this many mails is left: servers limit it too, and load spreads anew. */
const mostMails = 100;
/** Milliseconds without a mail after which a connection is left. */
const idleTime = 30_000;
/** Milliseconds that a mail waits for its turn at most. */
const patience = 60_000;
/** Milliseconds that a place in the row is kept for a mail that comes late. */
const leeway = 100;
/** Milliseconds for which nobody logs in after a refused password, so that the account is not locked. */
const loginPause = 60_000;

/** A mail server: connections that are kept, a pace that is held, and for each mail the truth about its end. */
export function smtpCarrier(
  settings: MailSettings,
  password: string,
  account: Account,
  clock: Clock,
  limits: TimeLimits = usualLimits,
): MailCarrier {
  const { host, port, user, connections, rate } = settings;
  const closing = new AbortController();
  const idle: { session: Session; leave: () => void }[] = [];
  const sessions = new Set<Session>();
  const waiting: ((open: boolean) => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let free = connections;
  let closed = false;
  let refused: { fault: MailFault; until: number } | undefined;

  const notNow = (key: string, after?: number) =>
    new MailFault(key, { host }, { certainly: true, again: true, ...(after === undefined ? {} : { after }) });

  async function takeTurn(): Promise<void> {
    if (closed) throw notNow("mail.closed");
    if (free > 0) free -= 1;
    else if (!(await new Promise<boolean>((resolve) => waiting.push(resolve)))) throw notNow("mail.closed");
  }

  function endTurn(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next(true);
  }

  async function newSession(): Promise<Session> {
    const left = (refused?.until ?? 0) - clock.now();
    if (refused !== undefined && left > 0) {
      const { key, data, code } = refused.fault;
      throw new MailFault(key, data, { certainly: true, again: true, after: left, ...(code && { code }) });
    }
    try {
      const session = await openSession(settings, password, limits, closing.signal);
      sessions.add(session);
      return session;
    } catch (error) {
      if (error instanceof MailFault && error.key === "mail.login")
        refused = { fault: error, until: clock.now() + loginPause };
      throw error;
    }
  }

  /** One that waits for work, or none. */
  function takeIdle(): Session | undefined {
    for (let one = idle.pop(); one !== undefined; one = idle.pop()) {
      one.leave();
      if (one.session.usable) return one.session;
      sessions.delete(one.session);
    }
    return undefined;
  }

  function giveBack(session: Session): void {
    if (session.usable && !closed && session.mails < mostMails) {
      const leave = clock.after(idleTime, () => {
        const at = idle.findIndex((one) => one.session === session);
        if (at !== -1) idle.splice(at, 1);
        part(session);
      });
      idle.push({ session, leave });
    } else part(session);
  }

  function part(session: Session): void {
    sessions.delete(session);
    keep(session.quit());
  }

  function keep<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    const end = () => running.delete(work);
    work.then(end, end);
    return work;
  }

  /** Waits, or ends early when the carrier is closed. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        stop();
        closing.signal.removeEventListener("abort", done);
        resolve();
      };
      const stop = clock.after(ms, done);
      closing.signal.addEventListener("abort", done, { once: true });
    });
  }

  /**
   * Its place in the row, so that no more than the rate leave in any second, whatever the connections do. Whoever comes
   * too late for it, since the process was held up, takes another one: many such places at once would be a flood.
   */
  async function waitForPlace(): Promise<void> {
    if (rate === 0) return;
    const slack = Math.max(leeway, 1_000 / rate);
    for (let late = Number.POSITIVE_INFINITY; late > slack; ) {
      if (closing.signal.aborted) throw notNow("mail.closed");
      const asked = clock.now();
      const wait = takePlace(`mail:${host}:${port}:${user}`, rate, asked, patience);
      if (wait === undefined) throw notNow("mail.pace", patience);
      if (wait > 0) await pause(wait);
      late = clock.now() - (asked + wait);
    }
    if (closing.signal.aborted) throw notNow("mail.closed");
  }

  async function over(session: Session, mail: ComposedMail, id: string): Promise<string> {
    try {
      return await session.send(mail, id);
    } finally {
      giveBack(session);
    }
  }

  async function carry(mail: ComposedMail, id: string): Promise<string> {
    await takeTurn();
    try {
      const kept = takeIdle();
      const session = kept ?? (await newSession());
      try {
        await waitForPlace();
      } catch (error) {
        giveBack(session);
        throw error;
      }
      try {
        return await over(session, mail, id);
      } catch (error) {
        // A kept connection may have been left by the server meanwhile: that is no word about the mail.
        const stale = kept !== undefined && error instanceof MailFault && error.key === "mail.cut-off" && !closed;
        if (!stale) throw error;
        return await over(await newSession(), mail, id);
      }
    } finally {
      endTurn();
    }
  }

  return {
    async submit(mail) {
      const composed = await composeMail(mail, account);
      const answer = await keep(carry(composed, mail.id));
      return { reference: composed.messageId, answer: answer.slice(0, 200) };
    },
    async verify() {
      if (closed) throw notNow("mail.closed");
      const session = await keep(openSession(settings, password, limits, closing.signal));
      refused = undefined;
      await keep(session.quit());
    },
    async close() {
      if (closed) return;
      closed = true;
      for (const stop of waiting.splice(0)) stop(false);
      for (const { session, leave } of idle.splice(0)) {
        leave();
        part(session);
      }
      const timer = setTimeout(() => closing.abort(), limits.close);
      // What is left behind after that was broken off, and has said so.
      while (running.size > 0) await Promise.allSettled(running);
      clearTimeout(timer);
      for (const session of sessions) session.close();
    },
  };
}
