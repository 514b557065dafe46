import type { FormService } from "../shared/form-service.ts";

/** What the form and the routes of a map service say to each other. */

export interface AboutRequest {
  service: FormService | null;
  /** Of a map that names no service. */
  area: string;
}

/** What may be done with the maps of a service, in the editor's language. */
export interface AboutAnswer {
  /** Sentences: whether its maps may be printed, how long answers are kept. */
  terms: string[];
  /** Empty: they may be printed. */
  noPrint: string;
  attribution: string;
  /** The area file behind it, in a sentence; empty: none. */
  area: string;
  /** Addresses to try it with. */
  samples: string[];
  /** Why nothing can be said, while a form is still being filled in; empty: all is well. */
  problem: string;
}

export interface TryRequest {
  service: FormService;
  from: string;
  to: string;
  country: string;
}

/** What became of a try, sentence by sentence. */
export interface TryAnswer {
  found: string[];
}

export interface FindRequest {
  service: FormService | null;
  /** Of a map that names no service. */
  area: string;
  country: string;
  addresses: string[];
}

/** For each address its place, or why there is none. */
export interface FindAnswer {
  places: ({ longitude: number; latitude: number; label: string } | { problem: string })[];
}

/** A file for an import: one that was sent, or a path of the server. */
export interface ImportFile {
  upload?: string;
  path?: string;
}

export interface ImportRequest {
  /** The area file that is made, relative to the user directory. */
  file: string;
  name: string;
  pbf: ImportFile;
  addresses?: ImportFile;
  water?: ImportFile;
}

export interface ImportState {
  file: string;
  state: "running" | "done" | "failed" | "cancelled";
  /** 0 to 1 of the stage. */
  share: number;
  /** What it does, or what became of it, in the editor's language. */
  text: string;
}

export interface ImportsAnswer {
  imports: ImportState[];
  /** Area files below the user directory. */
  areas: string[];
}

export const uploadParts = ["pbf", "addresses", "water"] as const;
export type UploadPart = (typeof uploadParts)[number];

export interface UploadAnswer {
  id: string;
}

export const servicePath = (
  what: "about" | "try" | "find" | "import" | "cancel" | "imports" | `upload/${UploadPart}`,
) => `belle-histoire/map-service/${what}`;
