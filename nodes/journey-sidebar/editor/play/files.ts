import { asSeen } from "../../../shared/editor-message-dark.ts";
import { askPreview } from "../../../shared/editor-preview.ts";
import type { PlayContent } from "../../play/desk.ts";

/** Files of a play, as the editor may fetch them. A picture or a frame has no token under a login, and so gets its bytes from here. */
export interface PlayFiles {
  /** Undefined: it is not there any more. */
  blob(path: string): Promise<Blob | undefined>;
  /** As an address that a document of its own can show. */
  dataUrl(path: string): Promise<string | undefined>;
}

const asDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(blob);
  });

/** Each file is fetched once, however often it is shown. */
export function filesOf(play: string): PlayFiles {
  const known = new Map<string, Promise<Blob | undefined>>();
  const fetched = async (path: string): Promise<Blob | undefined> => {
    const answer = await askPreview(`belle-histoire/journey/play/${play}/${path}`);
    return "blob" in answer ? answer.blob : undefined;
  };
  const blob = (path: string) => {
    const file = known.get(path) ?? fetched(path);
    known.set(path, file);
    return file;
  };
  return {
    blob,
    async dataUrl(path) {
      const found = await blob(path);
      return found === undefined ? undefined : asDataUrl(found);
    },
  };
}

/** Nothing of a message is fetched from elsewhere, and nothing of it runs. */
const careful =
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; font-src data:\">";

/** A message's HTML with its pictures in it, for a frame with `sandbox`. */
export async function htmlWithFiles(
  html: string,
  { files = {} }: PlayContent,
  { dataUrl }: PlayFiles,
): Promise<string> {
  let whole = html;
  // A name may be the beginning of another.
  const names = Object.keys(files).sort((a, b) => b.length - a.length);
  for (const name of names) {
    if (!whole.includes(name)) continue;
    const url = await dataUrl(`file/${encodeURIComponent(files[name]!)}`);
    if (url !== undefined) whole = whole.replaceAll(name, url);
  }
  // As one sees it by day, and not as it would be printed.
  whole = asSeen(whole, false).replace(/@media\s+print\b/gi, "@media not all");
  // Whatever stands before the policy could be fetched before it holds; a doctype alone may.
  const doctype = /^\s*<!doctype[^>]*>/i.exec(whole)?.[0] ?? "";
  return doctype + careful + whole.slice(doctype.length);
}

/** Address of the picture of a letter's page; pages count from 1. */
export const pagePicture = (pdf: string, page: number): string => `picture/${encodeURIComponent(pdf)}/${page}`;
