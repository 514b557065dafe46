import { systemClock } from "../../../src/clock.ts";
import { Fault, nameLine } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { assetsOf, checkWhy, erasePerson, exportOf, handedOverOf } from "../../../src/rights/index.ts";
import type { Holdings } from "../../../src/store/index.ts";
import { FileAnswer } from "../../shared/desk-route.ts";
import type { EraseQuestion, ExportQuestion, ToldAnswer } from "./desk.ts";
import type { Place } from "./routes.ts";

/** @throws Fault `people.nobody` */
async function held({ campaign, house }: Place, { id }: ExportQuestion): Promise<Holdings> {
  const found = await house.store.holdings({ campaign: campaign.part.id, id });
  if (found === undefined) throw new Fault("people.nobody");
  return found;
}

/** Everything held of a person in one file: as the command `export` writes it, with the bytes beside it as base64. */
export async function exportFile(place: Place, question: ExportQuestion): Promise<FileAnswer> {
  const found = await held(place, question);
  const files: Record<string, string> = {};
  for (const { hash, type = "" } of assetsOf(found)) {
    const bytes = await place.house.assets.get({ hash, type, bytes: 0 }).catch((error: unknown) => {
      // What was deleted by hand is no reason to withhold the rest.
      if (error instanceof Fault && error.key === "asset.missing") return undefined;
      throw error;
    });
    if (bytes !== undefined) files[hash] = Buffer.from(bytes).toString("base64");
  }
  const content = JSON.stringify({ ...exportOf(found, Date.now()), files }, null, 2);
  return new FileAnswer(content, "application/json", "export.json");
}

/** What would be erased, and what is out of reach. @throws Fault `people.nobody` */
export async function eraseLook(place: Place, question: ExportQuestion): Promise<ToldAnswer> {
  const found = await held(place, question);
  const say = (key: string, values: Record<string, unknown> = {}) => sentence(key, values, place.language).trim();
  const { recipient, journeys } = found;
  const { taken, inDoubt } = handedOverOf(found);
  const campaign = place.campaign.part.name || place.campaign.part.id;
  return {
    told: [
      say("erase.person", { id: recipient.id, name: nameLine(recipient) || "–", campaign, count: journeys.length }),
      ...taken.map(({ channel, reference }) => say(`erase.handed-over.${channel}`, { reference })),
      ...inDoubt.map((id) => say("erase.in-doubt", { id })),
      say("erase.outside"),
    ],
  };
}

/** @throws Fault `people.nobody`, `erase.why-names`, `erase.being-sent`, `desk.who` */
export async function erase(place: Place, { id, why }: EraseQuestion): Promise<ToldAnswer> {
  const { campaign, house, language } = place;
  const by = place.by();
  const recipient = await house.store.recipient({ campaign: campaign.part.id, id });
  if (recipient === undefined) throw new Fault("people.nobody");
  checkWhy(why, recipient);
  const request = { campaign: campaign.part.id, id, by, why, at: Date.now() };
  const done = await erasePerson(house.store, house.assets, request, systemClock);
  return { told: [sentence("erase.done", { ...done }, language)] };
}
