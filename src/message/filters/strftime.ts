import { Fault } from "../../contract/index.ts";
import { dateFormat } from "./formats.ts";

/** The wall clock of an instant in its zone. */
interface Clock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Sunday is 0. */
  weekday: number;
  /** The first of January is 1. */
  dayOfYear: number;
  /** Minutes east of Greenwich. */
  offset: number;
  seconds: number;
}

const dayLength = 864e5;

/** What UTC's own clock says, which needs no table of zones: days without a time are told by it. */
function clockOfUtc(at: Date): Clock {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const time = at.getTime();
  return {
    ...{ year, month, day, hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() },
    ...{ millisecond: at.getUTCMilliseconds(), weekday: at.getUTCDay(), offset: 0, seconds: Math.floor(time / 1000) },
    dayOfYear: Math.floor((time - startOfYear(year)) / dayLength) + 1,
  };
}

/** `Date.UTC` takes the years before 100 for those of the last century. */
const startOfYear = (year: number) => new Date(0).setUTCFullYear(year, 0, 1);

function clockOf(at: Date, timeZone: string): Clock {
  if (timeZone === "UTC") return clockOfUtc(at);
  const format = dateFormat("en-GB-u-ca-gregory-nu-latn", {
    ...{ year: "numeric", month: "2-digit", day: "2-digit", era: "short" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone },
  });
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const year = parts.get("era") === "BC" ? 1 - read("year") : read("year");
  const [month, day, hour, minute, second] = [read("month"), read("day"), read("hour"), read("minute"), read("second")];
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  const wall = local.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
  const time = at.getTime();
  const millisecond = ((time % 1000) + 1000) % 1000;
  return {
    ...{ year, month, day, hour, minute, second, millisecond },
    weekday: local.getUTCDay(),
    dayOfYear: (local.getTime() - startOfYear(year)) / dayLength + 1,
    offset: Math.round((wall + millisecond - time) / 60_000),
    seconds: Math.floor(time / 1000),
  };
}

/** The year and week that a day belongs to where weeks begin on Monday and the first has a Thursday (ISO 8601). */
function isoWeek({ year, month, day, weekday }: Clock): { year: number; week: number } {
  const thursday = new Date(0);
  thursday.setUTCFullYear(year, month - 1, day + 4 - (weekday || 7));
  const isoYear = thursday.getUTCFullYear();
  return { year: isoYear, week: Math.floor((thursday.getTime() - startOfYear(isoYear)) / dayLength / 7) + 1 };
}

function offsetIn({ offset }: Clock, colons: number): string {
  const minutes = Math.abs(offset);
  const [hours, rest] = [String(Math.floor(minutes / 60)), String(minutes % 60)].map((part) => part.padStart(2, "0"));
  const seconds = colons > 1 ? ":00" : "";
  return `${offset < 0 ? "-" : "+"}${hours}${colons > 0 ? ":" : ""}${rest}${seconds}`;
}

/** What a conversion writes: a number with its width and what fills it, or a text. */
type Conversion = (words: Words) => number | string;

interface Words {
  clock: Clock;
  at: Date;
  locale: string;
  timeZone: string;
  named(options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes): string;
}

const numbers: Readonly<Record<string, [width: number, fill: "0" | " ", read: (clock: Clock) => number]>> = {
  Y: [4, "0", (clock) => clock.year],
  C: [2, "0", (clock) => Math.floor(clock.year / 100)],
  y: [2, "0", (clock) => ((clock.year % 100) + 100) % 100],
  m: [2, "0", (clock) => clock.month],
  d: [2, "0", (clock) => clock.day],
  e: [2, " ", (clock) => clock.day],
  j: [3, "0", (clock) => clock.dayOfYear],
  H: [2, "0", (clock) => clock.hour],
  k: [2, " ", (clock) => clock.hour],
  I: [2, "0", (clock) => clock.hour % 12 || 12],
  l: [2, " ", (clock) => clock.hour % 12 || 12],
  M: [2, "0", (clock) => clock.minute],
  S: [2, "0", (clock) => clock.second],
  u: [1, "0", (clock) => clock.weekday || 7],
  w: [1, "0", (clock) => clock.weekday],
  G: [4, "0", (clock) => isoWeek(clock).year],
  g: [2, "0", (clock) => ((isoWeek(clock).year % 100) + 100) % 100],
  V: [2, "0", (clock) => isoWeek(clock).week],
  U: [2, "0", (clock) => Math.floor((clock.dayOfYear - 1 + 7 - clock.weekday) / 7)],
  W: [2, "0", (clock) => Math.floor((clock.dayOfYear - 1 + 7 - ((clock.weekday + 6) % 7)) / 7)],
  s: [1, "0", (clock) => clock.seconds],
};

