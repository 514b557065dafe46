import { fold } from "../../contract/index.ts";

/** "à l’Agence du Port", "au Magasin central", "à la Boutique"; "à X" where the gender is not known. */
export function atPlace(place: string): string {
  const first = fold(place).split(" ")[0] ?? "";
  if (/^(agence|antenne|enseigne|espace|atelier|office|etude)$/u.test(first)) return `à l’${place}`;
  if (/^(magasin|bureau|centre|comptoir|cabinet|garage|salon|showroom|siege|point)$/u.test(first)) return `au ${place}`;
  if (/^(boutique|banque|caisse|maison|pharmacie|clinique|librairie|concession|succursale)$/u.test(first)) {
    return `à la ${place}`;
  }
  return `à ${place}`;
}
