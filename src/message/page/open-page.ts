import { Fault, type Problem } from "../../contract/index.ts";
import type { Blocks } from "../block.ts";
import { checkTemplate, type Known } from "../check.ts";
import { plainData } from "../data.ts";
import { fillSlots } from "../html/document.ts";
import { problemsOfFlaws } from "../html/flaw.ts";
import { namesIn } from "../html/names-in.ts";
import { partName } from "../html/part-name.ts";
import { partsWritten } from "../html/parts-written.ts";
import { asWritten } from "../html/written-place.ts";
import { TemplateFault } from "../problems.ts";
import { renderPlain } from "../render.ts";
import type { Setting } from "../setting.ts";
import { type Variants, variantFor } from "../variants.ts";
import { type CompiledPage, compilePage, sharedTexts } from "./compile-page.ts";
import { formPlaces } from "./form-place.ts";
import type { Page, PageSource, RenderedPage } from "./page.ts";

/** Name of the template in problems, and in the form. */
const part = "page";

/** A problem of a whole text. */
const atBegin = (fault: Fault, name: string, language: string) =>
  problemsOfFlaws([{ text: { source: "" }, begin: 0, fault }], name, language);

/**
 * Reads a page, once for each language that it is written in. What is wrong with it is told by `problems`, and by `render`
 * where nobody could be shown it.
 */
export function openPage(source: PageSource, blocks: Blocks = {}): Page {
  const { html, subject, accentColour, policy, fallbacks } = source;
  const editions = new Map<string, CompiledPage>(
    Object.entries(html.texts).map(([key, text]) => [key, compilePage(text, blocks, accentColour)]),
  );

  function problems(given: Known): Problem[] {
    const known: Known = { ...given, blocks: { ...given.blocks, ...blocks } };
    const { language = "en" } = known;
    const titles = Object.entries(subject.texts).filter(([, text]) => text.trim() === "");
    const found = [
      ...checkTemplate(subject, "subject", { ...known, name: "subject" }),
      ...titles.flatMap(([key]) =>
        atBegin(new Fault("message.page-title"), partName("subject", subject, key), language),
      ),
      ...[...editions].flatMap(([key, { flaws, advice }]) =>
        problemsOfFlaws([...flaws, ...advice], partName(part, html, key), language),
      ),
      ...checkTemplate(html, "html", { ...known, name: part }),
    ];
    return [...new Map(found.map((one) => [`${one.pointer} ${one.code} ${one.detail}`, one])).values()];
  }

  function render(context: unknown, setting: Setting & { problemLanguage?: string }): RenderedPage {
    const data = plainData(context);
    const { key, language } = variantFor(html, setting.language);
    const reader = setting.problemLanguage ?? setting.language;
    const way = { ...setting, now: setting.now ?? Date.now(), language, blocks, problemLanguage: reader };
    const { wrong, overcome, take } = partsWritten();

    const title = take(() =>
      renderPlain({ name: "subject", kind: "subject", variants: subject, policy, fallbacks }, data, way),
    );
    if (title === "" && wrong.length === 0)
      wrong.push(...atBegin(new Fault("message.page-title"), titleName(subject, language), reader));
    const name = partName(part, html, key);
    const compiled = editions.get(key) ?? { flaws: [], advice: [] };
    wrong.push(...problemsOfFlaws(compiled.flaws, name, reader));
    const { document } = compiled;
    let page = "";
    if (document !== undefined) {
      const variants: Variants = { default: key, texts: { [key]: document.html } };
      page = take(
        () => renderPlain({ name, kind: "html", variants, policy, fallbacks }, data, way),
        (problem) => asWritten(problem, name, compiled),
      );
    }
    // Blocks and branches have theirs where they are written.
    if (formPlaces(page) > 1) wrong.push(...atBegin(new Fault("message.page-forms"), name, reader));
    if (wrong.length > 0) throw new TemplateFault("page", wrong);
    return { subject: title, html: fillSlots(page, { language, subject: title }), language, overcome };
  }

  const shown = [...Object.values(html.texts), ...sharedTexts(html, blocks).map((text) => text.source)];
  return { media: namesIn(shown, "media"), problems, render };
}

const titleName = (subject: Variants, language: string) =>
  partName("subject", subject, variantFor(subject, language).key);
