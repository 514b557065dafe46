import type { Socket } from "node:net";
import { systemCode } from "../../durable-file.ts";
import { refusedInside } from "../../inside.ts";
import { MailFault } from "../mail-fault.ts";
import { reach, refusedPlain, type Server } from "../reach.ts";

/** Why no connection came about. Nothing was handed over; somebody may put it right, so the mail waits. */
export function noConnection(host: string, error: unknown): MailFault {
  const code = systemCode(error) ?? "ERROR";
  const known = { certainly: true, again: true };
  if (code === refusedInside) return new MailFault("mail.inside", { host }, known);
  if (code === refusedPlain) return new MailFault("mail.unencrypted", { host }, known);
  if (/^(ENOTFOUND|EAI_\w+|ENODATA)$/.test(code)) return new MailFault("mail.host-unknown", { host, code }, known);
  if (/CERT|SIGNATURE|CHAIN|ISSUER|ALTNAME|CA$/.test(code))
    return new MailFault("mail.certificate", { host, code }, known);
  if (/SSL|TLS|EPROTO/.test(code)) return new MailFault("mail.tls", { host, code }, known);
  if (/^(ECONNECTION|ESOCKET|ECONNRESET|EPIPE)$/.test(code))
    return new MailFault("mail.cut-off", { host, code }, known);
  return new MailFault("mail.unreachable", { host, code }, known);
}

/**
 * Opens a connection.
 * @param time milliseconds until it has to stand
 * @throws MailFault
 */
export function dial(server: Server, time: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = reach(server, () => {
      over();
      resolve(socket);
    });
    const timer = setTimeout(() => give("ETIMEDOUT"), time);
    const end = () => give("ECLOSED");
    const fail = (error: unknown) => {
      over();
      reject(noConnection(server.host, error));
    };
    function give(code: string) {
      socket.destroy(Object.assign(new Error("given up"), { code }));
    }
    function over() {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      socket.removeListener("error", fail);
      // What else it says, it says to nobody.
      socket.on("error", () => {});
    }
    socket.on("error", fail);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
  });
}
