import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "mocha";
import { xjdfOf } from "../../../../src/print/batch/xjdf.ts";
import type { BatchOrder } from "../../../../src/print/index.ts";
import { needProgram } from "../../../need-program.ts";
import { order } from "./sample.ts";

interface Element {
  name: string;
  attributes: Record<string, string>;
  inside: Element[];
}

const said = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

/** Elements and attributes, which is all that a ticket is made of. */
function read(xml: string): Element {
  const root: Element = { name: "", attributes: {}, inside: [] };
  const open = [root];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>/, "")
    .replace(/<(\/?)([A-Za-z]+)((?: [A-Za-z]+="[^"<]*")*)(\/?)>/g, (...tag) => {
      const [, closing, name, words = "", alone] = tag as string[];
      if (closing === "/") assert.equal(open.pop()?.name, name);
      else {
        const attributes = Object.fromEntries(
          [...words.matchAll(/ ([A-Za-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, said(value ?? "")]),
        );
        const element = { name: name ?? "", attributes, inside: [] };
        open.at(-1)?.inside.push(element);
        if (alone !== "/") open.push(element);
      }
      return "";
    });
  assert.deepEqual([rest.trim(), open.length, root.inside.length], ["", 1, 1]);
  return root.inside[0]!;
}

const all = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.inside.flatMap((each) => all(each, name)),
];
const attributesOf = (element: Element, name: string) => all(element, name).map(({ attributes }) => attributes);

const documents = [1, 2].map((n) => ({
  ...{ path: `/tmp/b-1-00${n}.pdf`, name: `b-1-00${n}.pdf`, bytes: 1000 * n, sha256: "", pages: 4 * n, sheets: 2 * n },
}));
const letters = [1, 2, 3].map((position) => ({
  listed: { id: `s${position}`, recipient: "r", template: "t", language: "fr" },
  made: { id: `s${position}`, position, file: "b-1-001.pdf", firstPage: 1, pages: 4, sheets: 2 },
}));
const xjdf = (change: Partial<BatchOrder> = {}) =>
  xjdfOf({ order: { ...order, ...change }, documents, letters }).join("");
const posted = {
  envelope: "C5 à fenêtre",
  postage: "lettre verte",
  id: 'b<1>&"\n',
  campaign: "=cmd|' \u202e\u0000\ud800",
};
const folded = { ...order.paper, copies: 2, tray: "tray-1", finishings: ["staple-top-left", "fold-letter"] };

describe("the XJDF of a batch", () => {
  it("names the files beside it, their pages, and what they are printed on", () => {
    const ticket = read(xjdf());
    assert.deepEqual(ticket.attributes, {
      xmlns: "http://www.CIP4.org/JDFSchema_2_0",
      ...{ DescriptiveName: "ouverture", JobID: "b-1", JobPartID: "letters", Types: "DigitalPrinting" },
    });
    assert.deepEqual(attributesOf(ticket, "FileSpec"), [
      { FileSize: "1000", MimeType: "application/pdf", URL: "b-1-001.pdf" },
      { FileSize: "2000", MimeType: "application/pdf", URL: "b-1-002.pdf" },
    ]);
    assert.deepEqual(attributesOf(ticket, "RunList"), [
      { NPage: "4", Pages: "0 3" },
      { NPage: "8", Pages: "0 7" },
    ]);
    assert.deepEqual(attributesOf(ticket, "Media"), [
      { Dimension: "595.276 841.89", MediaType: "Paper", MediaUnit: "Sheet" },
    ]);
    assert.deepEqual(attributesOf(ticket, "DigitalPrintingParams"), [{ Collate: "Sheet", Sides: "TwoSided" }]);
    assert.deepEqual(attributesOf(ticket, "PartAmount"), [{ Amount: "6" }, { Amount: "3" }]);
    assert.deepEqual(attributesOf(ticket, "NodeInfo"), [{ Status: "Waiting" }]);
  });

  it("says how letters are folded, what they are put into, and how many are made", () => {
    const ticket = read(xjdf({ ...posted, paper: folded }));
    assert.equal(ticket.attributes.Types, "DigitalPrinting Folding BoxPacking");
    for (const name of ["FoldingParams", "FoldingIntent"])
      assert.deepEqual(attributesOf(ticket, name), [{ FoldCatalog: "F6-1" }]);
    assert.deepEqual(attributesOf(ticket, "BoxPackingParams"), [
      { BoxType: "Envelope", BoxTypeDetails: "C5 à fenêtre" },
    ]);
    assert.deepEqual(attributesOf(ticket, "PartAmount"), [{ Amount: "12" }, { Amount: "6" }]);
    const words = Object.fromEntries(
      attributesOf(ticket, "GeneralID").map(({ IDUsage, IDValue }) => [IDUsage, IDValue]),
    );
    assert.deepEqual(
      [words.Postage, words.MediaSource, words.Finishings],
      ["lettre verte", "tray-1", "staple-top-left fold-letter"],
    );
    assert.equal(words.Batch, posted.id);
    assert.match(ticket.attributes.JobID ?? "", /^[0-9a-f]{40}$/);
  });

  for (const [proof, said] of [
    [undefined, "false"],
    [{ first: 2, worst: 1 }, "true"],
  ] as const)
    it(`says whether it is a proof: ${said}`, () => {
      const ids = attributesOf(read(xjdf(proof === undefined ? {} : { proof })), "GeneralID");
      assert.deepEqual(
        ids.filter(({ IDUsage }) => IDUsage === "Proof"),
        [{ IDUsage: "Proof", IDValue: said }],
      );
    });

  const sides = [
    ["one-sided", "OneSided", "OneSidedFront"],
    ["two-sided-long-edge", "TwoSidedHeadToHead", "TwoSided"],
    ["two-sided-short-edge", "TwoSidedHeadToFoot", "TwoSided"],
  ] as const;
  for (const [asked, layout, printing] of sides)
    it(`says ${layout} of what is ${asked}`, () => {
      const ticket = read(xjdf({ paper: { ...order.paper, sides: asked } }));
      assert.equal(attributesOf(ticket, "LayoutIntent")[0]?.Sides, layout);
      assert.equal(attributesOf(ticket, "DigitalPrintingParams")[0]?.Sides, printing);
    });

  it("has the elements of XJDF in their order, and is the same when it is made again", () => {
    const order = ["AuditPool", "GeneralID", "ProductList", "ResourceSet"];
    const names = read(xjdf({ ...posted, paper: folded })).inside.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], order);
    assert.deepEqual(
      names,
      [...names].sort((one, other) => order.indexOf(one) - order.indexOf(other)),
    );
    assert.equal(xjdf(posted), xjdf(posted));
  });

  it("is well-formed", function () {
    needProgram(this, "xmllint", "libxml2-utils", "the XJDF is read by the test's own reader alone");
    for (const input of [xjdf(), xjdf({ ...posted, paper: folded })]) {
      const { status, stderr } = spawnSync("xmllint", ["--noout", "-"], { input, encoding: "utf8", timeout: 60_000 });
      assert.equal(status, 0, stderr);
    }
  });
});
