import type { Program } from "../program/version.ts";
import { rate } from "../storyboard.ts";

/** Changes when the same scene would be encoded otherwise, so that none of an older recipe is used. */
export const recipe = 1;

/** What every run of one video has in common. */
export interface Studio {
  program: Program;
  /** Private folder; all names are relative to it. */
  folder: string;
  signal: AbortSignal;
  threads: number;
  cpuLimit: number;
  /** bytes */
  sizeLimit: number;
}

/** A file that we wrote ourselves, of this kind and no other. */
export const input = (format: "mov" | "png_pipe" | "concat", file: string): string[] => [
  ...(format === "png_pipe" ? ["-framerate", String(rate)] : ["-threads", "1"]),
  ...["-protocol_whitelist", "file", "-f", format, "-i", file],
];

/** The same bytes each time: no time of creation, no name of the library, nothing that the sources say of themselves. */
export const reproducible = [
  "-map_metadata",
  "-1",
  "-map_chapters",
  "-1",
  "-fflags",
  "+bitexact",
  "-flags",
  "+bitexact",
];

/** Of ordinary television: what players and telephones show without asking. */
const colours = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"];
export const toVideoColours = "scale=out_color_matrix=bt709:out_range=tv";

/**
 * H.264 that every device of the last fifteen years plays (ITU-T H.264, High profile, 4:2:0).
 * @param quality constant rate factor: 23 for eyes, 16 for what is encoded once more
 */
export const h264 = (threads: number, quality: number): string[] => [
  ...["-c:v", "libx264", "-preset", "veryfast", "-crf", String(quality), "-profile:v", "high", "-pix_fmt", "yuv420p"],
  // A key frame every two seconds, to jump to.
  ...["-g", String(2 * rate), "-threads", String(threads), "-r", String(rate), "-video_track_timescale", "12800"],
  ...colours,
];

/** Threads of the filters. */
export const filterThreads = (threads: number): string[] =>
  threads === 0 ? [] : ["-filter_threads", String(threads), "-filter_complex_threads", String(threads)];
