import { type Clock, systemClock } from "../../src/clock.ts";
import type { CallsTold } from "../shared/webhook-desk.ts";

/** From a call to the word of it: what comes together is told together. In milliseconds, as all that follows. */
const gathering = 50;
/** Between two words to the editors. */
const pause = 500;
/** A word that nobody has answered for so long reached nobody who looks. */
const patience = 10_000;

/**
 * Tells the editors that calls have come in, as long as somebody looks at them. Who looks, nobody says: whoever has asked for
 * calls is told of the next, and asks again. Where nobody does, no more is told, until somebody asks.
 */
export class CallTeller {
  /** Webhooks whose calls were asked for; since when a word of them has been without an answer. */
  private readonly looked = new Map<string, { unanswered?: number }>();
  private readonly news = new Set<string>();
  private next = 0;
  private cancel: (() => void) | undefined;
  private readonly publish: (told: CallsTold) => void;
  private readonly clock: Clock;

  constructor(publish: (told: CallsTold) => void, clock = systemClock) {
    this.publish = publish;
    this.clock = clock;
  }

  /** Somebody looks at the calls of a webhook. To be said before they are read, so that no call comes in between. */
  asked(webhook: string): void {
    this.looked.set(webhook, {});
  }

  /** A call has come in. */
  heard(webhook: string): void {
    const look = this.looked.get(webhook);
    if (look === undefined) return;
    const now = this.clock.now();
    if (look.unanswered !== undefined && now - look.unanswered > patience) {
      this.looked.delete(webhook);
      return;
    }
    this.news.add(webhook);
    this.cancel ??= this.clock.after(Math.max(gathering, this.next - now), () => this.tell());
  }

  /** Nothing is left to be told later: flows stop, or are deployed anew. */
  rest(): void {
    if (this.cancel !== undefined) this.tell();
  }

  /** A webhook was deleted. */
  forget(webhook: string): void {
    this.looked.delete(webhook);
    this.news.delete(webhook);
  }

  private tell(): void {
    this.cancel?.();
    this.cancel = undefined;
    const now = this.clock.now();
    this.next = now + pause;
    const webhooks = [...this.news];
    this.news.clear();
    for (const webhook of webhooks) {
      const look = this.looked.get(webhook);
      if (look !== undefined) look.unanswered ??= now;
    }
    if (webhooks.length > 0) this.publish({ webhooks });
  }
}
