import { isAbsolute } from "node:path";
import { type Clock, systemClock } from "../../clock.ts";
import { Fault } from "../../contract/index.ts";
import { boundsFaults, choiceFault, serverFaults } from "../check-settings.ts";
import { bounceFolder } from "./bounce-folder.ts";
import { bounceMailbox } from "./bounce-mailbox.ts";
import type { OnReport, Place } from "./look.ts";
import { type ReportSettings, reportBounds } from "./settings.ts";

/** Seconds for which nobody logs in after a refused password, so that the account is not locked. */
const loginPause = 60;

/** A place that is looked at again and again. */
export interface Reports {
  /** Looks now. @throws Fault where the place cannot be read, or a report could not be told */
  look(): Promise<void>;
  /** Ends it: what is being told may end, nothing new is begun. */
  close(): Promise<void>;
}

/** Everything that is wrong with where reports are read. */
export function checkReportSettings(settings: ReportSettings, password = ""): Fault[] {
  const faults: Fault[] = [];
  const { way, folder, user, mailbox, afterwards } = settings;
  if (!["none", "folder", "imap"].includes(way)) return [choiceFault("bounces", "none, folder, imap")];
  if (way !== "none" && afterwards !== "keep" && afterwards !== "delete")
    faults.push(choiceFault("bouncesAfterwards", "keep, delete"));
  if (way === "folder" && !isAbsolute(folder)) faults.push(new Fault("mail.report-path"));
  if (way !== "none") faults.push(...boundsFaults(settings, reportBounds));
  if (way === "imap") {
    faults.push(...serverFaults(settings));
    if (user === "" || /\p{Cc}/u.test(user)) faults.push(new Fault("mail.report-user"));
    if (password === "") faults.push(new Fault("mail.report-password"));
    if (mailbox === "" || /\p{Cc}/u.test(mailbox)) faults.push(new Fault("mail.report-mailbox-name"));
  }
  return faults;
}

/**
 * Reads what comes back about mails, at once and then every `every` seconds. Each report is told once: it is put away
 * after the callback's promise is fulfilled, and only when the process dies between the two is it told again, with the
 * same id.
 * @param problem called with what goes wrong, once until it goes well again
 * @throws Fault where the settings do not do
 */
export function openReports(
  settings: ReportSettings,
  password: string,
  onReport: OnReport,
  problem: (fault: Fault) => void,
  clock: Clock = systemClock,
): Reports {
  const [fault] = checkReportSettings(settings, password);
  if (fault !== undefined) throw fault;
  const closing = new AbortController();
  const place: Place | undefined =
    settings.way === "none"
      ? undefined
      : settings.way === "folder"
        ? bounceFolder(settings)
        : bounceMailbox(settings, password);
  let looking: Promise<void> | undefined;
  let cancel = () => {};
  let told: string | undefined;

  /** One look at a time: whoever asks meanwhile waits for the one that goes on. */
  function look(): Promise<void> {
    if (place === undefined || closing.signal.aborted) return Promise.resolve();
    looking ??= place.look(onReport, closing.signal).finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function round(): Promise<void> {
    let wait: number = settings.every;
    try {
      await look();
      told = undefined;
    } catch (error) {
      const reason = error instanceof Fault ? error : new Fault("mail.report-untold", {}, { cause: error });
      if (reason.message !== told && !closing.signal.aborted) problem(reason);
      told = reason.message;
      if (reason.key === "mail.report-login") wait = Math.max(wait, loginPause);
    }
    if (!closing.signal.aborted) cancel = clock.after(wait * 1000, () => void round());
  }

  if (place !== undefined) cancel = clock.after(0, () => void round());
  return {
    look,
    async close() {
      closing.abort();
      cancel();
      await looking?.catch(() => {});
    },
  };
}
