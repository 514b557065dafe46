import { Fault, type Problem } from "../../../src/contract/index.ts";
import { inspectLetter, type LetterRequest, type PrintFile } from "../../../src/print/index.ts";
import { type MediaOwner, readMedia } from "../../shared/media-folder.ts";
import type { RenderMessageConfig } from "../config.ts";
import { problemsOfFault } from "../problems.ts";
import { problemsOfFindings } from "./print-faults.ts";

/** How a letter looks, whatever it says. */
export type Design = Pick<
  LetterRequest,
  | "sender"
  | "window"
  | "place"
  | "signature"
  | "footer"
  | "accentColour"
  | "logo"
  | "picture"
  | "signaturePicture"
  | "background"
  | "edgeMarks"
  | "colours"
  | "bleed"
  | "cropMarks"
  | "outputIntent"
  | "mostPages"
>;

const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
const optional = (text: string) => (text.trim() === "" ? undefined : text);
const amount = (value: number | string, otherwise: number) => {
  const text = String(value).trim();
  return text === "" ? otherwise : Number(text);
};

async function fileOf(media: MediaOwner | undefined, name: string): Promise<PrintFile | undefined> {
  if (name.trim() === "") return undefined;
  if (media === undefined) throw new Fault("campaign.missing");
  const { data, path, changedAt, bytes } = await readMedia(media, name.trim());
  return { name: name.trim(), data, state: `${path} ${changedAt} ${bytes}` };
}

/** Reads the settings of a letter, and its files from the campaign's media folder. @throws Fault `media.…` */
export async function designOf(config: RenderMessageConfig, media: MediaOwner | undefined): Promise<Design> {
  const { window, edgeMarks, colours, cropMarks } = config;
  const [logo, picture, signaturePicture, background, profile] = await Promise.all(
    [config.logo, config.picture, config.signaturePicture, config.background, config.outputProfile].map((name) =>
      fileOf(media, name),
    ),
  );
  return {
    sender: lines(config.sender),
    window,
    place: optional(config.place),
    signature: lines(config.signature),
    footer: lines(config.footer),
    accentColour: optional(config.accentColour),
    ...(logo !== undefined && {
      logo: { file: logo, width: amount(config.logoWidth, 45), place: config.logoPlace },
    }),
    ...(picture !== undefined && { picture: { file: picture, alt: config.pictureAlt } }),
    signaturePicture,
    background,
    edgeMarks,
    colours,
    bleed: amount(config.bleed, 0),
    cropMarks,
    ...(profile !== undefined && { outputIntent: { file: profile, condition: config.outputCondition } }),
    mostPages: amount(config.mostPages, 10),
  };
}

/** Whether anything can be wrong with a letter before it has its data. */
function isDesigned({
  logo,
  picture,
  signaturePicture,
  background,
  outputProfile,
  colours,
  bleed,
  sender,
  footer,
}: RenderMessageConfig) {
  const files = [logo, picture, signaturePicture, background, outputProfile].some((name) => name.trim() !== "");
  return files || colours === "cmyk" || Number(bleed) > 0 || [sender, footer].some((text) => text.length > 100);
}

/** What is wrong, or to be doubted, with the design of a letter: found as soon as it is deployed. */
export async function designProblems(
  config: RenderMessageConfig,
  media: MediaOwner | undefined,
): Promise<(language: string) => Problem[]> {
  // Without its campaign nobody knows its files.
  if (!isDesigned(config) || media === undefined) return () => [];
  try {
    const design = await designOf(config, media);
    const anybody = { address: ["…"], body: "…", language: "en", timeZone: "UTC", now: 0 };
    const { faults, doubts } = await inspectLetter({ ...design, ...anybody });
    const map = config.mapName !== "" && config.colours === "cmyk" ? [{ key: "print.map-rgb", data: {} }] : [];
    return (language) => problemsOfFindings([...faults, ...doubts, ...map], language);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return (language) => problemsOfFault(error, language);
  }
}
