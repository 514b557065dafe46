import { join } from "node:path";
import { Fault } from "../../../contract/index.ts";
import { materialsOf } from "../compose.ts";
import { layOut } from "../lay-out.ts";
import { LetterRequest, misfit } from "../request.ts";
import { type Lettering, openLettering } from "./lettering.ts";
import { type LettersFile, openLettersFile } from "./letters-file.ts";
import { openSharedDrawings } from "./shared-drawings.ts";

export interface Limits {
  pagesPerFile: number;
  bytesPerFile: number;
}

/** Where a letter is: number of its file, of its first page there, both from 1, and of its pages. */
export interface Placed {
  file: number;
  first: number;
  pages: number;
}
/** Why a letter is in none: as plain data, to survive the way between threads. */
export interface Skipped {
  fault: { key: string; data: Readonly<Record<string, string | number>> };
}

/** A file that was written and lies there under the name of one that is not finished. */
export interface Written {
  name: string;
  pages: number;
  bytes: number;
  sha256: string;
}

const nameOf = (name: string, file: number): string => `${name}-${String(file).padStart(3, "0")}.pdf`;
export const isUnfinished = (name: string, file: string): boolean =>
  file.startsWith(`${name}-`) && /^\d{3,}\.pdf\.part$/.test(file.slice(name.length + 1));
export const unfinished = (name: string): string => `${name}.part`;

/** Writes letters into files, in their order; a file that is full is followed by the next. */
export interface Writer {
  /** @throws whatever is not a letter's fault, for instance a full disk */
  add(request: LetterRequest): Promise<Placed | Skipped>;
  end(): Written[];
}

export function openWriter(folder: string, name: string, limits: Limits): Writer {
  const written: Written[] = [];
  const drawings = openSharedDrawings();
  let lettering: Lettering | undefined;
  let file: LettersFile | undefined;
  const close = () => {
    if (file === undefined) return;
    written.push({ name: nameOf(name, written.length + 1), pages: file.pages(), ...file.end() });
    file = undefined;
    lettering = undefined;
  };

  const add = async (given: LetterRequest): Promise<Placed> => {
    const request = LetterRequest.safeParse(given);
    if (!request.success) throw misfit(request.error);
    const materials = await materialsOf(request.data, drawings.read);
    lettering ??= openLettering();
    const pages = layOut(request.data, lettering.ruler, materials);
    if (file !== undefined) {
      const full = file.pages() + pages.length > limits.pagesPerFile || file.size() >= limits.bytesPerFile;
      if (full) close();
    }
    if (file === undefined) {
      lettering ??= openLettering();
      const path = join(folder, unfinished(nameOf(name, written.length + 1)));
      file = openLettersFile(path, request.data, lettering, drawings.hashOf);
    }
    const first = file.pages() + 1;
    await file.add(pages);
    return { file: written.length + 1, first, pages: pages.length };
  };

  return {
    async add(request) {
      try {
        return await add(request);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        return { fault: { key: error.key, data: error.data } };
      }
    },
    end() {
      close();
      return written;
    },
  };
}
