import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, type PdfRef, PdfStream } from "@libpdf/core";
import type { Drawing } from "../drawing.ts";
import type { Picture } from "../picture.ts";
import { type ContentUse, useOf } from "./content-colours.ts";
import { dictionaryIn, nameIn, type Painter, paintersOf, type Resolve, resolved, resourcesOf } from "./painters.ts";

/** What of a drawing matters to a press. */
export interface Survey {
  /** Whether it has colours of screens, or inks, that no profile of its own explains. */
  rgb: boolean;
  inks: boolean;
  /** Fonts that it sets text in and does not bring. */
  fonts: readonly string[];
  /** What PDF/X-4 has no place for, by its name in a PDF. */
  forbidden: readonly string[];
  transparent: boolean;
}

const surveys = new WeakMap<Drawing, Survey>();

/** A drawing is looked at once, however many letters show it. */
export function surveyOf(drawing: Drawing): Survey {
  const known = surveys.get(drawing) ?? look(drawing);
  surveys.set(drawing, known);
  return known;
}

/** Whether what lies below shows through a drawing, or a picture as it was put into a document. */
export function showsThrough(document: PDF, ref: PdfRef, shown: Drawing | Picture): boolean {
  if (shown.kind === "drawing") return surveyOf(shown).transparent;
  const image = document.getObject(ref);
  return image instanceof PdfDict && image.has("SMask");
}

function look({ source, page }: Drawing): Survey {
  const found = { rgb: false, inks: false, transparent: false };
  const [fonts, forbidden] = [new Set<string>(), new Set<string>()];
  const dictionary = source.getPage(page)?.dict;
  const resolve: Resolve = (ref) => source.getObject(ref);
  for (const painter of dictionary === undefined ? [] : paintersOf(dictionary, resolve)) {
    const use = usedBy(painter);
    const devices = new Set([...use.spaces, ...devicesOf(painter, resolve)]);
    const explained = dictionaryIn(painter.resources, "ColorSpace", resolve);
    if (devices.has("DeviceRGB") && explained?.has("DefaultRGB") !== true) found.rgb = true;
    if (devices.has("DeviceCMYK") && explained?.has("DefaultCMYK") !== true) found.inks = true;
    if (isTransparent(painter, resolve)) found.transparent = true;
    for (const [name, font] of resourcesOf(painter.resources, "Font", resolve))
      if (use.fonts.has(name) && font instanceof PdfDict && !isEmbedded(font, resolve))
        fonts.add(nameIn(font, "BaseFont", resolve) ?? name);
    for (const what of strangeIn(painter, resolve)) forbidden.add(what);
  }
  return { ...found, fonts: [...fonts], forbidden: [...forbidden] };
}

/** The content of a page may be in parts, cut anywhere between two words; letters of a font are drawings of their own. */
function usedBy({ content, dictionary }: Painter): ContentUse {
  const parts = content.map((stream) => stream.getDecodedData());
  const isFont = dictionary.has("CharProcs");
  const whole = isFont ? parts : [Buffer.concat(parts.flatMap((part) => [part, newLine]))];
  const uses = whole.map(useOf);
  const all = (name: keyof ContentUse) => new Set(uses.flatMap((use) => [...use[name]]));
  return { spaces: all("spaces"), fonts: all("fonts") };
}
const newLine = Buffer.from("\n");

/** Device spaces of what a painter calls by name: colour spaces, pictures, shadings, groups. */
function devicesOf({ dictionary, resources }: Painter, resolve: Resolve): Set<string> {
  const devices = new Set<string>();
  const add = (space: PdfObject | undefined) => {
    for (const device of devicesIn(space, resolve)) devices.add(device);
  };
  const spaceOf = (holder: PdfObject | undefined) =>
    holder instanceof PdfDict ? resolved(holder.get("ColorSpace"), resolve) : undefined;
  for (const [name, space] of resourcesOf(resources, "ColorSpace", resolve))
    if (!name.startsWith("Default")) add(space);
  for (const [, shading] of resourcesOf(resources, "Shading", resolve)) add(spaceOf(shading));
  for (const [, pattern] of resourcesOf(resources, "Pattern", resolve))
    if (pattern instanceof PdfDict) add(spaceOf(resolved(pattern.get("Shading"), resolve)));
  for (const [, object] of resourcesOf(resources, "XObject", resolve))
    if (isImage(object, resolve)) add(spaceOf(object));
  const group = dictionaryIn(dictionary, "Group", resolve);
  add(resolved(group?.get("CS"), resolve));
  return devices;
}

