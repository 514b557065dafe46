import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { bodyLimit, type FormTexts, type PageAnswer, type PageAsk } from "../../../src/page/index.ts";
import { browser, elements, fields, filled, form, Pages, sealedIn, text, token } from "./pages.ts";

const script = `"'></textarea></option></title><script>alert(1)</script><img src=x onerror=alert(1)>`;

/** Nothing that runs is in a page but our own script, and nothing of an attack is more than text. */
function assertInert(answer: PageAnswer, scripts = 1): void {
  assert.equal(elements(answer, "script").length, scripts);
  for (const { name, of } of elements(answer)) {
    assert.ok(!["img", "iframe", "object", "base"].includes(name), name);
    assert.deepEqual(
      Object.keys(of).filter((attribute) => attribute.startsWith("on")),
      [],
    );
  }
}

describe("an attack on a page", () => {
  for (const name of Object.keys(filled))
    it(`by a script in ${name} is text when it is shown back`, async () => {
      const pages = new Pages();
      const inputs = { form: await pages.sealed(), ...filled, "data.terms": "", [name]: script };
      const answer = await pages.post(inputs);
      assert.equal(answer.status, 422);
      assertInert(answer);
      const free = elements(answer, "input", "textarea").find(({ of }) => of.name === name && of.type !== "radio");
      if (free !== undefined && !["checkbox", "date"].includes(free.of.type ?? ""))
        assert.equal(free.of.value ?? free.text, script);
      pages.broken = "find";
      assertInert(await pages.post(inputs), 0);
    });

  it("by the texts of a form is text", async () => {
    const texts: FormTexts = {
      intro: script,
      submit: script,
      thanks: script,
      labels: Object.fromEntries(fields.map(({ name }) => [name, script])),
      choices: { decision: { accepted: script, declined: script } },
    };
    const pages = new Pages();
    const bad = text(`a${script}`, { meaning: script, values: [{ value: script, synonyms: [] }], type: "enum" });
    pages.form = form({
      fields: [...fields, bad, text("b[]['"), text(script, { default: script })],
      texts: () => texts,
      again: true,
    });
    const page = await pages.ask();
    assertInert(page);
    assertInert(await pages.post({ form: sealedIn(page) }));
    assert.equal((await pages.post({ form: sealedIn(page), ...filled })).status, 303);
    assertInert(await pages.ask());
  });

  it("by names of fields that mean something in a form's body reaches that field alone", async () => {
    const names = ["a[b]", "a[]", "100%", "a&b=c", "é.è", "x y", 'q"q', "a\\b"];
    const pages = new Pages();
    pages.form = form({ fields: names.map((name) => text(name)) });
    const page = await pages.ask();
    const inputs = elements(page, "input").filter(({ of }) => of.name?.startsWith("data."));
    assert.equal(new Set(inputs.map(({ of }) => of.name)).size, names.length);
    const answers = inputs.map(({ of }, index) => [of.name ?? "", `v${index}`] as const);
    await pages.post({ form: sealedIn(page), ...Object.fromEntries(answers) });
    assert.deepEqual(pages.responses[0]?.form, Object.fromEntries(names.map((name, index) => [name, `v${index}`])));
  });

  const bodies: [string, body: string | Buffer, status: number][] = [
    ["nothing", "", 400],
    ["a prototype", "data.__proto__.x=1", 400],
    ["a constructor", "data[constructor][prototype][x]=1", 400],
    ["a name within a name", "data=1&data.a=2", 400],
    ["the form as an object", "form.a=1", 422],
    ["a percent sign alone", "form=%", 400],
    ["no UTF-8", Buffer.from([0x66, 0x3d, 0xff, 0xfe]), 400],
    ["no UTF-8, in percent signs", "form=%ff%fe", 400],
    ["10,001 fields", "a=1&".repeat(10_001), 400],
    ["10,000 fields", "a=1&".repeat(10_000), 422],
    ["a deep name", `data${".a".repeat(40)}=1`, 400],
    ["too much", "a".repeat(bodyLimit + 1), 413],
    ["as much as may be", `a=${"a".repeat(bodyLimit - 2)}`, 422],
    ["a field that is there twice", "data.email=a&data.email=b", 422],
    ["a field as a list", "data.email[]=a", 422],
    ["an address as text", "data.postalAddress=a", 422],
    ["a text as an address", "data.email.country=a", 422],
    ["control signs", "data.email=%00%1f%7f", 422],
  ];
  for (const [name, body, status] of bodies)
    it(`by a body of ${name} is answered with ${status}, and keeps nothing`, async () => {
      const pages = new Pages();
      const answer = await pages.ask({ method: "POST", action: "answer", headers: browser, body: Buffer.from(body) });
      assert.equal(answer.status, status);
      assert.deepEqual([pages.changes, pages.failures], [[], []]);
      assert.equal(Object.hasOwn(Object.prototype, "x"), false);
    });

  const headers: [string, Record<string, string | undefined>, status: number][] = [
    ["of another site", { "sec-fetch-site": "cross-site" }, 403],
    ["of a neighbour's site", { "sec-fetch-site": "same-site" }, 403],
    ["of another origin", { "sec-fetch-site": undefined, origin: "https://evil.example", host: "x.example" }, 403],
    [
      "of an origin that begins alike",
      { "sec-fetch-site": undefined, origin: "https://x.example.evil", host: "x.example" },
      403,
    ],
    ["of no origin's form", { "sec-fetch-site": undefined, origin: "file:", host: "x.example" }, 403],
    ["of the page's origin", { "sec-fetch-site": undefined, origin: "https://x.example", host: "x.example" }, 303],
    ["without a word whence", { "sec-fetch-site": undefined, origin: undefined }, 303],
    ["in JSON", { "content-type": "application/json" }, 415],
    ["in parts", { "content-type": "multipart/form-data; boundary=a" }, 415],
    ["as text", { "content-type": "text/plain" }, 415],
    ["in another charset", { "content-type": "application/x-www-form-urlencoded; charset=utf-16" }, 415],
    ["compressed", { "content-encoding": "gzip" }, 415],
    ["without a type", { "content-type": undefined }, 415],
  ];
  for (const [name, changed, status] of headers)
    it(`by a form ${name} is answered with ${status}`, async () => {
      const pages = new Pages();
      const inputs = { form: await pages.sealed(), ...filled };
      const answer = await pages.post(inputs, { headers: { ...browser, ...changed } });
      assert.equal(answer.status, status);
      assert.equal(pages.responses.length, status === 303 ? 1 : 0);
    });

  for (const sent of [`${token}\r\nset-cookie: a=b`, `${token}/../x`, `${token}%0d%0a`, `<script>${token}`])
    it(`by what is no token has no word in a header: ${JSON.stringify(sent)}`, async () => {
      const answer = await new Pages().ask({ token: sent });
      assert.doesNotMatch(JSON.stringify(answer.headers), /set-cookie|script>/);
    });

  it("of any kind never fails: each call has an answer, and none is of a fault of ours", async () => {
    const name = fc.oneof(fc.constantFrom("form", "homepage", ...Object.keys(filled)), fc.string());
    const pair = fc.tuple(name, fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...Object.values(filled))));
    const pages = new Pages();
    const sealed = await pages.sealed();
    const encoded = fc.array(pair, { maxLength: 20 }).map((pairs) => {
      const written = pairs.map(([one, value]): [string, string] => [one, one === "form" ? sealed : value]);
      return Buffer.from(new URLSearchParams(written).toString());
    });
    const body = fc.oneof(
      encoded,
      fc.uint8Array({ maxLength: 200 }),
      fc.string().map((one) => Buffer.from(one)),
    );
    const action = fc.constantFrom<PageAsk["action"]>("page", "answer", "seen", "choices");
    const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "");
    const asked = fc.record({ body, action, method, token: fc.oneof(fc.constant(token), fc.string()) });
    await fc.assert(
      fc.asyncProperty(asked, fc.boolean(), async (ask, asBrowser) => {
        pages.time += 2_000;
        const answer = await pages.ask({ ...ask, headers: asBrowser ? browser : {} });
        assert.ok([200, 204, 303, 400, 403, 404, 405, 409, 415, 422].includes(answer.status), String(answer.status));
        for (const value of Object.values(answer.headers)) assert.match(value, /^[\x20-\x7e]*$/);
      }),
      { numRuns: 500 },
    );
    assert.deepEqual(pages.failures, []);
  });
});
