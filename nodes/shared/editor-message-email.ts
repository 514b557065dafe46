import type { PreviewAnswer } from "../render-message/preview-answer.ts";
import type { Translate } from "./editor-catalogue.ts";
import { knowsDark } from "./editor-message-dark.ts";
import { deviceScreen } from "./editor-message-screen.ts";
import { toggle } from "./editor-message-toggle.ts";

type Email = NonNullable<PreviewAnswer["email"]>;

/** Bytes of HTML above which Gmail shows the beginning only. */
const gmailLimit = 102 * 1024;

export interface EmailFrame {
  show(email: Email): void;
  close(): void;
}

const kilobytes = (bytes: number) =>
  new Intl.NumberFormat(RED.i18n.lang(), { style: "unit", unit: "kilobyte", maximumFractionDigits: 1 }).format(
    bytes / 1024,
  );

/** An e-mail as a mail client shows it: its line in the inbox, and what it holds, at the width of a device. */
export function emailFrame(place: JQuery, _: Translate): EmailFrame {
  let part: "html" | "text" = "html";
  let email: Email | undefined;
  const inbox = $("<div>", { class: "belle-inbox" });
  const size = $("<div>", { class: "belle-size" });
  const attachments = $("<ul>", { class: "belle-attachments" });
  const screen = deviceScreen(_, { phone: 375, desktop: 650 }, _("preview.mail"), (html, dark) =>
    !dark ? "" : knowsDark(html) ? _("preview.dark") : _("preview.noDark"),
  );
  const parts = toggle(
    _("label.part"),
    [
      ["html", _("part.html")],
      ["text", _("part.text")],
    ],
    part,
    (chosen) => {
      part = chosen;
      draw();
    },
  );

  function drawInbox({ from, subject, preheader }: Email): void {
    inbox
      .empty()
      .append(
        $("<div>", { class: "belle-inbox-from" }).text(from ?? _("preview.sender")),
        $("<div>", { class: "belle-inbox-line" }).append(
          $("<strong>").text(subject || _("preview.noSubject")),
          preheader === "" ? "" : $("<span>").text(` – ${preheader}`),
        ),
      );
  }
  function drawSize({ size: bytes, attachments: files }: Email): void {
    const [shown, limit] = [kilobytes(bytes), kilobytes(gmailLimit)];
    const over = bytes > gmailLimit;
    size
      .text(over ? _("preview.clipped", { size: shown, limit }) : _("preview.size", { size: shown, limit }))
      .toggleClass("belle-doubt", over);
    attachments.empty().append(files.map((file) => $("<li>").text(`${file.name} (${kilobytes(file.bytes)})`)));
  }
  function draw(): void {
    if (email === undefined) return;
    drawInbox(email);
    drawSize(email);
    if (part === "text") screen.showText(email.text);
    else screen.showHtml(email.html);
  }
  const bar = $("<div>", { class: "belle-inline belle-preview-bar" }).append(parts, screen.choices);
  place.empty().append(bar, inbox, screen.parts, size, attachments);
  return {
    show(next) {
      email = next;
      draw();
    },
    close: screen.close,
  };
}
