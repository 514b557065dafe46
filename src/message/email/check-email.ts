import { Fault, type Problem } from "../../contract/index.ts";
import type { Blocks } from "../block.ts";
import { checkTemplate, type Known } from "../check.ts";
import { type Flaw, problemsOfFlaws, type Text } from "../html/flaw.ts";
import { partName } from "../html/part-name.ts";
import { asWritten } from "../html/written-place.ts";
import type { Kind } from "../kind.ts";
import type { Variants } from "../variants.ts";
import { adviceForEmail } from "./email-rules.ts";
import type { Opened } from "./open-email.ts";

/** Gmail cuts an e-mail off at 102 KB (kibibytes) of HTML. */
const mostBytes = 100 * 1024;

/** The problems of all parts of an e-mail that can be found without data, each where a person wrote it. */
export function checkEmail({ source, editions }: Opened, blocks: Blocks, given: Known): Problem[] {
  const known: Known = { ...given, blocks: { ...given.blocks, ...blocks } };
  const { language = "en" } = known;
  const problems: Problem[] = [];
  const check = (part: "subject" | "preheader" | "text", kind: Kind, one: Known) =>
    problems.push(...checkTemplate(source[part], kind, { ...one, name: part }));

  check("subject", "subject", known);
  for (const [key, text] of Object.entries(source.subject.texts))
    if (text.trim() === "")
      problems.push(...tell(partName("subject", source.subject, key), new Fault("email.no-subject"), language));
  if (saysSomething(source.preheader)) check("preheader", "subject", known);

  const silent = { ...source.html, texts: Object.fromEntries(Object.keys(source.html.texts).map((key) => [key, ""])) };
  problems.push(...checkTemplate(silent, "html", { ...known, name: "html" }));
  for (const { compiled, key, blocks: own, used } of editions) {
    const name = partName("html", source.html, key);
    const written = source.html.texts[key] ?? "";
    const { document, flaws, advice } = compiled;
    // A page keeps its places, also of what is no Liquid; MJML has them where it was compiled.
    const asIs = source.format === "html" || document === undefined;
    const found = asIs
      ? checkTemplate(written, "html", { ...known, name })
      : checkTemplate(document.html, "html", { ...known, blocks: { ...known.blocks, ...own }, name })
          .filter(({ code }) => code !== "message.no-alt")
          .map((problem) => asWritten(problem, name, compiled));
    const texts: Text[] = [{ source: written }, ...htmlBlocks(blocks, used)];
    const rules = texts.flatMap((text) => adviceForEmail(text, source.format));
    problems.push(...problemsOfFlaws([...flaws, ...advice], name, language), ...found);
    problems.push(...problemsOfFlaws(rules, name, language));
    const bytes = Buffer.byteLength(document?.html ?? "");
    if (bytes > mostBytes)
      problems.push(...tell(name, new Fault("email.too-large", { size: Math.ceil(bytes / 1024) }), language));
  }
  if (saysSomething(source.text)) {
    const own = Object.entries(source.text.texts).filter(([, text]) => text.trim() !== "");
    for (const [key, text] of own)
      problems.push(...checkTemplate(text, "text", { ...known, name: partName("text", source.text, key) }));
  }
  return unique(problems);
}

const saysSomething = ({ texts }: Variants) => Object.values(texts).some((text) => text.trim() !== "");

const tell = (name: string, fault: Fault, language: string) =>
  problemsOfFlaws([{ text: { source: "" }, begin: 0, fault } satisfies Flaw], name, language);

/** The blocks of HTML that are rendered, as they were written. */
function htmlBlocks(blocks: Blocks, used: readonly string[]): Text[] {
  return used.flatMap((name) => {
    const block = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
    if (block?.kind !== "html") return [];
    return Object.values(block.variants.texts).map((source) => ({ block: name, source }));
  });
}

function unique(problems: readonly Problem[]): Problem[] {
  return [
    ...new Map(problems.map((problem) => [`${problem.pointer} ${problem.code} ${problem.detail}`, problem])).values(),
  ];
}
