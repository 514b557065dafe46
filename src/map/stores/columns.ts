import { fold } from "../../contract/index.ts";

/** What a list of stores tells of each. */
const storeColumns = ["id", "name", "latitude", "longitude", "address", "postalCode", "locality", "phone"] as const;
export type StoreColumn = (typeof storeColumns)[number];

/** How the columns of French and English lists are called, folded and without signs. */
const words: Record<StoreColumn, string> = {
  id: "id|identifiant|code|code magasin|code agence|numero|no|store id|store code|ref|reference",
  name: "name|nom|magasin|agence|enseigne|store|store name|nom du magasin|nom de l agence|libelle|label|title|titre|point de vente",
  latitude: "latitude|lat|y|gps lat|lat gps|coord y",
  longitude: "longitude|lon|lng|long|x|gps lon|gps lng|lng gps|lon gps|coord x",
  address: "address|adresse|rue|street|voie|adresse 1|address 1|adresse postale|address line 1|full address",
  postalCode: "postal code|postalcode|cp|code postal|zip|zip code|postcode",
  locality: "locality|ville|commune|city|town|localite",
  phone: "phone|telephone|tel|phone number|numero de telephone|mobile",
};

const columnOf = new Map(
  storeColumns.flatMap((column) => words[column].split("|").map((word) => [word, column] as const)),
);

const plain = (name: string) =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Where each column stands in a head line, by its name; the first of two of the same kind. */
export function findColumns(head: readonly string[]): Partial<Record<StoreColumn, number>> {
  const found: Partial<Record<StoreColumn, number>> = {};
  for (const [index, name] of head.entries()) {
    const column = columnOf.get(plain(name));
    if (column !== undefined) found[column] ??= index;
  }
  return found;
}
