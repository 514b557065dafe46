import type { JsonObject } from "../../contract/index.ts";
import { json, type Statements } from "./statements.ts";

const ofRecipient = "from recipient where campaign = ? and id = ?";

/** Where something was said of a recipient. */
export interface Said {
  /** `webhook`, `audience`, or what a person has written. */
  source: string;
  /** What proves it: the event, the list. */
  proof: string;
  at: number;
}

type Consents = Record<string, unknown>;

/**
 * Adds what a call or a row says of a recipient to what is known; attributes and consents one by one. A consent that is
 * given or withdrawn is kept with where it was said; `said` is absent where that was kept already.
 */
export async function updateRecipient(
  statements: Statements,
  campaign: string,
  id: string,
  change: JsonObject,
  said?: Said,
): Promise<void> {
  const { one, run, lock } = statements;
  if (Object.keys(change).length === 0) return;
  await lock(`select id ${ofRecipient}`, campaign, id);
  const present = json((await one(`select data ${ofRecipient}`, campaign, id))?.data);
  const attributes = { ...(present.attributes as JsonObject), ...(change.attributes as JsonObject) };
  const before = present.consent as JsonObject | undefined;
  const consent = change.consent === undefined ? before : { ...before, ...(change.consent as JsonObject) };
  const data = JSON.stringify({ ...present, ...change, consent, id, attributes });
  await run("update recipient set data = ? where campaign = ? and id = ?", data, campaign, id);
  if (said !== undefined && consent !== undefined)
    await noteConsents(statements, { campaign, id }, before, consent, said);
}

/** Keeps each consent that is not what it was before. A channel without a purpose is one for all purposes, `*`. */
export async function noteConsents(
  statements: Statements,
  { campaign, id }: { campaign: string; id: string },
  before: Consents | undefined,
  now: Consents,
  said: Said,
): Promise<void> {
  for (const [key, granted] of Object.entries(now)) {
    if (before?.[key] === granted) continue;
    const [channel = "", purpose = "*"] = key.split(".");
    await addConsent(statements, { campaign, recipient: id, channel, purpose, granted: granted === true, ...said });
  }
}

/** Keeps one word of consent for good. */
export async function addConsent(
  { insert }: Statements,
  word: Said & { campaign: string; recipient: string; channel: string; purpose: string; granted: boolean },
): Promise<void> {
  await insert(
    `insert into consent (campaign, recipient, channel, purpose, granted, source, proof, at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    word.campaign,
    word.recipient,
    word.channel,
    word.purpose,
    word.granted ? 1 : 0,
    word.source,
    word.proof,
    word.at,
  );
}
