import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Fault } from "../../../../src/contract/index.ts";
import { sentence } from "../../../../src/language/index.ts";
import { ippTexts } from "../../../../src/language/ipp.ts";
import { collection, numbers, strings } from "../../../../src/print/ipp/attributes.ts";
import type { IppTicket } from "../../../../src/print/ipp/index.ts";
import { refusal } from "../../../../src/print/ipp/status.ts";
import { finishings, ticketAttributes } from "../../../../src/print/ipp/ticket.ts";
import { troublesOf } from "../../../../src/print/ipp/trouble.ts";
import { type ModelPrinter, modelPrinter } from "./model-printer.ts";
import { faultOf, job, printerAt } from "./sample.ts";

type Known = [key: string, certainlyNot: boolean, again: boolean];

/** What a status means for a document that had gone out whole. */
const statuses: [status: number, ...Known][] = [
  [0x0400, "ipp.bad-request", true, false],
  [0x0401, "ipp.forbidden", true, true],
  [0x0402, "ipp.login", true, true],
  [0x0403, "ipp.forbidden", true, true],
  [0x0404, "ipp.not-possible", true, false],
  [0x0405, "ipp.gave-up-waiting", true, true],
  [0x0406, "ipp.not-found", true, false],
  [0x0407, "ipp.not-found", true, false],
  [0x0408, "ipp.document-too-large", true, false],
  [0x040a, "ipp.format", true, false],
  [0x040b, "ipp.unsupported-silently", true, false],
  [0x0411, "ipp.document-error", true, false],
  [0x0415, "ipp.no-subscription", true, false],
  [0x0499, "ipp.refused", true, false],
  [0x0500, "ipp.internal", false, false],
  [0x0501, "ipp.operation-missing", true, false],
  [0x0503, "ipp.version", true, false],
  [0x0504, "ipp.device", false, false],
  [0x0506, "ipp.not-accepting", true, true],
  [0x0507, "ipp.busy", true, true],
  [0x0508, "ipp.canceled", true, false],
  [0x050b, "ipp.busy", true, true],
  [0x05ff, "ipp.refused", false, false],
];

const needs: [told: string[], reasons: string[]][] = [
  [["none"], []],
  [["media-empty-error"], ["media-empty"]],
  [["media-empty"], ["media-empty"]],
  [
    ["toner-low-warning", "media-jam-error", "paused"],
    ["media-jam", "paused", "toner-low"],
  ],
  [["toner-low-report", "wifi-not-configured-report"], []],
  [["media-empty-error", "media-empty-warning"], ["media-empty"]],
  [["offline-report"], ["offline"]],
  [["com.example-belt-torn-error"], ["com.example-belt-torn"]],
  [["identify-printer-requested"], []],
];

const tickets: [what: string, ticket: IppTicket, wanted: object[]][] = [
  ["nothing", {}, []],
  ["paper", { media: "iso_a4_210x297mm" }, [strings("keyword", "media", "iso_a4_210x297mm")]],
  [
    "paper of a tray",
    { media: "na_number-10_4.125x9.5in", source: "envelope" },
    [
      collection(
        "media-col",
        collection("media-size", numbers("integer", "x-dimension", 10_478), numbers("integer", "y-dimension", 24_130)),
        strings("keyword", "media-source", "envelope"),
      ),
    ],
  ],
  ["a tray", { source: "tray-1" }, [collection("media-col", strings("keyword", "media-source", "tray-1"))]],
  [
    "all the rest",
    {
      sides: "two-sided-long-edge",
      colour: "monochrome",
      copies: 2,
      finishings: ["staple-top-left", "fold-half"],
      outputBin: "face-down",
    },
    [
      strings("keyword", "sides", "two-sided-long-edge"),
      strings("keyword", "print-color-mode", "monochrome"),
      numbers("integer", "copies", 2),
      numbers("enum", "finishings", 20, 93),
      strings("keyword", "output-bin", "face-down"),
    ],
  ],
];

/** Said in both languages, with every value filled in. */
function isSaid({ key, data }: Fault): void {
  for (const language of ["en", "fr"]) {
    const said = sentence(key, data, language);
    assert.doesNotMatch(said, /[{}]|ipp\./, said);
  }
}

