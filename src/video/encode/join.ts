import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../program/run.ts";
import { input, reproducible, type Studio } from "./recipe.ts";

/**
 * Puts encoded scenes one behind the other, with the sound where there is one; nothing is encoded. What a player needs
 * first stands first, so that the video begins before it is loaded.
 */
export async function joinScenes(
  { program, folder, signal, cpuLimit, sizeLimit }: Studio,
  scenes: readonly string[],
  sound: string | undefined,
  to: string,
): Promise<void> {
  const list = ["ffconcat version 1.0", ...scenes.map((file) => `file ${file}`)];
  await writeFile(join(folder, "scenes.txt"), `${list.join("\n")}\n`, { mode: 0o600 });
  const options = [
    ...input("concat", "scenes.txt"),
    ...(sound === undefined ? [] : input("mov", sound)),
    ...["-map", "0:v:0", ...(sound === undefined ? [] : ["-map", "1:a:0"]), "-c", "copy"],
    ...["-video_track_timescale", "12800", "-movflags", "+faststart"],
    ...reproducible,
    ...["-f", "mp4", to],
  ];
  await runProgram({ program: program.path, options, folder, signal, cpuLimit, sizeLimit });
}
