import type { Socket } from "node:net";
import { Readable } from "node:stream";
import type SMTPConnection from "nodemailer/lib/smtp-connection";
import type { ComposedMail } from "../compose.ts";
import { MailFault, unfitMail } from "../mail-fault.ts";
import { tlsOptions } from "../reach.ts";
import type { MailSettings } from "../settings.ts";
import { dial, noConnection } from "./dial.ts";
import { verdictOf } from "./verdict.ts";

/** Milliseconds. */
export interface TimeLimits {
  /** To connect, and again until the server has greeted, speaks TLS and knows us. */
  connect: number;
  /** From MAIL until the server wants the mail. */
  envelope: number;
  /** From then on until it has answered; RFC 5321 §4.5.3.2.6 asks for ten minutes. */
  data: number;
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

/** What the library tells of an error. */
interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
}

const chunk = 64 * 1024;

/** The bytes of a mail, and whether the last of them was given away. */
function handing(bytes: Buffer): { stream: Readable; done(): boolean; begun(then: () => void): void } {
  let at = 0;
  let told: () => void = () => {};
  const stream = new Readable({
    read() {
      if (at === 0) told();
      this.push(bytes.subarray(at, at + chunk));
      at += chunk;
      if (at >= bytes.length) this.push(null);
    },
  });
  return {
    stream,
    done: () => at >= bytes.length,
    begun(then) {
      told = then;
    },
  };
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
    ...(clientName === "" ? {} : { name: clientName }),
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
  let usable = true;
  let mails = 0;
  let fail: (error: SmtpError) => void = () => {};
  const broken = (error: SmtpError) => {
    usable = false;
    fail(error);
  };
  connection.on("error", broken);
  connection.on("end", () => broken(Object.assign(new Error("ended"), { command: "CONN" })));

  /** One exchange. Whatever ends it, it ends once, and within its time. */
  function exchange<T>(time: number, run: (done: (error: SmtpError | null | undefined, value?: T) => void) => void) {
    let longer: (ms: number) => void = () => {};
    const promise = new Promise<T>((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const over = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        fail = () => {};
      };
      const stop = () => late("ECLOSED");
      const late = (code: string) => {
        fail(Object.assign(new Error(code), { originalCode: code, command: "CONN" }));
        connection.close();
      };
      longer = (ms) => {
        clearTimeout(timer);
        timer = setTimeout(late, ms, "ETIMEDOUT");
      };
      fail = (error) => {
        over();
        reject(error);
      };
      longer(time);
      signal.addEventListener("abort", stop, { once: true });
      run((error, value) => {
        if (error) return fail(error);
        over();
        resolve(value as T);
      });
      if (signal.aborted) stop();
    });
    return { promise, longer: (ms: number) => longer(ms) };
  }

  const close = () => {
    usable = false;
    connection.close();
    socket.destroy();
  };

  try {
    await exchange<void>(limits.connect, (done) => connection.connect(done)).promise;
  } catch (error) {
    close();
    throw setUpFault(error as SmtpError, settings);
  }
  // Of EHLO: what the server can do is in its last answer, and only there.
  const abilities = String(connection.lastServerResponse);
  const can = (what: string) => new RegExp(`^\\d{3}[ -]${what}\\b`, "im").test(abilities);
  if (user !== "") {
    try {
      // Without AUTH in its answer the library would send the mail without a word of who we are.
      if (!connection.allowsAuth) throw new MailFault("mail.no-login", { host }, { certainly: true, again: true });
      await exchange<unknown>(limits.connect, (done) => connection.login({ user, pass: password }, done)).promise;
    } catch (error) {
      close();
      if (error instanceof MailFault) throw error;
      const { command = "AUTH", response } = error as SmtpError;
      throw verdictOf({ command, response, handedOver: false, reason: reasonOf(error as SmtpError) }, host);
    }
  }

  /** After a refusal the connection is as new (RFC 5321 §4.1.1.5). */
  async function reset(): Promise<void> {
    try {
      await exchange<unknown>(limits.envelope, (done) => connection.reset(done)).promise;
    } catch {
      close();
    }
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
      const { stream, done: handedOver, begun } = handing(mail.bytes);
      const envelope = {
        from: mail.from,
        to: [mail.to],
        size: mail.bytes.length,
        use8BitMime: mail.international,
        dsn: { id, return: "headers", notify: ["failure"] },
      };
      const going = exchange<SMTPConnection.SentMessageInfo>(limits.envelope, (done) =>
        connection.send(envelope, stream, done),
      );
      begun(() => going.longer(limits.data));
      try {
        return (await going.promise).response;
      } catch (error) {
        const { code, command = "CONN", response } = error as SmtpError;
        stream.destroy();
        if (code === "EMESSAGE" && response === undefined) throw tooLarge(host, mail);
        const verdict = verdictOf(
          { command, response, handedOver: handedOver(), reason: reasonOf(error as SmtpError) },
          host,
          mail.to,
        );
        if (usable && verdict.code !== undefined && verdict.code !== 421) await reset();
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

function reasonOf({ originalCode, code }: SmtpError): string | undefined {
  return originalCode ?? code;
}

/** What the library says of a mail that is larger than the server's SIZE. */
function tooLarge(host: string, { bytes }: ComposedMail): MailFault {
  return unfitMail("mail.too-large", { host, code: 552, status: "5.3.4", words: `${bytes.length} bytes` });
}

/** Why a server that we are connected to could not be spoken with. */
function setUpFault(error: SmtpError, settings: MailSettings): MailFault {
  const { host, security } = settings;
  const known = { certainly: true, again: true };
  const { command = "CONN", response } = error;
  if (security === "starttls" && (command === "STARTTLS" || /STARTTLS/.test(error.message)) && response !== undefined)
    return new MailFault("mail.no-starttls", { host }, known);
  if (error.code === "ETLS") return noConnection(host, Object.assign(error, { code: error.originalCode ?? "ETLS" }));
  return verdictOf({ command, response, handedOver: false, reason: reasonOf(error) }, host);
}
