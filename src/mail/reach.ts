import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, rootCertificates } from "node:tls";
import { isInside, namesInside, outsideLookup } from "../inside.ts";
import { domainOf } from "./address.ts";

/** A server of mail and how it is spoken with. */
export interface Server {
  host: string;
  port: number;
  /** `tls` from the first byte on, `starttls` without which nothing is said, `none` inside one's own network only. */
  security: "tls" | "starttls" | "none";
  /** It is meant to lie in a private network. */
  inside: boolean;
  /** PEM certificates of who signed the server's own, beside those that come with Node.js; empty: none. */
  authority: string;
}

/** The code of the error that a public address gives where nothing is encrypted. */
export const refusedPlain = "EPLAIN";

/** What TLS is spoken with; certificates are always verified. */
export function tlsOptions({ host, authority }: Server) {
  const own = authority.trim() === "" ? {} : { ca: [...rootCertificates, authority] };
  // RFC 6066 §3: a name in ASCII, and no address.
  const named = isIP(host) === 0 ? { servername: domainOf(host) ?? host } : {};
  return { ...own, minVersion: "TLSv1.2" as const, ...named };
}

/**
 * Begins a connection, with TLS where that comes first. A public name that leads into a private network is refused unless
 * the settings say so; and what is not encrypted never leaves the private network. Whatever goes wrong is an `error` of
 * the socket.
 * @param connected called when it stands
 */
export function reach(server: Server, connected: (socket: Socket) => void): Socket {
  const { host, port, security } = server;
  const meantInside = server.inside || namesInside(host);
  const to = { host, port, ...(meantInside ? {} : { lookup: outsideLookup(host) }) };
  const socket: Socket =
    security === "tls" ? connectTls({ ...to, ...tlsOptions(server) }, stands) : connect(to, stands);
  function stands() {
    if (security !== "none" || isInside(socket.remoteAddress ?? "")) connected(socket);
    else socket.destroy(Object.assign(new Error("refused"), { code: refusedPlain }));
  }
  return socket;
}
