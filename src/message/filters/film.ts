import { Fault } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import { inHtml } from "../kind.ts";
import { type Film, type FilterSite, settingOf, writingLocale } from "../setting.ts";
import { Written } from "../written.ts";
import { argumentsOf, text } from "./arguments.ts";
import { numberFormat } from "./formats.ts";

/** @throws Fault message.no-film */
function filmOf(site: FilterSite, value: unknown): Film {
  const name = text(value);
  const { films = {} } = settingOf(site);
  const film = Object.hasOwn(films, name) ? films[name] : undefined;
  if (film === undefined) throw new Fault("message.no-film", { name: name.slice(0, 40) });
  return film;
}

/** Seconds in words: "32 seconds", "32 secondes". */
function inSeconds(seconds: number, language: string): string {
  const options = { style: "unit", unit: "second", unitDisplay: "long", maximumFractionDigits: 0 } as const;
  return numberFormat(writingLocale(language), options).format(Math.max(1, seconds));
}

/**
 * Plays a film, by the name of the video: `{{ "film" | video }}`. It says what it is to those who do not see it, and what it
 * shows can be read. `label` and `words` say so in other words than ours: `{{ "film" | video: label: "…", words: "…" }}`.
 */
export function video(this: FilterSite, value: unknown, ...given: unknown[]): Written {
  const { film: address, poster, duration, width, height, alt } = filmOf(this, value);
  if (address === undefined) throw new Fault("message.no-player");
  const { named } = argumentsOf(given, "video", ["label", "words"]);
  const { language } = settingOf(this);
  const own = (name: string, key: string, data = {}) =>
    named.has(name) ? text(named.get(name)) : sentence(key, data, language);
  const label = own("label", "message.film-label", { duration: inSeconds(duration, language) });
  const words = own("words", "message.film-words");
  const told = inHtml(alt);
  const markup = [
    `<figure class="film"><video controls playsinline preload="metadata" width="${width}" height="${height}"`,
    ` poster="${inHtml(poster)}" aria-label="${inHtml(label)}"><source src="${inHtml(address)}" type="video/mp4">`,
    `<p>${told}</p></video>`,
    `<figcaption><details><summary>${inHtml(words)}</summary><p>${told}</p></details></figcaption></figure>`,
  ].join("");
  this.context.memoryLimit.use(markup.length);
  return new Written(markup, alt);
}

/**
 * Where the picture of a film is, by the name of the video: the one that moves, or with `"still"`, and where none moves, the
 * still one: `<a href="{{ link.page | url }}"><img src="{{ "film" | video_image }}" alt="{{ video.film.alt }}"></a>`.
 */
export function videoImage(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const { poster, preview } = filmOf(this, value);
  const [which = "moving"] = argumentsOf(given, "video_image", []).list;
  if (which !== "moving" && which !== "still")
    throw new Fault("message.option", { filter: "video_image", name: text(which).slice(0, 40) });
  return which === "still" ? poster : (preview ?? poster);
}
