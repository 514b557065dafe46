import { deflateSync } from "node:zlib";
import {
  type PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  type PdfRef,
  PdfStream,
  PdfString,
} from "@libpdf/core";
import type { ColourProfile } from "./colour-profile.ts";
import { srgbProfile } from "./srgb-profile.ts";

/** For which printing condition a file is. */
export interface OutputIntent {
  profile: ColourProfile;
  /** Its name in the registry of the ICC, such as FOGRA51; absent: the profile's own name. */
  condition?: string;
}

/** Of the registry that names of printing conditions are from. */
const registry = "http://www.color.org";

/** What a document has once, for all its pages. */
export interface PressObjects {
  /** Of the catalogue, in an array. */
  outputIntent: PdfRef;
  /** What device colours other than those of the profile stand for: names of `ColorSpace` resources. */
  defaults: ReadonlyMap<string, PdfRef>;
  /** A dictionary of `ColorSpace` resources that holds them. */
  colourSpaces: PdfRef;
}

/** Packed once for all files: a profile of megabytes takes as long as a letter. */
const packed = new WeakMap<object, Uint8Array>();
function packedOnce(key: object, make: () => Uint8Array): Uint8Array {
  const known = packed.get(key) ?? new Uint8Array(deflateSync(make()));
  packed.set(key, known);
  return known;
}

function profileStream(document: PDF, components: number, packed: Uint8Array): PdfRef {
  return document.register(PdfStream.fromDict({ N: PdfNumber.of(components), Filter: PdfName.FlateDecode }, packed));
}

/** The colours of screens are sRGB, in whatever the profile's are (ISO 32000-2, 8.6.5.6). */
export function pressObjects(document: PDF, { profile, condition }: OutputIntent): PressObjects {
  const { bytes, components, description, space } = profile;
  const destination = profileStream(
    document,
    components,
    packedOnce(profile, () => bytes),
  );
  const outputIntent = document.register(
    PdfDict.of({
      Type: PdfName.of("OutputIntent"),
      S: PdfName.of("GTS_PDFX"),
      OutputConditionIdentifier: PdfString.fromString(condition ?? description),
      ...(condition !== undefined && { RegistryName: PdfString.fromString(registry) }),
      Info: PdfString.fromString(description),
      DestOutputProfile: destination,
    }),
  );
  const light = new PdfArray([PdfName.of("ICCBased"), profileStream(document, 3, packedOnce(packed, srgbProfile))]);
  const defaults = new Map<string, PdfRef>([["DefaultRGB", document.register(light)]]);
  // A grey is a tint of black for a press with inks, and nothing for one that takes colours.
  if (space === "rgb") defaults.set("DefaultGray", document.register(greyLight()));
  return { outputIntent, defaults, colourSpaces: document.register(PdfDict.of(Object.fromEntries(defaults))) };
}

function greyLight(): PdfArray {
  const numbers = (...all: number[]) => new PdfArray(all.map((one) => PdfNumber.of(one)));
  const about = { WhitePoint: numbers(0.9505, 1, 1.089), Gamma: PdfNumber.of(2.2) };
  return new PdfArray([PdfName.of("CalGray"), PdfDict.of(about)]);
}

/** In which colours a page with transparency is mixed. */
export function blendGroup({ profile }: OutputIntent, { defaults }: Pick<PressObjects, "defaults">): PdfDict {
  const devices: Record<ColourProfile["space"], PdfObject | undefined> = {
    cmyk: PdfName.of("DeviceCMYK"),
    grey: PdfName.of("DeviceGray"),
    rgb: defaults.get("DefaultRGB"),
  };
  const space = devices[profile.space];
  return PdfDict.of({
    Type: PdfName.of("Group"),
    S: PdfName.of("Transparency"),
    ...(space !== undefined && { CS: space }),
  });
}
