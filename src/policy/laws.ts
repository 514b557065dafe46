import type { Channel, Purpose } from "../contract/index.ts";

/** One row of the table: when a country forbids a channel for a purpose. */
export interface Law {
  /** ISO 3166-1 alpha-2. */
  country: string;
  channel: Channel;
  purpose: Purpose;
  /** Local times of day between which nothing is sent. */
  hours?: { from: string; to: string };
  /** ISO weekdays, 7 is Sunday. */
  weekdays?: readonly number[];
  publicHolidays?: boolean;
  source: { name: string; url: string };
}

/**
 * Days and hours on which nothing may be sent. Sources differ on the evening in France: 20 h, 20 h 30 and 22 h are
 * named, by operator; the strictest is taken, for what is held is not lost.
 */
export const laws: readonly Law[] = [
  {
    country: "FR",
    channel: "sms",
    purpose: "marketing",
    hours: { from: "20:00", to: "08:00" },
    weekdays: [7],
    publicHolidays: true,
    source: { name: "Target SMS, Horaires légaux SMS", url: "https://sendtargetsms.com/fr/horaires-legaux-sms/" },
  },
  {
    country: "US",
    channel: "sms",
    purpose: "marketing",
    hours: { from: "21:00", to: "08:00" },
    source: {
      name: "TCPA, 47 CFR § 64.1200(c)(1); Twilio, error 30610",
      url: "https://twilio.com/docs/api/errors/30610",
    },
  },
];

/** The rows about a send. */
export const lawsOf = (country: string, channel: Channel, purpose: Purpose): Law[] =>
  laws.filter((law) => law.country === country && law.channel === channel && law.purpose === purpose);
