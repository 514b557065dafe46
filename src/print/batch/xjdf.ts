import type { BatchOrder, MadeFile } from "./contract.ts";
import type { Content } from "./manifest.ts";
import { batchName } from "./names.ts";

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Of what XML 1.0 has no sign for, nothing is left. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function element(name: string, attributes: Attributes = {}, inside: readonly string[] = []): string {
  const words = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${plain(String(value))}"`],
  );
  const open = `<${name}${words.join("")}`;
  return inside.length === 0 ? `${open}/>` : `${open}>\n${inside.join("\n").replace(/^/gm, "  ")}\n</${name}>`;
}

/** The catalogue's name for a fold of IPP, where it has one (JDF fold catalogue). */
const folds: Readonly<Record<string, string>> = {
  "fold-half": "F4-1",
  "fold-letter": "F6-1",
  "fold-z": "F6-4",
};

const sidesOf = {
  "one-sided": "OneSided",
  "two-sided-long-edge": "TwoSidedHeadToHead",
  "two-sided-short-edge": "TwoSidedHeadToFoot",
} as const;

const points = (millimetres: string) => +((Number(millimetres) * 72) / 25.4).toFixed(3);

/** Width and height of a medium in points, from its name (PWG 5101.1 §5). */
function sizeOf(media: string): string | undefined {
  const [, width, height, unit] = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/.exec(media) ?? [];
  if (width === undefined || height === undefined) return undefined;
  return unit === "mm" ? `${points(width)} ${points(height)}` : `${Number(width) * 72} ${Number(height) * 72}`;
}

const resourceSet = (name: string, usage: "Input" | "Output", resources: readonly string[]) =>
  element("ResourceSet", { Name: name, Usage: usage }, resources);

const runOf = ({ name, bytes, pages }: MadeFile, index: number) =>
  element("Resource", { ID: `run-${index + 1}` }, [
    element("Part", { Run: index + 1 }),
    element("RunList", { NPage: pages, Pages: `0 ${pages - 1}` }, [
      element("FileSpec", { FileSize: bytes, MimeType: "application/pdf", URL: name }),
    ]),
  ]);

/** A word of IPP that is a fold, and no punch or staple. */
const foldOf = ({ paper: { finishings = [] } }: BatchOrder) => finishings.find((one) => one.startsWith("fold"));

/**
 * The ticket of a batch in XJDF 2 (CIP4), as little of it as a print room needs: what is to be printed from which files, on
 * which paper and sides, how often, folded and put into what. The documents are named relative to it.
 */
export function xjdfOf({ order, documents, letters }: Content): string[] {
  const { id, campaign, at, test, paper, envelope, postage } = order;
  const name = batchName(order.id);
  const pieces = letters.filter(({ made }) => "position" in made).length;
  const fold = foldOf(order);
  const time = new Date(at).toISOString();
  const comment = (text: string) => `<Comment>${plain(text)}</Comment>`;
  const header = element("Header", { AgentName: "Belle Histoire", DeviceID: "belle-histoire", Time: time });
  const types = [
    "DigitalPrinting",
    ...(fold === undefined ? [] : ["Folding"]),
    ...(envelope === undefined ? [] : ["Inserting"]),
  ];
  const root = {
    xmlns: "http://www.CIP4.org/JDFSchema_2_0",
    Category: "DigitalPrinting",
    DescriptiveName: `${campaign}${test ? " (test)" : ""}`,
    JobID: name,
    JobPartID: "letters",
    Types: types.join(" "),
    Version: "2.1",
  };
  const letter = element(
    "Product",
    { Amount: pieces * paper.copies, ID: "letter", IsRoot: "true", ProductType: "Letter" },
    [
      element("Intent", { Name: "ColorIntent" }, [
        element("ColorIntent", {}, [
          element("SurfaceColor", {
            Surface: "Both",
            ColorsUsed: paper.colour === "color" ? "Cyan Magenta Yellow Black" : "Black",
          }),
        ]),
      ]),
      element("Intent", { Name: "LayoutIntent" }, [
        element("LayoutIntent", {
          FinishedDimensions: sizeOf(paper.media) && `${sizeOf(paper.media)} 0`,
          Sides: sidesOf[paper.sides],
        }),
      ]),
    ],
  );
  const said = [
    `Batch ${id}`,
    ...(envelope === undefined ? [] : [`Envelope: ${envelope}`]),
    ...(postage === undefined ? [] : [`Postage: ${postage}`]),
    ...(paper.finishings ?? []).map((one) => `Finishing: ${one}`),
    ...(paper.tray === undefined ? [] : [`Tray: ${paper.tray}`]),
  ];
  const sets = [
    resourceSet("NodeInfo", "Input", [element("Resource", {}, [element("NodeInfo", { Status: "Waiting" })])]),
    resourceSet("RunList", "Input", documents.map(runOf)),
    resourceSet("Media", "Input", [
      element("Resource", { ID: "paper", DescriptiveName: paper.media }, [
        element("Media", { Dimension: sizeOf(paper.media), MediaType: "Paper" }),
      ]),
    ]),
    resourceSet("DigitalPrintingParams", "Input", [
      element("Resource", {}, [
        element("DigitalPrintingParams", { Collate: "SheetSetAndJob", Sides: sidesOf[paper.sides] }),
      ]),
    ]),
    ...(fold === undefined
      ? []
      : [
          resourceSet("FoldingParams", "Input", [
            element("Resource", { DescriptiveName: fold }, [element("FoldingParams", { FoldCatalog: folds[fold] })]),
          ]),
        ]),
    ...(envelope === undefined
      ? []
      : [
          resourceSet("Component", "Input", [
            element("Resource", { ID: "envelope", DescriptiveName: envelope }, [element("Component", {})]),
          ]),
        ]),
    resourceSet("Component", "Output", [
      element("Resource", { ID: "pieces" }, [
        element("AmountPool", {}, [element("PartAmount", { Amount: pieces * paper.copies })]),
        element("Component", {}),
      ]),
    ]),
  ];
  const parts = [
    element("AuditPool", {}, [element("AuditCreated", {}, [header])]),
    ...said.map(comment),
    element("ProductList", {}, [letter]),
    ...sets,
  ];
  return ['<?xml version="1.0" encoding="UTF-8"?>\n', `${element("XJDF", root, parts)}\n`];
}
