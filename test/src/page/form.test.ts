import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { FormTexts } from "../../../src/page/index.ts";
import type { Field } from "../../../src/webhook/index.ts";
import { type Element, elements, fields, filled, form, htmlOf, kept, Pages, text } from "./pages.ts";

const noTexts: FormTexts = { labels: {}, choices: {} };

async function shown(one: Field, texts: FormTexts = noTexts, language = "en", more = {}): Promise<string> {
  const pages = new Pages();
  pages.page = kept({}, { language });
  pages.form = form({ fields: [one], texts: () => texts, ...more });
  const html = htmlOf(await pages.ask());
  return html.slice(html.indexOf("<section"), html.indexOf("</section>"));
}

const input = (html: string): Element | undefined =>
  elements(html, "input", "select", "textarea").find(({ of }) => of.name?.startsWith("data."));
const enumerated = (count: number, more: Partial<Field> = {}) =>
  text("store", {
    type: "enum",
    values: Array.from({ length: count }, (_, index) => ({ value: `v${index}`, synonyms: [`s${index}`] })),
    ...more,
  });

/** How each type of field is asked for, and what browsers and phones know of it. */
const inputs: [Field, Record<string, string | undefined>][] = [
  [text("a"), { type: "text", maxlength: "1000", autocomplete: "off" }],
  [text("a", { type: "number" }), { type: "text", inputmode: "decimal" }],
  [text("a", { type: "money" }), { type: "text", inputmode: "decimal", "aria-describedby": "field-0-hint" }],
  [text("a", { type: "date" }), { type: "date" }],
  [text("a", { type: "email" }), { type: "email", autocomplete: "email" }],
  [text("a", { type: "phone" }), { type: "tel", autocomplete: "tel", "aria-describedby": undefined }],
  [text("a", { type: "boolean" }), { type: "checkbox", value: "on", checked: undefined }],
  [text("a", { type: "boolean", default: true }), { type: "checkbox", checked: "" }],
  [text("a", { default: "b" }), { value: "b" }],
  [text("a", { required: true }), { required: "" }],
  [text("a", { required: true, default: "b" }), { required: undefined, value: "b" }],
  [text("firstName", { target: "recipient" }), { autocomplete: "given-name" }],
  [text("name", { target: "recipient", as: "lastName" }), { autocomplete: "family-name" }],
  [text("firstName"), { autocomplete: "off" }],
];

const labels: [Field, FormTexts, language: string, label: string][] = [
  [text("preferredStore"), noTexts, "en", "Preferred store"],
  [text("file.preferred_store"), noTexts, "fr", "Preferred store"],
  [text("Numéro de dossier"), noTexts, "fr", "Numéro de dossier"],
  [text("firstName"), noTexts, "fr", "Prénom"],
  [text("mail", { type: "email", as: "email" }), noTexts, "en", "E-mail address"],
  [text("firstName"), { ...noTexts, labels: { firstName: "Your given name" } }, "en", "Your given name"],
  [text("toString"), noTexts, "en", "To string"],
];

