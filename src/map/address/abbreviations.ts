/**
 * Words that begin a street name, each with the ways people shorten it (after the postal norm AFNOR XP Z10-011 and what
 * lists of customers hold).
 */
const kinds: Readonly<Record<string, string>> = {
  allee: "all al allees",
  avenue: "av ave aven",
  boulevard: "bd bld blvd boul bvd bld",
  carrefour: "car carr",
  chaussee: "chs chee",
  chemin: "ch che chem cheminement",
  cite: "",
  clos: "",
  corniche: "cor corn",
  cour: "",
  cours: "crs",
  descente: "desc",
  digue: "",
  domaine: "dom",
  escalier: "esc escaliers",
  esplanade: "esp",
  faubourg: "fg fbg",
  galerie: "gal galeries gallerie",
  hameau: "ham ham",
  impasse: "imp",
  jardin: "jard jardins",
  jetee: "",
  lotissement: "lot",
  mail: "",
  montee: "mte",
  parc: "",
  parvis: "prv",
  passage: "pas pass pge",
  place: "pl plc pce",
  placette: "",
  pont: "",
  port: "",
  promenade: "prom",
  quai: "q qu",
  quartier: "quart qua",
  rampe: "",
  residence: "res resid",
  "rond point": "rpt rdpt",
  route: "rte",
  rue: "r",
  ruelle: "rle",
  sente: "",
  sentier: "sen sent",
  square: "sq",
  traverse: "tra trav",
  tunnel: "",
  venelle: "ven",
  villa: "",
  voie: "",
};

/** Words of two parts, and signs that stand for two words, at the beginning of a street name. */
const openings: Readonly<Record<string, readonly string[]>> = {
  rn: ["route", "nationale"],
  rd: ["route", "departementale"],
  za: ["zone", "artisanale"],
  zi: ["zone", "industrielle"],
  zac: ["zone", "d", "amenagement", "concerte"],
  gde: ["grande"],
  gd: ["grand"],
  gr: ["grande"],
};

const anywhere: Readonly<Record<string, string>> = {
  st: "saint",
  ste: "sainte",
  sts: "saints",
  stes: "saintes",
  nd: "notre dame",
  gal: "general",
  gral: "general",
  gen: "general",
  dr: "docteur",
  doct: "docteur",
  pdt: "president",
  cdt: "commandant",
  cmdt: "commandant",
  mal: "marechal",
  col: "colonel",
  cne: "capitaine",
  lt: "lieutenant",
  sgt: "sergent",
  pr: "professeur",
  prof: "professeur",
  mgr: "monseigneur",
  fg: "faubourg",
  fbg: "faubourg",
  nat: "nationale",
  dep: "departementale",
  premier: "1er",
  ier: "1er",
  premiere: "1ere",
  ii: "2",
  iii: "3",
  iv: "4",
  vi: "6",
  vii: "7",
  viii: "8",
  xiii: "13",
  xiv: "14",
  xv: "15",
  xvi: "16",
};

/** Words of rank that one may leave out: "rue de Gaulle" for "rue du Général de Gaulle". */
export const titles: ReadonlySet<string> = new Set(
  "general docteur president commandant marechal colonel capitaine lieutenant sergent professeur monseigneur abbe chanoine amiral".split(
    " ",
  ),
);

/** Small words of a name that one mistakes without meaning another street. */
export const articles: ReadonlySet<string> = new Set("de d du des la le les l a au aux et".split(" "));

const kindOf = new Map(
  Object.entries(kinds).flatMap(
    ([kind, short]) => [[kind, kind], ...short.split(" ").map((word) => [word, kind])] as [string, string][],
  ),
);
kindOf.delete("");

/** A street name's words written out, and how many of them say what kind of street it is: `"r st aurele"` has one. */
export function writtenOut(words: readonly string[]): { words: string[]; kindWords: number } {
  const [first = "", second = ""] = words;
  const pair = kindOf.get(`${first} ${second}`);
  if (pair !== undefined) return { words: [...pair.split(" "), ...expanded(words.slice(2))], kindWords: 2 };
  const kind = kindOf.get(first);
  if (kind !== undefined && words.length > 1) {
    const head = kind.split(" ");
    return { words: [...head, ...expanded(words.slice(1))], kindWords: head.length };
  }
  const opening = openings[first];
  if (opening === undefined || words.length < 2) return { words: expanded(words), kindWords: 0 };
  const head = kindOf.has(opening[0]!) ? 1 : 0;
  return { words: [...opening, ...expanded(words.slice(1))], kindWords: head };
}

/** A name's words with what is shortened in any place written out. */
export function expanded(words: readonly string[]): string[] {
  return words.flatMap((word) => (Object.hasOwn(anywhere, word) ? anywhere[word]!.split(" ") : [word]));
}
