import { onceFolder, whyNotLaid } from "../once-folder.ts";
import type { Account } from "./account.ts";
import { composeMail } from "./compose.ts";
import type { MailCarrier } from "./mail.ts";
import { MailFault, unfitMail } from "./mail-fault.ts";

/** Why the folder did not take it. What was begun is gone on with by a new try, and is seen by nobody until then. */
function notTaken(error: unknown, path: string): unknown {
  const why = whyNotLaid(error);
  if (why === undefined) return error;
  const { what, code, certainly, again } = why;
  return new MailFault(`mail.folder-${what}`, { path, code }, { certainly, again });
}

/** Ids come from the store; what is none must not be a path. */
function checked(id: string): string {
  if (!/^[a-z0-9]{1,64}$/.test(id)) throw unfitMail("mail.id");
  return id;
}

/**
 * A folder in which mails are laid as they would be sent, signed and whole: `<id>.eml`. A mail appears there exactly once
 * for an id, whatever crashes. Whoever takes the file away does not make it come back.
 * @param step called after each step, so that tests can fail there
 */
export function mailFolder(path: string, account: Account, step?: (name: string) => void): MailCarrier {
  const folder = onceFolder(path, step);
  const told = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    try {
      return await run();
    } catch (error) {
      throw notTaken(error, path);
    }
  };
  return {
    async submit(mail) {
      const { bytes } = await composeMail(mail, account);
      return told(async () => ({ reference: await folder.lay(checked(mail.id), `${mail.id}.eml`, bytes) }));
    },
    lookup: (id) =>
      told(async () => {
        const reference = await folder.find(checked(id));
        return reference === undefined ? undefined : { reference };
      }),
    settle: (id) => told(async () => folder.settle(checked(id))),
    verify: () => told(() => folder.tryOut()),
    close: () => folder.idle(),
  };
}
