import { join } from "node:path";
import { Fault } from "../../../contract/index.ts";
import { settable } from "../glyphs.ts";
import { layOut } from "../lay-out.ts";
import type { Page } from "../marks.ts";
import { materialsOf } from "../material.ts";
import { sheetingOf } from "../paper.ts";
import type { OutputIntent } from "../pdf-x/press-objects.ts";
import { type Findings, LetterRequest, misfit } from "../request.ts";
import { nameOf, unfinished } from "./file-names.ts";
import { type Lettering, openLettering } from "./lettering.ts";
import { type LettersFile, openLettersFile } from "./letters-file.ts";
import { openShared } from "./shared.ts";
import { type SheetOptions, sheetsOf } from "./sheets.ts";

/** A letter of a batch. */
export interface BatchRequest extends LetterRequest {
  /** Where sheets are marked: 16 digits of the letter's own. */
  piece?: string;
}

/** What a batch is to be. */
export interface Assignment {
  folder: string;
  name: string;
  limits: { pagesPerFile: number; bytesPerFile: number };
  onFault: "skip" | "print";
  sheets: SheetOptions;
  /** Nothing is written: what is asked for is how many pages each letter has, and its faults. */
  measured: boolean;
}

/** Where a letter is: number of its file, of its first page there, both from 1, and of its pages. Measured alone: nowhere, 0. */
interface Place {
  file: number;
  first: number;
  pages: number;
  /** Empty pages among them, so that the next one begins on a front. */
  blanks?: number;
}

/** What became of a letter. Without a place it is in no file, for what its faults say. */
export interface Outcome extends Findings {
  place?: Place;
}

/** A file that was written and lies there under the name of one that is not finished. */
export interface Written {
  name: string;
  pages: number;
  bytes: number;
  sha256: string;
}

/** Writes letters into files, in their order; a file that is full is followed by the next. */
export interface Writer {
  /** @throws whatever is not a letter's fault, for instance a full disk */
  add(request: BatchRequest): Promise<Outcome>;
  end(): Written[];
}

export function openWriter({ folder, name, limits, onFault, sheets, measured }: Assignment): Writer {
  const written: Written[] = [];
  const shared = openShared();
  let lettering: Lettering | undefined;
  let file: LettersFile | undefined;
  let placed = 0;
  /** For which the open file is. */
  let intended = "";
  const close = () => {
    if (file === undefined) return;
    written.push({ name: nameOf(name, written.length + 1), pages: file.pages(), ...file.end() });
    file = undefined;
    lettering = undefined;
  };

  const put = async (
    laid: readonly Page[],
    request: LetterRequest,
    piece: string | undefined,
    intent: OutputIntent | undefined,
  ): Promise<Place> => {
    const { pages, blanks } = sheetsOf(laid, sheets, { request, ruler: lettering!.ruler, number: placed + 1, piece });
    const size = { pages: pages.length, ...(blanks > 0 && { blanks }) };
    if (measured) return { file: 0, first: 0, ...size };
    // A file is for one printing condition, or for none.
    const intends = intent === undefined ? "" : JSON.stringify([intent.profile.digest, intent.condition]);
    if (file !== undefined) {
      const full = file.pages() + pages.length > limits.pagesPerFile || file.size() >= limits.bytesPerFile;
      if (full || intends !== intended) close();
    }
    intended = intends;
    if (file === undefined) {
      lettering ??= openLettering();
      const path = join(folder, unfinished(nameOf(name, written.length + 1)));
      file = openLettersFile(path, request, lettering, shared.keyOf, intent);
    }
    const first = file.pages() + 1;
    try {
      await file.add(pages, sheetingOf(request));
    } catch (error) {
      // No file without a page, and none that bears the title of a letter that is not in it.
      if (file.pages() === 0) {
        file.abandon();
        file = undefined;
      }
      throw error;
    }
    placed += 1;
    return { file: written.length + 1, first, ...size };
  };

  const add = async (given: BatchRequest): Promise<Outcome> => {
    const parsed = LetterRequest.safeParse(given);
    if (!parsed.success) throw misfit(parsed.error);
    const materials = await materialsOf(parsed.data, shared.readMap);
    lettering ??= openLettering();
    const { request, faults: lacking } = settable(parsed.data, lettering.fonts);
    const { pages, faults: found, doubts } = layOut(request, lettering.ruler, materials);
    const faults = [...lacking, ...found];
    if (faults.length > 0 && onFault === "skip") return { faults, doubts };
    return { faults, doubts, place: await put(pages, request, given.piece, materials.intent) };
  };

  return {
    async add(request) {
      try {
        return await add(request);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        return { faults: [{ key: error.key, data: { ...error.data } }], doubts: [] };
      }
    },
    end() {
      close();
      return written;
    },
  };
}
