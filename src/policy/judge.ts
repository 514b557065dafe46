import type { Recipient } from "../contract/index.ts";
import { type HolidaysOf, holidaysOf } from "../holidays.ts";
import { capped, roomAt } from "./cap.ts";
import { forbidden } from "./consent.ts";
import { type Law, lawsOf } from "./laws.ts";
import { endOfStretch, type Moment, nextDay } from "./local-time.ts";
import type { PastSend, Suppressed } from "./past.ts";
import { judged, type Reason, type Rules, type Sending, type Verdict } from "./rules.ts";
import { countryOf, timeZoneOf } from "./where.ts";

/** What is known of whom something is to be sent to. */
export interface Person {
  recipient: Recipient;
  suppressed: readonly Suppressed[];
  /** What they were sent before, in the window of the cap. */
  sent: readonly PastSend[];
}

interface Hold {
  until: number;
  reason: Reason;
}

/** Rounds in which one hold leads into the next: a week of holidays, each with its night. */
const mostRounds = 100;

/**
 * Whether a send may go at `now` (milliseconds since 1970-01-01T00:00:00Z), from when on it may, or that it never may:
 * the list of those not written to and consent first, then the law's days and hours, quiet hours and the cap. `until` is
 * the first instant at which none of these holds it; the reason is the first that does. It is only as good as what is
 * known now: who holds a send asks again when the time has come.
 */
export async function judge(person: Person, rules: Rules, send: Sending, now: number): Promise<Verdict> {
  const reason = forbidden(person, send);
  if (reason !== undefined) return { verdict: "never", reason };
  if (!judged.has(send.channel)) return { verdict: "go" };
  const holds = [...(await ofClock(person, rules, send, now)), ofCap(person, rules, send)];
  const first = holdAt(holds, now);
  if (first === undefined) return { verdict: "go" };
  let { until } = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = holdAt(holds, until);
    if (next === undefined) break;
    until = next.until;
  }
  return { verdict: "hold", until, reason: first.reason };
}

/** Why a send is held at an instant, if it is. */
type Holding = (at: number) => Hold | undefined;

function holdAt(holds: readonly Holding[], at: number): Hold | undefined {
  for (const hold of holds) {
    const found = hold(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ofCap({ sent }: Person, { cap }: Rules, send: Sending): Holding {
  return (at) => {
    if (cap === undefined || !capped(cap, send)) return undefined;
    const until = roomAt(cap, sent, send, at);
    const { sends, days } = cap;
    return until === undefined ? undefined : { until, reason: { key: "policy.cap", data: { sends, days } } };
  };
}

/** Holds by the clock of the person; nothing is loaded where none applies. */
async function ofClock({ recipient }: Person, rules: Rules, send: Sending, now: number): Promise<Holding[]> {
  const { quiet } = rules;
  const { channel, purpose } = send;
  const country = countryOf(recipient, send, rules);
  const rows = rules.laws ? lawsOf(country, channel, purpose) : [];
  const isQuiet = quiet?.channels.includes(channel) && (quiet.service || purpose === "marketing");
  if (rows.length === 0 && !isQuiet) return [];
  const { Temporal } = await import("temporal-polyfill");
  const zone = timeZoneOf(recipient, rules.timeZone, now);
  const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const holidays = await holidaysOf(rows.some((row) => row.publicHolidays) ? country : "");
  const ofLaws = rows.map(
    (row): Holding =>
      (at) =>
        ofLaw(row, local(at), holidays),
  );
  const ofQuiet: Holding = (at) => {
    const end = quiet === undefined ? undefined : endOfStretch(local(at), quiet.from, quiet.to);
    if (quiet === undefined || end === undefined) return undefined;
    const { from, to } = quiet;
    return { until: end.epochMilliseconds, reason: { key: "policy.quiet", data: { from, to, zone } } };
  };
  return isQuiet ? [...ofLaws, ofQuiet] : ofLaws;
}

function ofLaw(
  { country, hours, weekdays, publicHolidays }: Law,
  moment: Moment,
  holidays: HolidaysOf,
): Hold | undefined {
  const until = (end: Moment, key: string): Hold => ({
    until: end.epochMilliseconds,
    reason: { key, data: { country, ...hours } },
  });
  if (publicHolidays && holidays(moment.year).has(moment.toPlainDate().toString()))
    return until(nextDay(moment), "policy.law-holiday");
  if (weekdays?.includes(moment.dayOfWeek)) return until(nextDay(moment), "policy.law-day");
  const end = hours === undefined ? undefined : endOfStretch(moment, hours.from, hours.to);
  return end === undefined ? undefined : until(end, "policy.law-hours");
}
