import { connect as connectTls, type TLSSocket } from "node:tls";
import type { ImapFlow } from "imapflow";
import { Fault } from "../../contract/index.ts";
import { systemCode } from "../../durable-file.ts";
import { reach, tlsOptions } from "../reach.ts";
import { noConnection } from "../smtp/dial.ts";
import { mostAtOnce, type Place, Telling } from "./look.ts";
import { longestReport, readReport } from "./read-report.ts";
import type { ReportSettings } from "./settings.ts";

async function clientFor(settings: ReportSettings, password: string): Promise<ImapFlow> {
  const { ImapFlow } = await import("imapflow");
  const { host, port, security, user } = settings;
  return new ImapFlow({
    ...{ host, port, secure: security === "tls", doSTARTTLS: security === "starttls" },
    auth: { user, pass: password },
    tls: tlsOptions(settings),
    transport: {
      connect: (_, connected) => reach(settings, connected),
      upgrade: (socket, _, secured) =>
        connectTls({ ...tlsOptions(settings), host, socket: socket as TLSSocket }, secured),
    },
    // Lines of its log hold addresses.
    logger: false,
    disableAutoIdle: true,
    ...{ connectionTimeout: 30_000, greetingTimeout: 15_000, socketTimeout: 60_000 },
    // A server that is not well-disposed costs no more than this.
    ...{ maxLiteralSize: 2 * longestReport, maxLineLength: 4 * longestReport, maxResponseSize: 8 * longestReport },
  });
}

/**
 * A mailbox that is looked into by IMAP, over a connection for each look. Reports are marked as seen, or deleted; what is
 * none is left as it is.
 */
export function bounceMailbox(settings: ReportSettings, password: string): Place {
  const { host, mailbox, afterwards } = settings;
  /** UIDs that are no reports, as long as the mailbox numbers its mails that way (RFC 9051 §2.3.1.1). */
  let others = new Set<number>();
  let numbering: bigint | undefined;

  async function readAll(client: ImapFlow, telling: Telling, signal: AbortSignal): Promise<void> {
    const open = await client.mailboxOpen(mailbox);
    const found = await client.search({ seen: false, deleted: false }, { uid: true });
    const unseen = Array.isArray(found) ? found : [];
    others = new Set(numbering === open.uidValidity ? unseen.filter((uid) => others.has(uid)) : []);
    numbering = open.uidValidity;
    for (const uid of unseen.filter((one) => !others.has(one)).slice(0, mostAtOnce)) {
      if (signal.aborted) return;
      const part = { start: 0, maxLength: longestReport };
      const mail = await client.fetchOne(String(uid), { uid: true, source: part }, { uid: true });
      const source = mail === false ? undefined : mail.source;
      const report = source === undefined ? undefined : await readReport(source);
      if (report === undefined) others.add(uid);
      else if (await telling.tell(report)) {
        if (afterwards === "delete") await client.messageDelete(String(uid), { uid: true });
        else await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
      }
    }
  }

  return {
    async look(onReport, signal) {
      const telling = new Telling(onReport);
      const client = await clientFor(settings, password);
      // Without a listener an error would end the process; what went wrong is thrown as well.
      client.on("error", () => {});
      const stop = () => client.close();
      signal.addEventListener("abort", stop, { once: true });
      try {
        // Closed while the library was loaded.
        if (signal.aborted) return;
        await client.connect();
        await readAll(client, telling, signal);
        await client.logout();
      } catch (error) {
        if (!signal.aborted) throw error instanceof Fault ? error : faultOf(host, mailbox, error);
      } finally {
        signal.removeEventListener("abort", stop);
        client.close();
      }
      telling.end();
    },
  };
}

function faultOf(host: string, mailbox: string, error: unknown): Fault {
  const { authenticationFailed, mailboxMissing, tlsFailed } = error as Partial<Record<string, boolean>>;
  if (authenticationFailed) return new Fault("mail.report-login", { host });
  if (mailboxMissing) return new Fault("mail.report-mailbox", { host, mailbox });
  if (tlsFailed && systemCode(error) === undefined) return new Fault("mail.no-starttls", { host });
  return noConnection(host, error);
}
