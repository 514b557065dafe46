import type { Translate } from "../../../shared/editor-catalogue.ts";
import type { Card } from "./cards.ts";
import type { Scene } from "./document.ts";
import { htmlWithFiles, type PlayFiles, pagePicture } from "./files.ts";
import { heightOf } from "./phone.ts";

/** Pages of one letter that are shown; the letter itself has them all. */
const mostPages = 4;

/** The pictures of a letter's pages, and what they cannot show. */
export async function pagesOf(
  pdf: string,
  pages: number,
  files: PlayFiles,
  _: Translate,
): Promise<[string[], string[]]> {
  const numbers = Array.from({ length: Math.min(pages, mostPages) }, (_page, index) => index + 1);
  const found = await Promise.all(numbers.map((page) => files.blob(pagePicture(pdf, page))));
  const pictures: string[] = [];
  const lacking = new Set<string>();
  for (const [index, blob] of found.entries()) {
    if (blob === undefined) {
      lacking.add(_("play.board.noPicture", { page: index + 1 }));
      continue;
    }
    pictures.push((await files.dataUrl(pagePicture(pdf, index + 1))) ?? "");
    // The drawing says of itself what it leaves out.
    const left = /data-lacking="([^"]*)"/.exec(await blob.slice(0, 500).text())?.[1];
    if (left) lacking.add(_("play.board.lacking", { page: index + 1 }));
  }
  if (pages > mostPages) lacking.add(_("play.board.morePages", { count: pages - mostPages }));
  return [pictures, [...lacking]];
}

const isPicture = (name: string) => /\.(?:png|jpe?g|webp|gif|svg)$/i.test(name);

/** Fetches all that the cards show, so that the storyboard is whole by itself. */
export async function scenesOf(cards: readonly Card[], files: PlayFiles, _: Translate): Promise<Scene[]> {
  const scene = async (card: Card): Promise<Scene> => {
    const made: Scene = { card, pages: [], lacking: [] };
    const { content } = card;
    if (content === undefined || content.request !== undefined) return made;
    if (content.pdf !== undefined)
      [made.pages, made.lacking] = await pagesOf(content.pdf, content.pages ?? 1, files, _);
    else if (content.html !== undefined) {
      const html = await htmlWithFiles(content.html, content, files);
      made.screen = { html, height: await heightOf(html) };
    } else {
      const still = Object.values(content.files ?? {}).find(isPicture);
      if (still !== undefined) made.still = await files.dataUrl(`file/${encodeURIComponent(still)}`);
    }
    return made;
  };
  return Promise.all(cards.map(scene));
}
