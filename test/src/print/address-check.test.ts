import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { sentence } from "../../../src/language/index.ts";
import { checkForeignAddress, checkFrenchAddress, formatFrenchAddress } from "../../../src/print/index.ts";

/** An address, its lines divided by `/`, and what is wrong with it: the key without its area, and the line. */
type Row = [address: string, ...wrong: string[]];

const french: Row[] = [
  ["Mme Camille Moreau/12 RUE DES LILAS/35000 RENNES"],
  ["M. Jean-Noël d’Aubigné/3 BIS QUAI DE L ILE/75004 PARIS"],
  ["Mlle Zoé Lefèvre/Chez M. Petit/Bât. C, 2e étage/14 ALLEE DU PARC/LIEUDIT LES ORMES/24150 LALINDE"],
  ["SARL Les Trois Fours/ZA DU MOULIN/BP 12/67203 OBERSCHAEFFOLSHEIM"],
  ["SOCIETE AUBE/SERVICE CLIENTS/CS 70321/35042 RENNES CEDEX"],
  ["SOCIETE AUBE/TSA 10321/92919 PARIS LA DEFENSE CEDEX 12"],
  ["M. Ange Poli/ROUTE DE LA MER/20137 PORTO VECCHIO"],
  ["Mme Lina Hoarau/8 RUE DES BOIS/97400 SAINT DENIS"],
  ["M. Teva Arii/BP 40/98713 PAPEETE"],
  ["Hameau Vert/01300 BELLEY"],
  ["M. Luc Martin/LE BOURG/36800 CHASSENEUIL"],
  ["M. Paul Roy/8 RUE DU 11 NOVEMBRE 1918/69008 LYON"],
  ["Mme Ève Noël/APPARTEMENT 4/RESIDENCE DES PINS/7 COURS MIRABEAU/13100 AIX EN PROVENCE"],
  ["Mme Anne Aubert/12 RUE X/95880 ENGHIEN LES BAINS"],
  [`${"N".repeat(38)}/12 RUE X/35000 RENNES`],
  ["Mme Camille Moreau/12 rue des Lilas/35000 RENNES", "lower-case 2"],
  ["Mme Camille Moreau/12 RUE DES LILAS/35000 Rennes", "lower-case 3"],
  ["Mme Camille Moreau/12, RUE DES LILAS/35000 RENNES", "punctuation 2"],
  ["Mme Camille Moreau/12 RUE DE L'EGLISE/35000 RENNES", "punctuation 2"],
  ["Mme Camille Moreau/12 RUE DE L’EGLISE/35000 RENNES", "punctuation 2"],
  ["Mme Camille Moreau/12 RUE X/13100 AIX-EN-PROVENCE", "punctuation 3"],
  ["Mme Camille Moreau/Bât. C/12 RUE X/35000 RENNES", "punctuation 2", "lower-case 2"],
  ["Mme Camille Moreau/12 RUE X/35000 RENNES/FRANCE", "country-at-home 4"],
  ["Mme Camille Moreau/12 RUE X/35000 RENNES/France", "lower-case 4", "country-at-home 4"],
  ["Mme Camille Moreau/12 RUE X/RENNES", "locality 3"],
  ["Mme Camille Moreau/12 RUE X/3500 RENNES", "locality 3"],
  ["Mme Camille Moreau/12 RUE X/35000", "locality 3"],
  ["Mme Camille Moreau/12 RUE X/F 35000 RENNES", "locality 3"],
  ["Mme Camille Moreau/12 RUE X/00000 RENNES", "postal-code 3"],
  ["Mme Camille Moreau/12 RUE X/96000 RENNES", "postal-code 3"],
  ["Mme Camille Moreau/12 RUE X/99123 RENNES", "postal-code 3"],
  ["SOCIETE AUBE/CS 1/35042 CEDEX RENNES", "cedex 3"],
  ["SOCIETE AUBE/CS 1/35042 RENNES CEDEX 123", "cedex 3"],
  ["SOCIETE AUBE/CS 1 CEDEX 9/35042 RENNES", "cedex 2"],
  ["SOCIETE AUBE/CS 1/35042 RENNES Cedex", "lower-case 3", "cedex 3"],
  ["Mme Camille Moreau//12 RUE X/35000 RENNES", "blank 2"],
  ["Mme Camille Moreau/ /12 RUE X/35000 RENNES", "blank 2"],
  ["Mme  Camille Moreau/12 RUE X/35000 RENNES", "spaces 1"],
  ["Mme Camille Moreau/12 RUE X /35000 RENNES", "spaces 2"],
  [`${"N".repeat(39)}/12 RUE X/35000 RENNES`, "too-long 1"],
  ["Mme Camille Moreau/128 BOULEVARD DU GENERAL DE LA MARTINIERE/35000 RENNES", "too-long 2"],
  ["A/B/C/D/E/12 RUE X/35000 RENNES", "too-many"],
  ["35000 RENNES", "too-few"],
  ["", "too-few"],
];

