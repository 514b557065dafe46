import * as z from "zod";
import { Fault } from "../../src/contract/index.ts";
import { migrate, type RenderMessageConfig, textNames } from "./config.ts";
import { mostScenes } from "./scenes.ts";

/** Characters of one text. What a template may have is less, and is told with its place. */
const Text = z.string().max(1_000_000);
const names = Object.values(textNames).flat();
const Language = z.string().trim().max(35);
const FileName = z.string().trim().max(200);
// An environment variable comes as text.
const Amount = z.union([z.number(), z.string().max(20)]);
const Ticked = z.union([z.boolean(), z.string()]).transform((value) => String(value) === "true");

const Scene = z.object({
  duration: Amount,
  background: z.enum(["colour", "picture", "clip"]),
  colour: z.string().max(100),
  media: FileName,
  motion: z.enum(["none", "zoom-in", "zoom-out"]),
  beside: z.enum(["none", "map", "picture"]),
  besideMap: z.string().max(200),
  besideMedia: FileName,
  side: z.enum(["left", "right"]),
  place: z.enum(["top", "middle", "bottom"]),
  align: z.enum(["left", "centre"]),
  ground: z.enum(["usual", "none", "shade", "plate"]),
  fade: Ticked,
  headline: Text,
  text: Text,
  small: Text,
  amount: Text,
  caption: Text,
});

const Settings = z.object({
  version: z.number(),
  name: Text,
  channel: z.enum(["print", "email", "sms", "video", "page"]),
  purpose: z.enum(["marketing", "service"]),
  missing: z.enum(["stop", "fallback", "leave-out"]),
  fallbacks: z.array(z.object({ variable: z.string().max(200), text: Text })).max(500),
  language: Language,
  variants: z.array(z.object({ language: Language, texts: z.partialRecord(z.enum(names), Text) })).max(100),
  samples: z.array(z.object({ name: Text, message: Text })).max(200),
  pageNode: z.string().max(100),
  subject: Text,
  sender: Text,
  window: z.enum(["right", "left", "left-a"]),
  addressStyle: z.enum(["post", "written"]),
  place: Text,
  reference: Text,
  body: Text,
  mapName: z.string().max(200),
  mapCaption: Text,
  signature: Text,
  footer: Text,
  accentColour: Text,
  logo: FileName,
  logoWidth: Amount,
  logoPlace: z.enum(["left", "right"]),
  picture: FileName,
  pictureAlt: Text,
  signaturePicture: FileName,
  background: FileName,
  qr: Text,
  qrCaption: Text,
  dataMatrix: Text,
  edgeMarks: z.enum(["none", "fold", "fold-and-hole"]),
  colours: z.enum(["rgb", "cmyk"]),
  bleed: Amount,
  cropMarks: Ticked,
  mostPages: Amount,
  onFault: z.enum(["skip", "stop", "print"]),
  draw: z.enum(["at-once", "when-printed"]),
  format: z.enum(["mjml", "html"]),
  preheader: Text,
  html: Text,
  text: Text,
  pictures: z.enum(["inline", "link"]),
  attachLetter: Ticked,
  attachmentName: Text,
  sms: Text,
  transliterate: z.enum(["nothing", "signs", "letters"]),
  videoName: z.string().max(200),
  videoSize: z.enum(["720p", "1080p"]),
  scenes: z.array(Scene).max(mostScenes),
  videoAccent: z.string().max(100),
  videoAlt: Text,
  sound: FileName,
  volume: Amount,
  posterAt: Amount,
  timeLimit: Amount,
  sizeLimit: Amount,
  page: Text,
});

/**
 * The settings of a node as the editor or a flow holds them, of whatever version, and nothing else of it.
 * @throws Fault message.preview
 */
export function readSettings(saved: Readonly<Record<string, unknown>>): RenderMessageConfig {
  const read = Settings.safeParse(migrate(saved as Partial<RenderMessageConfig>));
  if (!read.success) throw new Fault("message.preview", { where: read.error.issues[0]?.path.join(".") ?? "" });
  return read.data;
}

/** What stands in for variables, by their paths; rows that are not filled in yet count for nothing. */
export function fallbacksOf({ fallbacks }: RenderMessageConfig): Record<string, string> {
  const filled = fallbacks.filter(({ variable }) => variable.trim() !== "");
  return Object.fromEntries(filled.map(({ variable, text }) => [variable.trim(), text]));
}
