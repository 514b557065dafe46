import type { Clock } from "../../clock.ts";
import { MailFault } from "../mail-fault.ts";
import type { MailSettings } from "../settings.ts";
import { openSession, type Session, type TimeLimits } from "./session.ts";

/** A connection that carried this many mails is left: servers limit it too, and load spreads anew. */
const mostMails = 100;
/** Milliseconds without a mail after which a connection is left. */
const idleTime = 30_000;
/** Milliseconds for which nobody logs in after a refused password, so that the account is not locked. */
const loginPause = 60_000;

/** The connections of an account that are kept between mails. */
export class Connections {
  readonly #open: () => Promise<Session>;
  readonly #clock: Clock;
  readonly #idle: { session: Session; leave: () => void }[] = [];
  readonly #all = new Set<Session>();
  readonly #parting = new Set<Promise<void>>();
  #refused: { fault: MailFault; until: number } | undefined;
  #keeping = true;

  /** @param signal breaks off what is under way */
  constructor(settings: MailSettings, password: string, limits: TimeLimits, clock: Clock, signal: AbortSignal) {
    this.#open = () => openSession(settings, password, limits, signal);
    this.#clock = clock;
  }

  /** A new one. @throws MailFault, at once where a login was refused a moment ago */
  async fresh(): Promise<Session> {
    const left = (this.#refused?.until ?? 0) - this.#clock.now();
    if (this.#refused !== undefined && left > 0) {
      const { key, data, code } = this.#refused.fault;
      throw new MailFault(key, data, { certainly: true, again: true, after: left, ...(code && { code }) });
    }
    try {
      const session = await this.#open();
      this.#all.add(session);
      return session;
    } catch (error) {
      if (error instanceof MailFault && error.key === "mail.login")
        this.#refused = { fault: error, until: this.#clock.now() + loginPause };
      throw error;
    }
  }

  /** One that waits for work, or none. */
  kept(): Session | undefined {
    for (let one = this.#idle.pop(); one !== undefined; one = this.#idle.pop()) {
      one.leave();
      if (one.session.usable) return one.session;
      this.#all.delete(one.session);
    }
    return undefined;
  }

  /** For the next mail, as far as it is good for one. */
  giveBack(session: Session): void {
    if (!session.usable || !this.#keeping || session.mails >= mostMails) {
      this.#part(session);
      return;
    }
    const leave = this.#clock.after(idleTime, () => {
      const at = this.#idle.findIndex((one) => one.session === session);
      if (at !== -1) this.#idle.splice(at, 1);
      this.#part(session);
    });
    this.#idle.push({ session, leave });
  }

  /** Tries to connect and to log in, whatever was refused before. @throws MailFault */
  async trial(): Promise<void> {
    const session = await this.#open();
    this.#refused = undefined;
    await session.quit();
  }

  /** From now on none is kept. */
  keepNone(): void {
    this.#keeping = false;
    for (const { session, leave } of this.#idle.splice(0)) {
      leave();
      this.#part(session);
    }
  }

  /** All have taken leave, and what is left is broken off. */
  async end(): Promise<void> {
    while (this.#parting.size > 0) await Promise.allSettled(this.#parting);
    for (const session of this.#all) session.close();
  }

  #part(session: Session): void {
    this.#all.delete(session);
    const parting = session.quit();
    this.#parting.add(parting);
    const gone = () => this.#parting.delete(parting);
    parting.then(gone, gone);
  }
}
