import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import bwip from "bwip-js";
import { openArea } from "../../../src/map/area/read.ts";
import { paintFresh } from "../../../src/map/draw/base-tiles.ts";
import { loadCanvas } from "../../../src/map/draw/fonts.ts";
import { paintPdf } from "../../../src/map/draw/outputs.ts";
import type { Pen } from "../../../src/map/draw/pen.ts";
import { frame, paintPicture } from "../../../src/map/draw/picture.ts";
import { makeTown, writeArea } from "../../../src/map/index.ts";
import { recipients } from "../maps/recipients.ts";

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

export interface MapFiles {
  pdf: Uint8Array;
  svg: string;
}

/** One drawn map as the page of a PDF and as SVG, letters as outlines; both by the code that draws all our maps. */
export async function drawMap(folder: string): Promise<MapFiles> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "town.area");
  writeArea(path, makeTown());
  const [picture] = recipients(openArea(path), 1);
  if (picture === undefined) throw new Error("a town without recipients");
  const pdf = await paintPdf(picture, mapSize.width, mapSize.height);
  const { createCanvas, SvgExportFlag } = await loadCanvas();
  const [width, height] = [(mapSize.width * 96) / 25.4, (mapSize.height * 96) / 25.4];
  const canvas = createCanvas(width, height, SvgExportFlag.ConvertTextToPaths);
  const pen = canvas.getContext("2d") as unknown as Pen;
  paintPicture(pen, frame(picture, width, height), picture, picture.attribution, paintFresh);
  const svg = canvas
    .getContent()
    .toString()
    // The drawing's own size, to be fitted into any other.
    .replace(/width="\d+" height="\d+"/, `viewBox="0 0 ${width} ${height}"`);
  writeFileSync(join(folder, "map.pdf"), pdf);
  writeFileSync(join(folder, "map.svg"), svg);
  return { pdf, svg };
}

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
