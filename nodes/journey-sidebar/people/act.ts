import { Fault } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import type { ExitQuestion, MoveOnQuestion, ToldAnswer } from "./desk.ts";
import type { Place } from "./routes.ts";

/** @throws Fault `people.no-journey`, `people.ended`, `desk.who` */
export async function endJourney(
  { campaign, house, by, language }: Place,
  { journey, why }: ExitQuestion,
): Promise<ToldAnswer> {
  const settler = { by: by(), why, at: Date.now() };
  const done = await house.store.exit({ campaign: campaign.part.id, journey }, settler);
  house.engine.wake();
  const say = (key: string, count: number) => sentence(`people.exited.${key}`, { count }, language);
  return {
    told: [
      sentence("people.exited", {}, language),
      ...(done.takenBack > 0 ? [say("taken-back", done.takenBack)] : []),
      ...(done.beyond > 0 ? [say("beyond", done.beyond)] : []),
    ],
  };
}

/** @throws Fault `people.no-journey`, `people.waits-no-more`, `people.data`, `desk.who` */
export async function moveOn(
  { campaign, house, by, language }: Place,
  { journey, wait, why, data }: MoveOnQuestion,
): Promise<ToldAnswer> {
  if (data !== undefined && Object.keys(data).length === 0) throw new Fault("people.data");
  const settler = { by: by(), why, at: Date.now() };
  await house.store.moveOn({ campaign: campaign.part.id, journey }, wait, settler, data);
  house.engine.wake();
  return { told: [sentence(data === undefined ? "people.moved-on" : "people.answered", {}, language)] };
}
