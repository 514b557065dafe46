import { Fault } from "../../contract/index.ts";
import type { Blocks } from "../block.ts";
import { finishDocument, slots } from "../html/document.ts";
import type { Flaw, Text } from "../html/flaw.ts";
import { liquidIn } from "../html/liquid-pieces.ts";
import { type Compiled, unread, Words } from "../html/words.ts";
import { arrangeMjml } from "./arrange-mjml.ts";
import type { Arranged, Expansion } from "./arranged.ts";
import type { CompiledEmail } from "./compiled-email.ts";
import { renamed } from "./mjml-blocks.ts";
import { mjmlCompiler } from "./mjml-library.ts";

/** Compiles an e-mail in MJML for readers of one language, with the blocks of MJML that it renders. */
export async function compileMjml(source: string, blocks: Blocks, language: string): Promise<CompiledEmail> {
  const main: Text = { source };
  const failed = (fault: Fault): CompiledEmail => ({ flaws: [{ text: main, begin: 0, fault }], advice: [] });
  try {
    liquidIn(source);
  } catch {
    return unread(main);
  }
  const texts = Object.values(blocks).flatMap(({ variants }) => Object.values(variants.texts));
  const words = new Words([source, ...texts]);
  const arranged = arrangeMjml(main, blocks, language, words, {
    language: words.for(slots.language),
    direction: words.for(slots.direction),
    title: words.for(slots.title),
  });
  if (arranged.flaws.length > 0) return { flaws: arranged.flaws, advice: [] };
  const compile = await mjmlCompiler();
  let told: Awaited<ReturnType<typeof compile>>;
  try {
    // Without fonts: it would have them fetched from another company's server, which learns who reads.
    told = await compile(arranged.mjml, { validationLevel: "soft", fonts: {}, keepComments: true });
  } catch {
    return failed(new Fault("email.mjml"));
  }
  const wrong = told.errors
    .map((error) => flawOf(error, arranged, main, words))
    .filter((flaw): flaw is Flaw => flaw !== undefined);
  const measured = wrong.filter(({ fault }) => fault.key === "email.measure");
  if (measured.length > 0) return { flaws: measured, advice: wrong.filter((flaw) => !measured.includes(flaw)) };
  const lost = words
    .lost(arranged.front + told.html)
    .map(({ text, piece }) => ({ text, begin: piece.begin, fault: new Fault("email.liquid-lost") }));
  if (lost.length > 0) return { flaws: lost, advice: wrong };
  const cut = cutBlocks(withoutIndents(told.html), arranged.expansions, words);
  const { html, spans } = words.spell(arranged.front + finishDocument(cut.html), main);
  return { flaws: [], advice: wrong, document: { html, spans, source: main }, blocks: cut.blocks };
}

/** A third of what MJML writes are blanks at the beginnings of lines. They stay where an e-mail may show its own. */
function withoutIndents(html: string): string {
  return /<(?:pre|textarea)\b|white-space/i.test(html) ? html : html.replace(/[ \t]*\n\s*/g, "\n");
}

/** Takes the compiled blocks out of an e-mail; the tags that render them stay, and name what was compiled. */
function cutBlocks(html: string, expansions: readonly Expansion[], words: Words) {
  const blocks = new Map<string, Compiled>();
  let rest = html;
  // What was opened later stands inside, or behind.
  for (const { use, tag, tagWord, first, last } of expansions.toReversed()) {
    const begin = rest.indexOf(first);
    const end = rest.indexOf(last);
    const compiled = words.spell(rest.slice(begin + first.length, end).trim(), use.text);
    rest = rest.slice(0, begin) + rest.slice(end + last.length);
    let name = use.name;
    for (let n = 2; (blocks.get(name)?.html ?? compiled.html) !== compiled.html; n += 1) name = `${use.name} (${n})`;
    blocks.set(name, compiled);
    if (name !== use.name) words.replace(tagWord, renamed(tag, name));
  }
  return { html: rest, blocks };
}

/** What is told of an element, or of one of its attributes. */
interface Told {
  attribute?: string;
  /** `liquid`: whether the attribute has Liquid in its value. Undefined where that is no problem. */
  fault(element: string, liquid: boolean): Fault | undefined;
}

/** What MJML calculates with. */
const measures = new Set(["Unit", "Integer"]);

const patterns: [RegExp, (match: RegExpMatchArray) => Told][] = [
  [
    /^Attributes? (.+?) (?:is|are) illegal/,
    ([, names = ""]) => {
      const [attribute = ""] = names.split(", ");
      return { attribute, fault: (element) => new Fault("email.attribute", { name: attribute, element }) };
    },
  ],
  [
    /^Attribute (\S+) has invalid value: .* for type (\w+)/,
    ([, attribute = "", type = ""]) => ({
      attribute,
      fault(_element, liquid) {
        if (!liquid) return new Fault("email.value", { name: attribute });
        return measures.has(type) ? new Fault("email.measure", { name: attribute }) : undefined;
      },
    }),
  ],
  [
    /cannot be used inside (\S+), only inside: (.+)$/,
    ([, parent = "", places = ""]) => ({
      fault: (element) =>
        new Fault("email.place", { name: element, parent, places: places.replace(/mj-attributes,? ?/, "") }),
    }),
  ],
];

/** What MJML says of an element, at the place where a person wrote it; nothing where it is about Liquid it cannot read. */
function flawOf(
  { line, message, tagName }: { line: number; message: string; tagName: string },
  { elements }: Arranged,
  main: Text,
  words: Words,
): Flaw | undefined {
  const { text, element } = elements.get(line) ?? { text: main, element: undefined };
  for (const [pattern, read] of patterns) {
    const match = message.match(pattern);
    if (match === null) continue;
    const { attribute, fault } = read(match);
    const written = element?.attributes.find(({ name }) => name === attribute);
    const problem = fault(tagName, words.has(message));
    return problem && { text, begin: written?.begin ?? element?.begin ?? 0, fault: problem };
  }
  return { text, begin: element?.begin ?? 0, fault: new Fault("email.mjml") };
}
