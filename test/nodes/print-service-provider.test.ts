import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, it } from "mocha";
import { eventPath, migrate, defaults as serviceDefaults, settingsOf } from "../../nodes/print-service/config.ts";
import registerService from "../../nodes/print-service/print-service.ts";
import { defaults } from "../../nodes/send-print-job/config.ts";
import register from "../../nodes/send-print-job/send-print-job.ts";
import { SendPart } from "../../src/contract/index.ts";
import { apiKey, type ModelProvider, modelProvider, pingenEvent } from "../src/print/provider/model-provider.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { letterFor } from "./letters.ts";

const endpoint = "0123456789abcdefghjkmnpqrs";
const eventSecret = "a-key-of-32-characters-or-more-x";

describe("a print service that is a provider", () => {
  const red = nodeRed(register, registerService);
  let model: ModelProvider;
  beforeEach(async () => {
    model = await modelProvider();
  });
  afterEach(() => model.close());
  const pingen = (change: object = {}) => ({
    ...{ kind: "pingen", server: model.url, identity: model.url, organisation: "org-12345", clientId: model.client.id },
    ...{ providerInside: true, endpoint, ...change },
  });
  const plain = (change: object = {}) => ({
    ...{ kind: "provider", create: `${model.url}/v1/letters`, providerInside: true, endpoint },
    rows: [
      { name: "metadata[key]", source: "message", value: "id", required: true },
      { name: "to", source: "message", value: "address.name", required: true },
    ],
    ...{ authentication: "key-as-user", checkAddress: `${model.url}/v1/letters` },
    ...{ signatureHeader: "X-Signature", eventName: "letter", eventState: "state" },
    states: [{ word: "posted", state: "mailed" }],
    ...change,
  });
  const flow = (service: object, node: object = {}): FlowNode[] => [
    ...flowOf({ ...defaults, ...{ type: "send-print-job", campaign: "c1", service: "press", ...node } }, 3),
    { ...serviceDefaults, ...service, id: "press", type: "print-service" },
  ];
  const load = (service: object, secret = model.client.secret, node: object = {}) =>
    red.load(flow(service, node), { press: { secret, eventSecret } });
  const sendOf = (message: object) => SendPart.strict().parse((message as { send: unknown }).send);
  const kinds = async (id: string) =>
    (await (await red.house()).store.story(id)).flatMap(({ lines }) => lines.map(({ kind }) => kind));
  const post = async (body: string, headers: Record<string, string>) =>
    (await fetch(`${red.url}${eventPath(endpoint)}`, { method: "POST", body, headers })).status;
  const event = (letter: string, what: string, attributes: object = {}) => {
    const { body, signature } = pingenEvent(letter, what, attributes, eventSecret);
    return post(body, { signature });
  };

  it("gets a letter once, and tells step by step what becomes of it, never backwards", async () => {
    await load(pingen());
    red.receive(await letterFor(red, "R-1"));
    const send = sendOf(await red.first(0));
    const letter = model.letters[0]!;
    assert.deepEqual([send.state, send.reference, model.letters.length], ["sent", letter.id, 1]);
    assert.equal(letter.pdf.toString(), "%PDF-1.7 a letter");

    assert.equal(await event(letter.id, "sent"), 200);
    assert.deepEqual([sendOf(await red.first(2)).state, sendOf(await red.first(2)).id], ["mailed", send.id]);
    // Again, and what came before it by another way.
    assert.equal(await event(letter.id, "sent"), 200);
    const corrected = { street: "Rue Neuve", number: "3", zip: "35700", city: "Rennes" };
    assert.equal(await event(letter.id, "undeliverable", { reason: "Moved", corrected_address: corrected }), 200);
    await red.until(() => red.at(2).length === 2, "the second state");
    const back = sendOf(red.at(2)[1]!);
    assert.deepEqual([back.state, back.reason], ["undeliverable", "The provider says: Moved"]);
    assert.deepEqual(back.corrected, { thoroughfare: ["Rue Neuve 3"], postalCode: "35700", locality: "Rennes" });
    assert.equal(await event(letter.id, "sent"), 200);
    assert.equal(await event(letter.id, "delivered"), 200);
    assert.deepEqual((await kinds("R-1")).slice(-3), ["send.sent", "send.mailed", "send.undeliverable"]);
    assert.deepEqual(await (await red.house()).store.followed("node", 10), []);
  });

  it("is asked to come again with an event of a letter that is still being handed over", async () => {
    await load(pingen());
    let create = () => {};
    const held = new Promise<void>((resolve) => {
      create = resolve;
    });
    model.hold = async (operation) => {
      if (operation === "create") await held;
    };
    red.receive(await letterFor(red, "R-1"));
    await model.until(() => model.letters.length === 1);
    const letter = model.letters[0]!;
    assert.equal(await event(letter.id, "sent"), 503);
    create();
    await red.first(0);
    assert.equal(await event(letter.id, "sent"), 200);
    assert.equal(sendOf(await red.first(2)).state, "mailed");
    // Nothing is under way any more: a letter that somebody else has sent by this account.
    assert.equal(await event("0aa1-of-somebody-else", "sent"), 200);
  });

  it("that is described gets letters and tells of them, too", async () => {
    await load(plain(), apiKey);
    red.receive(await letterFor(red, "R-1"));
    const send = sendOf(await red.first(0));
    const letter = model.letters[0]!;
    assert.deepEqual([letter.key, letter.id], [send.id, send.reference]);
    const body = JSON.stringify({ letter: letter.id, state: "posted" });
    const signed = createHmac("sha256", eventSecret).update(body).digest("hex");
    assert.equal(await post(body, { "x-signature": createHmac("sha256", "no").update(body).digest("hex") }), 401);
    assert.equal(await post(body, { "x-signature": signed }), 200);
    assert.equal(sendOf(await red.first(2)).state, "mailed");
  });

  it("has taken a letter whose answer was lost: there is one, and the story says what happened", async () => {
    model.mishaps.create = ["lost"];
    await load(pingen());
    red.receive(await letterFor(red, "R-1"));
    assert.equal(sendOf(await red.first(0)).state, "sent");
    assert.equal(model.letters.length, 1);
    const [story] = await (await red.house()).store.story("R-1");
    const again = story?.lines.find(({ kind }) => kind === "send.again");
    assert.equal(again?.data.key, "print.provider-doubt");
  });

  it("says why a letter is not sent, in the provider's words", async () => {
    model.mishaps.create = [{ status: 422, body: { error: { message: "Invalid postcode" } } }];
    await load(plain(), apiKey);
    red.receive(await letterFor(red, "R-1"));
    const send = sendOf(await red.first(1));
    assert.match(send.reason ?? "", /does not take the letter \(422\): Invalid postcode$/);
  });

  it("checks an address as the provider asks, where the node checks addresses", async () => {
    const postalAddress = {
      country: "FR",
      postalCode: "35000",
      locality: "X".repeat(28),
      thoroughfare: ["12 rue de Paris"],
    };
    await load(pingen());
    red.receive(await letterFor(red, "R-1", { postalAddress }));
    assert.match(sendOf(await red.first(1)).reason ?? "", /town has 28 characters; the provider takes 25/);
    assert.deepEqual(model.calls, []);
    await red.restart(flow(pingen(), { address: "print" }), { press: { secret: model.client.secret, eventSecret } });
    red.receive(await letterFor(red, "R-2", { postalAddress }));
    assert.equal(sendOf(await red.first(0)).state, "sent");
  });

  it("has no address where it has no secret for events, and says what is wrong with it", async () => {
    const other = "zzzzzzzzzzzzzzzzzzzzzzzzzz";
    await red.load(flow(pingen({ endpoint: other })), { press: { secret: "x" } });
    assert.equal((await fetch(`${red.url}${eventPath(other)}`, { method: "POST", body: "{}" })).status, 404);
    await red.restart(flow(pingen({ organisation: "" })), { press: {} });
    assert.match(red.errors.join(" "), /id of the organisation/);
  });

  it("is tried out in its form, with the deployed secret where it goes to the deployed place alone", async () => {
    await load(pingen());
    const look = async (change: object = {}, secrets: object = {}) => {
      const config = { ...serviceDefaults, ...pingen(change) };
      return (await red.admin("/belle-histoire/print-service/look", "en", { id: "press", config, secrets })).body;
    };
    const { facts } = (await look()) as { facts: string[] };
    assert.match(facts.join(" "), /answers for the organisation ACME\. One sheet in colour to France costs 1\.29 EUR/);
    const other = await modelProvider();
    const { problem } = (await look({ identity: other.url })) as { problem: string };
    assert.match(problem, /secret/);
    assert.deepEqual(other.calls, []);
    await other.close();
    assert.match(String((await look({}, { secret: "wrong" })).problem), /does not let us in \(401\)/);
  });

  it("reads a service of version 1 as it was", () => {
    const before = { version: 1, kind: "ipp", address: "ipp://a/ipp/print", inside: "true" as never } as const;
    const settings = settingsOf(migrate(before), (path) => path);
    assert.deepEqual(
      [settings.kind, settings.address, settings.inside, settings.providerInside],
      ["ipp", before.address, true, false],
    );
  });
});
