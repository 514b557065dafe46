import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";

interface ImapMail {
  uid: number;
  bytes: Buffer;
  flags: Set<string>;
}

export interface ImapServer {
  port: number;
  mails: ImapMail[];
  commands: string[];
  connections: number;
  close(): Promise<void>;
}

/**
 * As much of an IMAP server (RFC 9051) as a mailbox of reports needs: one user, one mailbox.
 * @param tls certificate and key, of a server with TLS from the first byte on
 */
export async function imapServer(bodies: readonly Buffer[], tls?: { cert: string; key: string }): Promise<ImapServer> {
  const state = {
    mails: bodies.map((bytes, index): ImapMail => ({ uid: index + 11, bytes, flags: new Set() })),
    commands: [] as string[],
    connections: 0,
  };
  const sockets = new Set<Socket>();
  const all = () => state.mails;

  function answer(socket: Socket, tag: string, command: string): void {
    const say = (...lines: string[]) => socket.write(lines.map((line) => `${line}\r\n`).join(""));
    const ok = () => say(`${tag} OK done`);
    const [, uid = ""] = /^UID \w+ ([\d,]+)/i.exec(command) ?? [];
    const chosen = all().filter((one) => uid.split(",").includes(String(one.uid)));
    if (/^CAPABILITY/i.test(command)) say("* CAPABILITY IMAP4rev1 UIDPLUS");
    else if (/^LOGIN/i.test(command) && !/"?user"? "?pass"?/.test(command)) {
      say(`${tag} NO [AUTHENTICATIONFAILED] no`);
      return;
    } else if (/^SELECT/i.test(command)) {
      if (!/INBOX/.test(command)) {
        say(`${tag} NO [NONEXISTENT] no such mailbox`);
        return;
      }
      say("* FLAGS (\\Seen \\Deleted)", `* ${all().length} EXISTS`, "* OK [UIDVALIDITY 7] x", "* OK [UIDNEXT 99] x");
    } else if (/^UID SEARCH/i.test(command)) {
      const found = all().filter(({ flags }) => !flags.has("\\Seen") && !flags.has("\\Deleted"));
      say(`* SEARCH ${found.map((one) => one.uid).join(" ")}`.trimEnd());
    } else if (/^UID FETCH/i.test(command)) {
      for (const one of chosen) {
        const [, most = "99999999"] = /<0\.(\d+)>/.exec(command) ?? [];
        const part = one.bytes.subarray(0, Number(most));
        socket.write(`* ${all().indexOf(one) + 1} FETCH (UID ${one.uid} BODY[]<0> {${part.length}}\r\n`);
        socket.write(part);
        socket.write(")\r\n");
      }
    } else if (/^UID STORE/i.test(command)) {
      for (const one of chosen) one.flags.add(/\\(\w+)/.exec(command)?.[0] ?? "");
    } else if (/^UID EXPUNGE/i.test(command)) {
      for (const one of chosen) {
        say(`* ${all().indexOf(one) + 1} EXPUNGE`);
        state.mails.splice(state.mails.indexOf(one), 1);
      }
    } else if (/^LOGOUT/i.test(command)) {
      say("* BYE");
      ok();
      socket.end();
      return;
    }
    ok();
  }

  function serve(socket: Socket): void {
    state.connections += 1;
    sockets.add(socket);
    socket.setNoDelay();
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    let pending = "";
    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      for (let end = pending.indexOf("\r\n"); end !== -1; end = pending.indexOf("\r\n")) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        const [tag = "", ...words] = line.split(" ");
        state.commands.push(words.join(" "));
        answer(socket, tag, words.join(" "));
      }
    });
    socket.write("* OK ready\r\n");
  }

  const server = tls === undefined ? createServer(serve) : createTlsServer(tls, (socket: TLSSocket) => serve(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return Object.assign(state, {
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  });
}
