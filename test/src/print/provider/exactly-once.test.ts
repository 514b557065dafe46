import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import { systemClock } from "../../../../src/clock.ts";
import type { Fault } from "../../../../src/contract/index.ts";
import type { PrintProvider } from "../../../../src/print/provider/provider.ts";
import { providerWay } from "../../../../src/print/provider/way.ts";
import { clockAt, deliver, jobFor, notesIn, pdf, pingenAt, plainAt, turn } from "./means.ts";
import { type Mishap, type ModelProvider, modelProvider, type Operation } from "./model-provider.ts";

const keyOf = (reason: unknown) => (reason as Fault | undefined)?.key ?? (reason as Error)?.message;

describe("a letter at a provider", () => {
  let model: ModelProvider;
  beforeEach(async () => {
    model = await modelProvider();
  });
  afterEach(() => model.close());

  const kinds: [kind: string, knowsKeys: boolean, open: () => PrintProvider][] = [
    ["Pingen", true, () => pingenAt(model)],
    ["one with a plain API", true, () => plainAt(model)],
    ["one that knows keys and has no list", true, () => plainAt(model, { findAddress: "" })],
    ["one that knows no keys and has a list", false, () => plainAt(model, { keyHeader: "" })],
  ];
  const inDoubt: Mishap[] = [
    "lost",
    "garbage",
    "half",
    "huge",
    "nothing",
    { status: 500, done: true },
    { status: 302, done: true },
  ];

  for (const [kind, knowsKeys, open] of kinds)
    describe(`(${kind})`, () => {
      beforeEach(() => {
        model.knowsKeys = knowsKeys;
      });

      it("is made once, and its name kept", async () => {
        const notes = notesIn();
        const way = providerWay(open(), systemClock);
        const told = await deliver(way, () => jobFor("send-1"), notes);
        assert.deepEqual(told, { state: "sent", reference: model.letters[0]?.id });
        assert.equal(notes.kept?.name, model.letters[0]?.id);
        assert.deepEqual([model.letters.length, model.letters[0]?.pdf], [1, pdf]);
        // Whoever comes late with the same send is told the same.
        assert.deepEqual(await way.submit(jobFor("send-1"), notes), told);
        assert.equal(model.letters.length, 1);
      });

      for (const mishap of inDoubt)
        it(`was made, and the answer is ${JSON.stringify(mishap)}: one letter`, async () => {
          model.mishaps.create = [mishap];
          const told = await deliver(providerWay(open(), systemClock), () => jobFor("send-1"), notesIn());
          assert.equal(told.state, "sent");
          assert.equal(model.letters.length, 1);
        });

      it("was made, answers are lost again and again: one letter", async () => {
        model.mishaps.create = ["lost", "lost", "lost"];
        const told = await deliver(providerWay(open(), systemClock), () => jobFor("send-1"), notesIn());
        assert.deepEqual([told.state, model.letters.length], ["sent", 1]);
      });

      it("was made, and its name was not kept: one letter", async () => {
        const notes = notesIn();
        notes.fails = ({ name }) => name !== undefined;
        const way = providerWay(open(), systemClock);
        const first = await turn(way, () => jobFor("send-1"), notes, undefined);
        assert.equal(first.state, "doubtful");
        notes.fails = () => false;
        const told = await turn(way, () => jobFor("send-1"), notes, first);
        assert.deepEqual([told.state, model.letters.length], ["sent", 1]);
      });

      it("is not made where nothing can be kept of it", async () => {
        const notes = notesIn();
        notes.fails = () => true;
        const told = await turn(providerWay(open(), systemClock), () => jobFor("send-1"), notes, undefined);
        assert.deepEqual([told.state, model.letters.length], ["doubtful", 0]);
      });

      const later: [what: string, mishap: Mishap, key: string, after?: number][] = [
        ["asks for a pause", { status: 429, headers: { "retry-after": "7" } }, "print.provider-busy", 7_000],
        ["is being mended", { status: 503, headers: { "retry-after": "120" } }, "print.provider-busy", 120_000],
        ["lets nobody in", { status: 403 }, "print.provider-not-let-in"],
      ];
      for (const [what, mishap, key, after] of later)
        it(`waits for a provider that ${what}`, async () => {
          model.mishaps.create = [mishap];
          const notes = notesIn();
          const way = providerWay(open(), systemClock);
          const told = await turn(way, () => jobFor("send-1"), notes, undefined);
          assert.equal(told.state, "not-now");
          assert.equal(keyOf("reason" in told && told.reason), key);
          assert.equal("after" in told ? told.after : undefined, after);
          assert.equal(notes.kept, undefined);
          assert.equal((await deliver(way, () => jobFor("send-1"), notes)).state, "sent");
          assert.equal(model.letters.length, 1);
        });

      it("is not sent where the provider turns it down, in its own words", async () => {
        const errors = [
          { detail: "Camille Moreau lives\u0007 nowhere", source: { pointer: "/data/attributes/country" } },
          { title: "No such\nproduct" },
          { title: "12 RUE DE L’HÔTEL-DIEU?" },
        ];
        model.mishaps.create = [{ status: 422, body: { errors } }];
        const told = await deliver(providerWay(open(), systemClock), () => jobFor("send-1"), notesIn());
        const reason = (told as { reason: Fault }).reason;
        assert.deepEqual([told.state, reason.key], ["not-sent", "print.provider-refused"]);
        assert.equal(reason.data.said, "/data/attributes/country: … … lives nowhere; No such product; …?");
        assert.equal(model.letters.length, 0);
      });

      it("follows no redirect", async () => {
        model.mishaps.create = ["elsewhere"];
        const told = await deliver(providerWay(open(), systemClock), () => jobFor("send-1"), notesIn());
        assert.deepEqual([told.state, keyOf((told as { reason: Fault }).reason)], ["not-sent", "service.redirect"]);
      });
    });

  it("that cannot be asked about is in doubt for good, and made once at most", async () => {
    model.knowsKeys = false;
    model.mishaps.create = ["lost"];
    const way = providerWay(plainAt(model, { keyHeader: "", findAddress: "" }), systemClock);
    const told = await deliver(way, () => jobFor("send-1"), notesIn());
    assert.deepEqual([told.state, model.letters.length], ["unknown", 1]);
  });

  it("of which the process died before it knew is asked for, and not made again without a key", async () => {
    const notes = notesIn();
    notes.kept = { key: "send-1", at: Date.now() };
    const way = providerWay(plainAt(model, { keyHeader: "", findAddress: "" }), systemClock);
    assert.equal((await way.lookup("send-1", notes, async () => jobFor("send-1"))).state, "unknown");
    assert.deepEqual([model.letters.length, model.calls.length], [0, 0]);
  });

  it("of which the process died between note and call is made under its key", async () => {
    const notes = notesIn();
    const provider = pingenAt(model);
    await new Promise<void>((reached) => {
      const create = () => {
        reached();
        return new Promise<string>(() => {});
      };
      void providerWay({ ...provider, create }, systemClock).submit(jobFor("send-1"), notes);
    });
    assert.equal(notes.kept?.name, undefined);
    const told = await providerWay(provider, systemClock).lookup("send-1", notes, async () => jobFor("send-1"));
    assert.deepEqual([told.state, model.letters.length], ["sent", 1]);
    // The document that was put there before it died.
    assert.equal(model.asked().filter((one) => one === "upload").length, 1);
  });

  it("that never arrived is made again under its key", async () => {
    for (const [id, provider] of Object.entries({ "send-1": pingenAt(model), "send-2": plainAt(model) })) {
      model.letters.length = 0;
      model.mishaps.create = ["before"];
      const told = await deliver(providerWay(provider, systemClock), () => jobFor(id), notesIn());
      assert.deepEqual([told.state, model.letters.length], ["sent", 1]);
    }
  });

  it("is not made under a key that the provider may have forgotten", async () => {
    const clock = clockAt(1_000_000);
    const notes = notesIn();
    const way = providerWay(pingenAt(model, {}, { clock }), clock);
    model.mishaps.create = ["lost"];
    const first = await turn(way, () => jobFor("send-1"), notes, undefined);
    clock.set(1_000_000 + 23 * 3_600_000);
    model.lists = false;
    assert.equal((await turn(way, () => jobFor("send-1"), notes, first)).state, "unknown");
    model.lists = true;
    assert.equal((await turn(way, () => jobFor("send-1"), notes, first)).state, "sent");
    assert.deepEqual([model.letters.length, model.asked().filter((one) => one === "create").length], [1, 1]);
  });

  it("that is not in a list is taken for never made after the time that its mapping names, and not before", async () => {
    const clock = clockAt(1_000_000);
    const notes = notesIn();
    const way = providerWay(plainAt(model, { keyHeader: "", absent: 10 }, { clock }), clock);
    model.mishaps.create = ["before"];
    const first = await turn(way, () => jobFor("send-1"), notes, undefined);
    const second = await turn(way, () => jobFor("send-1"), notes, first);
    assert.deepEqual([second.state, model.letters.length], ["doubtful", 0]);
    clock.set(1_000_000 + 11 * 60_000);
    assert.equal((await turn(way, () => jobFor("send-1"), notes, second)).state, "sent");
    assert.equal(model.letters.length, 1);
  });

  it("whose key stands for another letter is for a person", async () => {
    model.lists = false;
    model.mishaps.create = ["lost"];
    const way = providerWay(plainAt(model), systemClock);
    const notes = notesIn();
    const first = await turn(way, () => jobFor("send-1"), notes, undefined);
    const told = await turn(way, () => jobFor("send-1", { colour: "monochrome" }), notes, first);
    assert.deepEqual([told.state, model.letters.length], ["unknown", 1]);
  });

  it("is in doubt while its key is being worked on, and is then found", async () => {
    model.mishaps.create = [{ status: 409, done: true }];
    const way = providerWay(pingenAt(model), systemClock);
    const told = await deliver(way, () => jobFor("send-1"), notesIn());
    assert.deepEqual([told.state, model.letters.length], ["sent", 1]);
  });

  it("is in doubt at a provider that says nothing in its time", async () => {
    model.mishaps.create = ["silent"];
    model.knowsKeys = false;
    const silent = plainAt(model, { keyHeader: "", findAddress: "" }, { time: 300 });
    const told = await deliver(providerWay(silent, systemClock), () => jobFor("send-1"), notesIn());
    assert.deepEqual([told.state, model.letters.length], ["unknown", 1]);
  });

  const early: [operation: Operation, mishap: Mishap][] = [
    ["token", "lost"],
    ["token", { status: 500 }],
    ["place", "garbage"],
    ["place", "lost"],
    ["upload", "lost"],
    ["upload", { status: 503 }],
  ];
  for (const [operation, mishap] of early)
    it(`waits where ${operation} ends with ${JSON.stringify(mishap)}: nothing was made`, async () => {
      model.mishaps[operation] = [mishap];
      const notes = notesIn();
      const way = providerWay(pingenAt(model), systemClock);
      const told = await turn(way, () => jobFor("send-1"), notes, undefined);
      assert.deepEqual([told.state, model.letters.length, notes.kept], ["not-now", 0, undefined]);
      assert.equal((await turn(way, () => jobFor("send-1"), notes, told)).state, "sent");
      assert.equal(model.letters.length, 1);
    });

  it("waits for a provider that is not there", async () => {
    const away = plainAt(model);
    await model.close();
    const told = await turn(providerWay(away, systemClock), () => jobFor("send-1"), notesIn(), undefined);
    assert.deepEqual([told.state, keyOf((told as { reason: Fault }).reason)], ["not-now", "http.unreachable"]);
    model = await modelProvider();
  });
});
