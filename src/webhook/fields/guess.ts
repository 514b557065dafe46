import { fold } from "../../contract/index.ts";
import { type Field, pathOf, targetName } from "./field.ts";

const business =
  /\b(?:case|dossier|application|order|commande|policy|police|contract|contrat|claim|request|demande|quote|devis|booking)/;
const idLike = /(?:^| )(?:id|key|cle|no|nr|num|number|numero|ref|reference)$/;
/** Names under which an id says who or which message, not which case. */
const other =
  /\b(?:customer|client|user|person|personne|recipient|destinataire|event|evenement|message|msg|store|shop|campaign)\b/;

/** A name in words, folded: `orderNumber`, `order_number` and `Order-Number` are the same. */
function inWords(name: string): string {
  return fold(name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2").replaceAll(".", " "));
}

/** The field that most likely says which case a call is about: an id of business, else any id, in their order. */
function likelyCaseKey(fields: readonly Field[]): Field | undefined {
  const ids = fields.filter((field) => ["text", "number"].includes(field.type) && idLike.test(inWords(field.name)));
  const ofBusiness = ids.find((field) => business.test(inWords(field.name)));
  return ofBusiness ?? ids.find((field) => !other.test(inWords(field.name)));
}

const decision = /(?:^| )(?:decision|outcome|verdict|status|statut|result|resultat|resolution|answer|reponse)$/;

/** Whether a name is that of the word that the story turns on. */
export function isDecisionName(name: string): boolean {
  return decision.test(inWords(name));
}

/** Properties of a recipient by what senders call them. */
const properties: readonly [string, RegExp, readonly Field["type"][]][] = [
  ["firstName", /(?:^| )(?:first name|given name|forename|firstname|prenom)$/, ["text"]],
  ["lastName", /(?:^| )(?:last name|family name|surname|lastname|nom de famille)$/, ["text"]],
  ["title", /(?:^| )(?:salutation|civilite)$/, ["text"]],
  ["locale", /(?:^| )(?:locale|language|langue)$/, ["text"]],
  ["email", /./, ["email"]],
  ["phone", /./, ["phone"]],
  ["postalAddress", /./, ["address"]],
];

/**
 * Says where each field goes: one case key, what is plainly the recipient's to the recipient, the rest to the event.
 * Fields in `settled` have their target; one that would be kept under
 * the name of an earlier one gets its whole path for a name, and a number where that is taken as well.
 */
export function guessTargets(fields: readonly Field[], settled: ReadonlySet<Field> = new Set()): Field[] {
  const open = fields.filter((field) => !settled.has(field));
  const known = fields.some((field) => settled.has(field) && field.target === "case-key");
  const key = known ? undefined : likelyCaseKey(open);
  const taken = new Set<string>();
  for (const field of settled) taken.add(`${field.target} ${targetName(field)}`);
  return fields.map((field) => {
    if (settled.has(field)) return field;
    if (field === key) return { ...field, target: "case-key", required: true };
    const own = properties.find(([, name, types]) => types.includes(field.type) && name.test(inWords(field.name)));
    const recipient = own !== undefined && !taken.has(`recipient ${own[0]}`);
    const guessed: Field = { ...field, target: recipient ? "recipient" : "event" };
    if (recipient && targetName(field) !== own[0]) guessed.as = own[0];
    for (let count = 1; taken.has(`${guessed.target} ${targetName(guessed)}`); count += 1)
      guessed.as = `${inOne(pathOf(field))}${count === 1 ? "" : count}`;
    taken.add(`${guessed.target} ${targetName(guessed)}`);
    return guessed;
  });
}

/** `shipping.city` as `shippingCity`. */
function inOne(path: readonly string[]): string {
  return path.map((name, index) => (index === 0 ? name : name.charAt(0).toUpperCase() + name.slice(1))).join("");
}
