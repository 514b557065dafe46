import { measureSms } from "../../src/sms/measure.ts";
import { type Transliteration, transliterate } from "../../src/sms/transliterate.ts";
import type { Translate } from "./editor-catalogue.ts";

/** What Liquid writes is not known yet: what stands in its tags is no part of the text. */
const tag = /\{\{.*?\}\}|\{%.*?%\}/gs;

/** A sign that one can see, or the name of one that one cannot. */
const visible = (sign: string, codes: readonly string[]) => (/^[\s\p{C}]+$/u.test(sign) ? codes.join(" ") : `${sign}`);

/** The characters that make a text message dear, and what each would become. */
function outsiderList(text: string, _: Translate): JQuery {
  const list = $("<ul>", { class: "belle-outsiders" });
  for (const { sign, codes, count } of measureSms(text).outsiders) {
    const plain = transliterate(sign, "letters");
    const becomes =
      plain === sign ? _("sms.noPlain") : _("sms.plain", { plain: plain.trim() === "" ? _("sms.space") : plain });
    const words = count > 1 ? _("sms.outsiderTimes", { count }) : "";
    const about = [becomes, words].filter((one) => one !== "").join(", ");
    list.append($("<li>").append($("<code>").text(visible(sign, codes)), " ", $("<span>").text(about)));
  }
  return list;
}

/** A text message as it is counted: alphabet, characters, parts; and what makes it dear. */
function showMeasure(place: JQuery, text: string, _: Translate, prefix = ""): void {
  const { encoding, units, segments, perSegment, left, outsiders } = measureSms(text);
  const figures = { units, segments, perSegment, left, encoding };
  const counts = segments > 1 ? _("sms.counts", figures) : _("sms.count", figures);
  place
    .empty()
    .append(
      $("<div>", { class: "belle-counts", "data-encoding": encoding, "data-segments": segments }).text(
        `${prefix}${counts}`,
      ),
    );
  if (outsiders.length === 0) return;
  place.append($("<div>", { class: "belle-doubt" }).text(_("sms.dear")), outsiderList(text, _));
}

/** The counter under the text while it is written: of what is sure, which is all but what variables bring. */
export function showWritten(place: JQuery, written: string, extent: string, _: Translate): void {
  const fixed = transliterate(written.replace(tag, ""), extent as Transliteration).trim();
  showMeasure(place, fixed, _, fixed === written.trim() ? "" : _("sms.fixed"));
}

/** The text message as a phone shows it. */
export function smsBubble(place: JQuery, text: string, _: Translate): void {
  const bubble = $("<div>", { class: "belle-bubble" }).text(text);
  const measure = $("<div>", { class: "belle-measure" });
  showMeasure(measure, text, _);
  place
    .empty()
    .append(
      $("<div>", { class: "belle-phone", role: "group", "aria-label": _("preview.sms") }).append(bubble),
      measure,
    );
}
