import { cmyk, PDF, PdfArray, PdfNumber } from "@libpdf/core";
import { createCanvas } from "@napi-rs/canvas";
import type { LetterRequest, PrintFile } from "../../../src/print/letter/index.ts";

/** Points a millimetre. */
export const mm = 72 / 25.4;

/** A letter of nobody to nobody. */
export const letter: LetterRequest = {
  language: "fr",
  timeZone: "Europe/Paris",
  now: Date.parse("2026-11-24T09:00:00Z"),
  sender: ["Au Fil des Saisons", "12 rue du Port", "99380 Saint-Aurèle-sur-Mer", "02 99 00 00 00"],
  window: "right",
  address: ["Mme Zoë Lefèvre", "Résidence des Œillets", "3 rue des Œillets", "99380 SAINT-AURELE-SUR-MER"],
  reference: "Réf. A-17",
  place: "Saint-Aurèle-sur-Mer",
  subject: "Votre magasin ouvre ses portes",
  body: `Chère Madame Lefèvre,

Votre magasin **Au Fil des Saisons** ouvre ses portes le samedi 5 décembre, à *850 mètres* de chez vous. Nous avons mis de côté pour vous un carnet de bienvenue, que vous pourrez retirer à tout moment de la journée.

## Ce qui vous attend

- un café offert au comptoir, dès neuf heures ;
- une remise de **10 %** sur les livres de jardinage, sans minimum d’achat, jusqu’à la fin du mois de janvier, et sur présentation de cette lettre ;
- un atelier de reliure.

## Pour vous inscrire

1. Ouvrez votre page personnelle avec le code ci-dessous.
2. Choisissez l’heure qui vous convient.
3. Venez avec cette lettre.

Nous serons heureux de vous accueillir.`,
  signature: ["Inès Marchand", "Directrice du magasin"],
  footer: [
    "Au Fil des Saisons — SARL au capital de 10 000 € — RCS Saint-Aurèle 000 000 000",
    "12 rue du Port, 99380 Saint-Aurèle-sur-Mer — au-fil-des-saisons.example",
  ],
  accentColour: "#b5543a",
};

export const page = "https://campagnes.example.org/belle-histoire/page/ouverture/4fJm2Q8sXn0aVt7RkZ1cLw9uYb3EoHgD";

let files = 0;
/** A file as the media folder gives it; each call one of its own. */
export function printFile(name: string, data: Uint8Array): PrintFile {
  files += 1;
  return { name, data, state: String(files) };
}

/** A sign and a name, drawn in pixels. */
export function logoPng(width: number, height: number): Uint8Array {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#b5543a";
  pen.beginPath();
  pen.arc(height / 2, height / 2, height * 0.45, 0, 7);
  pen.fill();
  pen.fillStyle = "#33424a";
  for (const [index, share] of [0.9, 0.6].entries())
    pen.fillRect(height * 1.2, height * (0.25 + index * 0.3), (width - height * 1.2) * share, height * 0.18);
  return new Uint8Array(canvas.toBuffer("image/png"));
}

/** A shop in a street, as a photo would be. */
export function photoJpeg(width: number, height: number): Uint8Array {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, "#e8d9c0");
  sky.addColorStop(1, "#7b8f8a");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#b5543a";
  pen.fillRect(width * 0.3, height * 0.35, width * 0.4, height * 0.65);
  pen.fillStyle = "#f4ead8";
  pen.fillRect(width * 0.36, height * 0.5, width * 0.1, height * 0.3);
  return new Uint8Array(canvas.toBuffer("image/jpeg"));
}

export function signaturePng(): Uint8Array {
  const canvas = createCanvas(900, 260);
  const pen = canvas.getContext("2d");
  pen.strokeStyle = "#1b2a4a";
  pen.lineWidth = 9;
  pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(40, 180);
  pen.bezierCurveTo(200, -80, 180, 320, 330, 120);
  pen.bezierCurveTo(420, 10, 430, 260, 560, 130);
  pen.bezierCurveTo(640, 60, 700, 220, 860, 90);
  pen.stroke();
  return new Uint8Array(canvas.toBuffer("image/png"));
}

interface Paper {
  /** Millimetres of the trimmed page. */
  width?: number;
  height?: number;
  /** Millimetres beyond it, in which colours go on, and the printer's marks outside of those. */
  bleed?: number;
  slug?: number;
}

/** A letterhead of two pages in inks, as a design program exports it. */
export async function letterhead({ width = 210, height = 297, bleed = 3, slug = 7 }: Paper = {}): Promise<PDF> {
  const design = PDF.create();
  const around = bleed + slug;
  const box = (reach: number) => {
    const sides = [around - reach, around - reach, around + width + reach, around + height + reach];
    return new PdfArray(sides.map((side) => PdfNumber.of(side * mm)));
  };
  for (const high of [14, 7]) {
    const sheet = design.addPage({ width: (width + 2 * around) * mm, height: (height + 2 * around) * mm });
    const wide = (width + 2 * bleed) * mm;
    sheet.drawRectangle({
      x: slug * mm,
      y: slug * mm,
      width: wide,
      height: (high + bleed) * mm,
      color: cmyk(0.15, 0.05, 0.05, 0),
    });
    const y = (around + height - 5) * mm;
    sheet.drawRectangle({ x: slug * mm, y, width: wide, height: (5 + bleed) * mm, color: cmyk(0, 0.54, 0.68, 0.29) });
    sheet.dict.set("TrimBox", box(0));
    sheet.dict.set("BleedBox", box(bleed));
  }
  return design;
}
