import { formPlace } from "../../src/message/page/form-place.ts";
import type { PreviewAnswer } from "../render-message/preview-answer.ts";
import type { Translate } from "./editor-catalogue.ts";
import { knowsDark } from "./editor-message-dark.ts";
import { deviceScreen } from "./editor-message-screen.ts";

type Page = NonNullable<PreviewAnswer["page"]>;

export interface PageFrame {
  show(page: Page, language: string): void;
  close(): void;
}

/** A page with its form, in the place that it has for it, or else at its end. */
function withForm(html: string, form: string): string {
  if (html.includes(formPlace)) return html.replace(formPlace, () => form);
  const end = Math.max(html.search(/<\/main>/i), html.search(/<\/body>/i));
  const at = html.search(/<\/main>/i) >= 0 ? html.search(/<\/main>/i) : end;
  return at < 0 ? html + form : html.slice(0, at) + form + html.slice(at);
}

/**
 * A page as a browser shows it, at the width of a device.
 * @param form HTML of the form that it will have, for readers of a language
 */
export function pageFrame(place: JQuery, _: Translate, form: (language: string) => string): PageFrame {
  const title = $("<div>", { class: "belle-inbox belle-inbox-line" });
  const screen = deviceScreen(_, { phone: 390, desktop: 1280 }, _("preview.page-frame"), (html, dark) =>
    !dark ? "" : knowsDark(html) ? _("preview.page-dark") : _("preview.page-noDark"),
  );
  place
    .empty()
    .append($("<div>", { class: "belle-inline belle-preview-bar" }).append(screen.choices), title, screen.parts);
  return {
    show(page, language) {
      title.empty().append($("<strong>").text(page.title || _("preview.noTitle")));
      screen.showHtml(withForm(page.html, form(language)));
    },
    close: screen.close,
  };
}
