import { blankScene, type Scene, type SceneTextName, sceneTextNames } from "./scenes.ts";

/** What a message writes, by the part of it. Each is a Liquid template. */
export const textNames = {
  print: ["reference", "subject", "body", "mapCaption", "qr", "qrCaption", "dataMatrix"],
  email: ["subject", "preheader", "html", "text", "attachmentName"],
  sms: ["sms"],
  video: ["videoAlt", ...sceneTextNames],
  page: ["subject", "page"],
} as const;
export type MessageChannel = keyof typeof textNames;
export type TextName = (typeof textNames)[MessageChannel][number];
/** The texts that are settings of the node by themselves; those of scenes are in their rows. */
export type OwnTextName = Exclude<TextName, SceneTextName>;

/** The same texts in a further language; what is empty is written in the node's own language. */
export interface LanguageVariant {
  /** BCP 47 */
  language: string;
  texts: Partial<Record<TextName, string>>;
}

/** Data to try a message with: not of anybody real. */
export interface Sample {
  name: string;
  /** JSON: `recipient`, `event`, `decision`, `journey` as a message has them; what it does not have is made up. */
  message: string;
}

/** Render message as Node-RED saves it. Texts are Liquid templates. */
export interface RenderMessageConfig {
  version: number;
  name: string;
  channel: MessageChannel;
  /** What the message is for: marketing needs what the law asks, service does not. */
  purpose: "marketing" | "service";
  /** What becomes of a message whose data is missing or cannot be read. */
  missing: "stop" | "fallback" | "leave-out";
  /** What stands in for a variable, by its path as templates write it. */
  fallbacks: { variable: string; text: string }[];
  /** Of the texts below, BCP 47; empty: the campaign's. */
  language: string;
  variants: LanguageVariant[];
  /** Those that the form offers beside the made-up ones; no part of the message. */
  samples: Sample[];
  /** Id of the personal page whose address is `{{ link.page }}`; empty: none. */
  pageNode: string;

  /** The letter's or the e-mail's, and the title of the page. */
  subject: string;

  /** The sender's lines, one a line; the first is set in bold. */
  sender: string;
  /** Where the address window of the envelope is. */
  window: "right" | "left" | "left-a";
  /** How an address in France is set: `post` as La Poste wants it, in capitals without signs; `written` as it is in the data. */
  addressStyle: "post" | "written";
  /** Town of the date line; empty: the date alone. */
  place: string;
  reference: string;
  body: string;
  /** Which `msg.map.<name>` goes below the text; empty: none. */
  mapName: string;
  mapCaption: string;
  signature: string;
  footer: string;
  /** `#rrggbb` or `cmyk(c, m, y, k)` in percent; empty: the house style. */
  accentColour: string;
  /** Files of the campaign's media folder, by name; empty: none. */
  logo: string;
  /** Millimetres. */
  logoWidth: number | string;
  logoPlace: "left" | "right";
  /** Stands below the text where the message has no map. */
  picture: string;
  /** The picture in words. */
  pictureAlt: string;
  signaturePicture: string;
  /** A designer's PDF below everything: its first page on the first, its second on the others. */
  background: string;
  /** What the QR code says; empty: none. */
  qr: string;
  qrCaption: string;
  /** What the inserter reads at the edge of every page; empty: none. */
  dataMatrix: string;
  /** At the left edge, where the letter is folded and punched. */
  edgeMarks: "none" | "fold" | "fold-and-hole";
  colours: "rgb" | "cmyk";
  /** Millimetres around the trimmed sheet. */
  bleed: number | string;
  cropMarks: boolean;
  mostPages: number | string;
  /** What becomes of a letter that is not printed as it should be. */
  onFault: "skip" | "stop" | "print";
  /** When its PDF is made: with the message, or by whoever prints it; until then it is laid out. */
  draw: "at-once" | "when-printed";

  /** How the e-mail's `html` is written. */
  format: "mjml" | "html";
  preheader: string;
  html: string;
  /** The plain part; empty: made from the HTML. */
  text: string;
  /** Where the pictures of maps are: in the mail, or at an address of the campaign. */
  pictures: "inline" | "link";
  /** The PDF of the content that comes in goes with the mail. */
  attachLetter: boolean;
  /** Name of that file, without `.pdf`; empty: the subject. */
  attachmentName: string;

  sms: string;
  /** What is written in another way so that more fits into a text message: nothing, punctuation and spaces, or also letters. */
  transliterate: "nothing" | "signs" | "letters";

  /** The video is `msg.video.<name>`. */
  videoName: string;
  videoSize: "720p" | "1080p";
  scenes: Scene[];
  /** `#rrggbb`; empty: the house style. */
  videoAccent: string;
  /** What it shows, for those who do not see it; empty: made from the texts of its scenes. */
  videoAlt: string;
  /** File of the media folder; empty: silent. */
  sound: string;
  /** Percent. */
  volume: number | string;
  /** Second of the still picture; empty: when all of the first scene has appeared. */
  posterAt: number | string;
  /** Seconds that one video may take, and its most megabytes. */
  timeLimit: number | string;
  sizeLimit: number | string;
  /** The page's HTML: a whole document, or what stands in one. */
  page: string;
}

export const defaults: RenderMessageConfig = {
  version: 3,
  name: "",
  channel: "print",
  purpose: "service",
  missing: "stop",
  fallbacks: [],
  language: "",
  variants: [],
  samples: [],
  pageNode: "",
  subject: "",
  sender: "",
  window: "right",
  addressStyle: "post",
  place: "",
  reference: "",
  body: "",
  mapName: "home",
  mapCaption: "",
  signature: "",
  footer: "",
  accentColour: "",
  logo: "",
  logoWidth: 45,
  logoPlace: "left",
  picture: "",
  pictureAlt: "",
  signaturePicture: "",
  background: "",
  qr: "",
  qrCaption: "",
  dataMatrix: "",
  edgeMarks: "fold",
  colours: "rgb",
  bleed: 0,
  cropMarks: false,
  mostPages: 10,
  onFault: "skip",
  draw: "at-once",
  format: "mjml",
  preheader: "",
  html: "",
  text: "",
  pictures: "inline",
  attachLetter: false,
  attachmentName: "",
  sms: "",
  transliterate: "signs",
  videoName: "film",
  videoSize: "720p",
  scenes: [],
  videoAccent: "",
  videoAlt: "",
  sound: "",
  volume: 100,
  posterAt: "",
  timeLimit: 300,
  sizeLimit: 100,
  page: "",
};

/**
 * Brings a node saved by an earlier version to the present shape. Letters of one before version 3 keep the look of their
 * address.
 */
export function migrate(saved: Partial<RenderMessageConfig>): RenderMessageConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const before: Partial<RenderMessageConfig> = Number(saved.version ?? 1) < 3 ? { addressStyle: "written" } : {};
  const config = { ...defaults, ...before, ...given, version: defaults.version };
  const { scenes } = config;
  return { ...config, scenes: Array.isArray(scenes) ? scenes.map((scene) => ({ ...blankScene, ...scene })) : scenes };
}
