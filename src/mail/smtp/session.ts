import type { Socket } from "node:net";
import type SMTPConnection from "nodemailer/lib/smtp-connection";
import { domainOf } from "../address.ts";
import type { ComposedMail } from "../compose.ts";
import { MailFault, unfitMail } from "../mail-fault.ts";
import { tlsOptions } from "../reach.ts";
import type { MailSettings } from "../settings.ts";
import { dial, noConnection } from "./dial.ts";
import { Exchanges, reasonOf, type SmtpError } from "./exchange.ts";
import { handing } from "./handing.ts";
import { verdictOf } from "./verdict.ts";

/** Milliseconds. */
export interface TimeLimits {
  /** To connect, and again until the server has greeted, speaks TLS and knows us. */
  connect: number;
  /** From MAIL until the server wants the mail. */
  envelope: number;
  /** From then on until it has answered; RFC 5321 §4.5.3.2.6 asks for ten minutes. */
  data: number;
  /** That what is under way has to end when the account is closed. */
  close: number;
}

/** A connection to the server that mails go over one after the other. */
export interface Session {
  readonly usable: boolean;
  /** How many mails it was given. */
  readonly mails: number;
  /** @returns the server's answer @throws MailFault */
  send(mail: ComposedMail, id: string): Promise<string>;
  /** Takes leave; ends in a second at most. */
  quit(): Promise<void>;
  /** Breaks it off. What is under way ends with a MailFault. */
  close(): void;
}

function options(settings: MailSettings, socket: Socket, limits: TimeLimits): SMTPConnection.Options {
  const { host, port, security, clientName } = settings;
  return {
    ...{ host, port, connection: socket, tls: tlsOptions(settings) },
    // Exactly one of them: never without TLS where it was asked for, whatever the server says.
    secure: security === "tls",
    secured: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(clientName === "" ? {} : { name: domainOf(clientName) ?? clientName }),
    ...{ greetingTimeout: limits.connect, connectionTimeout: limits.connect, socketTimeout: limits.data },
    socketCloseTimeout: 500,
    maxResponseSize: 64 * 1024,
  };
}

/**
 * Connects, and logs in where the settings name a user.
 * @throws MailFault
 */
export async function openSession(
  settings: MailSettings,
  password: string,
  limits: TimeLimits,
  signal: AbortSignal,
): Promise<Session> {
  const { default: Connection } = await import("nodemailer/lib/smtp-connection");
  const { host, user } = settings;
  const socket = await dial(settings, limits.connect, signal);
  const connection = new Connection(options(settings, socket, limits));
  const exchanges = new Exchanges(signal, () => connection.close());
  let usable = true;
  let mails = 0;
  connection.on("error", (error: SmtpError) => {
    usable = false;
    exchanges.fail(error);
  });
  connection.on("end", () => {
    usable = false;
    const end = exchanges.fail;
    // The reply that ended it, such as a 421, is told right after this.
    setImmediate(() => end(Object.assign(new Error("ended"), { command: "CONN" })));
  });
  const close = () => {
    usable = false;
    connection.close();
    socket.destroy();
  };

  try {
    await exchanges.run<void>(limits.connect, (done) => connection.connect(done));
  } catch (error) {
    close();
    throw setUpFault(error as SmtpError, settings);
  }
  // Of EHLO: what the server can do is in its last answer, and only there.
  const abilities = String(connection.lastServerResponse);
  const can = (what: string) => new RegExp(`^\\d{3}[ -]${what}\\b`, "im").test(abilities);
  if (user !== "")
    try {
      // Without AUTH in its answer the library would send the mail without a word of who we are.
      if (!connection.allowsAuth) throw new MailFault("mail.no-login", { host }, { certainly: true, again: true });
      await exchanges.run(limits.connect, (done) => connection.login({ user, pass: password }, done));
    } catch (error) {
      close();
      throw error instanceof MailFault ? error : verdictIn(error as SmtpError, host);
    }

  /** After a refusal the connection is as new (RFC 5321 §4.1.1.5). */
  async function reset(): Promise<void> {
    await exchanges.run(limits.envelope, (done) => connection.reset(done)).catch(close);
  }

  return {
    get usable() {
      return usable;
    },
    get mails() {
      return mails;
    },
    async send(mail, id) {
      if (mail.international && !can("SMTPUTF8")) throw unfitMail("mail.international", { host });
      mails += 1;
      const { stream, done: handedOver, whole } = handing(mail.bytes, () => exchanges.extend(limits.data));
      const envelope: SMTPConnection.Envelope = {
        ...{ from: mail.from, to: [mail.to], size: mail.bytes.length, use8BitMime: mail.international },
        dsn: { id, return: "headers", notify: ["failure"] },
      };
      try {
        const { response } = await exchanges.run<SMTPConnection.SentMessageInfo>(limits.envelope, (done) =>
          connection.send(envelope, stream, done),
        );
        if (handedOver() && whole()) return response;
        // It spoke of a mail that it did not have yet.
        stream.destroy();
        close();
        throw verdictIn({} as SmtpError, host, true);
      } catch (error) {
        if (error instanceof MailFault) throw error;
        const clean = whole();
        stream.destroy();
        const { code, response } = error as SmtpError;
        if (code === "EMESSAGE" && response === undefined) throw tooLarge(host, mail);
        const verdict = verdictIn(error as SmtpError, host, handedOver(), mail.to);
        if (usable && clean && verdict.code !== undefined && verdict.code !== 421) await reset();
        else close();
        throw verdict;
      }
    },
    async quit() {
      if (usable) {
        usable = false;
        const gone = new Promise((resolve) => socket.once("close", resolve));
        connection.quit();
        const timer = setTimeout(() => socket.destroy(), 1_000);
        if (!socket.destroyed) await gone;
        clearTimeout(timer);
      }
      close();
    },
    close,
  };
}

function verdictIn(error: SmtpError, host: string, handedOver = false, to = ""): MailFault {
  const { command = "CONN", response } = error;
  return verdictOf({ command, response, handedOver, reason: reasonOf(error) }, host, to);
}

/** What the library says of a mail that is larger than the server's SIZE. */
function tooLarge(host: string, { bytes }: ComposedMail): MailFault {
  return unfitMail("mail.too-large", { host, code: 552, status: "5.3.4", words: `${bytes.length} bytes` });
}

/** Why a server that we are connected to could not be spoken with. */
function setUpFault(error: SmtpError, { host, security }: MailSettings): MailFault {
  const { command, message, response } = error;
  // What TLS found wrong is kept under another name when the handshake came later.
  if (response === undefined) return noConnection(host, Object.assign(error, { code: reasonOf(error) }));
  if (security === "starttls" && (command === "STARTTLS" || message.includes("STARTTLS")))
    return new MailFault("mail.no-starttls", { host }, { certainly: true, again: true });
  return verdictIn(error, host);
}