const abroad: [country: string, ...Row][] = [
  ["Belgique", "M. Jan Peeters/Kerkstraat 12 bus 3/1000 Bruxelles/BELGIQUE"],
  ["Allemagne", "Frau Ute Groß/Lange Straße 4/10115 BERLIN/ALLEMAGNE"],
  ["Royaume-Uni", "Ms Ada Byron/Flat 2/12 High Street/LEEDS/LS1 4AB/ROYAUME-UNI"],
  ["États-Unis", "Mr. Sam O’Neil/500 Main St., Apt. 4/Springfield IL 62701/ÉTATS-UNIS"],
  ["États-Unis", "Mr. Sam O’Neil/500 Main St., Apt. 4/Springfield IL 62701/ETATS-UNIS"],
  ["Suisse", "Mme Léa Favre/Rue du Lac 3/1003 LAUSANNE/Suisse", "country 4"],
  ["Suisse", "Mme Léa Favre/Rue du Lac 3/1003 LAUSANNE", "country 3"],
  ["Suisse", "Mme Léa Favre/Rue du Lac 3/CH-1003 LAUSANNE SUISSE", "country 3"],
  ["Suisse", "Mme Léa Favre//1003 LAUSANNE/SUISSE", "blank 2"],
  ["Suisse", `${"N".repeat(46)}/Rue du Lac 3/SUISSE`, "too-long 1"],
  ["Suisse", "Mme Léa Favre/Rue  du Lac 3/SUISSE", "spaces 2"],
  ["Suisse", "A/B/C/D/E/F/G/SUISSE", "too-many"],
  ["Suisse", "Mme Léa Favre/SUISSE", "too-few"],
];

/** Name / street lines divided by `|` / code / town, and the lines that become of them. */
const formatted: [parts: string, lines: string][] = [
  ["Mme Camille Moreau/12, rue de l’Église/35000/Rennes", "Mme Camille Moreau/12 RUE DE L EGLISE/35000 RENNES"],
  [
    "M. Noé Œuvrard/3 place du Cœur-Volant/13100/Aix-en-Provence",
    "M. Noé Œuvrard/3 PLACE DU COEUR VOLANT/13100 AIX EN PROVENCE",
  ],
  ["A/12 avenue du Maréchal de Lattre/35000/Rennes", "A/12 AVENUE DU MARECHAL DE LATTRE/35000 RENNES"],
  ["A/128 boulevard du Général de la Martinière/35000/Rennes", "A/128 BD DU GAL DE LA MARTINIERE/35000 RENNES"],
  ["A/Bât. C|Rés. des Pins|7 cours Mirabeau/13100/Aix", "A/Bât. C/RES DES PINS/7 COURS MIRABEAU/13100 AIX"],
  ["A/ |7  cours   Mirabeau/13100/Aix", "A/7 COURS MIRABEAU/13100 AIX"],
  ["A/CS 70321/35042/Rennes Cedex 9", "A/CS 70321/35042 RENNES CEDEX 9"],
];

const found = (faults: ReturnType<typeof checkFrenchAddress>) =>
  faults.map(({ key, data }) => [key.replace("address.", ""), data.line].filter(Boolean).join(" "));
const linesOf = (address: string) => (address === "" ? [] : address.split("/"));

describe("postal addresses", () => {
  it("are tried in at least sixty", () => assert.ok(french.length + abroad.length + formatted.length >= 60));

  for (const [address, ...wrong] of french)
    it(`in France: ${address} (${wrong.join(", ") || "good"})`, () => {
      assert.deepEqual(found(checkFrenchAddress(linesOf(address))), wrong);
    });

  for (const [country, address, ...wrong] of abroad)
    it(`abroad: ${address} (${wrong.join(", ") || "good"})`, () => {
      assert.deepEqual(found(checkForeignAddress(linesOf(address), country)), wrong);
    });

  for (const [written, lines] of formatted)
    it(`are put into form: ${written}`, () => {
      const [name = "", streets = "", postalCode = "", locality = ""] = written.split("/");
      const made = formatFrenchAddress({ recipient: [name], thoroughfare: streets.split("|"), postalCode, locality });
      assert.deepEqual(made, lines.split("/"));
      assert.deepEqual(checkFrenchAddress(made), []);
    });

  it("tell what to do in both languages", () => {
    const faults = [...french.flatMap(([address]) => checkFrenchAddress(linesOf(address)))];
    for (const { key, data } of [...faults, ...checkForeignAddress(["A", "B", "C"], "Suisse")])
      for (const language of ["en", "fr"]) assert.doesNotMatch(sentence(key, data, language), /[{}]|address\./);
  });
});
