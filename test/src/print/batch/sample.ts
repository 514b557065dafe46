import { createHash } from "node:crypto";
import { PDF, rgb } from "@libpdf/core";
import { type Asset, Fault } from "../../../../src/contract/index.ts";
import { type BatchLetter, type BatchOrder, type LetterRequest, makeBatch } from "../../../../src/print/index.ts";
import { keepLetter } from "../../../../src/print/letter/index.ts";

export const order: BatchOrder = {
  id: "b-1",
  campaign: "ouverture",
  test: false,
  at: Date.parse("2026-11-24T10:00:00Z"),
  paper: { media: "iso_a4_210x297mm", sides: "two-sided-long-edge", colour: "color", copies: 1 },
  onFault: "skip",
  controlMarks: true,
};

const paragraph = "Les voisins se retrouvent au magasin pour une soirée de contes et de musique. ".repeat(6).trim();
/** Two pages. */
export const long = Array(6).fill(paragraph).join("\n\n");
/** No font has these. */
export const unprintable = "漢";

const bytesOf = new Map<string, Uint8Array>();

/** What letters show, as a store keeps it. */
const put = async (bytes: Uint8Array, type: string): Promise<Asset> => {
  const hash = createHash("sha256").update(bytes).digest("hex");
  bytesOf.set(hash, bytes);
  return { hash, type, bytes: bytes.length };
};
const assets = async ({ hash }: Asset): Promise<Uint8Array> => {
  const bytes = bytesOf.get(hash);
  if (bytes === undefined) throw new Fault("asset.missing", { hash });
  return bytes;
};

/** A map that letters share. */
export async function drawing(): Promise<Uint8Array> {
  const map = PDF.create();
  const page = map.addPage({ width: 400, height: 200 });
  for (let x = 0; x < 300; x += 1)
    page.drawRectangle({ x, y: (x * 37) % 150, width: 1, height: 40, color: rgb(0.9, 0.95, 0.85) });
  return map.save();
}

interface Change {
  /** Of the letter. */
  letter?: Partial<LetterRequest>;
  /** Of what a batch knows of it. */
  known?: Partial<BatchLetter>;
}

/** Letter `n` of a batch, to nobody. */
async function batchLetter(n: number, { letter = {}, known = {} }: Change = {}): Promise<BatchLetter> {
  const request: LetterRequest = {
    language: "fr",
    timeZone: "Europe/Paris",
    now: order.at,
    sender: ["Au Fil des Saisons", "12 rue du Port"],
    window: "right",
    address: [`Mme Zoë Nº ${n}`, "3 rue des Œillets", "99380 SAINT-AURELE-SUR-MER"],
    subject: "Votre magasin ouvre ses portes",
    body: `Chère Madame ${n},\n\n${paragraph}`,
    footer: ["Au Fil des Saisons, RCS 000 000 000"],
    ...letter,
  };
  return {
    id: `send-${n}`,
    recipient: `r${n}`,
    caseKey: `D-${n}`,
    letter: await keepLetter(request, put),
    ...{ template: "ouverture", language: "fr" },
    address: request.address,
    ...{ postalCode: "99380", country: "FR" },
    ...known,
  };
}

export async function* letters(count: number, change: (n: number) => Change = () => ({})) {
  for (let n = 1; n <= count; n += 1) yield batchLetter(n, change(n));
}

export const make = (
  folder: string,
  change: Partial<BatchOrder>,
  from: AsyncIterable<BatchLetter>,
  signal?: AbortSignal,
) => makeBatch({ ...order, ...change }, from, { folder, assets, ...(signal !== undefined && { signal }) });
