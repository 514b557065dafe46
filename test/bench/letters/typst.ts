import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { codeSize, codeSvg, colours, common, fontFiles, mapSize, partsOf, type Sample, sampleOf } from "./sample.ts";
import { manifestOf, type Way } from "./way.ts";

/** The part of the compiler that is used here: its types are there only once the benchmarks were installed. */
interface Compiler {
  pdf(what: { mainFilePath: string; inputs: Record<string, string> }): Buffer;
  evictCache(age: number): void;
}
interface Typst {
  NodeCompiler: { create(options: { workspace: string; fontArgs: { fontPaths: string[] }[] }): Compiler };
}
const require = createRequire(import.meta.url);

const template = `
#let data = json(bytes(sys.inputs.data))
#let common = data.common
#set document(title: common.subject, date: none)
#set page(paper: "a4", margin: 0mm)
#set text(font: "Noto Sans", size: 10.5pt, fill: rgb("${colours.ink}"), lang: "fr", kerning: false, ligatures: false, hyphenate: false, top-edge: "ascender", bottom-edge: "descender")
#set par(leading: 1pt, spacing: 2.4mm)
#set list(indent: 1mm, body-indent: 3mm)
#let at(x, y, body) = place(top + left, dx: x, dy: y, body)
#let small(size, body) = text(size: size, fill: rgb("${colours.grey}"), body)
#let accent(size, body) = text(size: size, weight: "bold", fill: rgb("${colours.accent}"), body)
#let runs(parts) = parts.map(part => if part.bold { strong(part.text) } else { part.text }).join()
#let letter(sample) = {
  at(22mm, 18mm, line(length: 16mm, stroke: 2.2pt + rgb("${colours.accent}")))
  at(22mm, 21mm, accent(11.5pt, common.sender.at(0)))
  at(22mm, 27mm, small(8.5pt, common.sender.slice(1).join(linebreak())))
  at(114mm, 53mm, sample.address.join(linebreak()))
  for y in (99mm, 198mm) { at(4mm, y, line(length: 4mm, stroke: 0.3pt + rgb("${colours.grey}"))) }
  at(22mm, 97mm, small(9.5pt, sample.reference))
  place(top + right, dx: -22mm, dy: 97mm, text(size: 9.5pt, common.date))
  at(22mm, 108mm, accent(12pt, common.subject))
  at(22mm, 118mm, block(width: 166mm, {
    for text in sample.before { par(runs(text)) }
    list(..sample.list.map(runs))
    for text in sample.after { par(runs(text)) }
    image("map.pdf", width: ${mapSize.width}mm, height: ${mapSize.height}mm, alt: "Plan")
    par(small(8pt, emph(common.caption)))
    par(strong(common.signature.at(0)) + linebreak() + common.signature.at(1))
  }))
  at(${188 - codeSize}mm, 257mm, image(bytes(sample.code), format: "svg", width: ${codeSize}mm, alt: "Code"))
  place(top + center, dy: 284mm, small(7pt, common.footer.at(0)))
}
#data.samples.map(letter).join(pagebreak())
`;

const dataOf = (sample: Sample) => ({
  ...sample,
  before: sample.before.map(partsOf),
  list: sample.list.map(partsOf),
  after: sample.after.map(partsOf),
  code: codeSvg(sample.page),
});

/** Typst as a library in this process; the data is never read as its language. */
export function typst(folder: string): Way {
  const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler") as Typst;
  const main = join(folder, "letter.typ");
  writeFileSync(main, template);
  const fontPaths = [...new Set(Object.values(fontFiles).map(dirname))];
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths }] });
  const print = async (numbers: number[]) => {
    const data = JSON.stringify({ common, samples: numbers.map((n) => dataOf(sampleOf(n))) });
    const pdf = compiler.pdf({ mainFilePath: main, inputs: { data } });
    // What was set for one recipient is of no use to the next.
    compiler.evictCache(10);
    return pdf;
  };
  const { version } = manifestOf("@myriaddreamin/typst-ts-node-compiler");
  return {
    name: `Typst, its compiler for Node ${version}, Apache-2.0`,
    one: (n) => print([n]),
    many: (count) => print(Array.from({ length: count }, (_, n) => n)),
    async proof(background) {
      writeFileSync(join(folder, "background.pdf"), background);
      const path = join(folder, "proof.typ");
      writeFileSync(
        path,
        `#set page(paper: "a4", margin: 0mm)
#place(image("background.pdf", width: 210mm))
#place(rect(width: 100mm, height: 9mm, fill: cmyk(0%, 90%, 80%, 5%)))`,
      );
      return compiler.pdf({ mainFilePath: path, inputs: {} });
    },
    processes: () => [],
    installed: ["@myriaddreamin/typst-ts-node-compiler", "@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu"],
    close: async () => {},
  };
}
