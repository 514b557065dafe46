import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, it } from "mocha";
import { systemClock } from "../../../../src/clock.ts";
import type { Fault } from "../../../../src/contract/index.ts";
import { mappingFaults } from "../../../../src/print/provider/check-settings.ts";
import { multipartOf } from "../../../../src/print/provider/mapped/multipart.ts";
import { mappingPresets } from "../../../../src/print/provider/presets.ts";
import type { MappingSettings } from "../../../../src/print/provider/settings.ts";
import { usualMapping } from "../../../../src/print/provider/settings.ts";
import { providerWay } from "../../../../src/print/provider/way.ts";
import { deliver, jobFor, mappingAt, notesIn, pdf, plainAt, turn } from "./means.ts";
import { apiKey, type ModelProvider, modelProvider } from "./model-provider.ts";

describe("a provider that is described", () => {
  let model: ModelProvider;
  beforeEach(async () => {
    model = await modelProvider();
  });
  afterEach(() => model.close());

  it("gets a form with the document as a file, as the rows say", async () => {
    const job = () => jobFor("send-1", { sides: "two-sided-long-edge", colour: "monochrome" });
    await deliver(providerWay(plainAt(model), systemClock), job, notesIn());
    const { said, pdf: got } = model.letters[0]!;
    assert.deepEqual(got, pdf);
    assert.deepEqual(said, {
      description: "send-1",
      "to[name]": "Mme Camille Moreau",
      "to[address_line1]": "Appartement 3",
      "to[address_line2]": "12 rue de l’Hôtel-Dieu",
      "to[address_city]": "Rennes",
      "to[address_zip]": "35000",
      "to[address_country]": "FR",
      from: "adr_…",
      color: "false",
      double_sided: "true",
      use_type: "operational",
      "metadata[key]": "send-1",
    });
    const { authorization, "idempotency-key": key } = model.calls[0]?.headers ?? {};
    assert.equal(authorization, `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`);
    assert.equal(key, "send-1");
  });

  it("gets JSON with the document in base64", async () => {
    const rows = [
      { name: "metadata.key", source: "message", value: "id", required: true },
      { name: "paper.duplex", source: "message", value: "duplex", required: true },
      { name: "city", source: "text", value: "{{ address.locality | upcase }}", required: true },
      { name: "letters", source: "json", value: "[1]", required: true },
    ] as const;
    const headers = [{ name: "X-Campaign", value: "{{ campaign }}" }];
    await deliver(
      providerWay(plainAt(model, { body: "json", rows, headers }), systemClock),
      () => jobFor("send-1"),
      notesIn(),
    );
    const { file, ...said } = model.letters[0]!.said;
    assert.deepEqual(said, { metadata: { key: "send-1" }, paper: { duplex: false }, city: "RENNES", letters: [1] });
    assert.equal(file, pdf.toString("base64"));
    assert.equal(model.calls[0]?.headers["x-campaign"], "c1");
  });

  const unfit: [what: string, change: Partial<MappingSettings>, key: string][] = [
    [
      "asks for what the letter has not",
      { rows: [{ name: "a", source: "message", value: "postage", required: true }] },
      "service.row-missing",
    ],
    [
      "is no template",
      { rows: [{ name: "a", source: "text", value: "{{ a | nofilter }}", required: true }] },
      "message.template",
    ],
    ["leads to another host", { address: "http://127.0.0.1:1/{{ id }}/../../x" }, "service.address-path"],
  ];
  for (const [what, change, key] of unfit)
    it(`is sent nothing where a row or address ${what}`, async () => {
      const told = await deliver(providerWay(plainAt(model, change), systemClock), () => jobFor("send-1"), notesIn());
      assert.deepEqual([told.state, (told as { reason: Fault }).reason.key], ["not-sent", key]);
      assert.deepEqual(model.calls, []);
    });

  it("is asked how a letter is, by its words, and takes it back", async () => {
    const states = [
      { word: "processed", state: "waiting" },
      { word: "posted", state: "mailed" },
      { word: "done", state: "delivered" },
    ] as const;
    const way = providerWay(plainAt(model, { states }), systemClock);
    const notes = notesIn();
    await deliver(way, () => jobFor("send-1"), notes);
    const look = () => way.look?.(notes.kept!);
    const letter = model.letters[0]!;
    assert.deepEqual(await look(), { state: "waiting", more: true });
    letter.status = "posted";
    assert.deepEqual(await look(), { state: "mailed", more: true });
    assert.equal(await way.cancel?.(notes.kept!), "too-late");
    letter.status = "done";
    assert.deepEqual(await look(), { state: "delivered" });
    letter.status = "a word of next year";
    assert.deepEqual(await look(), { state: "waiting" });
    letter.status = "processed";
    assert.equal(await way.cancel?.(notes.kept!), "cancelled");
    model.mishaps.show = [{ status: 500 }];
    await assert.rejects(async () => look(), { key: "print.provider-busy" });
  });

  it("is tried out without a letter", async () => {
    const host = `127.0.0.1:${model.port}`;
    assert.deepEqual(
      (await plainAt(model).look()).map(({ key, data }) => [key, data]),
      [["print-service.provider", { host }]],
    );
    await assert.rejects(plainAt(model, { checkAddress: "" }).look(), { key: "print-service.provider-no-try" });
    assert.deepEqual(model.letters, []);
  });

  it("does not get its letter over a connection whose certificate is another's", async () => {
    const folder = await mkdtemp(join(tmpdir(), "belle-provider-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const subject = ["-subj", "/CN=other.example", "-keyout", key, "-out", cert, "-days", "2"];
    await promisify(execFile)("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...subject]);
    const tls = { key: await readFile(key, "utf8"), cert: await readFile(cert, "utf8") };
    const secure = await modelProvider({ tls });
    try {
      const told = await turn(providerWay(plainAt(secure), systemClock), () => jobFor("send-1"), notesIn(), undefined);
      assert.deepEqual([told.state, (told as { reason: Fault }).reason.key], ["not-now", "http.unreachable"]);
      assert.deepEqual(secure.calls, []);
    } finally {
      await secure.close();
      await rm(folder, { recursive: true });
    }
  });

  const faults: [what: string, change: Partial<MappingSettings>, keys: string[]][] = [
    ["nothing wrong", {}, []],
    ["no address", { address: "" }, ["service.address"]],
    ["a template for a host", { address: "https://{{ a }}.example/x" }, ["service.address"]],
    ["another host for the state", { statusAddress: "https://evil.example/{{ name }}" }, ["print-service.other-host"]],
    ["no field for the document", { file: " " }, ["print-service.file"]],
    ["nowhere an id", { namePath: "" }, ["print-service.name-path"]],
    ["a state without a word", { states: [{ word: "", state: "mailed" }] }, ["print-service.state"]],
    [
      "a word twice",
      {
        states: [
          { word: "a", state: "mailed" },
          { word: "a", state: "failed" },
        ],
      },
      ["print-service.state-twice"],
    ],
    ["a list without a place for the key", { keyPath: "" }, ["print-service.key-path"]],
    ["hours that are none", { keyHours: Number.NaN }, ["print-service.bounds"]],
    ["a header that is none", { keyHeader: "a b" }, ["print-service.key-header"]],
  ];
  for (const [what, change, keys] of faults)
    it(`has ${what}: ${keys.join() || "fine"}`, () =>
      assert.deepEqual(
        mappingFaults(mappingAt(model, change)).map(({ key }) => key),
        keys,
      ));

  for (const [name, preset] of Object.entries(mappingPresets))
    it(`is filled in for ${name} with nothing wrong`, () => assert.deepEqual(mappingFaults(preset), []));
  it("has rows to begin with that fit", () =>
    assert.deepEqual(mappingFaults({ ...usualMapping, address: "https://a.example/letters" }), []));
});

describe("a form with a file", () => {
  it("is read as it was written, whatever stands in it, and is the same every time", async () => {
    const parts = [
      { name: 'a"b\r\nc', text: "Zoé\r\n--belle-0" },
      { name: "file", file: { name: "x.pdf", type: "application/pdf", bytes: pdf } },
    ];
    const { type, bytes } = multipartOf(parts);
    assert.deepEqual(multipartOf(structuredClone(parts)), { type, bytes });
    const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
    assert.deepEqual([...form.keys()].length, 2);
    assert.equal([...form.values()][0], "Zoé\r\n--belle-0");
    assert.deepEqual(Buffer.from(await (form.get("file") as File).arrayBuffer()), pdf);
  });
});
