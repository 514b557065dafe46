import { access, constants, mkdir, readdir } from "node:fs/promises";
import { Fault } from "../../contract/index.ts";
import { systemCode } from "../../durable-file.ts";
import { openIppPrinter } from "../ipp/index.ts";
import { checkPrintService, ippSettingsOf, isProvider, type PrintServiceSecrets, providerOf } from "./open.ts";
import type { PrintServiceSettings } from "./settings.ts";

/** What somebody sees who looks at a service: catalogue keys and their data. */
export interface Look {
  facts: readonly Fault[];
  /** What it needs, or cannot do, the worst first. */
  needs: readonly Fault[];
}

const pdf = "application/pdf";
const most = 40;

/** `A4` for `iso_a4_210x297mm`: what people call it, PWG 5101.1 §5. */
function paperName(media: string): string {
  const [, name] = /^(?:iso|jis|na|om|prc|jpn)_([^_]+)_/.exec(media) ?? [];
  if (name === undefined) return media;
  return /^[abc]\d+$/.test(name) ? name.toUpperCase() : name;
}

const listed = (words: readonly string[]) => {
  const each = [...new Set(words)];
  return `${each.slice(0, most).join(", ")}${each.length > most ? ", …" : ""}`;
};

async function lookAtFolder(folder: string): Promise<Look> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.R_OK);
    const tickets = async (path: string) => (await readdir(path)).filter((name) => name.endsWith(".json")).length;
    const ended = (name: string) => tickets(`${folder}/${name}`).catch(() => 0);
    const counts = { waiting: await tickets(folder), done: await ended("done"), error: await ended("error") };
    return { facts: [new Fault("print-service.folder", { folder, ...counts })], needs: [] };
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    throw new Fault("folder.not-writable", { path: folder });
  }
}

/** Looks at a service as its form has it, deployed or not; nothing is printed. @throws Fault where it cannot be seen */
export async function lookAtService(settings: PrintServiceSettings, secrets: PrintServiceSecrets): Promise<Look> {
  const [fault] = checkPrintService(settings, secrets);
  if (fault !== undefined) throw fault;
  if (settings.kind === "folder") return lookAtFolder(settings.folder);
  if (isProvider(settings)) return { facts: await providerOf(settings, secrets).look(), needs: [] };
  const can = await openIppPrinter(ippSettingsOf(settings), secrets).capabilities();
  const { name, model, state, accepting, troubles, media, mediaReady, sides, colours, sources, finishings, formats } =
    can;
  const facts: Fault[] = [new Fault(`print-service.printer.${state}`, { name: name || "—", model: model || "—" })];
  const tell = (key: string, words: readonly string[]) => {
    if (words.length > 0) facts.push(new Fault(`print-service.${key}`, { words: listed(words) }));
  };
  tell("media", media.map(paperName));
  tell("ready", mediaReady.map(paperName));
  tell("trays", sources);
  facts.push(new Fault(`print-service.sides-${sides.some((one) => one.startsWith("two-")) ? "both" : "one"}`));
  if (colours.length > 0) facts.push(new Fault(`print-service.colour-${colours.includes("color") ? "yes" : "no"}`));
  tell(
    "finishings",
    finishings.filter((one) => one !== "none"),
  );
  const needs = [...troubles];
  if (!accepting) needs.unshift(new Fault("print-service.closed"));
  if (formats.length > 0 && !formats.includes(pdf)) needs.unshift(new Fault("print-service.no-pdf"));
  return { facts, needs };
}
