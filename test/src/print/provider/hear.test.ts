import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, it } from "mocha";
import { systemClock } from "../../../../src/clock.ts";
import type { Heard, LetterEvent } from "../../../../src/print/index.ts";
import { eventProof, hearProvider, pingenEvents } from "../../../../src/print/index.ts";
import { mappingPresets } from "../../../../src/print/provider/presets.ts";
import type { EventSettings } from "../../../../src/print/provider/settings.ts";
import { clockAt, pingenAt, plainAt } from "./means.ts";
import { type ModelProvider, modelProvider, pingenEvent } from "./model-provider.ts";

const secret = "a-key-of-32-characters-or-more-x";
const hex = (text: string, key = secret) => createHmac("sha256", key).update(text).digest("hex");

describe("what a provider tells by itself", () => {
  let model: ModelProvider;
  let url = "";
  let settings: EventSettings = pingenEvents;
  let heard: LetterEvent[] = [];
  let became: Heard | Error = "kept";
  const clock = clockAt(1_700_000_000_000);
  const server = createServer((request, response) => {
    const { event } = settings === pingenEvents ? pingenAt(model) : plainAt(model, settings);
    const ear = {
      ...{ proof: eventProof(settings, secret), event, clock: { ...systemClock, now: clock.now } },
      async heard(told: LetterEvent) {
        heard.push(told);
        if (became instanceof Error) throw became;
        return became;
      },
    };
    void hearProvider(ear, request, response);
  });
  before(async () => {
    model = await modelProvider();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/letters/x`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await model.close();
  });
  beforeEach(() => {
    heard = [];
    became = "kept";
    settings = pingenEvents;
  });
  const post = async (body: string, headers: Record<string, string>, method = "POST") => {
    const response = await fetch(url, { method, headers, ...(method === "POST" && { body }) });
    return { status: response.status, after: response.headers.get("retry-after"), body: await response.json() };
  };
  const pingen = (what: string, attributes: object = {}) => {
    const { body, signature } = pingenEvent("l-1", what, attributes, secret);
    return post(body, { signature });
  };

  const events: [what: string, attributes: object, told: object][] = [
    ["sent", {}, { name: "l-1", seen: { state: "mailed", more: true } }],
    ["delivered", {}, { name: "l-1", seen: { state: "delivered" } }],
    ["issues", { reason: "Content failed inspection" }, { name: "l-1" }],
  ];
  for (const [what, attributes, told] of events)
    it(`is understood of Pingen: ${what}`, async () => {
      assert.deepEqual([(await pingen(what, attributes)).status, heard], [200, [told]]);
    });
  it("is understood of Pingen: undeliverable, with why and where to", async () => {
    const address = { name: "Alex Meier", street: "Example street", number: "50A", zip: "8051", city: "Zürich" };
    await pingen("undeliverable", { reason: "Moved\u0000 away\n", corrected_address: address });
    const [{ seen }] = heard as [LetterEvent];
    assert.deepEqual(
      [seen?.state, seen?.why?.key, seen?.why?.data],
      ["undeliverable", "print.provider-says", { said: "Moved away" }],
    );
    assert.deepEqual(seen?.corrected, {
      ...{ name: "Alex Meier", thoroughfare: ["Example street 50A"], postalCode: "8051", locality: "Zürich" },
    });
  });

  it("is heard again in a minute where it comes too early, or cannot be kept", async () => {
    for (const one of ["early", new Error("the store is away")] as const) {
      became = one;
      const { status, after: pause } = await pingen("sent");
      assert.deepEqual([status, pause], [503, "60"]);
    }
  });
  it("of a letter that nobody knows is taken, so that it does not come for ever", async () => {
    became = "unknown";
    assert.deepEqual((await pingen("sent")).status, 200);
  });
  it("about something else is taken and left alone", async () => {
    const body = JSON.stringify({ data: { type: "webhook_sent", attributes: {}, relationships: { batch: {} } } });
    assert.deepEqual([(await post(body, { signature: hex(body) })).body, heard], [{ event: "ignored" }, []]);
  });

  const body = pingenEvent("l-1", "sent", {}, secret).body;
  const wrong: [what: string, body: string, headers: Record<string, string>, status: number][] = [
    ["without a signature", body, {}, 401],
    ["with an empty signature", body, { signature: "" }, 401],
    ["with another's signature", body, { signature: hex(body, "another") }, 401],
    ["with the signature of another body", body.replace("sent", "delivered"), { signature: hex(body) }, 401],
    ["with a blank more than was signed", `${body} `, { signature: hex(body) }, 401],
    ["with half a signature", body, { signature: hex(body).slice(0, 32) }, 401],
    ["that is no JSON", "{", { signature: hex("{") }, 400],
    ["that is a list", "[1]", { signature: hex("[1]") }, 400],
    ["that is larger than any event", "x".repeat(300_000), {}, 413],
  ];
  for (const [what, text, headers, status] of wrong)
    it(`is refused ${what}`, async () => {
      assert.deepEqual([(await post(text, headers)).status, heard], [status, []]);
    });
  it("is posted, and nothing else", async () => assert.equal((await post("", {}, "PUT")).status, 405));

  const at = 1_700_000_000_000;
  const lob = JSON.stringify({
    id: "evt_1",
    event_type: { id: "letter.mailed" },
    body: { id: "ltr_1", metadata: { key: "s-1" } },
  });
  const grid = JSON.stringify({ type: "letter.updated", data: { id: "letter_1", status: "processed_for_delivery" } });
  const stamped: [what: string, preset: EventSettings, text: string, time: number, status: number][] = [
    ["Lob, in its time", mappingPresets.lob, lob, at - 200_000, 200],
    ["Lob, played again later", mappingPresets.lob, lob, at - 400_000, 401],
    ["PostGrid, in its time", mappingPresets.postgrid, grid, at + 1_000, 200],
    ["PostGrid, played again later", mappingPresets.postgrid, grid, at - 400_000, 401],
  ];
  for (const [what, preset, text, time, status] of stamped)
    it(`is judged by its time: ${what}`, async () => {
      settings = preset;
      const signature = hex(`${time}.${text}`);
      const headers: Record<string, string> =
        preset.time === "header"
          ? { "lob-signature": signature, "lob-signature-timestamp": String(time) }
          : { "postgrid-signature": `t=${time},v1=${signature}` };
      assert.equal((await post(text, headers)).status, status);
      const seen = { state: "mailed", more: true };
      const told = preset === mappingPresets.lob ? { name: "ltr_1", key: "s-1", seen } : { name: "letter_1", seen };
      assert.deepEqual(heard, status === 200 ? [told] : []);
    });
});
