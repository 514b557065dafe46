import { X509Certificate } from "node:crypto";
import { connect, isIP, type Socket } from "node:net";
import { checkServerIdentity, connect as connectTls, type PeerCertificate, rootCertificates } from "node:tls";
import { systemCode } from "../../../durable-file.ts";
import { isInside, namesInside, outsideLookup, refusedInside } from "../../../inside.ts";
import { type IppFault, notNow } from "../ipp-fault.ts";
import type { PrinterAddress } from "./address.ts";

/** How a printer is reached. */
export interface Way extends PrinterAddress {
  inside: boolean;
  authority: string;
}

const refusedPlain = "EPLAIN";

/** The certificates of a PEM text; undefined where it holds none, or one that cannot be read. */
export function certificatesOf(pem: string): X509Certificate[] | undefined {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return found.length === 0 ? undefined : found.map((one) => new X509Certificate(one));
  } catch {
    return undefined;
  }
}

/** What TLS is spoken with. Certificates are always verified, and the names of all but those that were given one by one. */
function tlsOptions({ host, authority }: Way) {
  const named = isIP(host) === 0 ? { servername: host } : {};
  const own = certificatesOf(authority) ?? [];
  const known = new Set(own.map((one) => one.fingerprint256));
  const identity = (name: string, certificate: PeerCertificate) =>
    known.has(certificate.fingerprint256) ? undefined : checkServerIdentity(name, certificate);
  return {
    ...named,
    minVersion: "TLSv1.2" as const,
    ...(own.length > 0 && { ca: [...rootCertificates, authority], checkServerIdentity: identity }),
  };
}

/** Why no connection came about. Nothing was handed over; somebody may put it right, so the job waits. */
function noConnection(host: string, error: unknown): IppFault {
  const code = systemCode(error) ?? "ERROR";
  if (code === refusedInside) return notNow("ipp.inside", { host });
  if (code === refusedPlain) return notNow("ipp.unencrypted", { host });
  if (/^(ENOTFOUND|EAI_\w+|ENODATA)$/.test(code)) return notNow("ipp.host-unknown", { host, code });
  if (/CERT|SIGNATURE|CHAIN|ISSUER|ALTNAME|CA$/.test(code)) return notNow("ipp.certificate", { host, code });
  if (/SSL|TLS|EPROTO/.test(code)) return notNow("ipp.tls", { host, code });
  if (/^(ECONNRESET|EPIPE)$/.test(code)) return notNow("ipp.cut-off", { host, code });
  return notNow("ipp.unreachable", { host, code });
}

/**
 * Opens a connection. A public name that leads into a private network is refused unless the settings say so; and what is
 * not encrypted never leaves the private network, for letters name people.
 * @param time milliseconds until it has to stand
 * @throws IppFault
 */
export function dial(way: Way, time: number, signal?: AbortSignal): Promise<Socket> {
  const { host, port } = way;
  return new Promise((resolve, reject) => {
    const guarded = !way.inside && !namesInside(host);
    const to = { host, port, ...(guarded && { lookup: outsideLookup(host) }) };
    const socket: Socket = way.encrypted
      ? connectTls({ ...to, ...tlsOptions(way) }, stands)
      : connect({ ...to, noDelay: true }, stands);
    const timer = setTimeout(() => give("ETIMEDOUT"), time);
    const end = () => give("ECLOSED");
    function stands() {
      if (!way.encrypted && !isInside(socket.remoteAddress ?? "")) give(refusedPlain);
      else {
        over();
        resolve(socket);
      }
    }
    function fail(error: unknown) {
      over();
      reject(noConnection(host, error));
    }
    function give(code: string) {
      socket.destroy(Object.assign(new Error("given up"), { code }));
    }
    function closed() {
      fail(Object.assign(new Error("closed"), { code: "ECONNRESET" }));
    }
    function over() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      socket.removeListener("error", fail);
      socket.removeListener("close", closed);
      // What else goes wrong is told by whoever uses it.
      socket.on("error", () => {});
    }
    socket.on("error", fail);
    socket.on("close", closed);
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted) end();
  });
}
