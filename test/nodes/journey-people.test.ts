import assert from "node:assert/strict";
import { describe, it } from "mocha";
import registerSidebar from "../../nodes/journey-sidebar/journey-sidebar.ts";
import type { LookAnswer, SearchAnswer, StoryAnswer, ToldAnswer } from "../../nodes/journey-sidebar/people/desk.ts";
import { keepLetter } from "../../src/print/index.ts";
import { PersonExport } from "../../src/rights/index.ts";
import { flowOf, nodeRed } from "./helper.ts";
import { letterFor } from "./letters.ts";

type Answer<Value> = { status: number; body: Value & { problem?: string } };

/** Keys with all that means something to HTML, to addresses, or to a database. */
const hostile = `<img src=x onerror=alert(1)>%_"'&?/../é🐈`;

describe("the routes of the page People", () => {
  const red = nodeRed(registerSidebar);
  const load = () => red.load(flowOf({ type: "collector" }, 0, { locale: "fr" }));

  async function ask<Value>(path: string, body: object, language = "en"): Promise<Answer<Value>> {
    const answer = await red.admin(`/belle-histoire/journey/people/${path}`, language, { campaign: "c1", ...body });
    return answer as unknown as Answer<Value>;
  }
  /** The same of an answer that is a file. */
  const bytes = (path: string, body: object) =>
    ask(path, body) as unknown as Promise<{ status: number; headers: Record<string, string>; body: Buffer }>;
  /** A person who waits, and to whom a letter is on its way. */
  async function person(id: string, content: object = {}) {
    const message = await letterFor(red, id);
    const { store } = await red.house();
    const of = { campaign: "c1", journey: message.journey.id, root: message.journey.task };
    await store.hold({
      ...{ ...of, id: `wait-${id}`, node: "wait", message: {}, at: Date.now() },
      plan: { webhooks: [], steps: [{ at: Date.now() + 1e9, output: "too-late" }], late: "refuse" },
    });
    const { recipient } = message;
    const sent = { recipient, content: { ...message.content, ...content } };
    await store.enqueue({
      ...{ ...of, id: `send-${id}`, node: "print", message: sent as never, at: Date.now() },
      history: {
        ...{ kind: "send.queued", node: "print" },
        data: { channel: "print", label: "accepted", reason: "the decision is “accepted”" },
      },
    });
    return { ...of, id };
  }

  it("finds, tells and shows a person, whatever stands in their keys", async () => {
    await load();
    const { journey } = await person(hostile);
    const { body: found } = await ask<SearchAnswer>("search", { begins: `D-${hostile}` });
    assert.deepEqual(
      found.people.map(({ id, cases }) => [id, cases[0]?.caseKey, cases[0]?.journey]),
      [[hostile, `D-${hostile}`, journey]],
    );
    assert.equal(found.timeZone, "Europe/Paris");
    for (const [language, waits] of [
      ["en", /^The recipient waits for the decision, until/],
      ["fr", /^Le destinataire attend la décision, jusqu’au/],
    ] as const) {
      const { body } = await ask<StoryAnswer>("story", { id: hostile }, language);
      assert.equal(body.person.name, "Camille Moreau");
      const [, wait, send] = body.told?.lines ?? [];
      assert.match(wait?.text ?? "", waits);
      assert.deepEqual(send?.looks, { id: `send-${hostile}`, channel: "print" });
      assert.deepEqual(send?.branch, { label: "accepted", reason: "the decision is “accepted”" });
    }
    const { body: look } = await ask<LookAnswer>("look", { journey, id: `send-${hostile}` });
    assert.equal(Buffer.from(look.letter?.pdf ?? "", "base64").toString(), "%PDF-1.7 a letter");
    assert.deepEqual(look.to, ["Camille Moreau", "12 rue de Paris", "35000 RENNES"]);
  });

  it("draws for the look a letter that is printed with others", async () => {
    await load();
    const { assets } = await red.house();
    const letter = await keepLetter(
      {
        ...{ language: "en", timeZone: "Europe/Paris", now: 0, sender: ["Insurer"], window: "right" },
        ...{ address: ["Camille Moreau", "35000 Rennes"], body: "Hello" },
      },
      (bytes, type) => assets.put(bytes, type),
    );
    const { journey, id } = await person("R-1", { pdf: undefined, letter });
    const { status, body } = await ask<LookAnswer>("look", { journey, id: `send-${id}` });
    assert.deepEqual([status, body.problem, body.drawn], [200, undefined, true]);
    assert.match(Buffer.from(body.letter?.pdf ?? "", "base64").toString("latin1"), /^%PDF-/);
  });

  it("shows a mail with its pictures in it, and lets it fetch nothing and run nothing", async () => {
    await load();
    const { assets } = await red.house();
    const picture = await assets.put(Buffer.from("picture"), "image/png");
    const html = `<!doctype html><html><head><title>x</title></head><body><script>alert(1)</script><img src="cid:map@x"></body></html>`;
    const content = {
      ...{ channel: "email", pdf: undefined, pages: undefined, subject: "Hello", html, text: "Hello" },
      inline: [{ cid: "map@x", name: "map.png", asset: picture }],
    };
    const { journey, id } = await person("R-1", content);
    const { body } = await ask<LookAnswer>("look", { journey, id: `send-${id}` });
    const shown = body.email?.html ?? "";
    assert.match(
      shown,
      /^<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:;/,
    );
    assert.match(shown, /<img src="data:image\/png;base64,cGljdHVyZQ==">/);
    // The bytes are given to who names them by their hash, as long as this very message refers to them.
    const file = { journey, id: `send-${id}`, hash: picture.hash };
    const response = await bytes("file", file);
    assert.deepEqual(
      [response.status, response.headers["content-type"], response.body.toString()],
      [200, "image/png", "picture"],
    );
    assert.match(response.headers["content-security-policy"] ?? "", /^sandbox/);
    const other = await person("R-2");
    for (const wrong of [
      { id: "wait-R-1" },
      { journey: other.journey },
      { id: "send-R-2" },
      { hash: "0".repeat(64) },
    ]) {
      const { status, body: said } = await ask("file", { ...file, ...wrong });
      assert.deepEqual([status, said.problem], [422, "Nothing is kept of what was sent here any more."]);
    }
  });

  it("ends a journey or a wait by a person's hand, once, with who and why", async () => {
    await load();
    const { journey, id } = await person("R-1");
    const asked = { journey, wait: "wait-R-1", by: "Anne", why: "asked by phone" };
    const { body: moved } = await ask<ToldAnswer>("move-on", { ...asked, data: { decision: "accepted" } });
    assert.deepEqual(moved.told, ["The answer is kept: the story goes on by it."]);
    const { body: exited } = await ask<ToldAnswer>("exit", asked);
    assert.deepEqual(exited.told, [
      "The journey is ended: whoever waited has left by the last output.",
      "Taken back before it went out: 1.",
    ]);
    const { body: told } = await ask<StoryAnswer>("story", { id });
    assert.deepEqual(
      told.told?.lines.slice(-2).map(({ text }) => text),
      [
        "Anne answers: decision = accepted. Reason: asked by phone",
        "Anne ends the journey. Reason: asked by phone Taken back before it went out: 1.",
      ],
    );
    const refused: [path: string, body: object, problem: RegExp][] = [
      ["exit", asked, /left already/],
      ["move-on", asked, /ended meanwhile/],
      ["move-on", { ...asked, data: {} }, /no fields/],
      ["exit", { ...asked, why: " " }, /Write why/],
      ["exit", { ...asked, by: undefined }, /who you are/],
      ["exit", { ...asked, journey: "none" }, /not there any more/],
      ["exit", { ...asked, campaign: "other" }, /does not run/],
      ["search", { begins: 1 }, /begins/],
    ];
    for (const [path, body, problem] of refused) {
      const { status, body: said } = await ask(path, body);
      assert.equal(status, 422, path);
      assert.match(said.problem ?? "", problem);
    }
  });

  it("exports and erases, says first what that means, and knows nobody afterwards", async () => {
    await load();
    const { journey, id } = await person("R-1");
    const response = await bytes("export", { id });
    assert.match(response.headers["content-disposition"] ?? "", /^attachment; filename="export\.json"/);
    const { files, ...form } = response.body as unknown as { files: Record<string, string> };
    const [asset] = PersonExport.parse(form).assets;
    assert.equal(Buffer.from(files[asset?.hash ?? ""] ?? "", "base64").toString(), "%PDF-1.7 a letter");
    const { body: look } = await ask<ToldAnswer>("erase-look", { id });
    assert.equal(look.told[0], "R-1 (Camille Moreau), campaign Spring, 1 journeys.");
    const named = await ask("erase", { id, by: "Anne", why: "Moreau has asked" });
    assert.match(named.body.problem ?? "", /names the person/);
    const { body: erased } = await ask<ToldAnswer>("erase", { id, by: "Anne", why: "asked by letter" });
    assert.match(erased.told[0] ?? "", /^Erased: /);
    for (const [path, body] of [
      ["story", { id }],
      ["export", { id }],
      ["erase", { id, by: "Anne", why: "again" }],
      ["look", { journey, id: "send-R-1" }],
      ["exit", { journey, by: "Anne", why: "again" }],
    ] as const)
      assert.equal((await ask(path, body)).status, 422, path);
    assert.deepEqual((await ask<SearchAnswer>("search", { begins: "R" })).body.people, []);
    assert.deepEqual(red.errors, []);
  });
});
