import type { IncomingMessage } from "node:http";

/** Where the caller reached this server, for a campaign that names no public address. */
export function originOf({ headers, socket }: IncomingMessage): string {
  const scheme = "encrypted" in socket && socket.encrypted === true ? "https" : "http";
  return `${scheme}://${headers.host ?? "localhost"}`;
}
