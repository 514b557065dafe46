import type { PreviewAnswer } from "../render-message/preview-answer.ts";
import type { Translate } from "./editor-catalogue.ts";
import { asSeen, knowsDark } from "./editor-message-dark.ts";
import { toggle } from "./editor-message-toggle.ts";

type Email = NonNullable<PreviewAnswer["email"]>;

/** Bytes of HTML above which Gmail shows the beginning only. */
const gmailLimit = 102 * 1024;

const widths = { phone: 375, desktop: 650 } as const;

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
  let device: keyof typeof widths = "phone";
  let light: "light" | "dark" = "light";
  let part: "html" | "text" = "html";
  let email: Email | undefined;
  const inbox = $("<div>", { class: "belle-inbox" });
  const screen = $("<div>", { class: "belle-screen" });
  const about = $("<div>", { class: "belle-hint" });
  const size = $("<div>", { class: "belle-size" });
  const attachments = $("<ul>", { class: "belle-attachments" });
  const bar = $("<div>", { class: "belle-inline belle-preview-bar" }).append(
    toggle(
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
    ),
    toggle(
      _("label.device"),
      [
        ["phone", _("device.phone")],
        ["desktop", _("device.desktop")],
      ],
      device,
      (chosen) => {
        device = chosen;
        draw();
      },
    ),
    toggle(
      _("label.scheme"),
      [
        ["light", _("scheme.light")],
        ["dark", _("scheme.dark")],
      ],
      light,
      (chosen) => {
        light = chosen;
        draw();
      },
    ),
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
    const dark = light === "dark";
    const width = widths[device];
    screen.attr({ "data-device": device, "data-scheme": light }).css("--belle-device", `${width}px`);
    if (part === "text")
      screen.empty().append($("<pre>", { class: "belle-text-part", tabindex: "0" }).text(email.text));
    else {
      // Nothing of the mail runs here, and none of its links leads away.
      const frame = $("<iframe>", {
        sandbox: "",
        referrerpolicy: "no-referrer",
        title: _("preview.mail"),
        srcdoc: asSeen(email.html, dark),
      });
      screen.empty().append(frame);
      rescale();
    }
    const words = knowsDark(email.html) ? _("preview.dark") : _("preview.noDark");
    about.text(dark && part === "html" ? words : "");
  }
  /** A frame wider than its place is drawn smaller, so that the mail keeps the width of the device. */
  function rescale(): void {
    const room = screen.width() ?? 0;
    const scale = room > 0 ? Math.min(1, room / widths[device]) : 1;
    screen.css("--belle-scale", String(scale));
  }
  place.empty().append(bar, inbox, screen, about, size, attachments);
  const watcher = new ResizeObserver(rescale);
  watcher.observe(screen[0]!);
  return {
    show(next) {
      email = next;
      draw();
    },
    close: () => watcher.disconnect(),
  };
}