describe("the words of a printer", () => {
  let model: ModelPrinter;
  beforeEach(async () => {
    model = await modelPrinter();
  });
  afterEach(() => model.close());
  const open = () => printerAt(`ipp://127.0.0.1:${model.port}/ipp/print`);

  for (const [status, ...known] of statuses)
    it(`has a meaning for status 0x${status.toString(16).padStart(4, "0")}`, () => {
      const answer = { version: "2.0", code: status, requestId: 1, groups: [] } as const;
      const fault = refusal("printer.example", answer, true);
      assert.deepEqual([fault.key, fault.certainlyNot, fault.again], known);
      assert.equal(refusal("printer.example", answer, false).certainlyNot, true);
      isSaid(fault);
    });

  it("names what is not supported, and what the printer says of it", () => {
    const fault = refusal(
      "printer.example",
      {
        version: "2.0",
        code: 0x040b,
        requestId: 1,
        groups: [
          { name: "operation", attributes: [strings("textWithoutLanguage", "status-message", "Bad\nmedia.")] },
          {
            name: "unsupported",
            attributes: [
              strings("keyword", "media", "iso_a0_841x1189mm"),
              { name: "finishings", values: [{ syntax: "out-of-band", value: "unsupported" }] },
              collection("media-col", strings("keyword", "media-source", "tray-9")),
            ],
          },
        ],
      },
      false,
    );
    assert.deepEqual(
      [fault.key, fault.data.names, fault.data.said],
      ["ipp.unsupported", "media (iso_a0_841x1189mm), finishings, media-col (media-source tray-9)", "Bad media."],
    );
    assert.match(sentence(fault.key, fault.data, "fr"), /ne fait pas ce que veut le bon de travail.: media \(iso_a0/);
  });

  for (const [told, reasons] of needs)
    it(`is understood: ${told.join(", ")}`, () => {
      const troubles = troublesOf("printer.example", told);
      assert.deepEqual(
        troubles.map(({ data }) => data.reason),
        reasons,
      );
      for (const trouble of troubles) isSaid(trouble);
    });

  it("tells people in French what to do when the paper is out", () => {
    const [trouble] = troublesOf("printer.example", ["media-empty-error"]);
    assert.ok(trouble !== undefined);
    assert.match(sentence(trouble.key, trouble.data, "fr"), /n’a plus de papier. Remplissez le bac/);
  });

  it("has no-break spaces before the signs of French", () => {
    for (const [key, said] of Object.entries(ippTexts.fr)) assert.doesNotMatch(said, / [:;?!»]|« |'/, key);
  });

  for (const [what, ticket, wanted] of tickets)
    it(`asks for ${what}`, () => {
      assert.deepEqual(ticketAttributes(ticket), wanted);
    });

  const unfitTickets: [what: string, ticket: IppTicket, key: string, names?: string][] = [
    ["a finishing that is none", { finishings: ["fold-thrice"] }, "ipp.finishing"],
    ["a finishing of every object", { finishings: ["constructor"] }, "ipp.finishing"],
    ["a tray with paper of no size", { media: "letterhead", source: "tray-1" }, "ipp.media-size"],
    ["paper that the printer has not", { media: "iso_a0_841x1189mm" }, "ipp.unsupported", "media (iso_a0_841x1189mm)"],
    ["sides that it has not", { sides: "two-sided-short-edge" }, "ipp.unsupported", "sides (two-sided-short-edge)"],
    ["copies without number", { copies: Number.NaN }, "ipp.not-writable"],
  ];
  for (const [what, ticket, key, names] of unfitTickets)
    it(`sends no job with ${what}`, async () => {
      const fault = await faultOf(open().submit(job("key-1", { ticket })));
      assert.deepEqual([fault.key, fault.data.names], [key, names]);
      assert.equal(fault.certainlyNot, true);
      isSaid(fault);
      assert.deepEqual(model.jobs, []);
    });

  const others: [what: string, attribute: Parameters<typeof strings>, key: string][] = [
    ["prints no PDF", ["mimeMediaType", "document-format-supported", "image/pwg-raster"], "ipp.format"],
  ];
  for (const [what, attribute, key] of others)
    it(`sends no job to a printer that ${what}`, async () => {
      const changed = strings(...attribute);
      model.printer = model.printer.map((one) => (one.name === changed.name ? changed : one));
      const fault = await faultOf(open().submit(job("key-1")));
      assert.deepEqual([fault.key, fault.certainlyNot, fault.again], [key, true, false]);
      isSaid(fault);
    });

  it("gives every finishing one number, and none two", () => {
    assert.equal(new Set(Object.values(finishings)).size, Object.keys(finishings).length);
  });
});
