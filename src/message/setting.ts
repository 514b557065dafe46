import type { Context, Liquid } from "liquidjs";
import { Fault } from "../contract/index.ts";
import { localeOf } from "../language/index.ts";
import type { Blocks } from "./block.ts";
import type { Kind } from "./kind.ts";
import type { OpenBlock } from "./tags/render-block.ts";
import { type Allowance, fullAllowance } from "./written.ts";

/** What filters need to know of a rendering. */
export interface Setting {
  /** BCP 47 */
  language: string;
  /** IANA time zone */
  timeZone: string;
  /** What `now` is to the template, in milliseconds since the epoch; the system's clock where absent. */
  now?: number;
  /** Texts that templates share. */
  blocks?: Blocks;
  /** Where the picture of each map is, by its name: `cid:…` or a link. */
  images?: Readonly<Record<string, string>>;
  /** The films of the message, by their names. */
  films?: Readonly<Record<string, Film>>;
  /** Where each file of the campaign's media folder is, by its name. */
  media?: Readonly<Record<string, string>>;
}

/** A film, with the addresses of what belongs to it. */
export interface Film {
  /** Absent where none can be played, as in an e-mail. */
  film?: string;
  /** Still picture. */
  poster: string;
  /** Moving picture. */
  preview?: string;
  /** seconds */
  duration: number;
  /** pixels */
  width: number;
  height: number;
  /** What it shows and says, in words. */
  alt: string;
}

/** What a template does where something is missing or cannot be read. */
export type Policy = "stop" | "fallback" | "leave-out";

/** A rendering on its way. */
export interface Course extends Setting {
  now: number;
  kind: Kind;
  policy: Policy;
  /** What stands in for a variable, by its path. */
  fallbacks: Readonly<Record<string, string>>;
  allowance: Allowance;
  /** What was missing or could not be read, and was dealt with as the policy says. */
  overcome: unknown[];
  /** A block as it belongs into a template of an engine. @throws Fault, LiquidError */
  openBlock(name: string, into: Liquid): OpenBlock;
}

/** The part of a filter's `this` that is needed here. */
export interface FilterSite {
  context: Context;
}

const courses = new WeakMap<object, Course>();

/** Ties the data of a rendering to its course, which templates themselves cannot reach. Adds `now` to the data. */
export function startCourse(
  data: Record<string, unknown>,
  setting: Setting & Pick<Course, "kind" | "openBlock"> & Partial<Pick<Course, "policy" | "fallbacks">>,
): Course {
  const { policy = "stop", fallbacks = {}, now = Date.now() } = setting;
  if (data.now === undefined) data.now = new Date(now).toISOString();
  const course: Course = { ...setting, now, policy, fallbacks, allowance: fullAllowance(), overcome: [] };
  courses.set(data, course);
  return course;
}

/** The course of the rendering that goes on in a context. */
export function courseOf(context: Context): Course {
  const course = courses.get(context.globals);
  if (course === undefined) throw new Fault("message.setting");
  return course;
}

/** The course of the rendering that a filter runs in. */
export function settingOf(filter: FilterSite): Course {
  return courseOf(filter.context);
}

/** The locale that numbers and dates are written in: a bare `fr` or `en` is that of France or Great Britain. */
export function writingLocale(language: string): string {
  const locale = localeOf(language) ?? "en";
  return { fr: "fr-FR", en: "en-GB" }[locale] ?? locale;
}
