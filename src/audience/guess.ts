import { fold } from "../contract/index.ts";
import { type Column, isTarget } from "./targets.ts";

/** How the columns of French and English lists are called, folded and without signs. */
const names: Record<string, string> = {
  id: "id|identifiant|no client|num client|numero client|numero de client|n client|code client|ref client|reference client|client id|customer id|customer number|customer no|recipient id|numero|number|numero adherent|numero assure|member id",
  caseKey:
    "casekey|case key|case number|case no|dossier|no dossier|n dossier|num dossier|numero dossier|numero de dossier|police|no police|n police|numero de police|numero police|contrat|no contrat|numero de contrat|contract|contract number|policy|policy number|policy no|application number|commande|numero de commande|order|order number|order id",
  locale: "locale|langue|language|lang",
  timeZone: "timezone|time zone|fuseau|fuseau horaire",
  title: "title|titre|civilite|civ|salutation|politesse",
  firstName: "firstname|first name|prenom|prenoms|given name|givenname|forename",
  lastName: "lastname|last name|nom|nom de famille|surname|family name|familyname|name",
  email: "email|e mail|mail|courriel|adresse e mail|adresse email|adresse mail|email address|e mail address|mel",
  phone:
    "phone|telephone|tel|portable|mobile|mobile phone|phone number|numero de telephone|tel portable|tel mobile|gsm|telephone mobile",
  street:
    "street|rue|voie|adresse|adresse 1|adresse1|address|address 1|address1|address line 1|ligne 4|adresse postale",
  street2:
    "street2|street 2|adresse 2|adresse2|complement|complement d adresse|complement adresse|address 2|address2|address line 2",
  postalCode: "postalcode|postal code|cp|code postal|codepostal|zip|zip code|zipcode|postcode|post code",
  locality: "locality|ville|commune|localite|city|town",
  country: "country|pays|code pays|country code",
  longitude: "longitude|lon|lng|long",
  latitude: "latitude|lat",
  "consent.email":
    "consent email|opt in email|optin email|email opt in|email optin|consentement email|accord email|optin e mail",
  "consent.sms": "consent sms|opt in sms|optin sms|sms opt in|sms optin|consentement sms|accord sms",
  "consent.print":
    "consent print|consent post|opt in courrier|optin courrier|consentement courrier|accord courrier|optin print|opt in post|optin post",
};

const targetOf = new Map(
  Object.entries(names).flatMap(([target, words]) => words.split("|").map((word) => [word, target] as const)),
);

const plain = (name: string) =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The name of an attribute, of letters, digits and hyphens. */
const attribute = (name: string, index: number) =>
  `attributes.${plain(name).replaceAll(" ", "-") || `column-${index + 1}`}`;

/** What the columns of a list hold, by their names; each target once, and what nobody knows as an attribute. */
export function guessColumns(columns: readonly string[]): Column[] {
  const taken = new Set<string>();
  return columns.map((column, index) => {
    const own = isTarget(column) ? column : targetOf.get(plain(column));
    const target = own !== undefined && !taken.has(own) ? own : attribute(column, index);
    const free = taken.has(target) ? `${target}-${index + 1}` : target;
    taken.add(free);
    return { column, target: free };
  });
}
