import { type Figures, problemOutput } from "../../../../src/desk/figures.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";

/** How grave it is: what is going on, what a person should see to, what went wrong. */
type Tone = "calm" | "busy" | "look" | "bad";

export interface Word {
  text: string;
  tone: Tone;
}

const senders = new Set(["send-email", "send-sms", "send-print-job", "call-service"]);

export const inNumber = (count: number): string => count.toLocaleString(RED.i18n.lang());

/** Whether the words beside a number are those of one thing: “1 visit”, and in French “0 visite”. */
export const grammar = (count: number): "one" | "other" =>
  new Intl.PluralRules(RED.i18n.lang()).select(count) === "one" ? "one" : "other";

/** The largest unit that says enough: minutes, hours, days. */
function ageInWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  const [unit, count] =
    minutes < 90
      ? (["minute", minutes] as const)
      : minutes < 48 * 60
        ? (["hour", Math.floor(minutes / 60)] as const)
        : (["day", Math.floor(minutes / 1440)] as const);
  return new Intl.NumberFormat(RED.i18n.lang(), { style: "unit", unit, unitDisplay: "short" }).format(count);
}

function instantInWords(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  const day: Intl.DateTimeFormatOptions =
    then.toDateString() === today.toDateString() ? {} : { day: "numeric", month: "short" };
  return then.toLocaleString(RED.i18n.lang(), { ...day, ...time });
}

/** How many left by an output; undefined: nobody counts that. */
export function outputCount(type: string, port: number, figures: Figures): number | undefined {
  if (figures.outputs !== undefined) return figures.outputs[port] ?? 0;
  const counted: Record<string, (keyof Figures)[]> = {
    "wait-for-decision": ["in", "reminded", "late"],
    "personal-page": ["visited", "responded", "optedOut"],
  };
  const name = senders.has(type)
    ? (["sent", "notSent"] as const)[port]
    : port > 0 || type === "personal-page"
      ? counted[type]?.[port]
      : undefined;
  return name === undefined ? undefined : ((figures[name] as number | undefined) ?? 0);
}

const bad = ["failed", "doubt"] as const;
const happened = ["reminded", "late", "delivered", "repeated", "visited", "responded"] as const;
const unwelcome = ["notSent", "bounced", "complained", "conflicts", "optedOut"] as const;

/**
 * The figures of a node in words, the most important first: what goes on, what came of it, what went wrong.
 *
 * @param now by the clock of Node-RED, in milliseconds
 */
export function inWords(figures: Figures, type: string, now: number, _: Translate): Word[] {
  const words: Word[] = [];
  const say = (text: string, tone: Tone) => words.push({ text, tone });
  const { waiting = 0, since = now, held = 0, until = now, collected = 0, early = 0, sent = 0 } = figures;
  if (waiting > 0) say(_("overview.waiting", { number: inNumber(waiting), age: ageInWords(now - since) }), "busy");
  else if (type === "wait-for-decision") say(_("overview.nobody-waits"), "calm");
  const underWay = (figures.sending ?? 0) - held - collected;
  if (underWay > 0) say(_("overview.sending", { number: inNumber(underWay) }), "busy");
  if (held > 0)
    say(_(`overview.held.${grammar(held)}`, { number: inNumber(held), until: instantInWords(until, now) }), "look");
  if (collected > 0) say(_(`overview.collected.${grammar(collected)}`, { number: inNumber(collected) }), "busy");
  if (senders.has(type) && (sent > 0 || words.length === 0))
    say(_(`overview.sent.${grammar(sent)}`, { number: inNumber(sent) }), "calm");
  for (const name of happened) {
    const count = figures[name] ?? 0;
    if (count > 0) say(_(`overview.figure.${name}.${grammar(count)}`, { number: inNumber(count) }), "calm");
  }
  if (early > 0) say(_("overview.early", { number: inNumber(early) }), "busy");
  for (const name of unwelcome) {
    const count = figures[name] ?? 0;
    if (count > 0) say(_(`overview.figure.${name}.${grammar(count)}`, { number: inNumber(count) }), "look");
  }
  const without = figures.outputs?.[problemOutput[type] ?? -1] ?? 0;
  if (without > 0) say(_(`overview.without.${type}.${grammar(without)}`, { number: inNumber(without) }), "look");
  for (const name of bad) {
    const count = figures[name] ?? 0;
    if (count > 0) say(_(`overview.figure.${name}.${grammar(count)}`, { number: inNumber(count) }), "bad");
  }
  return words;
}

/** What came to a node, in words. */
export function comingInWords(figures: Figures, type: string, _: Translate): string {
  const kind = senders.has(type)
    ? "sender"
    : type === "audience" || type === "inbound-webhook" || type === "wait-for-decision" || type === "personal-page"
      ? type
      : "step";
  const count = figures.in ?? 0;
  return _(`overview.in.${kind}.${grammar(count)}`, { number: inNumber(count) });
}
