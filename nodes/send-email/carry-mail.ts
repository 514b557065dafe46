import { Fault } from "../../src/contract/index.ts";
import type { Performer, SendOutcome } from "../../src/journey/index.ts";
import { type Mail, type MailCarrier, MailFault, type MailTaken } from "../../src/mail/index.ts";
import type { Store, Task } from "../../src/store/index.ts";

const sent = ({ reference }: MailTaken, to?: string): SendOutcome => ({
  state: "sent",
  reference,
  ...(to !== undefined && { to }),
});

/** Four hours on the average, so that a mail survives a server that is away for a while, or a wrong password at night. */
const tries = 40;

/**
 * The duties of a sender of mails. A folder can be asked what became of a mail; of a mail server nobody can tell whether it
 * had taken a mail before the connection or we died, so that a person settles it and it is never sent again by itself.
 *
 * @param carrierOf the way of a task: tests may have another, of the same kind
 */
export function mailPerformer(
  carrierOf: (task: Task) => MailCarrier,
  {
    store,
    mailOf,
    canTell,
    atOnce,
  }: {
    store(): Promise<Store>;
    mailOf(task: Task): Promise<Mail>;
    canTell: boolean;
    atOnce?: number;
  },
): Performer {
  /** An address that does not exist gets nothing more, from no campaign of the store. */
  async function bury(task: Task, { to }: Mail): Promise<void> {
    if (task.journey.test) return;
    const who = { kind: "email", email: to.address } as const;
    const why = { reason: "bounced", source: "mail server", at: Date.now() };
    await (await store()).suppress([{ who, channel: "email", purpose: "*", ...why }]);
  }

  return {
    channel: "email",
    recovery: canTell ? "lookup" : "park",
    tries,
    ...(atOnce !== undefined && { atOnce }),
    async perform(task) {
      let mail: Mail;
      try {
        mail = await mailOf(task);
      } catch (error) {
        // A store that is away for a moment says nothing of the mail.
        if (error instanceof Fault && error.key.startsWith("store."))
          return { state: "not-sent", reason: error, again: true };
        throw error;
      }
      try {
        // The person may have another address by the time it comes back.
        return sent(await carrierOf(task).submit(mail), mail.to.address);
      } catch (error) {
        if (!(error instanceof MailFault)) throw error;
        if (!error.certainly) return { state: "unknown", reason: error };
        try {
          if (error.dead) await bury(task, mail);
        } catch (failed) {
          // It was not sent, for certain; the next try is told the same, and the list is there then.
          if (failed instanceof Fault) return { state: "not-sent", reason: failed, again: true };
          throw failed;
        }
        // A deploy has closed the account, and its successor is there in a moment.
        const { again, after = error.key === "mail.closed" ? 0 : undefined } = error;
        return { state: "not-sent", reason: error, again, ...(after !== undefined && { after }) };
      }
    },
    ...(canTell && {
      async lookup(task: Task) {
        const found = await carrierOf(task).lookup?.(task.id);
        return found === undefined ? { state: "never-seen" as const } : sent(found);
      },
      async settled(task: Task) {
        await carrierOf(task).settle?.(task.id);
      },
    }),
  };
}
