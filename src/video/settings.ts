import * as z from "zod";

/** How videos are made. */
export const VideoSettings = z.strictObject({
  /** Path of ffmpeg; looked for where absent. */
  program: z.string().min(1).optional(),
  /** Folder of videos under way and of scenes that are the same for everybody. */
  folder: z.string().min(1),
  /** Videos at a time. */
  atOnce: z.int().min(1).max(16).default(1),
  /** Threads of an encoder; 0: as many as it likes. */
  threads: z.int().min(0).max(64).default(1),
  /** Seconds that one video may take, once it is its turn. */
  timeLimit: z.number().min(1).max(3_600).default(300),
  /** Megabytes of one video. */
  sizeLimit: z.number().min(0.01).max(2_000).default(100),
  /** Megabytes of kept scenes; 0: none is kept. */
  keptLimit: z.number().min(0).max(100_000).default(500),
});
export type VideoSettings = z.infer<typeof VideoSettings>;
export type WrittenVideoSettings = z.input<typeof VideoSettings>;
