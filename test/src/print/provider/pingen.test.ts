import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import { systemClock } from "../../../../src/clock.ts";
import type { Fault } from "../../../../src/contract/index.ts";
import type { JobTicket } from "../../../../src/print/index.ts";
import { hosts } from "../../../../src/print/provider/pingen/hosts.ts";
import { seenOf } from "../../../../src/print/provider/pingen/states.ts";
import { providerWay } from "../../../../src/print/provider/way.ts";
import { camille, clockAt, deliver, jobFor, notesIn, pdf, pingenAt, turn } from "./means.ts";
import { type ModelProvider, modelProvider } from "./model-provider.ts";

describe("Pingen", () => {
  let model: ModelProvider;
  beforeEach(async () => {
    model = await modelProvider();
  });
  afterEach(() => model.close());
  const open = (...[change, means]: [Parameters<typeof pingenAt>[1]?, Parameters<typeof pingenAt>[2]?]) =>
    providerWay(pingenAt(model, change, means), systemClock);

  it("has two places, with credentials of their own", () => {
    assert.deepEqual(Object.values(hosts.staging), [
      "https://api-staging.pingen.com",
      "https://identity-staging.pingen.com",
    ]);
    assert.deepEqual(Object.values(hosts.production), ["https://api.pingen.com", "https://identity.pingen.com"]);
  });

  it("gets the document at its signed address, then the letter as JSON:API under our key", async () => {
    await deliver(open(), () => jobFor("send-1"), notesIn());
    assert.deepEqual(model.asked(), ["token", "place", "upload", "create"]);
    const [, place, upload, create] = model.calls;
    assert.deepEqual(
      [upload?.headers["content-type"], upload?.headers.authorization, upload?.body],
      ["application/pdf", undefined, pdf],
    );
    assert.match(place?.headers.authorization ?? "", /^Bearer /);
    assert.equal(create?.url, "/organisations/org-12345/deliveries/letters");
    assert.equal(create?.headers["content-type"], "application/vnd.api+json");
    assert.equal(create?.headers["idempotency-key"], "send-1");
    assert.deepEqual(JSON.parse(String(create?.body)), {
      data: {
        type: "letters",
        attributes: {
          file_original_name: "send-1.pdf",
          file_url: `${model.url}/upload/1?signed=1`,
          file_url_signature: "sig-/upload/1",
          address_position: "left",
          auto_send: true,
          delivery_product: "cheap",
          print_mode: "simplex",
          print_spectrum: "color",
        },
      },
    });
  });

  const tickets: [ticket: Partial<JobTicket>, said: object][] = [
    [{ sides: "two-sided-long-edge" }, { print_mode: "duplex" }],
    [{ colour: "monochrome" }, { print_spectrum: "grayscale" }],
    [{ postage: "fast" }, { delivery_product: "fast" }],
  ];
  for (const [ticket, said] of tickets)
    it(`prints ${JSON.stringify(ticket)} as ${JSON.stringify(said)}`, async () => {
      await deliver(open(), () => jobFor("send-1", ticket), notesIn());
      const told = model.letters[0]?.said ?? {};
      assert.deepEqual({ ...told, ...said }, told);
    });

  it("makes drafts where it is set so, and then is not asked what becomes of them", async () => {
    const way = open({ draft: true, position: "right" });
    await deliver(way, () => jobFor("send-1"), notesIn());
    const { auto_send, address_position } = model.letters[0]?.said ?? {};
    assert.deepEqual([auto_send, address_position, way.look], [false, "right", undefined]);
  });

  const wrong: [what: string, ticket: Partial<JobTicket>][] = [
    ["another paper", { media: "iso_a5_148x210mm" }],
    ["copies", { copies: 2 }],
    ["a tray", { tray: "tray-1" }],
    ["the short edge", { sides: "two-sided-short-edge" }],
  ];
  for (const [what, ticket] of wrong)
    it(`is sent nothing with ${what}`, async () => {
      const told = await deliver(open(), () => jobFor("send-1", ticket), notesIn());
      assert.deepEqual([told.state, (told as { reason: Fault }).reason.key], ["not-sent", "print.provider-cannot"]);
      assert.deepEqual(model.calls, []);
    });

  const addresses: [what: string, to: object, key: string | undefined][] = [
    ["as people have", {}, undefined],
    ["with a long name", { lastName: "X".repeat(46) }, "print.provider-long-name"],
    [
      "with a long street",
      { postalAddress: { ...camille.postalAddress, thoroughfare: ["X".repeat(41)] } },
      "print.provider-long-street",
    ],
    [
      "with a long town",
      { postalAddress: { ...camille.postalAddress, locality: "X".repeat(26) } },
      "print.provider-long-city",
    ],
  ];
  for (const [what, to, key] of addresses)
    it(`takes an address ${what}: ${key ?? "yes"}`, () => {
      const check = () => open().checkAddress?.({ ...camille, ...to });
      if (key === undefined) check();
      else assert.throws(check, { key });
    });

  it("gives one token to all who ask at once, and another one when it has run out", async () => {
    const way = open();
    const send = (id: string) => deliver(way, () => jobFor(id), notesIn());
    await Promise.all(["a", "b", "c", "d"].map(send));
    assert.equal(model.asked().filter((one) => one === "token").length, 1);
    model.expireTokens();
    assert.equal((await send("e")).state, "sent");
    assert.equal(model.asked().filter((one) => one === "token").length, 2);
    assert.equal(model.letters.length, 5);
  });

  it("asks for a new token before the old one runs out", async () => {
    const clock = clockAt(1_000_000);
    const way = providerWay(pingenAt(model, {}, { clock }), clock);
    await deliver(way, () => jobFor("a"), notesIn());
    clock.set(1_000_000 + 43_180_000);
    await deliver(way, () => jobFor("b"), notesIn());
    assert.deepEqual(model.asked().filter((one) => one === "token").length, 2);
    assert.deepEqual(model.asked().filter((one) => one === "create").length, 2);
  });

  it("keeps letters for the right secret, and tells it to nobody", async () => {
    const told = await turn(open({}, { secret: "wr0ng-secret" }), () => jobFor("send-1"), notesIn(), undefined);
    const { reason } = told as { reason: Fault };
    assert.deepEqual([told.state, reason.key], ["not-now", "print.provider-not-let-in"]);
    assert.doesNotMatch(JSON.stringify([reason.data, reason.message]), /wr0ng/);
  });

  const inward = [
    "http://169.254.169.254/latest/meta-data",
    "https://127.0.0.1/upload",
    "https://localhost/upload",
    "http://storage.example/upload",
  ];
  for (const address of inward)
    it(`has no document put to ${address}`, async () => {
      model.uploadAt = address;
      // As for a provider of the internet, but for the model's own place.
      const provider = pingenAt(model, {}, { inside: false });
      const told = await turn(providerWay(provider, systemClock), () => jobFor("send-1"), notesIn(), undefined);
      assert.deepEqual([told.state, (told as { reason: Fault }).reason.key], ["not-sent", "service.inside"]);
    });

  const states: [status: string, state: string, more?: true, needs?: string][] = [
    ["validating", "waiting"],
    ["submitted", "waiting"],
    ["printing", "printing", true],
    ["sent", "mailed", true],
    ["delivered", "delivered"],
    ["undeliverable", "undeliverable"],
    ["cancelled", "cancelled"],
    ["unprintable", "failed"],
    ["action_required", "waiting", undefined, "print.pingen-action-required"],
    ["awaiting_credits", "waiting", undefined, "print.pingen-awaiting-credits"],
    ["something new", "waiting"],
  ];
  for (const [status, state, more, needs] of states)
    it(`says ${status}: ${state}`, () => {
      const seen = seenOf(status, "api.example");
      assert.deepEqual([seen.state, seen.more, seen.needs?.key], [state, more, needs]);
    });

  it("is asked how a letter is, and takes it back while it can", async () => {
    const way = open();
    const notes = notesIn();
    await deliver(way, () => jobFor("send-1"), notes);
    const look = async () => (await way.look?.(notes.kept!))?.state;
    assert.equal(await look(), "waiting");
    model.letters[0]!.status = "printing";
    assert.deepEqual([await look(), await way.cancel?.(notes.kept!)], ["printing", "too-late"]);
    model.letters[0]!.status = "valid";
    assert.deepEqual([await way.cancel?.(notes.kept!), await look()], ["cancelled", "cancelled"]);
    model.letters.length = 0;
    assert.equal(await look(), "untraced");
  });

  it("shows who is let in, and what a sheet costs, and prints nothing", async () => {
    const facts = await pingenAt(model).look();
    assert.deepEqual(
      facts.map(({ key, data }) => [key, data]),
      [
        ["print-service.pingen", { host: `127.0.0.1:${model.port}`, name: "ACME" }],
        ["print-service.pingen-price", { price: 1.29, currency: "EUR" }],
      ],
    );
    model.mishaps.price = [{ status: 422 }];
    assert.equal((await pingenAt(model).look()).length, 1);
    await assert.rejects(pingenAt(model, {}, { secret: "no" }).look(), { key: "print.provider-not-let-in" });
    assert.deepEqual(model.letters, []);
  });
});
