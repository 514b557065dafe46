import { PDF, PdfDict, type PdfRef } from "@libpdf/core";
import { blendGroup, type OutputIntent, type PressObjects, pressObjects } from "../pdf-x/press-objects.ts";
import { copyObject, keyOf, type Numbers } from "./copy-object.ts";
import type { PdfFile } from "./pdf-file.ts";

/** What a file in PDF/X-4 has once, by its numbers. */
export interface WrittenPressObjects {
  outputIntent: number;
  colourSpaces: number;
  /** In which colours pages with transparency are mixed. */
  group: number;
  /** Its colour spaces for what is drawn in a document of its own before it goes into the file. */
  within(document: PDF): { defaults: PressObjects["defaults"]; numbers: Numbers };
}

export function writePressObjects(file: PdfFile, intent: OutputIntent): WrittenPressObjects {
  const document = PDF.create();
  const { outputIntent, colourSpaces, defaults } = pressObjects(document, intent);
  const group = document.register(blendGroup(intent, { defaults }));
  const numbers: Numbers = new Map();
  const write = (ref: PdfRef) => copyObject(file, ref, (each) => document.getObject(each), numbers);
  const written = { outputIntent: write(outputIntent), colourSpaces: write(colourSpaces), group: write(group) };
  const spaces = [...defaults].map(([name, ref]) => [name, write(ref)] as const);
  return {
    ...written,
    within(other) {
      const refs = spaces.map(([name, number]) => [name, number, other.register(new PdfDict())] as const);
      return {
        defaults: new Map(refs.map(([name, , ref]) => [name, ref])),
        numbers: new Map(refs.map(([, number, ref]) => [keyOf(ref), number])),
      };
    },
  };
}
