import { Fault } from "../../contract/index.ts";
import type { Frame } from "../draw/layout.ts";
import { Refused, runProgram } from "../program/run.ts";
import { rate } from "../storyboard.ts";
import { filterThreads, h264, reproducible, type Studio, toVideoColours } from "./recipe.ts";

/** A little more than 4K; a small file can claim to be as large as a wall. */
const mostPixels = 4096 * 2176;
/** What cameras, studios and telephones write. All else, and above all what reads other files, is not even tried. */
const codecs = [
  "h264,hevc,libdav1d,libaom-av1,av1,vp8,vp9,libvpx,libvpx-vp9,mpeg4,prores,mjpeg",
  "aac,mp3float,mp3,flac,vorbis,libvorbis,opus,libopus,alac",
  "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le",
].join(",");
/** Seconds in which the sound fades out. */
const ending = 1.2;
/** Hardly seen: what is prepared is encoded once more. */
const quality = 16;

/** A file that somebody else wrote: in what container by its first bytes, and the name under which it lies in the folder. */
export interface Foreign {
  media: string;
  file: string;
  format: string;
}

const foreign = ({ file, format }: Foreign, threads: number): string[] => [
  ...["-threads", String(threads)],
  ...["-stream_loop", "-1", "-protocol_whitelist", "file", "-codec_whitelist", codecs],
  ...["-max_pixels", String(mostPixels), "-f", format, "-i", file],
];

/**
 * A clip as the scenes take it: as large as the frame, in our colours and rate, so long, silent. It is checked to its last
 * used frame by that.
 * @throws Fault `video.clip-broken`; Faults of `runProgram`
 */
export async function prepareClip(
  studio: Studio,
  clip: Foreign,
  { width, height }: Frame,
  frames: number,
  to: string,
): Promise<void> {
  const filters = [
    `fps=${rate}`,
    // Some cameras write pixels that are not square.
    "scale=trunc(iw*sar/2)*2:ih,setsar=1",
    `${toVideoColours}:w=${width}:h=${height}:force_original_aspect_ratio=increase`,
    `crop=${width}:${height}`,
    "format=yuv420p",
  ];
  const options = [
    ...filterThreads(studio.threads),
    ...foreign(clip, studio.threads),
    ...["-map", "0:v:0", "-an", "-sn", "-dn", "-vf", filters.join(","), "-frames:v", String(frames)],
    ...h264(studio.threads, quality),
    ...reproducible,
    ...["-f", "mp4", to],
  ];
  await tryOut(studio, options, "video.clip-broken", clip);
}

/**
 * A sound as long as the video, faded out.
 * @throws Fault `video.sound-broken`; Faults of `runProgram`
 */
export async function prepareSound(
  studio: Studio,
  sound: Foreign,
  { volume, seconds }: { volume: number; seconds: number },
  to: string,
): Promise<void> {
  const length = Math.min(ending, seconds / 2);
  const filters = `volume=${volume},afade=t=out:st=${(seconds - length).toFixed(2)}:d=${length.toFixed(2)}`;
  const options = [
    ...foreign(sound, 1),
    ...["-map", "0:a:0", "-vn", "-sn", "-dn", "-af", filters, "-t", seconds.toFixed(2)],
    ...["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "44100"],
    ...reproducible,
    ...["-f", "mp4", to],
  ];
  await tryOut(studio, options, "video.sound-broken", sound);
}

async function tryOut(studio: Studio, options: string[], key: string, { media }: Foreign): Promise<void> {
  const { program, folder, signal, cpuLimit, sizeLimit } = studio;
  try {
    // A clip is prepared in a better quality than the video has.
    await runProgram({ program: program.path, options, folder, signal, cpuLimit, sizeLimit: 4 * sizeLimit });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Fault(key, { media, said: error.said }, { cause: error });
  }
}
