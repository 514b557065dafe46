import { Fault, type Problem } from "../../contract/index.ts";
import { plainData } from "../data.ts";
import { fillSlots } from "../html/document.ts";
import { problemsOfFlaws } from "../html/flaw.ts";
import { partName } from "../html/part-name.ts";
import { partsWritten } from "../html/parts-written.ts";
import { asWritten } from "../html/written-place.ts";
import type { Kind } from "../kind.ts";
import { TemplateFault } from "../problems.ts";
import { renderPlain } from "../render.ts";
import type { Setting } from "../setting.ts";
import { speaks, type Variants, variantFor } from "../variants.ts";
import type { EmailSource, RenderedEmail } from "./email.ts";
import type { Opened } from "./open-email.ts";
import { hiddenPreheader } from "./preheader.ts";

type Part = "subject" | "preheader" | "text";

const kindOf: Record<Part, Kind> = { subject: "subject", preheader: "subject", text: "text" };

/** Renders all parts of an e-mail in the language of its HTML, and finds every problem of them all. */
export function renderEmail(
  { source, editionFor, textOf }: Opened,
  context: unknown,
  setting: Setting & { problemLanguage?: string },
): RenderedEmail {
  const data = plainData(context);
  const { compiled, key, blocks } = editionFor(setting.language);
  const { language } = variantFor(source.html, setting.language);
  const reader = setting.problemLanguage ?? setting.language;
  const way = { ...setting, now: setting.now ?? Date.now(), language, blocks, problemLanguage: reader };
  const { wrong: problems, overcome, take } = partsWritten();

  const { policy, fallbacks } = source;
  const written = (part: Part) =>
    take(() => renderPlain({ name: part, kind: kindOf[part], variants: source[part], policy, fallbacks }, data, way));
  const subject = written("subject");
  if (subject === "" && problems.length === 0) problems.push(...noSubject(source.subject, language, reader));
  const preheader = hasOwn(source, "preheader", language) ? written("preheader") : "";
  const name = partName("html", source.html, key);
  problems.push(...problemsOfFlaws(compiled.flaws, name, reader));
  const { document } = compiled;
  let page = "";
  if (document !== undefined) {
    const variants: Variants = { default: key, texts: { [key]: document.html } };
    page = take(
      () => renderPlain({ name, kind: "html", variants, policy, fallbacks }, data, way),
      (problem) => asWritten(problem, name, compiled),
    );
  }
  const text = hasOwn(source, "text", language) ? written("text") : undefined;
  if (problems.length > 0) throw new TemplateFault("e-mail", problems);
  return {
    subject,
    preheader,
    html: fillSlots(page, { language, subject, opening: hiddenPreheader(preheader) }),
    text: text ?? textOf(page),
    language,
    overcome,
  };
}

/** Who lists e-mails sees nothing of one without a subject. */
function noSubject(subject: Variants, language: string, reader: string): Problem[] {
  const name = partName("subject", subject, variantFor(subject, language).key);
  return problemsOfFlaws([{ text: { source: "" }, begin: 0, fault: new Fault("email.no-subject") }], name, reader);
}

/** Whether a part says something of its own to readers of a language. */
function hasOwn(source: EmailSource, part: Part, language: string): boolean {
  return speaks(source[part], language) && variantFor(source[part], language).text.trim() !== "";
}