const texts: Readonly<Record<string, Conversion>> = {
  // With the day beside it, so that languages that decline months use the form of a date.
  B: ({ named }) => named({ month: "long", day: "numeric" }, "month"),
  b: ({ named }) => named({ month: "short", day: "numeric" }, "month"),
  h: ({ named }) => named({ month: "short", day: "numeric" }, "month"),
  A: ({ named }) => named({ weekday: "long" }, "weekday"),
  a: ({ named }) => named({ weekday: "short" }, "weekday"),
  p: ({ clock }) => (clock.hour < 12 ? "AM" : "PM"),
  P: ({ clock }) => (clock.hour < 12 ? "am" : "pm"),
  Z: ({ named }) => named({ timeZoneName: "short" }, "timeZoneName"),
  x: ({ at, locale, timeZone }) => dateFormat(locale, { dateStyle: "short", timeZone }).format(at),
  X: ({ at, locale, timeZone }) => dateFormat(locale, { timeStyle: "medium", timeZone }).format(at),
  n: () => "\n",
  t: () => "\t",
  "%": () => "%",
};

/** Those that stand for others. */
const combined: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  v: "%e-%^b-%Y",
  R: "%H:%M",
  r: "%I:%M:%S %p",
  T: "%H:%M:%S",
  "+": "%a %b %e %H:%M:%S %Z %Y",
};

const widest = 99;
const conversion = /%([-0^#_]*)(\d*)(:{0,3})(.?)/gsu;

/**
 * Writes an instant by a pattern of strftime, with what Ruby's knows, which Shopify's documentation refers to: every
 * conversion, the flags `-` (nothing fills), `0`, `_` (blanks fill), `^` (capitals), `#` (the other case), a width,
 * and colons before `z`. The names of days and months are those of `locale`; of English ones, the three letters.
 * @throws Fault `message.date-pattern`
 */
export function strftime(at: Date, pattern: string, locale: string, timeZone: string): string {
  const clock = clockOf(at, timeZone);
  // The British write "Sept" for the month that the C locale, and so every pattern, has as "Sep".
  const names = /^en\b/.test(locale) ? "en-US" : locale;
  const named: Words["named"] = (options, type) =>
    dateFormat(type === "timeZoneName" ? locale : names, { ...options, timeZone })
      .formatToParts(at)
      .find((part) => part.type === type)?.value ?? "";
  const words = { clock, at, locale, timeZone, named };

  const write = (within: string): string =>
    within.replace(conversion, (whole, flags: string, width: string, colons: string, letter: string) => {
      const refuse = () => new Fault("message.date-pattern", { conversion: whole });
      if (Number(width) > widest || (colons !== "" && letter !== "z")) throw refuse();
      if (letter === "z") return offsetIn(clock, colons.length);
      if (letter === "L" || letter === "N") {
        const places = Math.min(9, Number(width) || (letter === "L" ? 3 : 9));
        return `${String(clock.millisecond).padStart(3, "0")}000000`.slice(0, places);
      }
      const counted = Object.hasOwn(numbers, letter) ? numbers[letter] : undefined;
      if (counted !== undefined) {
        const [usual, fill, read] = counted;
        const filler = flags.includes("-") ? "" : flags.includes("_") ? " " : flags.includes("0") ? "0" : fill;
        return padded(String(read(clock)), Number(width) || usual, filler);
      }
      const text = Object.hasOwn(combined, letter)
        ? write(combined[letter] ?? "")
        : Object.hasOwn(texts, letter)
          ? String(texts[letter]?.(words))
          : undefined;
      if (text === undefined) throw refuse();
      const cased = flags.includes("^")
        ? text.toUpperCase()
        : flags.includes("#")
          ? letter === "p"
            ? text.toLowerCase()
            : text.toUpperCase()
          : text;
      return padded(cased, Number(width), flags.includes("0") ? "0" : " ");
    });
  return write(pattern);
}

/** The sign of a number stands before the zeros. */
function padded(text: string, width: number, fill: string): string {
  if (fill === "") return text;
  if (fill === "0" && text.startsWith("-")) return `-${text.slice(1).padStart(width - 1, "0")}`;
  return text.padStart(width, fill);
}
