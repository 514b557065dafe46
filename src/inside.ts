import { lookup as lookUp } from "node:dns";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";

/** Private, shared, loopback, link-local and other networks that are not the internet (IANA special-purpose registries). */
const networks = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"],
  ...["::/128", "::1/128", "64:ff9b:1::/48", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"],
];
const inside = new BlockList();
for (const network of networks) {
  const [address = "", bits] = network.split("/");
  inside.addSubnet(address, Number(bits), isIPv6(address) ? "ipv6" : "ipv4");
  // As a network that speaks IPv6 alone reaches it (NAT64, RFC 6052 §2.1).
  if (!isIPv6(address)) inside.addSubnet(`64:ff9b::${address}`, 96 + Number(bits), "ipv6");
}

/** Whether an IP address is one of a private network; one of IPv4 that is written as IPv6 counts as itself. */
export function isInside(address: string): boolean {
  return inside.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** Whether a host, as a URL writes it, is by its own words one of a private network. */
export function namesInside(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host) !== 0) return isInside(host);
  return host === "localhost" || host.endsWith(".localhost");
}

/** The code of the error that a refused address gives. */
export const refusedInside = "EINSIDE";

/**
 * A lookup that gives no private address for `hostname`: whoever can write its name into the DNS cannot lead our calls
 * into the network that Node-RED stands in. Other names (that of a proxy) are looked up as always.
 */
export function outsideLookup(hostname: string): LookupFunction {
  return (asked, options, callback) => {
    lookUp(asked, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, "");
      if (asked === hostname && found.some(({ address }) => isInside(address))) {
        const refused = Object.assign(new Error("private address"), { code: refusedInside });
        return callback(refused, "");
      }
      const [first] = found;
      if (options.all) callback(null, found);
      else callback(null, first?.address ?? "", first?.family);
    });
  };
}
