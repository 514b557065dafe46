import type { Deadline, Reminder } from "../../src/journey/deadline/shape.ts";
import { type ScheduleAnswer, type ScheduleRequest, schedulePath } from "../wait-for-decision/schedule-answer.ts";
import type { Translate } from "./editor-catalogue.ts";
import { sentencesOf } from "./editor-preview.ts";

/** British English writes the day before the month, as all that is not French here does. */
const languageTag = () => (RED.i18n.lang().startsWith("fr") ? "fr-FR" : "en-GB");

/** `Fri 27 Nov 2026, 09:00`, the hour on 24. */
function moment(at: string, timeZone: string): string {
  const date = new Date(at);
  const day = { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone } as const;
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  const written = new Intl.DateTimeFormat(languageTag(), day).format(date).replace(",", "");
  return `${written}, ${new Intl.DateTimeFormat(languageTag(), time).format(date)}`;
}

const list = (parts: readonly string[]) => new Intl.ListFormat(languageTag(), { type: "conjunction" }).format(parts);

/** What the schedule means for somebody who arrives now, in one sentence; one more for reminders that do not come. */
function scheduleInWords({ now, steps, notes }: ScheduleAnswer, asked: ScheduleRequest, _: Translate): string[] {
  const { timeZone } = asked;
  const reminders = steps.filter(({ output }) => output === "reminder");
  const on = (at: string) => _("preview.on", { moment: moment(at, timeZone) });
  const reminded = list(reminders.map(({ at }) => on(at)));
  const ends = steps.find(({ output }) => output === "too-late");
  const words = { reminded, ends: ends === undefined ? "" : on(ends.at), zone: timeZone };
  const kinds = `${reminders.length > 0 ? "reminded" : "plain"}-${ends === undefined ? "endless" : "ends"}`;
  const sentence = ends !== undefined && ends.at <= now ? _("preview.over") : _(`preview.${kinds}`, words);
  const coming = new Set(reminders.map(({ number }) => number));
  const left = asked.reminders.map((_reminder, index) => index + 1).filter((number) => !coming.has(number));
  return [sentence, ...(left.length > 0 ? [_("preview.left-out", { rows: list(left.map(String)) })] : []), ...notes];
}

function problem(_: Translate, status: number, json: unknown): string {
  if (status === 401 || status === 403) return _("preview.rights");
  if (status === 0) return _("preview.offline");
  return sentencesOf(json, _("preview.failed")).join(" ");
}

export interface SchedulePreview {
  /** Asks anew a moment after the last change. `undefined`: nothing can be said. */
  show(asked: ScheduleRequest | undefined, otherwise: string): void;
  close(): void;
}

/** Asks Node-RED, which knows the public holidays, and writes what it answers. */
export function prepareSchedule(place: JQuery, _: Translate): SchedulePreview {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let request: JQuery.jqXHR | undefined;
  const stop = () => {
    clearTimeout(timer);
    request?.abort("given up");
  };
  const write = (sentences: readonly string[]) => place.empty().append(sentences.map((text) => $("<div>").text(text)));
  const ask = (asked: ScheduleRequest) => {
    // jQuery and a relative address, because Node-RED adds the editor's token to such requests only.
    request = $.ajax({
      url: schedulePath,
      type: "POST",
      headers: { "Accept-Language": RED.i18n.lang() },
      contentType: "application/json; charset=utf-8",
      dataType: "json",
      data: JSON.stringify(asked),
    });
    request.done((answer: ScheduleAnswer) => write(scheduleInWords(answer, asked, _)));
    request.fail(({ status, responseJSON }, reason) => {
      if (String(reason) !== "given up") write([problem(_, status, responseJSON)]);
    });
  };
  return {
    show(asked, otherwise) {
      stop();
      if (asked === undefined) write(otherwise === "" ? [] : [otherwise]);
      else timer = setTimeout(() => ask(asked), 250);
    },
    close: stop,
  };
}

/** Whether the days of a wait are working days somewhere. */
export function countsWorkingDays(deadline: Deadline, reminders: readonly Reminder[]): boolean {
  return [deadline, ...reminders].some((one) => "unit" in one && one.unit === "working-days");
}
