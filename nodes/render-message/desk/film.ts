import type { NodeAPI } from "node-red";
import { Fault, type Problem } from "../../../src/contract/index.ts";
import { drawStill, type VideoStudio } from "../../../src/video/index.ts";
import { inWords } from "../../shared/in-words.ts";
import type { InFolder } from "../../shared/map-services.ts";
import type { Film } from "../film/film.ts";
import { type Filming, useFilming } from "../film/filming.ts";
import type { FilmAnswer, PlacedProblem, StoryboardAnswer } from "../preview-answer.ts";
import { NotWritten, placedProblem, problemsOfFault } from "../problems.ts";
import { type Previewed, previewMessage } from "./preview.ts";
import type { Question } from "./preview-question.ts";

/** As it is shown in a form: small, and without what only an e-mail needs. */
const draft = ({ storyboard }: Film): Film["storyboard"] => ({ ...storyboard, size: "draft", preview: false });

/** A storyboard of which one scene is to be drawn: what is wrong with the others, or with its length, keeps nobody from seeing it. */
function alone(storyboard: Film["storyboard"], index: number): Film["storyboard"] {
  const duration = 3;
  const scenes = storyboard.scenes.map((scene, at): typeof scene =>
    at === index ? { ...scene, duration } : { duration, background: { kind: "colour", colour: "#000000" } },
  );
  return { ...storyboard, scenes };
}

/** The encoder, or why there is none. */
async function studioOf(filming: Filming): Promise<VideoStudio | Fault> {
  return filming.studio().catch((error: unknown) => {
    if (error instanceof Fault) return error;
    throw error;
  });
}

async function withFilming<Answer>(inFolder: InFolder, work: (filming: Filming) => Promise<Answer>): Promise<Answer> {
  const filming = useFilming(inFolder(""));
  try {
    return await work(filming);
  } finally {
    await filming.close();
  }
}

/** What was found when scenes were drawn, with what was found before: each once, at the place that was known first. */
function together(undrawn: readonly Problem[], known: readonly PlacedProblem[]): PlacedProblem[] {
  const told = new Map(undrawn.map((problem) => [problem.detail, problem]));
  // The settings tell it better, each at its field.
  if (known.length > 0) for (const { code, detail } of undrawn) if (code === "video.storyboard") told.delete(detail);
  const grave = [...told.values()].map((problem) => {
    const before = known.find(({ detail }) => detail === problem.detail);
    return { ...(before ?? placedProblem(problem, false, "scenes")), overcome: false };
  });
  return [...grave, ...known.filter(({ detail }) => !told.has(detail))];
}

/**
 * The scenes of a video as small pictures, drawn and not filmed; and all problems, with those that were known before.
 * @param reader language of the form's user, BCP 47
 */
export function storyboardFor(
  film: Film,
  known: readonly PlacedProblem[],
  reader: string,
  inFolder: InFolder,
): Promise<{ storyboard: StoryboardAnswer; problems: PlacedProblem[] }> {
  return withFilming(inFolder, async (filming) => {
    const studio = await studioOf(filming);
    const storyboard = draft(film);
    const scenes: StoryboardAnswer["scenes"] = [];
    const undrawn: Problem[] = [];
    for (const [index, { duration }] of storyboard.scenes.entries()) {
      const shown = { seconds: duration, text: film.said[index] ?? "" };
      const order = { storyboard: alone(storyboard, index), index, load: film.load };
      try {
        const still = studio instanceof Fault ? await drawStill(order) : await studio.still(order);
        scenes.push({ still: Buffer.from(still).toString("base64"), ...shown });
      } catch (error) {
        const placed = film.placed(error, reader);
        if (!(placed instanceof NotWritten) && !(placed instanceof Fault)) throw error;
        undrawn.push(...(placed instanceof NotWritten ? placed.problems : problemsOfFault(placed, reader)));
        scenes.push(shown);
      }
    }
    const lacking = studio instanceof Fault ? { lacking: inWords(studio, reader) } : {};
    return { storyboard: { scenes, alt: film.alt, ...lacking }, problems: together(undrawn, known) };
  });
}

/** Why there is nothing to film. @throws Fault message.test-problems */
function filmOf({ written, problems }: Previewed): Film {
  if (written?.film !== undefined) return written.film;
  const [first, ...others] = problems.filter(({ overcome }) => !overcome);
  throw new Fault("message.test-problems", { count: others.length + 1, first: first?.detail ?? "" });
}

/** Seconds that a draft may take. */
const patience = 60;

/**
 * Makes a small draft of the video that a form holds, for one of its samples; nothing of it is kept.
 * @param signal ends it, when nobody waits for it any more
 * @throws Fault
 */
export async function draftFilm(
  RED: NodeAPI,
  question: Question,
  reader: string,
  inFolder: InFolder,
  signal: AbortSignal,
): Promise<FilmAnswer> {
  const film = filmOf(await previewMessage(RED, question, reader, inFolder));
  return withFilming(inFolder, async (filming) => {
    const studio = await filming.studio();
    const order = { storyboard: draft(film), load: film.load, limits: { timeLimit: patience }, signal };
    const { mp4, duration } = await studio.make(order);
    return { mp4: Buffer.from(mp4).toString("base64"), seconds: duration };
  });
}
