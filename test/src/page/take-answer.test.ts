import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { PageAnswer } from "../../../src/page/index.ts";
import { browser, elements, filled, form, htmlOf, kept, otherToken, Pages, sealedIn } from "./pages.ts";

const said = (answer: PageAnswer) =>
  elements(answer, "div")
    .filter(({ of }) => of.class?.startsWith("house-told"))
    .map(({ text }) => text);
const inputs = (answer: PageAnswer) => elements(answer, "input", "select", "textarea");
const writtenIn = (answer: PageAnswer, name: string) => inputs(answer).find(({ of }) => of.name === name)?.of.value;

/** Pages with a form that was served, filled in well. */
async function served() {
  const pages = new Pages();
  return { pages, inputs: { form: await pages.sealed(), ...filled } };
}

describe("an answer", () => {
  it("is kept as the table of fields reads it, and the page shows thanks in the form's place", async () => {
    const { pages, inputs } = await served();
    const answer = await pages.post(inputs);
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, "?#response");
    assert.equal(answer.headers["cache-control"], "no-store");
    const [response] = pages.responses;
    assert.deepEqual(response?.data, {
      decision: "accepted",
      mobile: "+33612345678",
      visit: "2026-05-02",
      persons: 2,
      budget: { amount: 123450, currency: "EUR" },
      terms: true,
      news: false,
    });
    const thoroughfare = ["5 rue du Bac", "Bâtiment C"];
    assert.deepEqual(response?.recipient, {
      firstName: "Léa",
      email: "lea@example.org",
      postalAddress: { country: "FR", postalCode: "75007", locality: "Paris", thoroughfare },
    });
    assert.equal(response?.form["person.firstName"], "Léa");
    const page = await pages.ask();
    assert.deepEqual(said(page), ["Thank you. Your answer has reached us."]);
    assert.deepEqual(elements(page, "form"), []);
  });

  it("is one, however often the same form is sent, and the visitor is told the same", async () => {
    const { pages, inputs } = await served();
    for (let time = 0; time < 3; time += 1) assert.equal((await pages.post(inputs)).status, 303);
    assert.equal(pages.responses.length, 1);
  });

  it("that was changed in a form that stayed open is another one: the first stands where it may not be replaced", async () => {
    const { pages, inputs } = await served();
    await pages.post(inputs);
    const answer = await pages.post({ ...inputs, "data.decision": "declined" });
    assert.equal(answer.status, 409);
    assert.equal(pages.responses.length, 1);
    assert.match(said(answer)[0] ?? "", /earlier answer stands/);
  });

  it("may be replaced where the form says so", async () => {
    const pages = new Pages();
    pages.form = form({ again: true });
    const inputs = { form: await pages.sealed(), ...filled };
    await pages.post(inputs);
    const page = await pages.ask();
    assert.deepEqual(
      elements(page, "summary").map(({ text }) => text),
      ["Change my answer"],
    );
    assert.equal(writtenIn(page, "data.person.firstName"), "", "who has the address learns nothing of the answer");
    const declined = { ...filled, "data.decision": "declined" };
    assert.equal((await pages.post({ form: sealedIn(page), ...declined })).status, 303);
    assert.deepEqual(
      pages.responses.map(({ data }) => data.decision),
      ["accepted", "declined"],
    );
    // The first form, sent once more from a window that stayed open, is not taken for a new word, and not for this one.
    const stale = await pages.post(inputs);
    assert.equal(stale.status, 409);
    assert.match(said(stale)[0] ?? "", /another answer since/);
    assert.equal((await pages.post({ ...filled, form: sealedIn(stale) })).status, 303);
    assert.equal(pages.responses.length, 3);
  });

  const results: [result: NonNullable<Pages["result"]>, status: number, RegExp][] = [
    ["other", 409, /earlier answer stands/],
    ["over", 410, /has ended/],
    ["none", 404, /no page at this address/],
    ["same", 303, /^$/],
  ];
  for (const [result, status, words] of results)
    it(`that comes to ${result} is answered with ${status}`, async () => {
      const { pages, inputs } = await served();
      pages.result = result;
      const answer = await pages.post(inputs);
      assert.equal(answer.status, status);
      assert.match(htmlOf(answer), words);
    });

  it("counts the visit of who reads without scripts, once", async () => {
    const { pages, inputs } = await served();
    await pages.post(inputs);
    assert.deepEqual(pages.visits, [false]);
    const seen = new Pages();
    seen.page = kept({ firstVisit: 1, visits: 1 });
    await seen.post({ form: await seen.sealed(), ...filled });
    assert.deepEqual(seen.visits, []);
  });

  const numbers: [language: string, written: string, number: unknown, money: unknown][] = [
    ["fr", "2,5", 2.5, 250],
    ["fr", "1 234,5", 1234.5, 123450],
    ["fr", "1\u202f234", 1234, 123400],
    ["fr", "12,50 €", undefined, 1250],
    ["en", "2.5", 2.5, 250],
    ["en", "2,5", 2.5, 250],
    ["en", "1,234", undefined, undefined],
    ["en", "-3", -3, -300],
    ["en", "12 USD", undefined, 1200],
    ["en", "1.234.567", undefined, undefined],
  ];
  for (const [language, written, number, money] of numbers)
    it(`reads “${written}” in ${language} as a person means it`, async () => {
      const answers = ["data.persons", "data.budget"].map(async (name) => {
        const pages = new Pages();
        pages.page = kept({}, { language });
        await pages.post({ form: await pages.sealed(), ...filled, [name]: written });
        const { persons, budget } = pages.responses[0]?.data ?? {};
        return name === "data.persons" ? persons : (budget as { amount?: number } | undefined)?.amount;
      });
      assert.deepEqual(await Promise.all(answers), [number, money]);
    });
});

