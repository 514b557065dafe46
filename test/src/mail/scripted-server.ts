import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

type Step = "greeting" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "middle" | "end" | "RSET" | "QUIT";
/** A reply; `cut` closes the connection, `reset` breaks it, `silent` says nothing ever, `half` a reply without its end. */
type Answer = string | "cut" | "reset" | "silent" | "half";

export interface ScriptedServer {
  port: number;
  /** Commands as they came, of all connections. */
  commands: string[];
  connections: number;
  /** Mails whose end was seen. */
  ended: number;
  /** From now on. */
  answers: Partial<Record<Step, Answer>>;
  close(): Promise<void>;
}

const usual: Record<Step, string> = {
  greeting: "220 scripted ESMTP",
  EHLO: "250-scripted\r\n250-PIPELINING\r\n250-AUTH PLAIN\r\n250 DSN",
  STARTTLS: "454 4.7.0 TLS not available",
  AUTH: "235 2.7.0 welcome",
  MAIL: "250 2.1.0 ok",
  RCPT: "250 2.1.5 ok",
  DATA: "354 go on",
  middle: "",
  end: "250 2.0.0 taken",
  RSET: "250 2.0.0 ok",
  QUIT: "221 2.0.0 bye",
};

/**
 * A mail server on loopback that answers each step as it is told, or falls silent or breaks off there.
 * @param careless it wants the mail although it refused the recipient
 */
export async function scriptedServer(
  answers: Partial<Record<Step, Answer>> = {},
  careless = false,
): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const state = { commands: [] as string[], connections: 0, ended: 0, answers };

  function reply(socket: Socket, step: Step): void {
    const answer = state.answers[step] ?? usual[step];
    if (answer === "cut") socket.end();
    else if (answer === "reset") socket.resetAndDestroy();
    else if (answer === "half") socket.end("25");
    else if (answer !== "silent" && answer !== "") socket.write(`${answer}\r\n`);
  }

  function serve(socket: Socket): void {
    state.connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    let pending = "";
    let inData = false;
    let middle = false;
    let accepted = false;
    socket.setNoDelay();
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      pending += text;
      if (inData && !middle && state.answers.middle !== undefined) {
        middle = true;
        reply(socket, "middle");
        return;
      }
      for (;;) {
        if (inData) {
          const empty = pending.startsWith(".\r\n");
          const end = empty ? 3 : pending.indexOf("\r\n.\r\n") + 5;
          if (end < 5 && !empty) return;
          pending = pending.slice(end);
          inData = false;
          if (!empty) state.ended += 1;
          reply(socket, "end");
          continue;
        }
        const line = pending.indexOf("\r\n");
        if (line === -1) return;
        const command = pending.slice(0, line);
        pending = pending.slice(line + 2);
        state.commands.push(command);
        const step = (command.split(/[ :]/)[0] ?? "").toUpperCase() as Step;
        if (step === "RCPT") accepted = (state.answers.RCPT ?? usual.RCPT).startsWith("250");
        if (step === "DATA" && !accepted && !careless) socket.write("503 5.5.1 no valid recipients\r\n");
        else {
          inData = step === "DATA" && (state.answers.DATA ?? usual.DATA).startsWith("354");
          reply(socket, step in usual ? step : "EHLO");
        }
        if (step === "QUIT") socket.end();
      }
    });
    reply(socket, "greeting");
  }

  const server: Server = createServer(serve).listen(0, "127.0.0.1");
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
