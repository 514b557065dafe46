import { isTimeZone, type PostalAddress, type Recipient } from "../contract/index.ts";
import { countryOfNumber } from "../phone.ts";
import type { Rules, Sending } from "./rules.ts";

/** French postal codes of overseas: the first three digits tell whose time it is. */
const overseas: Readonly<Record<string, string>> = {
  971: "GP",
  972: "MQ",
  973: "GF",
  974: "RE",
  975: "PM",
  976: "YT",
  977: "BL",
  978: "MF",
  986: "WF",
  987: "PF",
  988: "NC",
};

const territoryOf = ({ country, postalCode }: PostalAddress): string =>
  (country === "FR" ? overseas[postalCode.slice(0, 3)] : undefined) ?? country;

const offset = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value ?? "";

/** The time zones of a country; a method of newer engines, a property of older ones. */
function zonesOf(territory: string): readonly string[] {
  const locale = new Intl.Locale(`und-${territory}`) as Intl.Locale & {
    getTimeZones?(): string[] | undefined;
    timeZones?: string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** The time zone of a person: their own, that of a country in which one time is shown everywhere, or the campaign's. */
export function timeZoneOf({ timeZone, postalAddress }: Recipient, fallback: string, now: number): string {
  if (timeZone !== undefined && isTimeZone(timeZone)) return timeZone;
  const zones = postalAddress === undefined ? [] : zonesOf(territoryOf(postalAddress));
  const [first] = zones;
  const same = first !== undefined && zones.every((zone) => offset(zone, now) === offset(first, now));
  return same ? first : fallback;
}

/** Whose laws a send falls under: of a text message those of the number, else those of the address. */
export function countryOf({ phone, postalAddress }: Recipient, { channel }: Sending, rules: Rules): string {
  const ofNumber =
    channel === "sms" && phone !== undefined ? countryOfNumber(phone, postalAddress?.country) : undefined;
  const country = ofNumber ?? postalAddress?.country ?? rules.country ?? "";
  return Object.values(overseas).includes(country) ? "FR" : country;
}
