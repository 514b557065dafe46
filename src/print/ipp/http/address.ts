import { unfit } from "../ipp-fault.ts";

/** Where a printer is. */
export interface PrinterAddress {
  /** As requests name it: `ipp://host:port/path`. */
  uri: string;
  host: string;
  port: number;
  path: string;
  /** `ipps:`, RFC 7472. */
  encrypted: boolean;
}

const encrypted: Readonly<Record<string, boolean>> = { "ipp:": false, "ipps:": true, "http:": false, "https:": true };
const usualPort = 631;

/**
 * Reads the address of a printer: `ipp:` is HTTP and `ipps:` HTTPS on port 631 (RFC 3510, RFC 7472); `http:` and `https:`
 * have to name the port or mean 80 and 443.
 * @throws IppFault `ipp.address`
 */
export function readAddress(address: string): PrinterAddress {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
  const isEncrypted = url && encrypted[url.protocol];
  if (url === undefined || isEncrypted === undefined || url.host === "") throw unfit("ipp.address");
  // `ipp:` is no special scheme of the URL standard: its host is taken as written.
  const written = `${isEncrypted ? "https" : "http"}://${url.host}${url.pathname}`;
  if (!URL.canParse(written)) throw unfit("ipp.address");
  const special = new URL(written);
  const host = special.hostname.replace(/^\[|\]$/g, "");
  if (host === "" || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    throw unfit("ipp.address");
  const usual = url.protocol.startsWith("ipp") ? usualPort : isEncrypted ? 443 : 80;
  const asked = url.host.match(/:(\d+)$/)?.[1];
  const port = asked === undefined ? usual : Number(asked);
  const path = url.pathname === "" ? "/" : special.pathname;
  const scheme = isEncrypted ? "ipps" : "ipp";
  return { uri: `${scheme}://${special.hostname}:${port}${path}`, host, port, path, encrypted: isEncrypted };
}
