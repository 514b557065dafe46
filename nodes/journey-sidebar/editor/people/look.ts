import { measureSms } from "../../../../src/sms/measure.ts";
import { askFile } from "../../../shared/editor-ask.ts";
import type { LookAnswer, LookedFile, LookQuestion } from "../../people/desk.ts";
import type { Desk } from "../pane.ts";
import { save } from "../save.ts";
import { askPeople } from "./ask-people.ts";
import { type Dialog, openDialog } from "./dialog.ts";

/** What somebody was sent, as they have it: in frames without rights, so that nothing of it runs in the editor. */

type Asked = Omit<LookQuestion, "campaign">;

export async function lookAt(desk: Desk, asked: Asked): Promise<void> {
  const { _ } = desk;
  const gone = new AbortController();
  const addresses: string[] = [];
  const dialog = openDialog(_, _("people.look.title"), () => {
    gone.abort();
    for (const address of addresses) URL.revokeObjectURL(address);
  });
  dialog.body.append($("<p>", { role: "status" }).text(_("people.look.busy")));
  const answer = await askPeople<LookAnswer>(desk, "look", asked, gone.signal);
  if (gone.signal.aborted) return;
  dialog.body.empty();
  if ("problem" in answer) return dialog.problem(answer.problem);
  const objectUrl = (blob: Blob) => {
    const address = URL.createObjectURL(blob);
    addresses.push(address);
    return address;
  };
  show(desk, dialog, asked, answer.value, objectUrl);
}

function show(desk: Desk, { body }: Dialog, asked: Asked, look: LookAnswer, objectUrl: (blob: Blob) => string): void {
  const { _ } = desk;
  const { to, letter, email, sms, page, maps, videos, attachments } = look;
  if (to.length > 0)
    body.append($("<p>", { class: "belle-people-to" }).append($("<span>").text(_("people.look.to")), to.join(", ")));
  if (look.drawn) body.append($("<p>", { class: "belle-people-hint" }).text(_("people.look.drawn")));
  if (letter !== undefined) body.append(letterPart(desk, letter, objectUrl));
  if (email !== undefined) {
    body.append(
      $("<div>", { class: "belle-people-subject" }).append(
        $("<strong>").text(email.subject || _("people.look.no-subject")),
        email.preheader === "" ? "" : $("<span>").text(` – ${email.preheader}`),
      ),
      frame(email.html, _("people.look.mail"), "phone"),
      $("<details>").append($("<summary>").text(_("people.look.text")), $("<pre>").text(email.text)),
    );
  }
  if (page !== undefined)
    body.append(
      $("<div>", { class: "belle-people-subject" }).append($("<strong>").text(page.title)),
      frame(page.html, _("people.look.page"), "page"),
    );
  if (sms !== undefined) body.append(smsPart(desk, sms.text));
  for (const map of maps) {
    if (map.image !== undefined)
      body.append(picturePart(desk, asked, map.image, map.alt, `${map.name}: ${map.store}`, objectUrl));
    if (map.vector !== undefined)
      body.append(filePart(desk, asked, map.vector, _("people.look.vector", { name: map.name })));
  }
  for (const { name, alt, poster, film } of videos)
    body.append(
      picturePart(desk, asked, poster, alt, name, objectUrl),
      filePart(desk, asked, film, _("people.look.film", { name })),
    );
  for (const file of attachments) body.append(filePart(desk, asked, file, file.name));
  if (body.children().length === 0) body.append($("<p>").text(_("people.look.nothing")));
}

/** Nothing of it runs here, and none of its links leads away. */
const frame = (html: string, title: string, device: "phone" | "page"): JQuery =>
  $("<iframe>", {
    sandbox: "",
    referrerpolicy: "no-referrer",
    class: "belle-people-frame",
    "data-device": device,
  }).attr({
    title,
    srcdoc: html,
  });

function letterPart(
  { _ }: Desk,
  { pdf, pages }: NonNullable<LookAnswer["letter"]>,
  objectUrl: (blob: Blob) => string,
): JQuery {
  const bytes = Uint8Array.from(atob(pdf), (sign) => sign.charCodeAt(0));
  const address = objectUrl(new Blob([bytes], { type: "application/pdf" }));
  const link = $("<a>", { href: address, target: "_blank", rel: "noopener" }).text(_("people.look.new-tab"));
  return $("<div>").append(
    $("<p>").append($("<span>").text(_("people.look.pages", { count: pages })), " · ", link),
    $("<iframe>", { src: `${address}#toolbar=0&navpanes=0&view=Fit`, class: "belle-people-sheet" }).attr({
      title: _("people.look.letter"),
    }),
  );
}

function smsPart({ _ }: Desk, text: string): JQuery {
  const { segments, units } = measureSms(text);
  return $("<div>").append(
    $("<div>", { class: "belle-people-phone", role: "group", "aria-label": _("people.look.sms") }).append(
      $("<div>", { class: "belle-people-bubble" }).text(text),
    ),
    $("<p>", { class: "belle-people-hint" }).text(_("people.look.parts", { count: segments, units })),
  );
}

function picturePart(
  desk: Desk,
  asked: Asked,
  file: LookedFile,
  alt: string,
  caption: string,
  objectUrl: (blob: Blob) => string,
): JQuery {
  const picture = $("<img>", { alt, class: "belle-people-picture" });
  const problem = $("<span>", { class: "belle-people-problem", role: "alert" });
  void askCarried(desk, asked, file).then((answer) => {
    if ("blob" in answer) picture.attr("src", objectUrl(answer.blob));
    else problem.text(answer.problem);
  });
  return $("<figure>").append(picture, problem, $("<figcaption>").text(caption));
}

/** A file that is kept once it has come. */
function filePart(desk: Desk, asked: Asked, file: LookedFile, name: string): JQuery {
  const size = new Intl.NumberFormat(RED.i18n.lang(), { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
  const link = $("<a>", { href: "#", class: "belle-people-file" }).text(
    `${name} (${size.format(Math.ceil(file.bytes / 1024))})`,
  );
  const problem = $("<span>", { class: "belle-people-problem", role: "alert" });
  link.on("click", (event) => {
    event.preventDefault();
    void askCarried(desk, asked, file).then((answer) => {
      if ("blob" in answer) save(answer.blob, name);
      else problem.text(answer.problem);
    });
  });
  return $("<p>").append($("<i>", { class: "fa fa-paperclip", "aria-hidden": "true" }), " ", link, problem);
}

const askCarried = ({ campaign, _ }: Desk, asked: Asked, { hash }: LookedFile) =>
  askFile("belle-histoire/journey/people/file", _, { campaign: campaign() ?? "", ...asked, hash });
