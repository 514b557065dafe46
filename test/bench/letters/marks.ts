import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { cmyk, PDF, PdfDict, PdfName, PdfRef, PdfStream } from "@libpdf/core";
import { folderOf, manifestOf } from "./way.ts";

/** A page that is filled with four inks which no other page has. */
export async function inkedBackground(): Promise<Uint8Array> {
  const document = PDF.create();
  const page = document.addPage({ size: "a4" });
  page.drawRectangle({ x: 0, y: 0, width: 595, height: 400, color: cmyk(0.125, 0.25, 0.375, 0.5) });
  return document.save();
}

/** What can be seen in a letter and in a proof; 1: yes, 0: no. */
export async function marksOf(letter: Uint8Array, proof: Uint8Array): Promise<Record<string, number>> {
  const names = (await objectsOf(letter)).flatMap((object) => {
    const name = object instanceof PdfDict ? object.get("FontName") : undefined;
    return name instanceof PdfName ? [name.value] : [];
  });
  const tagged = (await objectsOf(letter)).some((object) => object instanceof PdfDict && object.has("StructTreeRoot"));
  const drawn = (await objectsOf(proof))
    .map((object) => (object instanceof PdfStream ? Buffer.from(object.getDecodedData()).toString("latin1") : ""))
    .join("\n");
  const yes = (met: boolean) => (met ? 1 : 0);
  return {
    "subset, tag": yes(names.length > 0 && names.every((name) => /^[A-Z]{6}\+/.test(name))),
    tagged: yes(tagged),
    CMYK: yes(/\b0 0?\.9\d* 0?\.8\d* 0?\.05\d* (?:k|scn)\b/.test(drawn)),
    "imports a page": yes(/0?\.125 0?\.25 0?\.375 0?\.5 k\b/.test(drawn)),
  };
}

async function objectsOf(bytes: Uint8Array) {
  const document = await PDF.load(bytes);
  // More than any of these files has.
  return Array.from({ length: 500 }, (_, number) => document.getObject(PdfRef.of(number + 1)));
}

/** Megabytes on disk of packages with all they need, or of folders and files by their path. */
export function installedSize(names: readonly string[]): number {
  const counted = new Set<string>();
  const add = (name: string) => {
    if (counted.has(name)) return;
    counted.add(name);
    if (!name.startsWith("/")) for (const needed of Object.keys(manifestOf(name).dependencies ?? {})) add(needed);
  };
  for (const name of names) add(name);
  const sizes = [...counted].map((name) => bytesIn(name.startsWith("/") ? name : folderOf(name)));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

function bytesIn(path: string): number {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}
