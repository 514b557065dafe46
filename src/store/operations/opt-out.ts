import type { JsonObject } from "../../contract/index.ts";
import type { OptOut } from "../store.ts";
import { write } from "./journeys.ts";
import { json, type Statements, text } from "./statements.ts";
import { consented, suppress } from "./suppression.ts";

/**
 * Ends marketing by a channel: the consent is withdrawn and the person comes onto the list, in one commit. Of somebody who
 * was erased nothing is kept but a fingerprint of their id. False: that was known already, and nothing was kept.
 */
export async function optOut(statements: Statements, word: OptOut): Promise<boolean> {
  const { campaign, recipient, channel, reason, source, proof, at } = word;
  const { one, all, lock } = statements;
  const whose = "from recipient where campaign = ? and id = ?";
  await lock(`select id ${whose}`, campaign, recipient);
  const person = await one(`select data ${whose}`, campaign, recipient);
  const who =
    person === undefined
      ? ({ kind: "recipient", campaign, id: recipient } as const)
      : ({ kind: "person", campaign, id: recipient } as const);
  const entry = { who, channel, purpose: "marketing", reason, source, at } as const;
  const listed = (await suppress(statements, [entry])) > 0;
  if (person === undefined) return listed;
  const consent = json(person.data).consent as JsonObject | undefined;
  const withdrawn = consent?.[`${channel}.marketing`] === false;
  if (!withdrawn)
    await consented(statements, [
      { campaign, recipient, channel, purpose: "marketing", granted: false, at, source, proof },
    ]);
  if (withdrawn && !listed) return false;
  const journeys = await all("select id from journey where campaign = ? and recipient = ?", campaign, recipient);
  for (const { id } of journeys)
    await write(statements, text(id), at, [{ kind: "consent.withdrawn", data: { channel, reason } }]);
  return true;
}
