import { type Answer, ask, json } from "../../../shared/editor-ask.ts";
import type { Desk } from "../pane.ts";

/** Asks about people of the chosen campaign; what names them goes in the body. */
export function askPeople<Value>(
  desk: Desk,
  path: string,
  question: object,
  signal?: AbortSignal,
): Promise<Answer<Value>> {
  const body = { campaign: desk.campaign() ?? "", ...question };
  return ask<Value>(`belle-histoire/journey/people/${path}`, desk._, json(body), { signal });
}
