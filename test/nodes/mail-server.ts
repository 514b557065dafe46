import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A mail that a server has taken. */
interface Taken {
  from: string;
  to: string[];
  text: string;
}

/**
 * What a server answers: nothing is a yes; `cut` breaks the connection off after the whole mail was there, `silent` leaves
 * the sender without a word then.
 */
export interface Manners {
  recipient?(address: string, count: number): { code: number; text: string } | undefined;
  mail?(count: number): "cut" | "silent" | undefined;
  login?: { user: string; password: string };
}

/** A real mail server of a test. */
export async function mailServer(manners: Manners = {}) {
  const taken: Taken[] = [];
  const asked = { recipients: 0, mails: 0 };
  const open = { now: 0, most: 0 };
  const options: SMTPServerOptions = {
    authOptional: manners.login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onConnect(_session, done) {
      open.now += 1;
      open.most = Math.max(open.most, open.now);
      done();
    },
    onClose() {
      open.now -= 1;
    },
    onAuth({ username, password }, _session, done) {
      const { login } = manners;
      const right = username === login?.user && password === login?.password;
      done(right ? null : Object.assign(new Error("wrong"), { responseCode: 535 }), { user: username });
    },
    onRcptTo({ address }, _session, done) {
      asked.recipients += 1;
      const refused = manners.recipient?.(address, asked.recipients);
      done(refused === undefined ? null : Object.assign(new Error(refused.text), { responseCode: refused.code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        asked.mails += 1;
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString("utf8"),
        });
        const word = manners.mail?.(asked.mails);
        if (word === undefined) return done();
        if (word === "silent") return;
        for (const connection of (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> })
          .connections)
          connection._socket.destroy();
      });
    },
  };
  const server = new SMTPServer(options);
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    asked,
    /** Connections that are open, and the most that were at the same time. */
    get connected() {
      return open.now;
    },
    get most() {
      return open.most;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
