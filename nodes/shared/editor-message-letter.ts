import type { PreviewAnswer } from "../render-message/preview-answer.ts";
import type { Translate } from "./editor-catalogue.ts";
import { iconButton } from "./editor-rows.ts";

type Letter = NonNullable<PreviewAnswer["letter"]>;

export interface LetterPages {
  show(letter: Letter): void;
  close(): void;
}

/** A letter, one page after the other, as the browser shows a PDF. */
export function letterPages(place: JQuery, _: Translate): LetterPages {
  let address: string | undefined;
  let pages = 1;
  let page = 1;
  const number = $("<span>", { class: "belle-page-number", role: "status" });
  const previous = iconButton(_("button.previousPage"), "chevron-left", () => turn(page - 1));
  const next = iconButton(_("button.nextPage"), "chevron-right", () => turn(page + 1));
  const link = $("<a>", { target: "_blank", rel: "noopener" }).text(_("button.newTab"));
  const sheet = $("<div>", { class: "belle-sheet" });

  function turn(to: number): void {
    page = Math.min(Math.max(1, to), pages);
    number.text(_("preview.page", { page, pages }));
    previous.prop("disabled", page === 1);
    next.prop("disabled", page === pages);
    if (address === undefined) return;
    // A frame of its own for each page: one that is there already would not be turned by every browser.
    const src = `${address}#page=${page}&toolbar=0&navpanes=0&view=Fit`;
    sheet.empty().append($("<iframe>", { src, title: _("preview.letter") }));
  }
  const forget = () => {
    if (address !== undefined) URL.revokeObjectURL(address);
    address = undefined;
  };
  place
    .empty()
    .append($("<div>", { class: "belle-inline belle-preview-bar" }).append(previous, number, next, link), sheet);
  return {
    show(letter) {
      forget();
      const bytes = Uint8Array.from(atob(letter.pdf), (sign) => sign.charCodeAt(0));
      address = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
      link.attr("href", address);
      pages = letter.pages;
      turn(page);
    },
    close: forget,
  };
}
