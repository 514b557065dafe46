import { Fault, type Problem } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { Known } from "../../src/message/index.ts";
import type { ChosenPage } from "./chosen-page.ts";
import type { RenderMessageConfig, TextName } from "./config.ts";
import { filmProblems } from "./film/check-film.ts";
import { languageTag } from "./language-tag.ts";
import { problemsOfFault } from "./problems.ts";
import { kindsOf, unnamed, variantsOf } from "./texts.ts";
import { mayHaveWayOut } from "./way-out.ts";

/** What is known of where a message is written. */
export interface Surroundings extends Known {
  /** Whether the campaign has a public address, under which its links are followed; absent: it is not known. */
  hasLinks?: boolean | undefined;
  /** Of `link.page`; absent: it is not known. */
  page?: ChosenPage;
  /** Files that the media folder does not have, or that cannot be used, each with why; absent: nobody knows. */
  missing?: ReadonlyMap<string, Fault>;
}

const noAddress = "message.no-public-address";

/** The languages that a node writes in. */
export function languagesOf(config: RenderMessageConfig, own: string): string[] {
  const languages = config.variants.map(({ language }) => language).filter((one) => languageTag(one) !== undefined);
  return own === unnamed ? languages : [own, ...languages];
}

/** Languages that are none, or are there twice. */
function languageProblems(config: RenderMessageConfig, own: string, language: string): Problem[] {
  const seen = new Set([languageTag(own)]);
  const faults: Fault[] = [];
  if (config.language !== "" && languageTag(config.language) === undefined)
    faults.push(new Fault("message.language-tag", { language: config.language }));
  for (const variant of config.variants) {
    const tag = languageTag(variant.language);
    if (tag === undefined) faults.push(new Fault("message.language-tag", { language: variant.language }));
    else if (seen.has(tag)) faults.push(new Fault("message.language-twice", { language: variant.language }));
    seen.add(tag);
  }
  return faults.flatMap((fault) => problemsOfFault(fault, language));
}

/** A link that nobody could follow, at the first place of each text that writes it. */
function linkProblems(
  config: RenderMessageConfig,
  own: string,
  link: "link.unsubscribe" | "link.page",
  code: string,
  language: string,
): Problem[] {
  const pattern = new RegExp(`\\b${link.replace(".", "\\.")}\\b`);
  return Object.keys(kindsOf[config.channel]).flatMap((name) => {
    const { texts } = variantsOf(config, name as TextName, own);
    const several = Object.keys(texts).length > 1;
    return Object.entries(texts).flatMap(([key, text]) => {
      const at = text.search(pattern);
      if (at < 0) return [];
      const before = text.slice(0, at).split("\n");
      const pointer = `${several ? `${name}.${key}` : name}:${before.length}:${(before.at(-1) ?? "").length + 1}`;
      return [{ pointer, code, detail: sentence(code, { link }, language) }];
    });
  });
}

/** Why `link.page` leads nowhere. */
function whyNoPage({ page = "there", hasLinks = true }: Surroundings): string | undefined {
  if (page !== "there") return page === "none" ? "message.no-page-chosen" : "message.page-gone";
  return hasLinks ? undefined : noAddress;
}

/** Marketing that would be refused by its sender, for nobody could end it. */
function wayOutProblems(config: RenderMessageConfig, own: string, { language = "en", blocks = {} }: Known): Problem[] {
  if (config.channel !== "email" || config.purpose !== "marketing") return [];
  const code = "message.no-way-out";
  const [html, text] = [variantsOf(config, "html", own), variantsOf(config, "text", own)];
  const keys = Object.keys(html.texts);
  return keys
    .filter(
      (key) => html.texts[key]?.trim() !== "" && !mayHaveWayOut(html.texts[key] ?? "", text.texts[key] ?? "", blocks),
    )
    .map((key) => {
      const pointer = `${keys.length > 1 ? `html.${key}` : "html"}:1:1`;
      return { pointer, code, detail: sentence(code, {}, language) };
    });
}

/** What is wrong with the settings of a node, beside its templates. */
export function checkSettings(config: RenderMessageConfig, own: string, known: Surroundings): Problem[] {
  const { language = "en", hasLinks = true } = known;
  const noPage = whyNoPage(known);
  const problems = [
    ...languageProblems(config, own, language),
    ...(noPage === undefined ? [] : linkProblems(config, own, "link.page", noPage, language)),
  ];
  if (config.channel === "video") return [...problems, ...filmProblems(config, known, language)];
  if (config.channel === "print" || hasLinks) return problems;
  return [
    ...problems,
    ...linkProblems(config, own, "link.unsubscribe", noAddress, language),
    ...wayOutProblems(config, own, known),
  ];
}
