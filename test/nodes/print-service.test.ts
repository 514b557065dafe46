import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, it } from "mocha";
import { defaults, migrate, type PrintServiceConfig, settingsOf } from "../../nodes/print-service/config.ts";
import register from "../../nodes/print-service/print-service.ts";
import { numbers, strings } from "../../src/print/ipp/attributes.ts";
import { type ModelPrinter, modelPrinter } from "../src/print/ipp/model-printer.ts";
import { type FlowNode, nodeRed } from "./helper.ts";

const id = "press";
const basic = (password: string) => `Basic ${Buffer.from(`anne:${password}`).toString("base64")}`;

describe("the print service node", () => {
  const red = nodeRed(register);
  let model: ModelPrinter | undefined;
  afterEach(async () => {
    await model?.close();
    model = undefined;
  });
  const flow = (change: Partial<PrintServiceConfig>): FlowNode[] => [
    { ...defaults, ...change, id, type: "print-service" },
  ];
  const look = async (
    config: object,
    { secrets = {}, language = "en" }: { secrets?: object; language?: string } = {},
  ) => {
    const sent = { id, config: { ...defaults, ...config }, secrets };
    const { body } = await red.admin("/belle-histoire/print-service/look", language, sent);
    return body as { facts?: string[]; needs?: string[]; problem?: string };
  };
  async function printer(): Promise<Partial<PrintServiceConfig>> {
    model = await modelPrinter();
    return { kind: "ipp", address: `ipp://127.0.0.1:${model.port}/ipp/print` };
  }
  /** Lets in who knows the password. */
  function guard(password: string): string[] {
    const shown: string[] = [];
    model!.door = (request, response) => {
      const { authorization } = request.headers;
      if (authorization === undefined || authorization !== basic(password)) {
        if (authorization !== undefined) shown.push(authorization);
        response.writeHead(401, { "www-authenticate": 'Basic realm="print"' }).end();
        return true;
      }
      return false;
    };
    return shown;
  }

  const numbersOf: [saved: Partial<PrintServiceConfig>, counts: object][] = [
    [{}, { pieces: 0, budget: 0, pricePiece: 0, pricePerSheet: 0, currency: "EUR", live: true, inside: true }],
    [
      { pieces: "2000", budget: "1500,50", pricePiece: "0.65", pricePerSheet: "0,035" },
      { budget: 1500.5, pricePerSheet: 0.035 },
    ],
    [
      { live: "false" as never, inside: "false" as never, currency: " chf " },
      { live: false, inside: false, currency: "CHF" },
    ],
  ];
  for (const [saved, counts] of numbersOf)
    it(`reads ${JSON.stringify(saved)}`, () => {
      const settings = settingsOf(migrate(saved), (path) => `/u/${path}`);
      const told = Object.fromEntries(Object.keys(counts).map((name) => [name, settings[name as "live"]]));
      assert.deepEqual([told, settings.folder], [counts, "/u/letters"]);
    });

  const wrong: [what: string, change: Partial<PrintServiceConfig>, says: RegExp][] = [
    ["no address", { kind: "ipp" }, /address/i],
    ["pieces that are none", { pieces: "many" }, /whole number from 0/],
    ["a price that is none", { pricePiece: "-1" }, /numbers from 0/],
    ["no such currency", { currency: "EURO" }, /“EURO” is no currency/],
    ["a budget without a price", { budget: 10 }, /what a piece or a sheet costs/],
  ];
  for (const [what, change, says] of wrong)
    it(`says at deploy, and to who looks: ${what}`, async () => {
      await red.load(flow(change));
      assert.match(red.errors.join(" "), says);
      assert.match((await look(change)).problem ?? "", says);
    });

  it("shows what a printer is and can do, in the language of the editor", async () => {
    const config = await printer();
    await red.load(flow({}));
    assert.deepEqual(await look(config), {
      facts: ["Model (—) is ready.", "Paper: A4, A5", "Prints on both sides."],
      needs: [],
    });
    const { facts = [] } = await look(config, { language: "fr" });
    assert.deepEqual(facts.slice(0, 2), ["Model (—) est prête.", "Papiers : A4, A5"]);
  });

  it("shows what a printer needs", async () => {
    const config = await printer();
    await red.load(flow({}));
    model!.printer = [
      ...model!.printer.filter(
        ({ name }) => !["printer-state", "printer-state-reasons", "document-format-supported"].includes(name),
      ),
      numbers("enum", "printer-state", 5),
      strings("keyword", "printer-state-reasons", "media-empty-error"),
      strings("mimeMediaType", "document-format-supported", "image/pwg-raster"),
    ];
    const { facts = [], needs = [] } = await look(config);
    assert.equal(facts[0], "Model (—) has stopped.");
    assert.match(needs.join(" "), /does not print PDF by itself.*is out of paper/);
  });

  it("shows a folder with what waits in it", async () => {
    await red.load(flow({}));
    await mkdir(join(red.folder, "jobs", "done"), { recursive: true });
    for (const name of ["a.json", "a.pdf", "done/b.json", "done/c.json"])
      await writeFile(join(red.folder, "jobs", name), "");
    const { facts } = await look({ folder: "jobs" });
    assert.match(facts?.join() ?? "", /jobs can be written to\. Jobs that wait: 1, done: 2, with an error: 0\.$/);
    await writeFile(join(red.folder, "file"), "");
    assert.match((await look({ folder: "file" })).problem ?? "", /Nothing can be written to the print folder/);
  });

  it("says why a printer cannot be seen", async () => {
    const config = await printer();
    await red.load(flow({}));
    guard("right");
    assert.match((await look(config)).problem ?? "", /password/);
    assert.match(
      (await look({ ...config, user: "anne" }, { secrets: { password: "wrong" } })).problem ?? "",
      /password/,
    );
    assert.equal((await look({ ...config, user: "anne" }, { secrets: { password: "right" } })).problem, undefined);
    await model!.close();
    assert.match((await look(config)).problem ?? "", /127\.0\.0\.1/);
    model = undefined;
  });

  it("sends its password only where the deployed service would", async () => {
    const config = { ...(await printer()), user: "anne" };
    await red.load(flow(config), { [id]: { password: "right" } });
    guard("right");
    assert.equal((await look(config)).problem, undefined);
    const other = await modelPrinter();
    const mine = model;
    model = other;
    const shown = guard("nobody's");
    const { problem } = await look({ ...config, address: `ipp://127.0.0.1:${other.port}/ipp/print` });
    assert.match(problem ?? "", /password/);
    assert.deepEqual(shown, []);
    model = mine;
    await other.close();
  });

  it("refuses a form that is none", async () => {
    await red.load(flow({}));
    const { status, body } = await red.admin("/belle-histoire/print-service/look", "en", { id: 1 });
    assert.deepEqual([status, String(body.problem)], [422, "The form of the print service does not fit: id."]);
  });
});
