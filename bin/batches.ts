import { Fault } from "../src/contract/index.ts";
import { languageOf, sentence } from "../src/language/index.ts";
import type { Batch, BesideStore, Settler } from "../src/store/index.ts";

/** The commands of a person who looks after batches of letters. */

export interface BatchSettings {
  language: string;
  timeZone: string;
  settler: Settler;
}

/** Batches that one call lists. */
const most = 200;

/** What a command does; undefined: there is no such one. @throws Fault `batch.why-missing` */
export function batchCommand(
  command: string,
  rest: string[],
  { language, timeZone, settler }: BatchSettings,
): ((store: BesideStore) => Promise<string[]>) | undefined {
  const [id = ""] = rest;
  const said = () => {
    if (settler.why === "-") throw new Fault("batch.why-missing");
    return settler;
  };
  if (command === "batches" && rest.length === 0)
    return async (store) => {
      const batches = await store.batches({}, most);
      if (batches.length === 0) return [sentence("batch.none", {}, language)];
      return batches.map((one) => batchInWords(one, language, timeZone));
    };
  if (command === "approve" && rest.length === 1)
    return async (store) => {
      await store.approveBatch(id, said());
      return [sentence("batch.approved", { id }, language)];
    };
  if (command === "refuse" && rest.length === 1)
    return async (store) => [sentence("batch.refused", { id, count: await store.refuseBatch(id, said()) }, language)];
  return undefined;
}

function batchInWords(batch: Batch, language: string, timeZone: string): string {
  const say = (key: string, values: object = {}) => sentence(key, { ...values }, language);
  const tag = languageOf(language) === "fr" ? "fr-FR" : "en-GB";
  const time = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone });
  const { id, state, left, count, closedAt, why, releaseAt, approval } = batch;
  const { key, proof, ...data } = batch.held ?? {};
  const reason = typeof key === "string" ? say(key, data) : "";
  const more: string[] = [];
  if (state === "closed" && approval === "asked") more.push(say("batch.more.approval", { id, reason }));
  else if (reason !== "" && (state === "closed" || state === "unknown")) more.push(say("batch.more.held", { reason }));
  if (state === "closed" && releaseAt > Date.now())
    more.push(say("batch.more.release", { until: time.format(releaseAt) }));
  if (state === "closed" && typeof proof === "string") more.push(say("batch.more.proof", { proof }));
  const told = { state: say(`batch.state.${state}`), why: say(`batch.why.${why}`), more: more.join("") };
  return say("batch.item", { id, left, count, closed: time.format(closedAt), ...told });
}
