import type { Clock } from "../../clock.ts";
import type { Account } from "../account.ts";
import { type ComposedMail, composeMail } from "../compose.ts";
import type { MailCarrier } from "../mail.ts";
import { MailFault, notNow } from "../mail-fault.ts";
import type { MailSettings } from "../settings.ts";
import { Connections } from "./connections.ts";
import { waitForPlace } from "./row.ts";
import type { Session, TimeLimits } from "./session.ts";
import { wordsOf } from "./verdict.ts";

export const usualLimits: TimeLimits = { connect: 60_000, envelope: 300_000, data: 600_000, close: 7_000 };

/** A mail server: connections that are kept, a pace that is held, and for each mail the truth about its end. */
export function smtpCarrier(
  settings: MailSettings,
  password: string,
  account: Account,
  clock: Clock,
  limits: TimeLimits = usualLimits,
): MailCarrier {
  const { host } = settings;
  /** Nothing new is begun. */
  const closing = new AbortController();
  /** What is under way is broken off. */
  const breaking = new AbortController();
  const connections = new Connections(settings, password, limits, clock, breaking.signal);
  const waiting: ((open: boolean) => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let free = settings.connections;

  async function takeTurn(): Promise<void> {
    if (closing.signal.aborted) throw notNow("mail.closed", host);
    if (free > 0) free -= 1;
    else if (!(await new Promise<boolean>((resolve) => waiting.push(resolve)))) throw notNow("mail.closed", host);
  }

  function endTurn(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next(true);
  }

  /** Is waited for by `close`. */
  function counted<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    const end = () => running.delete(work);
    work.then(end, end);
    return work;
  }

  async function over(session: Session, mail: ComposedMail, id: string): Promise<string> {
    try {
      await waitForPlace(settings, clock, closing.signal);
      return await session.send(mail, id);
    } finally {
      connections.giveBack(session);
    }
  }

  async function carry(mail: ComposedMail, id: string): Promise<string> {
    await takeTurn();
    try {
      const kept = connections.kept();
      if (kept !== undefined)
        try {
          return await over(kept, mail, id);
        } catch (error) {
          // A kept connection may have been left by the server meanwhile: that is no word about the mail.
          const stale = error instanceof MailFault && error.key === "mail.cut-off" && !closing.signal.aborted;
          if (!stale) throw error;
        }
      return await over(await connections.fresh(), mail, id);
    } finally {
      endTurn();
    }
  }

  return {
    async submit(mail) {
      const composed = await composeMail(mail, account);
      const answer = await counted(carry(composed, mail.id));
      return { reference: composed.messageId, answer: `${answer.slice(0, 3)} ${wordsOf(answer, composed.to)}` };
    },
    async verify() {
      if (closing.signal.aborted) throw notNow("mail.closed", host);
      await counted(connections.trial());
    },
    async close() {
      closing.abort();
      for (const stop of waiting.splice(0)) stop(false);
      connections.keepNone();
      const timer = setTimeout(() => breaking.abort(), limits.close);
      while (running.size > 0) await Promise.allSettled(running);
      await connections.end();
      clearTimeout(timer);
    },
  };
}
