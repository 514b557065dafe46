import { Fault } from "../../contract/index.ts";
import { type FilterSite, settingOf } from "../setting.ts";
import { bareOf, textOf } from "../written.ts";
import { text } from "./arguments.ts";

/** What a link of a message may lead to. */
const schemes = new Set(["https:", "mailto:", "tel:"]);
/** This machine itself, as W3C Secure Contexts §3.1 knows it: nobody is on the way, and a campaign can be tried with its links. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const isTried = ({ protocol, hostname }: URL) => protocol === "http:" && loopback.test(hostname);
/** RFC 3986 §3.1; browsers take out tabs and line feeds inside of a scheme, so that none may be there. */
const spaced = /[\p{Cc}\s]/u;

/** The address that a value is, in its canonical form. @throws Fault `message.url` */
function addressOf(value: unknown): URL {
  const written = text(value).trim();
  if (spaced.test(written) || !URL.canParse(written)) throw new Fault("message.url");
  const url = new URL(written);
  if (!schemes.has(url.protocol) && !isTried(url))
    throw new Fault("message.url-scheme", { scheme: url.protocol.slice(0, 20) });
  if (url.username !== "" || url.password !== "") throw new Fault("message.url");
  return url;
}

/** An address that may be linked: https, mailto or tel, and http of this machine itself. */
export function url(this: FilterSite, value: unknown): string {
  return addressOf(value).href;
}

/**
 * An address with more in its query: `{{ link | qs: utm_source: "mail", id: recipient.id }}`. Of an object, its members
 * as a query.
 */
export function qs(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const bare = bareOf(value);
  const own = typeof bare === "object" && bare !== null ? Object.entries(bare) : [];
  const pairs = [...own, ...given.filter((one): one is [string, unknown] => Array.isArray(one) && one.length === 2)];
  if (given.length > pairs.length - own.length)
    throw new Fault("message.option", { filter: "qs", name: text(given[0]) });
  const base = own.length > 0 || (typeof bare === "object" && bare !== null) ? undefined : addressOf(bare);
  const query = base?.searchParams ?? new URLSearchParams();
  for (const [name, one] of pairs) query.append(name, textOf(bareOf(one), true).toWellFormed());
  return base === undefined ? query.toString() : base.href;
}

/** Where the picture of a map is, by the name of the map: `<img src="{{ "home" | map_image }}" alt="…">`. */
export function mapImage(this: FilterSite, value: unknown): string {
  const name = text(value);
  const { images = {} } = settingOf(this);
  const image = Object.hasOwn(images, name) ? images[name] : undefined;
  if (image === undefined) throw new Fault("message.no-image", { name: name.slice(0, 40) });
  return image;
}

/** Where a file of the campaign's media folder is, by its name: `<img src="{{ "hero.jpg" | media }}" alt="…">`. */
export function media(this: FilterSite, value: unknown): string {
  const name = text(value);
  const { media: files = {} } = settingOf(this);
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  if (file === undefined) throw new Fault("message.no-media", { name: name.slice(0, 80) });
  return file;
}
