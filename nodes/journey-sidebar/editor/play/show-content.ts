import type { Translate } from "../../../shared/editor-catalogue.ts";
import { formButton } from "../../../shared/editor-rows.ts";
import type { PlayContent, PlayStep } from "../../play/desk.ts";
import { indented } from "./document.ts";
import { htmlWithFiles, type PlayFiles } from "./files.ts";
import { phone } from "./phone.ts";
import { pagesOf } from "./scenes.ts";

function facts(content: PlayContent, _: Translate): JQuery {
  const list = $("<dl>", { class: "belle-facts" });
  const rows: [string, string | undefined][] = [
    [_("play.fact.to"), content.to],
    [_("play.fact.subject"), content.subject],
    [_("play.fact.preheader"), content.preheader],
    [_("play.fact.parts"), content.segments?.toString()],
    [_("play.fact.pages"), content.pages?.toString()],
  ];
  for (const [name, value] of rows) if (value) list.append($("<dt>").text(name), $("<dd>").text(value));
  return list;
}

/** What a step would have sent, as it looks. Addresses of files are given back through `closed`. */
async function seen(content: PlayContent, files: PlayFiles, _: Translate, closed: (() => void)[]): Promise<JQuery[]> {
  const address = (blob: Blob) => {
    const url = URL.createObjectURL(blob);
    closed.push(() => URL.revokeObjectURL(url));
    return url;
  };
  if (content.request !== undefined) {
    const { method, url, body = "" } = content.request;
    return [$("<pre>", { tabindex: "0" }).text(`${method} ${url}\n\n${indented(body)}`)];
  }
  if (content.pdf !== undefined) {
    const [[pages, lacking], pdf] = await Promise.all([
      pagesOf(content.pdf, content.pages ?? 1, files, _),
      files.blob(`file/${encodeURIComponent(content.pdf)}`),
    ]);
    const open = formButton(_("play.openLetter"), "file-pdf-o", () => {
      if (pdf !== undefined) window.open(address(pdf), "_blank", "noopener");
    }).prop("disabled", pdf === undefined);
    const pictures = pages.map((src, index) =>
      $("<img>", { src, alt: _("play.board.page", { page: index + 1 }), class: "belle-letter" }),
    );
    return [open, ...lacking.map((text) => $("<p>", { class: "belle-problem" }).text(text)), ...pictures];
  }
  if (content.html !== undefined) {
    const srcdoc = await htmlWithFiles(content.html, content, files);
    // Nothing of it runs here, and none of its links leads away.
    const frame = $("<iframe>", { sandbox: "", referrerpolicy: "no-referrer", title: _("play.message"), srcdoc });
    return [frame.addClass("belle-phone").css({ width: phone.width, height: phone.height })];
  }
  const shown: JQuery[] = [];
  for (const [name, file] of Object.entries(content.files ?? {})) {
    const blob = await files.blob(`file/${encodeURIComponent(file)}`);
    if (blob === undefined) continue;
    if (blob.type.startsWith("video/")) shown.push($("<video>", { src: address(blob), controls: true, title: name }));
    if (blob.type.startsWith("image/")) shown.push($("<img>", { src: address(blob), alt: name }));
  }
  if (content.text) {
    const said = $("<div>", { class: content.channel === "sms" ? "belle-bubble" : "belle-said" }).text(content.text);
    shown.push(said);
  }
  return shown;
}

/** Opens what a step would have sent beside the flow. */
export function showContent({ label, text, content }: PlayStep, files: PlayFiles, _: Translate): void {
  const closed: (() => void)[] = [];
  RED.tray.show({
    title: _("play.message"),
    width: 520,
    buttons: [{ id: "belle-content-close", text: _("play.close"), class: "primary", click: () => RED.tray.close() }],
    open(tray) {
      const place = $("<div>", { class: "belle-histoire belle-content" }).appendTo(tray.find(".red-ui-tray-body"));
      place.append($("<h4>").text(label), $("<p>").text(text));
      if (content === undefined) return;
      const body = $("<div>", { "aria-busy": "true" });
      place.append(facts(content, _), body);
      void seen(content, files, _, closed).then((parts) => body.removeAttr("aria-busy").append(parts));
    },
    close() {
      for (const forget of closed) forget();
    },
  });
}
