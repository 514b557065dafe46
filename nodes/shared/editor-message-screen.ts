import type { Translate } from "./editor-catalogue.ts";
import { asSeen } from "./editor-message-dark.ts";
import { toggle } from "./editor-message-toggle.ts";

/** CSS pixels. */
type Widths = Readonly<Record<"phone" | "desktop", number>>;

export interface DeviceScreen {
  /** The choices of device and brightness. */
  choices: JQuery[];
  /** What is seen, and what there is to know of it. */
  parts: JQuery[];
  showHtml(html: string): void;
  showText(text: string): void;
  close(): void;
}

/**
 * A document at the width of a device, in light or dark, with nothing in it that runs.
 * @param title of its frame
 * @param about what there is to know of it as it is seen, in words
 */
export function deviceScreen(
  _: Translate,
  widths: Widths,
  title: string,
  about: (html: string, dark: boolean) => string,
): DeviceScreen {
  let device: keyof Widths = "phone";
  let light: "light" | "dark" = "light";
  let shown: { html: string } | { text: string } | undefined;
  const screen = $("<div>", { class: "belle-screen" });
  const words = $("<div>", { class: "belle-hint" });

  function draw(): void {
    if (shown === undefined) return;
    const dark = light === "dark";
    screen.attr({ "data-device": device, "data-scheme": light }).css("--belle-device", `${widths[device]}px`);
    if ("text" in shown) {
      screen.empty().append($("<pre>", { class: "belle-text-part", tabindex: "0" }).text(shown.text));
      words.text("");
      return;
    }
    // Nothing of it runs here, and none of its links leads away.
    const frame = $("<iframe>", {
      sandbox: "",
      referrerpolicy: "no-referrer",
      title,
      srcdoc: asSeen(shown.html, dark),
    });
    screen.empty().append(frame);
    rescale();
    words.text(about(shown.html, dark));
  }
  /** A frame wider than its place is drawn smaller, so that what it shows keeps the width of the device. */
  function rescale(): void {
    const room = screen.width() ?? 0;
    const scale = room > 0 ? Math.min(1, room / widths[device]) : 1;
    screen.css("--belle-scale", String(scale));
  }
  const choices = [
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
  ];
  const watcher = new ResizeObserver(rescale);
  watcher.observe(screen[0]!);
  return {
    choices,
    parts: [screen, words],
    showHtml(html) {
      shown = { html };
      draw();
    },
    showText(text) {
      shown = { text };
      draw();
    },
    close: () => watcher.disconnect(),
  };
}
