import * as z from "zod";

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i);
/** By what name the caller's `load` answers the bytes. */
const Media = z.string().min(1).max(200);
/** Seconds from the beginning of the scene. */
const At = z.number().min(0).max(60);
/** Seconds for which a thing is to be seen at least. */
const shortest = 0.5;
const Text = z.string().max(5_000);

/** Pixels of the picture. A draft is for a quick look, not for a recipient. */
export const sizes = {
  draft: { width: 426, height: 240 },
  "720p": { width: 1280, height: 720 },
  "1080p": { width: 1920, height: 1080 },
} as const;

/** A clip is repeated where it is shorter than its scene, and cut where it is longer; a picture fills the frame. */
const Background = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("colour"), colour: Colour }),
  z.strictObject({
    kind: z.literal("picture"),
    media: Media,
    motion: z.enum(["none", "zoom-in", "zoom-out"]).default("none"),
  }),
  z.strictObject({ kind: z.literal("clip"), media: Media }),
]);

/** A line break in the text is one in the picture. An empty text is left out. */
const Line = z.strictObject({
  text: Text,
  role: z.enum(["headline", "text", "small"]).default("text"),
  /** When it appears; one after the other where absent. */
  at: At.optional(),
});

const WholeScene = z.strictObject({
  /** seconds */
  duration: z.number().min(0.4).max(60),
  background: Background,
  lines: z.array(Line).max(8).default([]),
  /** In a frame beside the texts, for instance a map. */
  picture: z.strictObject({ media: Media, side: z.enum(["left", "right"]), at: At.optional() }).optional(),
  /** In a field of the accent colour under the texts. */
  price: z.strictObject({ amount: Text.min(1), caption: Text.optional(), at: At.optional() }).optional(),
  place: z.enum(["top", "middle", "bottom"]).default("middle"),
  align: z.enum(["left", "centre"]).default("left"),
  /**
   * What makes texts readable on a picture or a clip: a shade over it, or a plate under them. A shade where absent; none on
   * a colour.
   */
  ground: z.enum(["none", "shade", "plate"]).optional(),
  /** Fades in at its beginning and out at its end. */
  fade: z.boolean().default(true),
  /** Nothing in it is one recipient's: it may be kept and used for all. */
  shared: z.boolean().default(false),
});
/** What would appear when its scene is all but over is an error: nobody would see it. */
const Scene = WholeScene.superRefine(({ duration, lines, picture, price }, context) => {
  const times: [path: (string | number)[], at: number | undefined][] = [
    ...lines.map(({ at }, index): (typeof times)[number] => [["lines", index, "at"], at]),
    [["picture", "at"], picture?.at],
    [["price", "at"], price?.at],
  ];
  for (const [path, at = 0] of times)
    if (at > Math.max(0, duration - shortest)) context.addIssue({ code: "custom", path });
});
export type Scene = z.infer<typeof Scene>;

/** Seconds of the longest video. */
const longest = 180;

/** A video as a person arranged it; its texts are already rendered. */
export const Storyboard = z
  .strictObject({
    size: z.enum(["draft", "720p", "1080p"]).default("720p"),
    scenes: z.array(Scene).min(1).max(20),
    /** Faded out at the end, repeated where it is shorter. A clip's own sound is left out. */
    sound: z.strictObject({ media: Media, volume: z.number().min(0).max(1).default(1) }).optional(),
    accent: Colour.default("#c8102e"),
    /** Of texts; where absent, white or black, as is better read. */
    ink: Colour.optional(),
    /** What scenes fade from and to. */
    curtain: z.enum(["black", "white"]).default("black"),
    /** Second that the still picture shows; the end of the first scene where absent. */
    poster: z.number().min(0).max(longest).optional(),
    /** Second at which the moving preview begins; false: no e-mail needs one. */
    preview: z.union([z.number().min(0).max(longest), z.literal(false)]).default(0),
  })
  .refine(({ scenes }) => scenes.reduce((sum, { duration }) => sum + duration, 0) <= longest, { path: ["scenes"] });
export type Storyboard = z.infer<typeof Storyboard>;
export type WrittenStoryboard = z.input<typeof Storyboard>;

/** Pictures a second. */
export const rate = 25;

export const framesOf = ({ duration }: Pick<Scene, "duration">): number => Math.max(1, Math.round(duration * rate));
