import type { JsonObject } from "../contract/index.ts";
import { reasonInWords } from "../decision/index.ts";
import { distanceInWords, languageOf, sentence } from "../language/index.ts";
import type { Story, StoryLine } from "../store/index.ts";

const words = (data: JsonObject): Record<string, unknown> => ({ ...data });

/** The fields of an event, in one line. */
export function fieldsInWords(fields: JsonObject): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}

const valuesOf = ({ data }: JsonObject): string => fieldsInWords((data ?? {}) as JsonObject);

function channelsInWords({ channels }: JsonObject, tag: string): string {
  const names = Array.isArray(channels) ? channels.map((one) => sentence(`channel.${String(one)}`, {}, tag)) : [];
  return new Intl.ListFormat(languageOf(tag), { type: "conjunction" }).format(names);
}

/** How instants are told within a line. */
export function timeInWords(tag: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(languageOf(tag) === "fr" ? "fr-FR" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone,
  });
}

/** One line of a history as a sentence. */
export function lineInWords(line: StoryLine, tag: string, time: Intl.DateTimeFormat): string {
  const { data } = line;
  const say = (key: string, values: Record<string, unknown> = {}) => sentence(key, values, tag);
  switch (line.kind) {
    case "event.accepted":
    case "event.conflict":
    case "event.early":
    case "event.answered":
    case "resolved.take":
    case "resolved.keep":
      return say(`story.${line.kind}`, { ...words(data), values: valuesOf(data) });
    case "event.held":
      return say(`story.event.held.${String(data.reason)}`, { event: data.event, values: valuesOf(data) });
    case "wait.started":
      if (data.until === undefined) return say("story.wait.started");
      return say("story.wait.until", { until: time.format(new Date(String(data.until))) });
    case "send.queued": {
      if (data.channel === "service") return say("story.send.queued.service", words(data));
      // In brackets within a sentence: without a full stop of its own.
      const because = { label: data.label, reason: reasonInWords(data, tag).replace(/\.$/, "") };
      const branch = data.label === undefined ? "" : say("story.send.queued.branch", because);
      const distance = typeof data.distance === "number" ? distanceInWords(data.distance, tag) : "";
      const map = data.store === undefined ? "" : say("story.send.queued.map", { store: data.store, distance });
      return say(`story.send.queued.${String(data.channel)}`, { branch, map });
    }
    case "send.held":
      return say("story.send.held", {
        until: time.format(new Date(String(data.until))),
        reason: say(String(data.key), words(data)),
      });
    case "journey.exited": {
      const parts = [
        ["taken-back", data.takenBack],
        ["beyond", data.beyond],
      ] as const;
      const counts = parts.flatMap(([what, count]) =>
        typeof count === "number" && count > 0 ? [say(`people.exited.${what}`, { count })] : [],
      );
      return [say("story.journey.exited", words(data)), ...counts].join(" ");
    }
    case "page.published":
      return say("story.page.published", { until: time.format(new Date(String(data.until))) });
    case "page.responded": {
      const values = valuesOf(data);
      return say(values === "" ? "story.page.responded.empty" : "story.page.responded", { values });
    }
    case "page.opted-out":
      return say("story.page.opted-out", { channels: channelsInWords(data, tag) });
    case "consent.withdrawn":
      return say("story.consent.withdrawn", { channel: say(`channel.${String(data.channel)}`) });
    case "send.bounced":
      return say(`story.send.bounced.${String(data.bounce)}`, { reason: "", ...words(data) });
    case "send.failed":
    case "send.undeliverable":
    case "send.cancelled":
    case "send.untraced":
    case "send.too-late":
      return say(`story.${line.kind}`, { reason: data.key === undefined ? "" : say(String(data.key), words(data)) });
    case "send.complained":
    case "send.delayed":
    case "send.delivered":
      return say(`story.${line.kind}`, { reason: "", ...words(data) });
    case "send.not-sent":
    case "send.again":
    case "send.unknown":
    case "task.dead":
      return say(`story.${line.kind}`, { reason: say(String(data.key), words(data)) });
    default:
      return say(`story.${line.kind}`, words(data));
  }
}

/** Lines before which the flows were deployed anew, since the line before that knows of them. */
export function deployedAnew<Line extends StoryLine>(lines: readonly Line[]): Set<Line> {
  const knowing = lines.filter(({ data }) => typeof data.flow === "string");
  return new Set(knowing.filter((line, index) => index > 0 && line.data.flow !== knowing[index - 1]?.data.flow));
}

/** Tells what happened to a case, one line a step, in the language and time zone asked for. */
export function storyInWords(story: Story, tag: string, timeZone: string): string[] {
  const { journey } = story;
  const key = journey.caseKey === undefined ? "story.title-without-case" : "story.title";
  const time = timeInWords(tag, timeZone);
  const title = sentence(key, { caseKey: journey.caseKey, recipient: journey.recipient }, tag);
  const test = journey.test ? [`  ${sentence("story.test", {}, tag)}`] : [];
  const anew = deployedAnew(story.lines);
  const told = story.lines.flatMap((line) => [
    ...(anew.has(line) ? [`  ${sentence("story.flow-changed", {}, tag)}`] : []),
    `  ${time.format(line.at)}  ${lineInWords(line, tag, time)}`,
  ]);
  return [title, ...test, ...told];
}