describe("an answer that cannot be taken", () => {
  it("is shown again with all that was written and every problem, tied to its field", async () => {
    const { pages, inputs: well } = await served();
    const wrong: Record<string, string> = {
      ...well,
      "data.email": "nowhere",
      "data.decision": "",
      "data.postalAddress.postalCode": "",
    };
    delete wrong["data.terms"];
    const answer = await pages.post(wrong);
    assert.equal(answer.status, 422);
    assert.deepEqual(pages.responses, []);
    const ids = new Set(elements(answer).map(({ of }) => of.id));
    const links = elements(answer, "a").filter(({ parents }) => parents.includes("ul"));
    assert.deepEqual(
      links.map(({ text }) => text),
      [
        "Decision – Please choose an answer.",
        "E-mail address – Please write an e-mail address, such as name@example.org.",
        "Terms – Please tick this box.",
        "Postal address – Please write the postal code.",
      ],
    );
    for (const { of } of links) assert.ok(ids.has(of.href?.slice(1)), of.href);
    for (const { of } of elements(answer))
      for (const id of of["aria-describedby"]?.split(" ") ?? []) assert.ok(ids.has(id), id);
    const invalid = elements(answer).filter(({ of }) => of["aria-invalid"] === "true");
    assert.deepEqual(
      invalid.map(({ of }) => of.role ?? of.name),
      ["radiogroup", "data.email", "data.terms", "data.postalAddress.postalCode"],
    );
    assert.equal(writtenIn(answer, "data.email"), "nowhere");
    assert.equal(writtenIn(answer, "data.person.firstName"), "Léa");
    assert.match(htmlOf(answer), /5 rue du Bac\r?\nBâtiment C<\/textarea>/);
    assert.match(elements(answer, "title")[0]?.text ?? "", /^Please check – Your offer$/);
    // Put right, it is taken, and is the form that it was.
    assert.equal((await pages.post({ ...well, form: sealedIn(answer) })).status, 303);
  });

  it("is in the page where the store fails, and is one answer when it is sent again", async () => {
    const { pages, inputs } = await served();
    pages.broken = "responded";
    const answer = await pages.post(inputs);
    assert.equal(answer.status, 503);
    assert.equal(answer.headers["retry-after"], "60");
    assert.match(said(answer)[0] ?? "", /still here/);
    assert.equal(writtenIn(answer, "data.email"), "lea@example.org");
    assert.equal(pages.failures.length, 1);
    pages.broken = undefined;
    for (let time = 0; time < 2; time += 1) await pages.post({ ...inputs, form: sealedIn(answer) });
    await pages.post(inputs);
    assert.equal(pages.responses.length, 1);
  });

  for (const [name, status, change] of [
    ["the page cannot be found out", 503, { broken: "find" }],
    ["the limit cannot be asked", 503, { broken: "tooMany" }],
    ["too many come", 429, { wait: 30 }],
  ] as const)
    it(`is in the page where ${name}, and its button sends it`, async () => {
      const { pages, inputs: well } = await served();
      Object.assign(pages, change);
      const answer = await pages.post(well);
      assert.equal(answer.status, status);
      assert.ok(Number(answer.headers["retry-after"]) > 0);
      const resent = Object.fromEntries(
        // Browsers send the ends of lines so, however a page writes them.
        inputs(answer).map(({ of }) => [of.name ?? "", of.value?.replaceAll("\n", "\r\n") ?? ""]),
      );
      assert.deepEqual(resent, well);
      pages.broken = undefined;
      pages.wait = undefined;
      assert.equal((await pages.post(resent)).status, 303);
      assert.equal(pages.responses.length, 1);
    });

  const doubtful: [string, (pages: Pages, inputs: Record<string, string>) => unknown][] = [
    ["that no form of ours sent", (_, inputs) => delete inputs.form],
    ["with a form that nobody sealed", (_, inputs) => Object.assign(inputs, { form: "A".repeat(80) })],
    ["sent within the second", (pages) => Object.assign(pages, { time: pages.time - 1_900 })],
    ["from before its form was served", (pages) => Object.assign(pages, { time: pages.time - 60_000 })],
    ["from a form of the day before", (pages) => Object.assign(pages, { time: pages.time + 86_400_000 })],
    [
      "with the form of another page",
      async (pages, inputs) => {
        const other = new Pages();
        other.find = async () => other.page;
        inputs.form = await other.sealed({ token: otherToken });
        assert.ok(inputs.form !== "");
        pages.time += 1;
      },
    ],
    [
      "with the form of another store",
      async (_, inputs) => {
        const other = new Pages();
        other.secret = "cd".repeat(32);
        inputs.form = await other.sealed();
      },
    ],
    [
      "with the form of the choices",
      async (pages, inputs) => Object.assign(inputs, { form: await pages.sealed({ action: "choices" }) }),
    ],
  ];
  for (const [name, change] of doubtful)
    it(`${name} is asked to be sent again, with all that was written`, async () => {
      const { pages, inputs } = await served();
      await change(pages, inputs);
      const answer = await pages.post(inputs);
      assert.equal(answer.status, 422);
      assert.match(said(answer)[0] ?? "", /once more/);
      assert.deepEqual(pages.changes, []);
      assert.equal(writtenIn(answer, "data.email"), "lea@example.org");
      assert.equal((await pages.post({ ...inputs, form: sealedIn(answer) })).status, 303);
    });

  it("changes nothing where an answer stands already", async () => {
    const { pages, inputs } = await served();
    await pages.post(inputs);
    for (const wrong of [{ ...inputs, "data.email": "x" }, { ...filled }])
      assert.match(said(await pages.post(wrong))[0] ?? "", /earlier answer stands/);
    assert.equal(pages.responses.length, 1);
  });

  it("of a program that fills in all it finds looks like one that was taken", async () => {
    const { pages, inputs } = await served();
    const person = await new Pages().post(inputs);
    const answer = await pages.post({ ...inputs, homepage: "https://spam.example" });
    assert.deepEqual(answer, person);
    assert.deepEqual(pages.responses, []);
    assert.deepEqual(pages.visits, [true]);
  });

  it("has a field for programs that people neither see, reach nor hear", async () => {
    const page = await new Pages().ask();
    const trap = elements(page, "input").find(({ of }) => of.name === "homepage");
    assert.equal(trap?.of.tabindex, "-1");
    assert.equal(trap?.of.autocomplete, "off");
    const [around] = elements(page, "div").filter(({ of }) => of.class === "house-trap");
    assert.equal(around?.of["aria-hidden"], "true");
  });

  it("is the same to who reads it back: nothing of a recipient stands in the form", async () => {
    const pages = new Pages();
    pages.page = kept({ recipient: "lea@example.org" });
    assert.doesNotMatch(htmlOf(await pages.ask()), /lea@/);
  });

  it("speaks of nothing but the page when it is foreign", async () => {
    const { pages, inputs } = await served();
    const answer = await pages.post(inputs, { headers: { ...browser, "sec-fetch-site": "cross-site" } });
    assert.equal(answer.status, 403);
    assert.deepEqual(pages.changes, []);
  });
});
