import type { JsonObject } from "../../contract/index.ts";
import { json, type Statements } from "./statements.ts";

const ofRecipient = "from recipient where campaign = ? and id = ?";

/** Adds what a call or a row says of a recipient to what is known; attributes and consents one by one. */
export async function updateRecipient(
  { one, run, lock }: Statements,
  campaign: string,
  id: string,
  change: JsonObject,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await lock(`select id ${ofRecipient}`, campaign, id);
  const present = json((await one(`select data ${ofRecipient}`, campaign, id))?.data);
  const attributes = { ...(present.attributes as JsonObject), ...(change.attributes as JsonObject) };
  const consent =
    change.consent === undefined
      ? {}
      : { consent: { ...(present.consent as JsonObject), ...(change.consent as JsonObject) } };
  const data = JSON.stringify({ ...present, ...change, ...consent, id, attributes });
  await run("update recipient set data = ? where campaign = ? and id = ?", data, campaign, id);
}
