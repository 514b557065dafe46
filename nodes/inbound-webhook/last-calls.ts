import { instant } from "../../src/clock.ts";
import type { Json, JsonObject } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { Field, SeenCall } from "../../src/webhook/index.ts";
import type { HeardAnswer, LastCall } from "./desk.ts";

/** Calls that are shown; at most twice as many are held. */
const mostCalls = 50;

/** What a webhook has heard lately. It outlives a redeploy of its node, not a restart. */
export interface LastCalls {
  add(call: SeenCall): void;
  /** As the form shows them; `language` of the sentences. */
  told(language: string): LastCall[];
  /**
   * Waits for the next call whose proof holds; undefined after `patience` milliseconds, or when `cancelled` is aborted.
   */
  next(language: string, patience: number, cancelled: AbortSignal): Promise<HeardAnswer | undefined>;
  /** The last call, and how many there were on the day of `now`, since Node-RED was started. */
  today(timeZone: string, now: number): CallsToday;
  keepBodies: boolean;
  /** Fields whose values go to the recipient are masked in kept bodies. */
  fields: readonly Field[];
}

interface CallsToday {
  last?: Pick<LastCall, "at" | "receipt" | "status" | "test">;
  taken: number;
  refused: number;
}

/** Calls are counted in steps of a quarter of an hour, by which the days of all time zones begin; a day has 96 or some more. */
const step = 900_000;
const mostSteps = 200;

function lastCalls(): LastCalls {
  const counts = new Map<number, { taken: number; refused: number }>();
  const count = ({ at, status }: SeenCall) => {
    const key = Math.floor(at / step);
    const here = counts.get(key) ?? { taken: 0, refused: 0 };
    if (status < 300) here.taken += 1;
    else here.refused += 1;
    counts.set(key, here);
    // In the order in which they came: the first is the oldest.
    for (const old of counts.keys()) {
      if (counts.size <= mostSteps) break;
      counts.delete(old);
    }
  };
  const calls: SeenCall[] = [];
  const waiting = new Set<(call: SeenCall) => void>();
  const heard: LastCalls = {
    keepBodies: false,
    fields: [],
    add(call) {
      if (waiting.size > 0 && call.proof !== undefined && call.body !== undefined) {
        for (const tell of waiting) tell(call);
      }
      if (!heard.keepBodies) call.body = undefined;
      count(call);
      calls.push(call);
      if (calls.length > 2 * mostCalls) calls.splice(0, mostCalls);
    },
    told: (language) =>
      calls
        .slice(-mostCalls)
        .reverse()
        .map((call) => tellCall(call, heard.fields, language)),
    today(timeZone, now) {
      const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
      const wanted = day.format(now);
      const all = [...counts].filter(([key]) => day.format(key * step) === wanted).map(([, one]) => one);
      const sum = (name: "taken" | "refused") => all.reduce((total, one) => total + one[name], 0);
      const call = calls.at(-1);
      const last = call && {
        ...{ at: instant(call.at), receipt: call.receipt, status: call.status, test: call.proof?.test ?? false },
      };
      return { ...(last && { last }), taken: sum("taken"), refused: sum("refused") };
    },
    next(language, patience, cancelled) {
      return new Promise((resolve) => {
        const end = (call?: SeenCall) => {
          clearTimeout(timer);
          waiting.delete(end);
          resolve(call === undefined ? undefined : heardOf(call, language));
        };
        const timer = setTimeout(end, patience);
        cancelled.addEventListener("abort", () => end(), { once: true });
        waiting.add(end);
      });
    },
  };
  return heard;
}

function heardOf({ contentType = "", body = {}, receipt, refused }: SeenCall, language: string): HeardAnswer {
  return { contentType, body, receipt, detail: detailOf(refused, language) };
}

function detailOf(refused: SeenCall["refused"], language: string): string {
  return refused === undefined ? "" : sentence(refused.code, refused.data, language);
}

function tellCall(call: SeenCall, fields: readonly Field[], language: string): LastCall {
  const { at, receipt, status, refused, eventId, caseKey, proof, source, bytes, body } = call;
  return {
    at: instant(at),
    receipt,
    status,
    detail: detailOf(refused, language),
    problems: (refused?.problems ?? []).map(({ pointer, detail }) =>
      pointer === "" ? detail : `${pointer}: ${detail}`,
    ),
    ...(eventId !== undefined && { eventId }),
    ...(caseKey !== undefined && { caseKey: masked(caseKey) }),
    ...(proof?.sender !== undefined && { sender: proof.sender }),
    ...(source !== undefined && { source: maskedAddress(source) }),
    bytes,
    test: proof?.test ?? false,
    ...(body !== undefined && { body: maskedBody(body, fields) }),
  };
}

/** All but the last four characters as dots; of a short text all but the last. */
function masked(text: string): string {
  const shown = text.length > 6 ? 4 : 1;
  return `${"•".repeat(Math.min(8, Math.max(0, text.length - shown)))}${text.slice(-shown)}`;
}

function maskedAddress(address: string): string {
  return address.replace(address.includes(":") ? /:[^:]*$/ : /\.\d+$/, (part) => `${part[0]}•`);
}

const shown: ReadonlySet<Field["type"]> = new Set(["number", "date", "enum", "money", "boolean"]);

/**
 * A body without what says who it is about: of the fields that go into the event, values that are no free text are
 * shown; every other text is masked, whatever field it stands in, and names that the table does not know are too.
 */
function maskedBody(body: JsonObject, fields: readonly Field[]): Json {
  const open = new Set(
    fields.filter(({ target, type }) => target === "event" && shown.has(type)).map(({ name }) => name),
  );
  const mask = (value: Json, path: string): Json => {
    if (open.has(path)) return value;
    if (Array.isArray(value)) return value.map((item) => mask(item, `${path}.`));
    if (typeof value === "object" && value !== null) {
      const below = (name: string) => (path === "" ? name : `${path}.${name}`);
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mask(item, below(name))]));
    }
    if (typeof value === "string") return value === "" ? "" : masked(value);
    return typeof value === "number" ? 0 : value;
  };
  return mask(body, "");
}

const kept = new Map<string, LastCalls>();

/** The last calls of a webhook, by the id of its node. */
export function lastCallsOf(node: string): LastCalls {
  let calls = kept.get(node);
  if (calls === undefined) {
    calls = lastCalls();
    kept.set(node, calls);
  }
  return calls;
}

/** Forgets the calls of a webhook that was deleted. */
export function forgetCalls(node: string): void {
  kept.delete(node);
}
