import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { browser, elements, htmlOf, kept, otherToken, Pages, sealedIn } from "./pages.ts";

const choices = { action: "choices" } as const;
const boxes = async (pages: Pages) =>
  elements(await pages.ask(choices), "input")
    .filter(({ of }) => of.type === "checkbox")
    .map(({ of }) => ({ [of.name ?? ""]: of.checked !== undefined }));

describe("the choices of a recipient", () => {
  it("show what is open ticked, and say what is closed", async () => {
    const pages = new Pages();
    assert.deepEqual(await boxes(pages), [{ "way.email": true }, { "way.print": true }]);
    const html = htmlOf(await pages.ask(choices));
    assert.match(html, /You get no advertising by text message from us\./);
    assert.match(html, /Messages about your own file or order still reach you\./);
    assert.deepEqual(pages.changes, []);
  });

  it("ask nothing where all is closed", async () => {
    const pages = new Pages();
    pages.open = [];
    const answer = await pages.ask(choices);
    assert.deepEqual(elements(answer, "form"), []);
    assert.match(htmlOf(answer), /We send you no advertising\./);
  });

  const ended: [string, ticked: string[], ended: string[][], said: RegExp][] = [
    ["one", ["print"], [["email"]], /no advertising by e.mail/],
    ["all", [], [["email", "print"]], /no advertising by post/],
    ["none", ["email", "print"], [], /Nothing was unticked/],
    ["none, where one is ticked that was not shown", ["email", "print", "sms"], [], /Nothing was unticked/],
  ];
  for (const [name, ticked, expected, said] of ended)
    it(`end ${name} of them`, async () => {
      const pages = new Pages();
      const ticks = Object.fromEntries(ticked.map((way) => [`way.${way}`, "on"]));
      const answer = await pages.post({ form: await pages.sealed(choices), ...ticks }, choices);
      assert.equal(answer.status, 200);
      assert.deepEqual(pages.optOuts, expected);
      assert.match(htmlOf(answer), said);
    });

  it("end nothing that was opened after they were shown", async () => {
    const pages = new Pages();
    const form = await pages.sealed(choices);
    pages.open = ["email", "print", "sms"];
    await pages.post({ form, "way.email": "on", "way.print": "on" }, choices);
    assert.deepEqual(pages.optOuts, []);
  });

  it("end nothing in a test, and say so", async () => {
    const pages = new Pages();
    pages.page = kept({ test: true });
    const page = await pages.ask(choices);
    assert.match(htmlOf(page), /what you choose here changes nothing/);
    const answer = await pages.post({ form: sealedIn(page), "way.email": "on" }, choices);
    assert.match(htmlOf(answer), /nothing was changed for anybody/);
    // What it is for: the story goes on. The store ends nothing in a test.
    assert.deepEqual(pages.optOuts, [["print"]]);
    const nothing = await pages.post({ form: sealedIn(page), "way.email": "on", "way.print": "on" }, choices);
    assert.match(htmlOf(nothing), /nothing was changed for anybody/);
    assert.equal(pages.optOuts.length, 1);
  });

  it("of a page that was revoked meanwhile end nothing", async () => {
    const pages = new Pages();
    const form = await pages.sealed(choices);
    pages.optOut = async () => [];
    assert.equal((await pages.post({ form }, choices)).status, 404);
  });

  const refused: [
    string,
    inputs: (pages: Pages) => Promise<Record<string, string>>,
    headers: object,
    status: number,
  ][] = [
    ["that no page of ours sent", async () => ({ "way.email": "" }), {}, 422],
    ["sent with the form of an answer", async (pages) => ({ form: await pages.sealed() }), {}, 422],
    [
      "of another site",
      async (pages) => ({ form: await pages.sealed(choices) }),
      { "sec-fetch-site": "cross-site" },
      403,
    ],
    ["in JSON", async (pages) => ({ form: await pages.sealed(choices) }), { "content-type": "application/json" }, 415],
    ["that hold nothing", async () => ({}), {}, 400],
  ];
  for (const [name, inputs, headers, status] of refused)
    it(`${name} end nothing: ${status}`, async () => {
      const pages = new Pages();
      const answer = await pages.post(await inputs(pages), { ...choices, headers: { ...browser, ...headers } });
      assert.equal(answer.status, status);
      assert.deepEqual(pages.optOuts, []);
    });

  it("of the day before are asked once more", async () => {
    const pages = new Pages();
    const form = await pages.sealed(choices);
    pages.time += 86_400_000;
    assert.equal((await pages.post({ form }, choices)).status, 422);
    assert.deepEqual(pages.optOuts, []);
  });

  it("of an address that is not there are none", async () => {
    const pages = new Pages();
    const form = await pages.sealed(choices);
    assert.equal((await pages.post({ form }, { ...choices, token: otherToken })).status, 404);
  });

  for (const broken of ["optOut", "find", "tooMany"])
    it(`are in the page where ${broken} fails, and its button sends them`, async () => {
      const pages = new Pages();
      const form = await pages.sealed(choices);
      pages.broken = broken;
      const answer = await pages.post({ form, "way.print": "on" }, choices);
      assert.equal(answer.status, 503);
      assert.match(elements(answer, "form")[0]?.of.action ?? "", /^\?choices/);
      pages.broken = undefined;
      const resent = elements(answer, "input").map(({ of }) => [of.name, of.value]);
      await pages.post(Object.fromEntries(resent), choices);
      assert.deepEqual(pages.optOuts, [["email"]]);
    });

  it("are shown where nobody can say the recipient's language, in that of the page", async () => {
    const pages = new Pages();
    pages.page = kept({}, { language: "fr" });
    pages.broken = "languageOf";
    assert.match(htmlOf(await pages.ask(choices)), /Ce que nous pouvons vous envoyer/);
  });
});
