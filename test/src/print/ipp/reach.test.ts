import assert from "node:assert/strict";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { afterEach, beforeEach, describe, it } from "mocha";
import { checkIppSettings, usualIppSettings } from "../../../../src/print/ipp/index.ts";
import { certificateFor } from "../../mail/certificate.ts";
import { type ModelPrinter, modelPrinter } from "./model-printer.ts";
import { faultOf, job, printerAt } from "./sample.ts";

/** A public name that somebody has lead into this machine. */
const name = "printer.public.example";

describe("where a printer may be", () => {
  const { lookup } = dns;
  const { cert } = certificateFor("printer.example");
  let model: ModelPrinter;
  beforeEach(async () => {
    model = await modelPrinter();
    const led = (host: string, { all }: { all?: boolean }, done: (...found: unknown[]) => void) => {
      if (host !== name) done(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }));
      else if (all) done(null, [{ address: "127.0.0.1", family: 4 }]);
      else done(null, "127.0.0.1", 4);
    };
    dns.lookup = led as unknown as typeof lookup;
    syncBuiltinESMExports();
  });
  afterEach(async () => {
    dns.lookup = lookup;
    syncBuiltinESMExports();
    await model.close();
  });
  const open = (inside: boolean, scheme = "ipp") =>
    printerAt(`${scheme}://${name}:${model.port}/ipp/print`, { settings: { inside } });

  it("is not inside where a public name leads there, unless it is meant to", async () => {
    const fault = await faultOf(open(false, "ipps").submit(job("key-1")));
    assert.deepEqual([fault.key, fault.certainlyNot, fault.again], ["ipp.inside", true, true]);
    assert.deepEqual(model.asked, []);
    await open(true).submit(job("key-1"));
    assert.deepEqual(model.printed, ["key-1"]);
  });

  it("is nowhere where its name is unknown", async () => {
    const fault = await faultOf(printerAt("ipp://nobody.example/ipp/print").capabilities());
    assert.deepEqual([fault.key, fault.data.code], ["ipp.host-unknown", "ENOTFOUND"]);
  });

  it("is not outside where nothing is encrypted", async () => {
    const { connect } = net;
    // As if it had been led to a public address.
    const led = (...to: Parameters<typeof connect>) =>
      Object.defineProperty(connect(...to), "remoteAddress", { value: "93.184.216.34" });
    net.connect = led as typeof connect;
    syncBuiltinESMExports();
    try {
      const fault = await faultOf(open(true).submit(job("key-1")));
      assert.deepEqual([fault.key, fault.certainlyNot, fault.again], ["ipp.unencrypted", true, true]);
    } finally {
      net.connect = connect;
      syncBuiltinESMExports();
    }
    assert.deepEqual(model.asked, []);
  });

  const good = { ...usualIppSettings, address: "ipp://127.0.0.1/ipp/print" };
  const settings: [what: string, change: Partial<typeof good>, password: string, keys: string[]][] = [
    ["nothing", {}, "", []],
    ["nothing with a certificate", { authority: `the printer's\n${cert}` }, "", []],
    ["an address that is none", { address: "lpd://printer" }, "", ["ipp.address"]],
    ["no encryption to the outside", { address: `ipp://${name}/`, inside: false }, "", ["ipp.unencrypted"]],
    ["nothing with encryption to the outside", { address: `ipps://${name}/`, inside: false }, "", []],
    [
      "a certificate that is none",
      { authority: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
      "",
      ["ipp.authority"],
    ],
    ["words for a certificate", { authority: "see the display" }, "", ["ipp.authority"]],
    ["a user with a colon", { user: "a:b" }, "x", ["ipp.user"]],
    ["a user without a password", { user: "ada" }, "", ["ipp.no-password"]],
    ["nobody who sends", { sender: " " }, "", ["ipp.sender"]],
  ];
  for (const [what, change, password, keys] of settings)
    it(`finds ${what} wrong in the settings`, () => {
      assert.deepEqual(
        checkIppSettings({ ...good, ...change }, { password }).map(({ key }) => key),
        keys,
      );
    });
});
