import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../program/run.ts";
import { filterThreads, input, reproducible, type Studio } from "./recipe.ts";

/** Of the preview: what e-mails can carry, and how many bytes are loaded before it moves. */
const preview = { width: 480, seconds: 3, bytes: 150_000 };
/** From best to smallest; the last is taken as it comes. */
const tries = [
  { rate: 8, quality: 62 },
  { rate: 8, quality: 42 },
  { rate: 8, quality: 22 },
  { rate: 5, quality: 12 },
] as const;

/** One frame of a video as PNG. @param at seconds */
export async function frameAt(studio: Studio, video: string, at: number): Promise<Uint8Array> {
  const { program, folder, signal, cpuLimit, sizeLimit } = studio;
  const options = [
    ...["-ss", at.toFixed(3), ...input("mov", video), "-frames:v", "1", "-pix_fmt", "rgb24"],
    ...["-c:v", "png", "-f", "image2", "-update", "1", "still.png"],
  ];
  await runProgram({ program: program.path, options, folder, signal, cpuLimit, sizeLimit });
  return new Uint8Array(await readFile(join(folder, "still.png")));
}

/**
 * Three seconds of a video as animated WebP for an e-mail, small enough to be loaded there; undefined where the program
 * cannot write it.
 * @param from seconds
 */
export async function animatedPreview(studio: Studio, video: string, from: number): Promise<Uint8Array | undefined> {
  const { program, folder, signal, threads, cpuLimit, sizeLimit } = studio;
  if (program.webp === undefined) return undefined;
  const file = join(folder, "preview.webp");
  for (const { rate, quality } of tries) {
    const options = [
      ...filterThreads(threads),
      ...["-ss", from.toFixed(3), "-t", String(preview.seconds), ...input("mov", video)],
      ...[
        "-an",
        "-vf",
        `fps=${rate},scale=${preview.width}:-2:flags=area`,
        "-c:v",
        program.webp,
        "-pix_fmt",
        "yuv420p",
      ],
      ...["-quality", String(quality), "-compression_level", "4", "-threads", String(threads), "-loop", "0"],
      ...reproducible,
      ...["-f", "webp", "preview.webp"],
    ];
    await runProgram({ program: program.path, options, folder, signal, cpuLimit, sizeLimit });
    if ((await stat(file)).size <= preview.bytes) break;
  }
  return new Uint8Array(await readFile(file));
}
