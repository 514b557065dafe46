import { Fault } from "../../src/contract/index.ts";
import { checkReportSettings, type MailReport, openReports, type ReportSettings } from "../../src/mail/index.ts";
import type { ReportListener } from "../shared/accounts.ts";
import type { MailAccountConfig, MailAccountCredentials } from "./config.ts";

const said = (value: unknown) => String(value ?? "").trim();

/** Where an account reads what came back, as the library takes it. */
export function reportSettingsOf(config: MailAccountConfig, inFolder: (path: string) => string): ReportSettings {
  const folder = said(config.bounceFolder);
  const every = said(config.bouncesEvery);
  return {
    way: config.bounces,
    // No path at all is told as one that is missing.
    folder: folder === "" ? "" : inFolder(folder),
    host: said(config.imapHost),
    port: Number(config.imapPort),
    security: config.imapSecurity,
    inside: config.inside,
    authority: said(config.authority),
    user: said(config.imapUser),
    mailbox: said(config.imapMailbox),
    afterwards: config.bouncesAfterwards,
    every: every === "" ? 120 : Number(every),
  };
}

/** Everything that is wrong with where an account reads what came back. */
export function bounceFaults(settings: ReportSettings, { imapPassword = "" }: MailAccountCredentials): Fault[] {
  return checkReportSettings(settings, imapPassword);
}

/**
 * Whoever sent the mail keeps the report; one that nobody knows is of another program, or of somebody who was erased.
 * @throws what kept a listener from answering, where no other knows the mail: it may be that one's
 */
async function tell(listeners: ReadonlySet<ReportListener>, report: MailReport): Promise<void> {
  const failures: unknown[] = [];
  // Whoever goes away meanwhile stands in nobody's way.
  for (const listener of [...listeners])
    try {
      if (await listener(report)) return;
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}

/** Reads what comes back as long as the account runs; the answer ends it. */
export function readBounces(
  settings: ReportSettings,
  { imapPassword = "" }: MailAccountCredentials,
  listeners: ReadonlySet<ReportListener>,
  problem: (fault: Fault) => void,
): () => Promise<void> {
  const reports = openReports(settings, imapPassword, (report) => tell(listeners, report), problem);
  return () => reports.close();
}

/** Looks once whether the place can be read, and leaves all that lies there. @throws Fault */
export async function tryBounces(
  settings: ReportSettings,
  { imapPassword = "" }: MailAccountCredentials,
): Promise<void> {
  const refuse = () => Promise.reject(new Error("only looked"));
  const reports = openReports(settings, imapPassword, refuse, () => {});
  try {
    await reports.look();
  } catch (error) {
    // Something lies there, and was left: that is how it should be.
    if (!(error instanceof Fault && error.key === "mail.report-untold")) throw error;
  } finally {
    await reports.close();
  }
}
