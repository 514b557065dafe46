import type { BatchOrder, MadeFile } from "./contract.ts";
import { type Content, countsOf } from "./manifest.ts";
import { batchName } from "./names.ts";
import { element } from "./xml.ts";

/** A fold of IPP in the catalogue of JDF, where it is one of those that letters have. */
const folds: Readonly<Record<string, string>> = { "fold-half": "F4-1", "fold-letter": "F6-1", "fold-z": "F6-4" };

const sidesOf = {
  "one-sided": { layout: "OneSided", printing: "OneSidedFront" },
  "two-sided-long-edge": { layout: "TwoSidedHeadToHead", printing: "TwoSided" },
  "two-sided-short-edge": { layout: "TwoSidedHeadToFoot", printing: "TwoSided" },
} as const;

const points = (size: number, unit: string) => +(unit === "mm" ? (size * 72) / 25.4 : size * 72).toFixed(3);

/** Width and height of a medium in points, from its name (PWG 5101.1 §5). */
function sizeOf(media: string): string | undefined {
  const [, width, height, unit = ""] = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/.exec(media) ?? [];
  if (width === undefined || height === undefined) return undefined;
  return `${points(Number(width), unit)} ${points(Number(height), unit)}`;
}

const set = (name: string, usage: "Input" | "Output", resources: readonly string[]) =>
  element("ResourceSet", { Name: name, Usage: usage }, resources);

/** Larger sizes are no `integer` of the schema. */
const mostBytes = 2 ** 31 - 1;

const runOf = ({ name, bytes, pages }: MadeFile, index: number) =>
  element("Resource", { ID: `run-${index + 1}` }, [
    element("Part", { Run: `run-${index + 1}` }),
    element("RunList", { NPage: pages, Pages: `0 ${pages - 1}` }, [
      element("FileSpec", {
        FileSize: bytes > mostBytes ? undefined : bytes,
        MimeType: "application/pdf",
        URL: name,
      }),
    ]),
  ]);

const foldOf = ({ paper: { finishings = [] } }: BatchOrder) => finishings.find((one) => one.startsWith("fold"));

/** What XJDF has no word of its own for, as the print room calls it. */
function saidOf({ id, campaign, test, paper, envelope, postage, proof }: BatchOrder): string[] {
  const said = { Batch: id, Campaign: campaign, Color: paper.colour, Media: paper.media, MediaSource: paper.tray };
  const more = { Finishings: paper.finishings?.join(" "), Envelope: envelope, Postage: postage, Test: String(test) };
  const whole = { ...said, ...more, Proof: String(proof !== undefined) };
  return Object.entries(whole).flatMap(([usage, value]) =>
    value === undefined ? [] : [element("GeneralID", { IDUsage: usage, IDValue: value })],
  );
}

function productOf({ paper }: BatchOrder, pieces: number): string {
  const size = sizeOf(paper.media);
  const fold = paper.finishings?.map((one) => folds[one]).find((one) => one !== undefined);
  const intent = (name: string, attributes: Parameters<typeof element>[1]) =>
    element("Intent", { Name: name }, [element(name, attributes)]);
  return element("Product", { Amount: pieces, ID: "letter", IsRoot: "true", ProductType: "Letter" }, [
    intent("MediaIntent", { MediaType: "Paper" }),
    intent("LayoutIntent", { Dimensions: size, Sides: sidesOf[paper.sides].layout }),
    ...(fold === undefined ? [] : [intent("FoldingIntent", { FoldCatalog: fold })]),
  ]);
}

/**
 * The ticket of a batch in XJDF 2 (CIP4), as little of it as a print room needs: what is printed from which files, on which
 * paper and sides, how often, how it is folded and what it is put into. Files are named relative to it.
 */
export function xjdfOf({ order, documents, letters }: Content): string[] {
  const { id, campaign, at, paper, envelope } = order;
  const { sheets, letters: printed } = countsOf({ documents, letters });
  const [pieces, size, fold] = [printed * paper.copies, sizeOf(paper.media), foldOf(order)];
  const amount = (count: number) => element("AmountPool", {}, [element("PartAmount", { Amount: count })]);
  const one = (name: string, attributes: Parameters<typeof element>[1] = {}) =>
    element("Resource", {}, [element(name, attributes)]);
  const steps = ["DigitalPrinting"];
  const sets = [
    set("NodeInfo", "Input", [one("NodeInfo", { Status: "Waiting" })]),
    set("RunList", "Input", documents.map(runOf)),
    set("Media", "Input", [
      element("Resource", { DescriptiveName: paper.media, ID: "paper" }, [
        amount(sheets * paper.copies),
        element("Media", { Dimension: size, MediaType: "Paper", MediaUnit: "Sheet" }),
      ]),
    ]),
    set("DigitalPrintingParams", "Input", [
      one("DigitalPrintingParams", { Collate: "Sheet", Sides: sidesOf[paper.sides].printing }),
    ]),
  ];
  if (fold !== undefined) {
    steps.push("Folding");
    const params = element("FoldingParams", { FoldCatalog: folds[fold] });
    sets.push(set("FoldingParams", "Input", [element("Resource", { DescriptiveName: fold }, [params])]));
  }
  if (envelope !== undefined) {
    steps.push("BoxPacking");
    sets.push(
      set("BoxPackingParams", "Input", [one("BoxPackingParams", { BoxType: "Envelope", BoxTypeDetails: envelope })]),
    );
  }
  const component = element("Component", { MediaRef: "paper", ProductType: "Letter" });
  sets.push(set("Component", "Output", [element("Resource", { ID: "letters" }, [amount(pieces), component])]));
  const header = { AgentName: "Belle Histoire", DeviceID: "belle-histoire", Time: new Date(at).toISOString() };
  const ticket = element(
    "XJDF",
    {
      xmlns: "http://www.CIP4.org/JDFSchema_2_0",
      DescriptiveName: campaign,
      JobID: batchName(id),
      JobPartID: "letters",
      Types: steps.join(" "),
    },
    [
      element("AuditPool", {}, [element("AuditCreated", {}, [element("Header", header)])]),
      ...saidOf(order),
      element("ProductList", {}, [productOf(order, pieces)]),
      ...sets,
    ],
  );
  return ['<?xml version="1.0" encoding="UTF-8"?>\n', `${ticket}\n`];
}