describe("a form", () => {
  for (const [field, expected] of inputs)
    it(`asks for ${JSON.stringify(field)}`, async () => {
      const { of = {} } = input(await shown(field)) ?? {};
      for (const [name, value] of Object.entries(expected)) assert.equal(of[name], value, name);
    });

  for (const [field, texts, language, label] of labels)
    it(`calls ${field.name} “${label}” in ${language}`, async () =>
      assert.equal(elements(await shown(field, texts, language), "label")[0]?.text, label));

  it("labels every input that is seen", async () => {
    const pages = new Pages();
    const page = await pages.ask();
    const labelled = new Set(elements(page, "label").map(({ of }) => of.for));
    for (const { of, parents } of elements(page, "input", "select", "textarea"))
      if (of.type !== "hidden") assert.ok(labelled.has(of.id) || parents.includes("label"), of.name);
    const ids = elements(page).flatMap(({ of }) => of.id ?? []);
    assert.equal(new Set(ids).size, ids.length);
  });

  it("marks what is required, also in words", async () => {
    const html = await shown(text("a", { required: true }));
    assert.match(html, /Fields marked \* are required\./);
    assert.doesNotMatch(await shown(text("a")), /required/);
  });

  it("shows few values side by side and many as a list", async () => {
    assert.equal(
      elements(await shown(enumerated(6, { required: true })), "input").filter(({ of }) => of.type === "radio").length,
      6,
    );
    const list = await shown(enumerated(7, { required: true }));
    assert.deepEqual(
      elements(list, "option")
        .map(({ text: one }) => one)
        .slice(0, 2),
      ["Please choose", "V0"],
    );
  });

  it("lets an answer that is not required be taken back", async () => {
    const radios = elements(await shown(enumerated(2)), "input").filter(({ of }) => of.type === "radio");
    assert.deepEqual(
      radios.map(({ of }) => [of.value, of.checked]),
      [
        ["v0", undefined],
        ["v1", undefined],
        ["", ""],
      ],
    );
  });

  it("shows a default by any of its names", async () => {
    for (const value of ["v1", "s1"]) {
      const radios = elements(await shown(enumerated(2, { default: value })), "input");
      assert.deepEqual(
        radios.filter(({ of }) => of.checked !== undefined).map(({ of }) => of.value),
        ["v1"],
      );
      const options = elements(await shown(enumerated(9, { default: value })), "option");
      assert.deepEqual(
        options.filter(({ of }) => of.selected !== undefined).map(({ of }) => of.value),
        ["v1"],
      );
    }
  });

  it("says how to write a phone number where no country is known", async () => {
    const phone = text("a", { type: "phone" });
    assert.match(await shown(phone, noTexts, "fr", { country: "" }), /indicatif du pays/);
    assert.doesNotMatch(await shown(phone, noTexts, "fr"), /indicatif du pays/);
  });

  it("asks for an address in parts that browsers fill in, in its country", async () => {
    const html = await shown(text("a", { type: "address" }), noTexts, "fr");
    const parts = elements(html, "input", "select", "textarea").filter(({ of }) => of.name?.startsWith("data."));
    assert.deepEqual(
      parts.map(({ of }) => of.autocomplete),
      ["street-address", "postal-code", "address-level2", "country"],
    );
    const countries = elements(html, "option");
    assert.deepEqual(
      countries.filter(({ of }) => of.selected !== undefined).map(({ text: one }) => one),
      ["France"],
    );
    assert.ok(countries.some(({ text: one }) => one === "Allemagne"));
  });

  it("takes an address that only has its country for none", async () => {
    const pages = new Pages();
    const blank = { ...filled };
    for (const part of ["thoroughfare", "postalCode", "locality"]) blank[`data.postalAddress.${part}`] = " ";
    assert.equal((await pages.post({ form: await pages.sealed(), ...blank })).status, 303);
    assert.equal(pages.responses[0]?.recipient.postalAddress, undefined);
    pages.form = form({
      fields: fields.map((field) => ({ ...field, required: field.type === "address" })),
      again: true,
    });
    assert.equal((await pages.post({ form: await pages.sealed(), ...blank })).status, 422);
  });

  it("says its author's words", async () => {
    const texts = { ...noTexts, intro: "Please answer.", submit: "Go", choices: { store: { v0: "First" } } };
    const html = await shown(enumerated(2), texts);
    assert.match(html, /<p class="house-intro">Please answer\.<\/p>/);
    assert.equal(elements(html, "button")[0]?.text, "Go");
    assert.ok(elements(html, "label").some(({ text: one }) => one === "First"));
    const pages = new Pages();
    pages.form = form({ texts: () => ({ ...texts, thanks: "See you soon." }) });
    await pages.post({ form: await pages.sealed(), ...filled });
    assert.match(htmlOf(await pages.ask()), /See you soon\./);
  });

  const accents: [colour: string, text: string | undefined][] = [
    ["#000000", "#ffffff"],
    ["#ffffff", "#000000"],
    ["#ffcc00", "#000000"],
    ["#0b5fa5", "#ffffff"],
    ["", undefined],
    ["red;}body{display:none", undefined],
    ["#fff", undefined],
  ];
  for (const [colour, words] of accents)
    it(`has a button of colour “${colour}” that can be read`, async () => {
      const pages = new Pages();
      pages.accentColour = colour;
      const style = elements(await pages.ask(), "style").at(1)?.text ?? "";
      assert.equal(style.includes(`--house-button:${colour};`) && colour !== "", words !== undefined);
      assert.doesNotMatch(style, /display:none/);
      if (words !== undefined) assert.ok(style.includes(`--house-on-button:${words};--house-edge`));
    });
});
