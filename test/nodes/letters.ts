import assert from "node:assert/strict";
import type { ContentPart } from "../../src/contract/index.ts";
import type { nodeRed } from "./helper.ts";

const usual = new TextEncoder().encode("%PDF-1.7 a letter");
const rennes = { country: "FR", postalCode: "35000", locality: "Rennes", thoroughfare: ["12 rue de Paris"] };

/** A message of an enrolled recipient with a letter, as it comes from a render message node. */
export async function letterFor(
  red: ReturnType<typeof nodeRed>,
  id: string,
  {
    test = false,
    pages = 2,
    postalAddress = rennes,
    pdf = usual,
  }: { test?: boolean; pages?: number; postalAddress?: object; pdf?: Uint8Array } = {},
) {
  const { store, assets } = await red.house();
  const recipient = { id, firstName: "Camille", lastName: "Moreau", postalAddress };
  const caseKey = `D-${id}`;
  const row = { campaign: "c1", node: "elsewhere", recipient: recipient as never, caseKey, test, at: Date.now() };
  const [enrolled] = await store.enrol([row]);
  assert.ok(enrolled?.state === "enrolled");
  const content: ContentPart = {
    ...{ id: `content-${id}`, channel: "print", pdf: await assets.put(pdf, "application/pdf"), pages },
    ...{ language: "fr", template: "f".repeat(64) },
  };
  const { journey, task } = enrolled;
  return {
    campaign: { id: "c1", name: "Spring", locale: "en", timeZone: "Europe/Paris", test },
    journey: { id: journey, caseKey, startedAt: new Date().toISOString(), test, task },
    recipient,
    content,
  };
}
