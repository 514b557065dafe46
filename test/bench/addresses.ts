import type { AreaAddress, AreaContent } from "../../src/map/area/content.ts";

const kinds = [
  "Rue",
  "Rue",
  "Rue",
  "Rue",
  "Avenue",
  "Chemin",
  "Impasse",
  "Boulevard",
  "Allée",
  "Place",
  "Route",
  "Square",
];
const links = ["de la ", "du ", "des ", "de l’", "", ""];
const starts = "Bel Cha Mon Ver Ro Fon Gar La Sau Pi Mar Tou Bri Cor Dau Es Gri Hau Jo Lou Pré Clé Mé Va Cou Bou".split(
  " ",
);
const middles = "te li ra mo na vi lé so cha ri gue do lan ber tis pa".split(" ");
const ends = "ville mont rière nier lette chet gny court zac oux elle eau ières ard erie in et as ès on".split(" ");

/** Names that sound French, each one once. */
function names(count: number, random: (below: number) => number): string[] {
  const pick = (list: readonly string[]) => list[random(list.length)]!;
  const made = new Set<string>();
  while (made.size < count) {
    const one = `${pick(starts)}${random(2) === 0 ? pick(middles) : ""}${pick(ends)}`;
    made.add(random(3) === 0 ? `${one} ${pick(starts)}${pick(ends)}` : one);
  }
  return [...made];
}

/** Numbers below a bound, the same ones in each run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** An area of made-up towns, a city of a fifth of all houses among them, and no roads. */
export function manyAddresses(count: number): AreaContent {
  const random = seeded(11);
  const streetNames = names(4_000, random);
  const townNames = names(300, random);
  const addresses: AreaAddress[] = [];
  for (let town = 0; addresses.length < count; town++) {
    const locality = townNames[town % townNames.length]!;
    const postalCode = `${85_000 + 10 * Math.floor(town / 4)}`;
    const streets = town === 0 ? count / 125 : 20 + random(60);
    for (let s = 0; s < streets; s++) {
      const street = `${kinds[random(kinds.length)]} ${links[random(links.length)]}${streetNames[random(streetNames.length)]}`;
      const houses = 5 + random(40);
      const [lon, lat] = [-2 + random(20_000) / 10_000, 46 + random(10_000) / 10_000];
      for (let n = 1; n <= houses && addresses.length < count; n++) {
        addresses.push({ number: `${n}`, street, postalCode, locality, location: [lon + n / 10_000, lat] });
      }
    }
  }
  return {
    name: "Many",
    country: "FR",
    bbox: [-2, 46, 0.1, 47],
    attribution: { en: "made up", fr: "inventé" },
    version: "1",
    nodes: [
      [-1, 46.5],
      [-1, 46.6],
    ],
    edges: [
      {
        from: 0,
        to: 1,
        class: "residential",
        access: 63,
        flags: 0,
        speed: 30,
        surface: "paved",
        name: "",
        line: [
          [-1, 46.5],
          [-1, 46.6],
        ],
      },
    ],
    turns: [],
    barriers: [],
    features: [],
    addresses,
    stores: [],
  };
}
