import { onceFolder, whyNotLaid } from "../once-folder.ts";
import type { SmsCarrier, TextMessage } from "../sms/index.ts";
import { measureSms } from "../sms/index.ts";
import { SmsFault, unfit } from "./sms-fault.ts";
import { withStop } from "./stop.ts";

/** What was begun is finished under the same id, so that another try does no harm. */
function notTaken(error: unknown, path: string): unknown {
  const why = whyNotLaid(error);
  if (why === undefined) return error;
  const { what, code, certainly, again } = why;
  return new SmsFault(`sms.folder-${what}`, { path, code }, { certainly, again });
}

/** Ids come from the store; what is none must not become a path. */
function fileOf(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) throw unfit("sms.id");
  return `${id}.json`;
}

/** What the outbox adds to messages, as an account would. */
export interface OutboxLook {
  sender: string;
  /** Added to marketing messages; may be empty. */
  stop: string;
}

/**
 * A folder of text messages, one JSON file each, for tests and for software that takes them from there. A file appears
 * once for an id, whatever crashes, and is found again by `lookup` until `settle`.
 * @param step called after each step, so that tests can fail there
 */
export function smsOutbox(
  path: string,
  { sender, stop }: OutboxLook = { sender: "", stop: "" },
  step?: (name: string) => void,
): SmsCarrier {
  const folder = onceFolder(path, step);
  const told = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    try {
      return await run();
    } catch (error) {
      throw notTaken(error, path);
    }
  };
  const measure = (message: Pick<TextMessage, "text" | "purpose">) => measureSms(withStop(message, stop));
  return {
    submit: (message) =>
      told(async () => {
        const { id, to, purpose, language, at, test } = message;
        const { encoding, segments } = measure(message);
        const written = {
          ...{ version: 1, id, to, ...(sender !== "" && { sender }), text: withStop(message, stop) },
          ...{ purpose, language, at: new Date(at).toISOString(), test, encoding, segments },
        };
        const reference = await folder.lay(id, fileOf(id), `${JSON.stringify(written, null, 2)}\n`);
        return { reference, segments };
      }),
    lookup: (id) =>
      told(async () => {
        const reference = await folder.find(fileOf(id).slice(0, -5));
        return reference === undefined ? undefined : { reference };
      }),
    settle: (id) => told(() => folder.settle(fileOf(id).slice(0, -5))),
    measure,
    verify: () =>
      told(async () => {
        await folder.tryOut();
        return { key: "sms.verified-folder", data: { path } };
      }),
    close: () => folder.idle(),
  };
}
