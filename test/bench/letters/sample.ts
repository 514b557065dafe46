import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import bwip from "bwip-js";

/** What a letter says, before any of the programs lays it out. */
export interface Sample {
  address: string[];
  reference: string;
  /** Paragraphs; `**bold**`. */
  before: string[];
  list: string[];
  after: string[];
  /** Of the recipient's own page, for the code. */
  page: string;
}

/** The same for all. */
export const common = {
  sender: ["Au Fil des Saisons", "12 rue du Port", "99380 Saint-Aurèle-sur-Mer", "Tél. 01 99 00 12 34"],
  date: "Saint-Aurèle-sur-Mer, le 24 novembre 2026",
  subject: "Votre magasin vous attend à 850 mètres",
  caption: "De chez vous à votre magasin : 850 m à pied, 11 minutes",
  signature: ["Inès Marchand", "Directrice du magasin"],
  footer: ["Au Fil des Saisons, société par actions simplifiée au capital de 200 000 €, RCS 000 000 000"],
};
/** Colours of the letter: accent, text, small print. */
export const colours = { accent: "#1f5f74", ink: "#212126", grey: "#6b6e75" };
/** The map, in millimetres. */
export const mapSize = { width: 166, height: 62 };
/** Of the code with its quiet zone, in millimetres. */
export const codeSize = 22;

const families = ["Lefèvre", "Nguyễn", "Bœuf", "Castañeda", "Müller", "d’Aubigné", "Kowalska", "Le Goff"];

/** The letter of recipient `n`. */
export function sampleOf(n: number): Sample {
  const family = families[n % families.length]!;
  const points = 120 + ((n * 37) % 900);
  return {
    address: [`Mme Zoë ${family}`, `${1 + (n % 180)} rue des Œillets`, "99380 SAINT-AURELE-SUR-MER"],
    reference: `Réf. A-${100_000 + n}`,
    before: [
      `Chère Madame ${family},`,
      `Depuis cet automne, votre magasin est à **850 mètres** de chez vous. Vos **${points} points** de fidélité vous y attendent, avec tout ce que la saison a de meilleur : les pommes des vergers voisins, le pain de la maison et les conseils de ceux qui vivent ici.`,
      "Pour fêter l’ouverture, nous vous avons préparé :",
    ],
    list: [
      "un café offert à chaque visite jusqu’à Noël",
      `**${5 + (n % 20)} %** de remise sur le rayon de votre choix`,
    ],
    after: ["Le plan vous montre le chemin. Le code vous mène à votre page : répondez-nous avant le 15 décembre."],
    page: `https://histoire.example.org/p/${createHash("sha256").update(`recipient ${n}`).digest("base64url")}`,
  };
}

/** The code as vectors; all programs but ours draw it from here. */
export const codeSvg = (text: string): string => bwip.toSVG({ bcid: "qrcode", text });

const { resolve } = createRequire(import.meta.url);
/** The letters that all programs set the text with. */
export const fontFiles = {
  regular: resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf"),
  bold: resolve("@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf"),
  italic: resolve("@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf"),
};

/** A text cut at its bold parts. */
export function partsOf(text: string): { text: string; bold: boolean }[] {
  return text
    .split("**")
    .map((part, index) => ({ text: part, bold: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
