import type { Channel, Purpose } from "../contract/index.ts";

/** Channels on which people are written to; service calls, pages and videos are not judged. */
export const judged: ReadonlySet<Channel> = new Set(["print", "email", "sms"]);

interface QuietHours {
  /** Local times of day, `HH:MM`; from 22:00 to 08:00 crosses midnight. */
  from: string;
  to: string;
  channels: readonly Channel[];
  /** Also of service messages. */
  service: boolean;
}

/** At most `sends` in any stretch of so many days. */
export interface Cap {
  sends: number;
  days: number;
  /** Each channel counts by itself. */
  perChannel: boolean;
  /** Service messages count, and are held, as well. */
  service: boolean;
}

/** Where the sends of test journeys go, and how fast their time passes. */
export interface Testing {
  email?: string;
  phone?: string;
  /** Address that services are called at; absent: they are not called. */
  service?: string;
  /** 1440: a day lasts a minute. */
  faster: number;
  /** Nothing leaves at all: everybody keeps their own addresses, so that one sees what they would get. */
  played?: boolean;
}

/** What a campaign says of who may be written to, and when. */
export interface Rules {
  /** IANA time zone of those of whom nothing better is known. */
  timeZone: string;
  /** The country of those of whom no other is known, ISO 3166-1 alpha-2. */
  country?: string;
  quiet?: QuietHours;
  cap?: Cap;
  /** Whether the table of forbidden days and hours applies. */
  laws: boolean;
  testing: Testing;
}

/** What is about to be sent. */
export interface Sending {
  channel: Channel;
  purpose: Purpose;
}

/** A catalogue key and its data; no person's data. */
export interface Reason {
  key: string;
  data: Readonly<Record<string, string | number>>;
}

export type Verdict =
  | { verdict: "go" }
  /** `until`: milliseconds since 1970-01-01T00:00:00Z. */
  | { verdict: "hold"; until: number; reason: Reason }
  | { verdict: "never"; reason: Reason };

export const day = 86_400_000;
