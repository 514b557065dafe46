import { Fault } from "../contract/index.ts";

const beginning = /^(https?):\/\/([^/?#{}\s\\@]+)(?=[/?]|$)/i;

/**
 * Scheme, host and port of an address that may hold Liquid behind them, as a URL writes them. A template never chooses
 * whom we talk to: up to the path everything is written out.
 * @throws Fault `service.address`
 */
export function originOf(address: string): string {
  const [whole] = beginning.exec(address.trim()) ?? [];
  if (whole === undefined || !URL.canParse(whole)) throw new Fault("service.address");
  const { origin, hostname } = new URL(whole);
  if (hostname === "") throw new Fault("service.address");
  return origin;
}

const dots = /^(?:\.|%2e){1,2}$/i;

/**
 * The rendered address as it is called.
 * @throws Fault `service.address-path` where data would climb out of the path, `service.address-other` where the
 * address has become that of another host
 */
export function finalAddress(rendered: string, origin: string): URL {
  const written = rendered.trim();
  if (!URL.canParse(written)) throw new Fault("service.address");
  const url = new URL(written);
  if (url.origin !== origin || url.username !== "" || url.password !== "") {
    throw new Fault("service.address-other", { host: new URL(origin).host });
  }
  const path = written.slice(written.indexOf("://") + 3).split(/[?#]/, 1)[0] ?? "";
  if (path.split(/[/\\]/).some((part) => dots.test(part))) throw new Fault("service.address-path");
  url.hash = "";
  return url;
}
