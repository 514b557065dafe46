import { type PDF, PdfDict, PdfName, type PdfRef } from "@libpdf/core";
import { paintersOf, type Resolve, resolved } from "./painters.ts";
import type { PressObjects } from "./press-objects.ts";

/**
 * Says in a form, and in whatever it shows, what device colours stand for that are not those of the profile; where a
 * designer has said so, that stays. Nothing of what is drawn is changed.
 */
export function setDefaultColours(document: PDF, form: PdfRef, { defaults }: Pick<PressObjects, "defaults">): void {
  const resolve: Resolve = (ref) => document.getObject(ref);
  const root = document.getObject(form);
  if (!(root instanceof PdfDict)) throw new Error("unexpected form of embedded page");
  for (const { resources, dictionary } of paintersOf(root, resolve)) {
    const group = resolved(dictionary.get("Group"), resolve);
    const mixed = group instanceof PdfDict ? group.get("CS") : undefined;
    const light = defaults.get("DefaultRGB");
    if (group instanceof PdfDict && mixed === PdfName.of("DeviceRGB") && light !== undefined) group.set("CS", light);
    if (resources === undefined) continue;
    const known = resolved(resources.get("ColorSpace"), resolve);
    const spaces = known instanceof PdfDict ? known : new PdfDict();
    for (const [name, space] of defaults) if (!spaces.has(name)) spaces.set(name, space);
    if (spaces !== known) resources.set("ColorSpace", spaces);
  }
}
