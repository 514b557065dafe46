import { sceneIn } from "../render-message/scenes.ts";
import type { Translate } from "./editor-catalogue.ts";

/** The settings of a video that a problem may be in, beside its texts and scenes. */
const filmSettings: readonly string[] = [
  ...["videoName", "videoSize", "scenes", "videoAccent", "sound", "volume", "posterAt", "timeLimit", "sizeLimit"],
];

/** What people call a text or a setting that problems and languages name. */
export function textLabel(_: Translate, name: string): string {
  const scene = sceneIn(name);
  if (scene !== undefined) return _("scene.part", { number: scene.number, part: _(`sceneText.${scene.part}`) });
  return filmSettings.includes(name) ? _(`label.${name}`) : _(`text.${name}`);
}

/** Whether a name is that of a setting and no template, where a line says nothing. */
export function isSetting(name: string): boolean {
  const part = sceneIn(name)?.part;
  return (
    filmSettings.includes(name) || ["media", "besideMedia", "besideMap", "colour", "duration"].includes(part ?? "")
  );
}
