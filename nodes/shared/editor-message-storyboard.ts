import type { FilmAnswer, StoryboardAnswer } from "../render-message/preview-answer.ts";
import type { Answer } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { previews } from "./editor-preview.ts";
import { formButton, problemPlace } from "./editor-rows.ts";

/** Asks for a draft of the video. @param signal gives it up */
export type AskFilm = (signal: AbortSignal) => Promise<Answer<FilmAnswer>>;

export interface StoryboardStrip {
  show(video: StoryboardAnswer): void;
  close(): void;
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/** A video as its scenes, and as a small film where somebody asks for it. */
export function storyboardStrip(place: JQuery, _: Translate, askFilm: AskFilm): StoryboardStrip {
  const strip = $("<ol>", { class: "belle-strip" });
  const lacking = $("<div>", { class: "belle-doubt", id: "belle-film-lacking" });
  const state = $("<div>", { class: "belle-hint", role: "status" });
  const problem = problemPlace();
  const screen = $("<div>", { class: "belle-film" });
  const alt = $("<div>", { class: "belle-hint belle-film-alt" });
  const button = formButton(_("button.film"), "film", () => {}).attr({
    id: "belle-film",
    "aria-describedby": "belle-film-lacking",
  });
  let address: string | undefined;
  let asking = new AbortController();

  /** What was filmed is another film by now. */
  function forget(): void {
    asking.abort();
    asking = new AbortController();
    if (address !== undefined) URL.revokeObjectURL(address);
    address = undefined;
    screen.empty();
    state.text(_("film.draft"));
    problem.text("");
  }
  previews(button, async () => {
    forget();
    const { signal } = asking;
    state.text(_("film.busy"));
    const answer = await askFilm(signal);
    if (signal.aborted) return;
    state.text(_("film.draft"));
    if ("problem" in answer) return void problem.text(answer.problem);
    address = URL.createObjectURL(new Blob([bytesOf(answer.value.mp4)], { type: "video/mp4" }));
    const video = $("<video>", { src: address, "aria-label": _("preview.film") });
    video.prop({ controls: true, playsInline: true });
    screen.append(video);
    // A browser may want a press on it first.
    await (video[0] as unknown as HTMLVideoElement).play().catch(() => {});
  });
  const card = ({ still, seconds, text }: StoryboardAnswer["scenes"][number], index: number) => {
    const title = _("scene.title", { number: index + 1 });
    const picture =
      still === undefined
        ? $("<div>", { class: "belle-still belle-undrawn" }).text(_("film.undrawn"))
        : $("<img>", { class: "belle-still", src: `data:image/jpeg;base64,${still}`, alt: text || title });
    const length = new Intl.NumberFormat(RED.i18n.lang(), { style: "unit", unit: "second" }).format(seconds);
    return $("<li>").append(picture, $("<div>", { class: "belle-hint" }).text(`${title} · ${length}`));
  };
  place
    .empty()
    .append(strip, lacking, $("<div>", { class: "belle-inline" }).append(button), state, problem, screen, alt);
  return {
    show(video) {
      forget();
      strip.empty().append(video.scenes.map(card));
      lacking.text(video.lacking ?? "");
      button.prop("disabled", video.lacking !== undefined || video.scenes.length === 0);
      alt.text(_("film.alt", { alt: video.alt }));
    },
    close: forget,
  };
}
