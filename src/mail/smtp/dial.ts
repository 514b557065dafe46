import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type SecureContextOptions } from "node:tls";
import { systemCode } from "../../durable-file.ts";
import { isInside, namesInside, outsideLookup, refusedInside } from "../../inside.ts";
import { MailFault } from "../mail-fault.ts";
import type { MailSettings } from "../settings.ts";

/** Why no connection came about. Nothing was handed over; somebody may put it right, so the mail waits. */
export function noConnection(host: string, error: unknown): MailFault {
  const code = systemCode(error) ?? "ERROR";
  const known = { certainly: true, again: true };
  if (code === refusedInside) return new MailFault("mail.inside", { host }, known);
  if (/^(ENOTFOUND|EAI_\w+|ENODATA)$/.test(code)) return new MailFault("mail.host-unknown", { host, code }, known);
  if (/CERT|SIGNATURE|CHAIN|ISSUER|ALTNAME|CA$/.test(code))
    return new MailFault("mail.certificate", { host, code }, known, { cause: error });
  if (/SSL|TLS|EPROTO/.test(code)) return new MailFault("mail.tls", { host, code }, known, { cause: error });
  return new MailFault("mail.unreachable", { host, code }, known);
}

/** What TLS is spoken with; certificates are always verified. */
export function tlsOptions({ host, authority }: MailSettings, system: readonly string[]) {
  const own: SecureContextOptions = authority.trim() === "" ? {} : { ca: [...system, authority] };
  return { ...own, minVersion: "TLSv1.2" as const, ...(isIP(host) === 0 ? { servername: host } : {}) };
}

/**
 * Opens a connection, with TLS where that comes first. A public name that leads into a private network is refused unless
 * the settings say so; and what is not encrypted never leaves the private network.
 * @param time milliseconds until it has to stand
 * @throws MailFault
 */
export function dial(
  settings: MailSettings,
  tls: ReturnType<typeof tlsOptions>,
  time: number,
  signal: AbortSignal,
): Promise<Socket> {
  const { host, port, security } = settings;
  const meantInside = settings.inside || namesInside(host);
  const to = { host, port, ...(meantInside ? {} : { lookup: outsideLookup(host) }) };
  return new Promise((resolve, reject) => {
    const socket = security === "tls" ? connectTls({ ...to, ...tls }) : connect(to);
    const fail = (error: unknown) => {
      socket.destroy();
      reject(noConnection(host, error));
    };
    const timer = setTimeout(() => fail(Object.assign(new Error("no connection"), { code: "ETIMEDOUT" })), time);
    const end = () => fail(Object.assign(new Error("closed"), { code: "ECLOSED" }));
    signal.addEventListener("abort", end, { once: true });
    const settled = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    };
    socket.on("error", fail);
    socket.once("close", settled);
    socket.once(security === "tls" ? "secureConnect" : "connect", () => {
      settled();
      socket.removeListener("error", fail);
      socket.removeListener("close", settled);
      if (security === "none" && !isInside(socket.remoteAddress ?? "")) {
        socket.on("error", () => {});
        socket.destroy();
        reject(new MailFault("mail.unencrypted", { host }, { certainly: true, again: true }));
      } else resolve(socket);
    });
    if (signal.aborted) end();
  });
}