/** Device spaces that a colour space is made from. A profile explains itself. */
function devicesIn(space: PdfObject | undefined, resolve: Resolve, depth = 0): string[] {
  if (depth > 8) return [];
  if (space instanceof PdfName) return space.value.startsWith("Device") ? [space.value] : [];
  if (!(space instanceof PdfArray)) return [];
  const at = (index: number) => resolved(space.at(index), resolve);
  const kind = at(0);
  switch (kind instanceof PdfName ? kind.value : "") {
    case "DeviceRGB":
    case "DeviceCMYK":
    case "DeviceGray":
      return devicesIn(kind, resolve, depth + 1);
    case "Indexed":
    case "Pattern":
      return devicesIn(at(1), resolve, depth + 1);
    case "Separation":
    case "DeviceN":
      return devicesIn(at(2), resolve, depth + 1);
    default:
      return [];
  }
}

const isImage = (object: PdfObject, resolve: Resolve): object is PdfStream =>
  object instanceof PdfStream && nameIn(object, "Subtype", resolve) === "Image";

function isTransparent({ dictionary, resources }: Painter, resolve: Resolve): boolean {
  if (dictionary.has("Group")) return true;
  for (const [, object] of resourcesOf(resources, "XObject", resolve))
    if (isImage(object, resolve) && (object.has("SMask") || object.has("SMaskInData"))) return true;
  for (const [, state] of resourcesOf(resources, "ExtGState", resolve)) {
    if (!(state instanceof PdfDict)) continue;
    const opaque = (key: string) => {
      const value = resolved(state.get(key), resolve);
      return !(value instanceof PdfNumber) || value.value === 1;
    };
    const blend = resolved(state.get("BM"), resolve);
    const plain = blend === undefined || (blend instanceof PdfName && ["Normal", "Compatible"].includes(blend.value));
    if (!opaque("ca") || !opaque("CA") || !plain || dictionaryIn(state, "SMask", resolve) !== undefined) return true;
  }
  return false;
}

function isEmbedded(font: PdfDict, resolve: Resolve): boolean {
  const kind = nameIn(font, "Subtype", resolve);
  if (kind === "Type3") return true;
  const descendants = resolved(font.get("DescendantFonts"), resolve);
  const set = descendants instanceof PdfArray ? resolved(descendants.at(0), resolve) : font;
  const descriptor = set instanceof PdfDict ? dictionaryIn(set, "FontDescriptor", resolve) : undefined;
  return descriptor !== undefined && ["FontFile", "FontFile2", "FontFile3"].some((file) => descriptor.has(file));
}

/** What a conforming file may not have (ISO 15930-7, 6.2 and 6.4), among what a painter calls by name. */
function* strangeIn({ resources, dictionary }: Painter, resolve: Resolve): Generator<string> {
  if (dictionary.has("OPI")) yield "OPI";
  for (const [, property] of resourcesOf(resources, "Properties", resolve))
    if (property instanceof PdfDict && ["OCG", "OCMD"].includes(nameIn(property, "Type", resolve) ?? "")) yield "OCG";
  for (const [, object] of resourcesOf(resources, "XObject", resolve)) {
    if (!(object instanceof PdfStream)) continue;
    if (nameIn(object, "Subtype", resolve) === "PS" || nameIn(object, "Subtype2", resolve) === "PS") yield "PostScript";
    if (object.has("OPI")) yield "OPI";
    if (object.has("Alternates")) yield "Alternates";
    if (object.has("Ref")) yield "Ref";
    if (object.has("OC")) yield "OCG";
  }
  for (const [, state] of resourcesOf(resources, "ExtGState", resolve)) {
    if (!(state instanceof PdfDict)) continue;
    if (state.has("TR")) yield "TR";
    if (state.has("TR2") && nameIn(state, "TR2", resolve) !== "Default") yield "TR2";
  }
}
