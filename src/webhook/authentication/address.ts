import { BlockList, isIPv4, isIPv6 } from "node:net";
import { Fault } from "../../contract/index.ts";
import { type Call, header, type Refused } from "./call.ts";
import { forwardedFor } from "./forwarded.ts";
import type { Addresses } from "./settings.ts";

export type AddressCall = Pick<Call, "headers" | "remoteAddress">;

/** A check of where a call comes from; undefined: it may. What cannot be read is refused. */
export function addressCheck(addresses: Addresses): (call: AddressCall) => Refused | undefined {
  if (addresses.allow === undefined) return () => undefined;
  const allowed = new BlockList();
  for (const text of addresses.allow) allow(allowed, text);
  return (call) => {
    const address = addressOf(call, addresses);
    if (address === undefined) {
      return refuse("address-unknown", { header: addresses.header, proxies: addresses.proxies });
    }
    return allowed.check(address.text, address.family) ? undefined : refuse("address-refused", {});
  };
}

function refuse(reason: string, data: Refused["data"]): Refused {
  return { ok: false, status: 403, code: `webhook.authentication.${reason}`, data };
}

/** Where a call comes from, as text: what limits of calls are counted by. Undefined where it cannot be told. */
export function sourceOf(call: AddressCall, addresses: Addresses | undefined): string | undefined {
  return addressOf(call, addresses ?? { proxies: 0, header: "x-forwarded-for" })?.text;
}

interface Address {
  text: string;
  family: "ipv4" | "ipv6";
}

/** @throws {Fault} `webhook.authentication.network-form` */
function allow(list: BlockList, text: string): void {
  const [network = "", length] = text.split("/");
  const address = readAddress(network);
  const wrong = () => new Fault("webhook.authentication.network-form", { where: "/addresses/allow", value: text });
  if (address === undefined) throw wrong();
  if (length === undefined) {
    list.addAddress(address.text, address.family);
    return;
  }
  // A network of mapped addresses is the IPv4 network within: 96 bits stand before it.
  const mapped = address.family === "ipv4" && isIPv6(network);
  const bits = Number(length) - (mapped ? 96 : 0);
  if (!/^\d{1,3}$/.test(length) || bits < 0 || bits > (address.family === "ipv4" ? 32 : 128)) throw wrong();
  list.addSubnet(address.text, bits, address.family);
}

/**
 * The caller's address. With n proxies of one's own it is the n-th from the right of what they wrote: each writes whom it
 * was called by, the nearest last, and whatever stands further left is the caller's own claim.
 */
function addressOf(call: AddressCall, { proxies, header: name }: Addresses): Address | undefined {
  const nearest = readAddress(call.remoteAddress ?? "");
  if (proxies === 0 || nearest === undefined) return nearest;
  const entries = forwardedFor(name, header(call.headers, name) ?? "");
  if (entries === undefined || entries.length < proxies) return undefined;
  const written = entries.slice(-proxies).map((entry) => readAddress(withoutPort(entry)));
  return written.includes(undefined) ? undefined : written[0];
}

/** `[2001:db8::1]:4711` and `192.0.2.1:4711` without their ports. */
function withoutPort(entry: string): string {
  return /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(entry)?.[1] ?? entry;
}

/** An address without its zone; an IPv4 address that is written as IPv6 (`::ffff:192.0.2.1`) as what it is. */
function readAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { text, family: "ipv4" };
  const bare = text.replace(/%.*$/, "");
  if (!isIPv6(bare)) return undefined;
  const short = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short) ?? [];
  if (high === undefined || low === undefined) return { text: short, family: "ipv6" };
  const bytes = [high, low].flatMap((pair) => [Number.parseInt(pair, 16) >> 8, Number.parseInt(pair, 16) & 255]);
  return { text: bytes.join("."), family: "ipv4" };
}
