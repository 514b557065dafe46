import { Fault, type Problem } from "../../../src/contract/index.ts";
import { inWords } from "../../shared/in-words.ts";
import type { RenderMessageConfig } from "../config.ts";
import { figure, mediaOf, mostSeconds, type Scene, sceneSeconds, sceneTexts } from "../scenes.ts";
import { unnamed, variantsOf } from "../texts.ts";

/** Most that a node may allow one video: seconds of work and megabytes. */
export const mostTime = 3_600;
export const mostMegabytes = 2_000;

const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text.trim());
/** Filled in by Node-RED when the flow starts. */
const isVariable = (text: string) => /^\$\{[^}]+\}$/.test(text.trim());

/** @throws Fault film.figure */
function within(value: number | string, least: number, most: number): number {
  const number = figure(value);
  if (!(number >= least && number <= most)) throw new Fault("film.figure", { value: String(value), least, most });
  return number;
}

/** What one video may take. @throws Fault film.figure */
export function limitsOf({ timeLimit, sizeLimit }: RenderMessageConfig): { timeLimit: number; sizeLimit: number } {
  return { timeLimit: within(timeLimit, 1, mostTime), sizeLimit: within(sizeLimit, 0.01, mostMegabytes) };
}

/** What is known of where a video is made. */
export interface FilmSurroundings {
  /** Paths of the data, as `Known` has them. */
  variables?: readonly string[];
  /** Files that the media folder does not have, each with why; absent: nobody knows. */
  missing?: ReadonlyMap<string, Fault>;
}

type Found = [setting: string, fault: Fault];

function sceneFaults(config: RenderMessageConfig, scene: Scene, number: number, known: FilmSurroundings): Found[] {
  const { least, most } = sceneSeconds;
  const found: Found[] = [];
  const tell = (part: string, key: string, data: Fault["data"] = {}) =>
    found.push([`scene${number}_${part}`, new Fault(key, { scene: number, ...data })]);
  const seconds = figure(scene.duration);
  if (!(seconds >= least && seconds <= most))
    tell("duration", "film.duration", { value: String(scene.duration), least, most });
  if (scene.background === "colour" && !isColour(scene.colour)) tell("colour", "film.colour");
  for (const { part, file } of mediaOf(scene)) {
    const fault = known.missing?.get(file);
    if (file === "") tell(part, "film.no-file", part === "besideMedia" ? { reason: part } : {});
    else if (fault !== undefined) found.push([`scene${number}_${part}`, fault]);
  }
  if (scene.beside === "map" && !isKnownMap(scene.besideMap, known))
    tell("besideMap", "film.unknown-map", { name: scene.besideMap });
  const written = sceneTexts.filter((text) =>
    Object.values(variantsOf(config, `scene${number}_${text}`, unnamed).texts).some((one) => one.trim() !== ""),
  );
  if (written.length === 0 && scene.background === "colour" && scene.beside === "none") tell("headline", "film.empty");
  if (written.includes("caption") && !written.includes("amount")) tell("amount", "film.caption-alone");
  return found;
}

/** What only a message can tell counts as known. */
function isKnownMap(name: string, { variables }: FilmSurroundings): boolean {
  return variables === undefined || variables.some((path) => path === "map.*" || path.startsWith(`map.${name}.`));
}

/** What is wrong with the settings of a video, each at the setting that it is found in; its templates are checked elsewhere. */
export function filmProblems(config: RenderMessageConfig, known: FilmSurroundings, language: string): Problem[] {
  const { scenes, videoName, videoAccent, sound, volume, posterAt } = config;
  const found: Found[] = [];
  const tell = (setting: string, work: () => unknown) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      found.push([setting, error]);
    }
  };
  const check = (setting: string, holds: boolean, key: string, data: Fault["data"] = {}) => {
    if (!holds) found.push([setting, new Fault(key, data)]);
  };
  check("videoName", /^[A-Za-z_]\w*$/.test(videoName), "film.name", { name: videoName });
  check("scenes", scenes.length > 0, "film.no-scenes");
  for (const [index, scene] of scenes.entries()) found.push(...sceneFaults(config, scene, index + 1, known));
  const seconds = scenes.reduce((sum, { duration }) => sum + (figure(duration) || 0), 0);
  check("scenes", seconds <= mostSeconds, "film.too-long", { seconds, most: mostSeconds });
  const accent = videoAccent.trim();
  check("videoAccent", accent === "" || isVariable(accent) || isColour(accent), "film.accent");
  const silent = known.missing?.get(sound.trim());
  if (silent !== undefined) found.push(["sound", silent]);
  tell("volume", () => within(volume, 0, 100));
  if (String(posterAt).trim() !== "") tell("posterAt", () => within(posterAt, 0, mostSeconds));
  tell("timeLimit", () => limitsOf({ ...config, sizeLimit: 1 }));
  tell("sizeLimit", () => limitsOf({ ...config, timeLimit: 1 }));
  return found.map(([setting, fault]) => ({
    pointer: `${setting}:1:1`,
    code: fault.key,
    detail: inWords(fault, language),
  }));
}
