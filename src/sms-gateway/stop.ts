import type { TextMessage } from "../sms/index.ts";

/** What Brevo puts the number in the place of to which one answers STOP. */
const placeholder = /\[STOP[ _]CODE\]/g;

/** Whether a text asks for the number to which one answers STOP. */
export function asksForStopCode(text: string): boolean {
  return text.search(placeholder) >= 0;
}

/** The text as it goes out: a marketing message says how to answer STOP, on a line of its own, where it does not yet. */
export function withStop({ text, purpose }: Pick<TextMessage, "text" | "purpose">, stop: string): string {
  const line = stop.trim();
  if (purpose === "service" || line === "" || text.includes(line) || asksForStopCode(text)) return text;
  return `${text.trimEnd()}\n${line}`;
}

/** The text as it will be counted: short codes of five digits stand in the place of `[STOP_CODE]`. */
export function withStopNumber(text: string): string {
  return text.replace(placeholder, "36180");
}
