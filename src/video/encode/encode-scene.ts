import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DrawnScene } from "../draw/draw-scene.ts";
import { runProgram } from "../program/run.ts";
import { framesOf, type Scene } from "../storyboard.ts";
import { filterThreads, h264, input, reproducible, type Studio } from "./recipe.ts";
import { sceneGraph } from "./scene-graph.ts";

const quality = 23;

/**
 * Encodes one scene as a file that can be joined with others.
 * @param clip prepared file of its background, where that is a clip
 * @throws Refused; Faults of `runProgram`
 */
export async function encodeScene(
  studio: Studio,
  scene: Scene,
  { background, overlays }: DrawnScene,
  { clip, curtain, file, onFrames }: Take,
): Promise<void> {
  const { program, folder, signal, threads, cpuLimit, sizeLimit } = studio;
  const inputs: string[] = [];
  if (background === undefined) inputs.push(...input("mov", clip!));
  const pictures =
    background === undefined ? overlays.map(({ png }) => png) : [background, ...overlays.map(({ png }) => png)];
  for (const [index, png] of pictures.entries()) {
    const name = `${file}.${index}.png`;
    await writeFile(join(folder, name), png, { mode: 0o600 });
    inputs.push(...input("png_pipe", name));
  }
  const options = [
    ...filterThreads(threads),
    ...inputs,
    ...["-filter_complex", sceneGraph(scene, overlays, curtain), "-map", "[scene]"],
    ...["-frames:v", String(framesOf(scene))],
    ...h264(threads, quality),
    ...reproducible,
    ...["-f", "mp4", file],
  ];
  await runProgram({ program: program.path, options, folder, signal, cpuLimit, sizeLimit, onFrames });
}

export interface Take {
  clip?: string;
  curtain: "black" | "white";
  /** Name of the file that is written. */
  file: string;
  onFrames: (frames: number) => void;
}
