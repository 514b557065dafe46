import * as z from "zod";
import { type CorrectedAddress, Fault, type JsonObject } from "../../../contract/index.ts";
import type { LetterEvent } from "../provider.ts";
import { tidyWords } from "../said.ts";

const Related = z.object({ data: z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/), type: z.string() }) });
const Word = z.string().max(200).optional();

/** What Pingen posts, documented under misc.webhooks; `deliverable` in the place of `letter` in newer ones. */
const PingenEvent = z.object({
  data: z.object({
    type: z.string(),
    attributes: z
      .object({
        reason: z.string().optional(),
        corrected_address: z.object({ name: Word, street: Word, number: Word, zip: Word, city: Word }).nullish(),
      })
      .default({}),
    relationships: z.object({ letter: Related.optional(), deliverable: Related.optional() }),
  }),
});

type Corrected = NonNullable<z.infer<typeof PingenEvent>["data"]["attributes"]["corrected_address"]>;

function addressOf({ name, street = "", number = "", zip, city }: Corrected): CorrectedAddress | undefined {
  const line = `${street} ${number}`.trim();
  const given = {
    ...(name && { name: tidyWords(name, []) }),
    ...(line !== "" && { thoroughfare: [tidyWords(line, [])] }),
    ...(zip && { postalCode: tidyWords(zip, []) }),
    ...(city && { locality: tidyWords(city, []) }),
  };
  return Object.keys(given).length === 0 ? undefined : given;
}

/** @returns undefined where it is about no letter */
export function eventOf(body: JsonObject): LetterEvent | undefined {
  const read = PingenEvent.safeParse(body);
  if (!read.success) return undefined;
  const { type, attributes, relationships } = read.data.data;
  const letter = relationships.letter?.data ?? relationships.deliverable?.data;
  if (letter === undefined || letter.type !== "letters") return undefined;
  const name = letter.id;
  if (type === "webhook_sent") return { name, seen: { state: "mailed", more: true } };
  if (type === "webhook_delivered") return { name, seen: { state: "delivered" } };
  // What is wrong may be put right: how the letter is, is asked.
  if (type !== "webhook_undeliverable") return { name };
  const said = tidyWords(attributes.reason ?? "", []);
  const corrected = attributes.corrected_address ? addressOf(attributes.corrected_address) : undefined;
  const why = said === "" ? {} : { why: new Fault("print.provider-says", { said }) };
  return { name, seen: { state: "undeliverable", ...why, ...(corrected !== undefined && { corrected }) } };
}
