import { Fault, type MapPart, type Problem } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { checkTemplate, type MessageTemplate, renderTemplate } from "../../../src/message/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import { contextOf, mapsOf } from "../context.ts";
import { limitsOf } from "../film/check-film.ts";
import { mapPicture, mediaLoader } from "../film/media.ts";
import { placeFault } from "../film/place-fault.ts";
import { type Said, type Shown, saysTheSame, storyboardOf, textsOf } from "../film/storyboard.ts";
import type { ChannelMessage, Occasion, Opening, WrittenMessage } from "../open-message.ts";
import { gathering, problemsOfFault } from "../problems.ts";
import { type Scene, type SceneText, sceneTextName, sceneTexts } from "../scenes.ts";
import { isWritten, kindsOf, templateOf } from "../texts.ts";

/** The texts of a scene that are written, as templates. */
interface OpenScene {
  scene: Scene;
  number: number;
  templates: [text: SceneText, template: MessageTemplate][];
  /** Nothing in it is one recipient's, in any language. */
  shared: boolean;
}

function openScene({ config, own }: Opening, scene: Scene, number: number): OpenScene {
  const templates = sceneTexts
    .map((text): OpenScene["templates"][number] => {
      const name = sceneTextName(number, text);
      return [text, templateOf(config, name, kindsOf.video[name] ?? "text", own)];
    })
    .filter(([, template]) => isWritten(template));
  const texts = templates.flatMap(([, { variants }]) => Object.values(variants.texts));
  return { scene, number, templates, shared: saysTheSame(scene, texts) };
}

/** The texts in a line, as sentences, for whoever does not see the picture. */
function inSentences(texts: readonly string[]): string {
  const flat = texts.map((text) => text.replace(/\s+/gu, " ").trim()).filter((text) => text !== "");
  const ends = (text: string, next: string | undefined) => {
    if (/[.!?…:;,]$/u.test(text)) return text;
    return next !== undefined && /^\p{Ll}/u.test(next) ? `${text},` : `${text}.`;
  };
  return flat.map((text, index) => ends(text, flat[index + 1])).join(" ");
}

/** A personal video: what it says and shows is written here, and made by whoever has a studio. */
export function openVideoMessage(opening: Opening): ChannelMessage {
  const { config, own, blocks, media } = opening;
  const scenes = config.scenes.map((scene, index) => openScene(opening, scene, index + 1));
  const alt = templateOf(config, "videoAlt", kindsOf.video.videoAlt, own);
  const templates = [...scenes.flatMap((scene) => scene.templates.map(([, template]) => template)), alt];

  /** The map that a scene shows. @throws Fault film.no-map, film.no-map-picture */
  function mapOf({ scene, number }: OpenScene, maps: Record<string, MapPart>): MapPart | undefined {
    if (scene.beside !== "map") return undefined;
    const { besideMap: name } = scene;
    const map = maps[name];
    if (map === undefined) throw new Fault("film.no-map", { name, scene: number });
    if (mapPicture(map) === undefined) throw new Fault("film.no-map-picture", { name, scene: number });
    return map;
  }

  async function write(message: Message, occasion: Occasion): Promise<WrittenMessage> {
    const { language, timeZone, now, problemLanguage, assets } = occasion;
    const setting = { language, timeZone, now, blocks, problemLanguage };
    const context = contextOf(message, occasion, undefined);
    const maps = mapsOf(message);
    const { attempt, end } = gathering(problemLanguage);
    const overcome: Problem[] = [];
    let written: string | undefined;
    const render = (template: MessageTemplate) => {
      const rendered = attempt(() => renderTemplate(template, context, setting));
      overcome.push(...(rendered?.overcome ?? []));
      written ??= rendered?.language;
      return rendered?.text.trim() ?? "";
    };
    /** A map that is missing is left out where the policy leaves out what is missing. */
    const mapIn = (scene: OpenScene) => {
      try {
        return mapOf(scene, maps);
      } catch (error) {
        if (!(error instanceof Fault) || config.missing !== "leave-out") return attempt(() => mapOf(scene, maps));
        overcome.push(...problemsOfFault(error, problemLanguage));
        return undefined;
      }
    };
    if (scenes.length === 0)
      attempt(() => {
        throw new Fault("film.no-scenes");
      });
    const pictured: MapPart[] = [];
    const shown = scenes.map((scene): Shown => {
      const said: Said = Object.fromEntries(scene.templates.map(([text, template]) => [text, render(template)]));
      const map = mapIn(scene);
      if (map !== undefined) pictured.push(map);
      return { said, withMap: map !== undefined, shared: scene.shared };
    });
    const limits = attempt(() => limitsOf(config));
    const ownAlt = isWritten(alt) ? render(alt) : "";
    end();
    const texts = textsOf(shown);
    const text = texts.filter((one) => one !== "").join("\n\n");
    const said = inSentences([...text.split("\n"), ...pictured.map((map) => String(map.alt ?? ""))]);
    return {
      content: { text, language: written ?? own, ...(overcome.length > 0 && { overcome }) },
      payload: text,
      film: {
        name: config.videoName,
        storyboard: storyboardOf(config, shown),
        load: mediaLoader(media, maps, assets),
        said: texts,
        alt: ownAlt === "" ? sentence("film.alt", { said }, written ?? language).trim() : ownAlt,
        limits: limits ?? {},
        placed: (error, reader) => placeFault(error, shown, reader),
      },
    };
  }

  const { videoName, videoSize, videoAccent, sound, volume, posterAt } = config;
  const looks = config.scenes.map((scene) => {
    const { headline, text, small, amount, caption, ...look } = scene;
    return look;
  });
  return {
    layout: { videoName, videoSize, videoAccent, sound, volume, posterAt, scenes: looks },
    problems: (known) =>
      templates
        .filter(isWritten)
        .flatMap(({ variants, kind, name }) => checkTemplate(variants, kind, { ...known, name })),
    write,
  };
}
