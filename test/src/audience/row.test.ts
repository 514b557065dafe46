import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Column, type RowSettings, readRow } from "../../../src/audience/index.ts";

const address = { street: "1 rue de la Paix", postalCode: "44000", locality: "Nantes" };
const french = { country: "FR", postalCode: "44000", locality: "Nantes", thoroughfare: ["1 rue de la Paix"] };

const read: {
  name: string;
  row: unknown;
  columns?: Column[];
  key?: RowSettings["key"];
  recipient: object;
  caseKey?: string;
}[] = [
  { name: "an id alone", row: { id: " R-1 " }, recipient: { id: "R-1" } },
  { name: "a number as id and as case key", row: { id: 7, caseKey: 12 }, recipient: { id: "7" }, caseKey: "12" },
  { name: "a case key with space around", row: { id: "a", caseKey: " D-1 " }, recipient: { id: "a" }, caseKey: "D-1" },
  {
    name: "cells that are empty or hold space only",
    row: { id: "a", caseKey: " ", email: "", phone: null, title: undefined, longitude: "  ", latitude: "\t", x: " " },
    recipient: { id: "a" },
  },
  {
    name: "names and ways to reach somebody",
    row: { id: "a", title: "Mme", firstName: "Zoé", lastName: "Le Bihan", email: "z@example.org", phone: 33612345678 },
    recipient: {
      id: "a",
      title: "Mme",
      firstName: "Zoé",
      lastName: "Le Bihan",
      email: "z@example.org",
      phone: "33612345678",
    },
  },
  { name: "an address without a country", row: { id: "a", ...address }, recipient: { id: "a", postalAddress: french } },
  {
    name: "an address of numbers, with two lines and a country",
    row: { id: "a", street: 12, street2: "Bât. C", postalCode: 44000, locality: "Nantes", country: "be" },
    recipient: {
      id: "a",
      postalAddress: { country: "BE", postalCode: "44000", locality: "Nantes", thoroughfare: ["12", "Bât. C"] },
    },
  },
  {
    name: "a position as text",
    row: { id: "a", longitude: "-2.95", latitude: "46.55" },
    recipient: { id: "a", location: [-2.95, 46.55] },
  },
  {
    name: "a position on the meridian",
    row: { id: "a", longitude: 0, latitude: 51.5 },
    recipient: { id: "a", location: [0, 51.5] },
  },
  { name: "a locale as systems write it", row: { id: "a", locale: "fr_fr" }, recipient: { id: "a", locale: "fr-FR" } },
  {
    name: "columns that nobody knows, as attributes",
    row: { id: "a", plan: "gold", "attributes.age": 41, nested: { list: [true, null] } },
    recipient: { id: "a", attributes: { plan: "gold", age: 41, nested: { list: [true, null] } } },
  },
  {
    name: "consents in both languages, by channel and purpose; an empty cell says nothing",
    row: {
      id: "a",
      "consent.email": "Oui",
      "consent.email.marketing": "faux",
      "consent.email.service": " X ",
      "consent.sms": 0,
      "consent.sms.marketing": "NON",
      "consent.print": true,
      "consent.print.service": "",
    },
    recipient: {
      id: "a",
      consent: {
        email: true,
        "email.marketing": false,
        "email.service": true,
        sms: false,
        "sms.marketing": false,
        print: true,
      },
    },
  },
  {
    name: "a time zone",
    row: { id: "a", timeZone: "Indian/Reunion" },
    recipient: { id: "a", timeZone: "Indian/Reunion" },
  },
  {
    name: "the e-mail address as key",
    row: { email: " Zoe@Example.org" },
    key: "email",
    recipient: { id: "zoe@example.org", email: "Zoe@Example.org" },
  },
  { name: "the case key as key", row: { caseKey: 7 }, key: "caseKey", recipient: { id: "7" }, caseKey: "7" },
  {
    name: "a key of its own before any other",
    row: { id: "a", caseKey: "D" },
    key: "caseKey",
    recipient: { id: "a" },
    caseKey: "D",
  },
  {
    name: "a table of columns; what it does not name is left out",
    row: { Nr: "a", Nom: "Benali", Ville: "Brest", firstName: "Nour" },
    columns: [
      { column: "Nr", target: "id" },
      { column: "Nom", target: "lastName" },
      { column: "Ville", target: "attributes.town" },
    ],
    recipient: { id: "a", lastName: "Benali", attributes: { town: "Brest" } },
  },
];

const refused: { name: string; row: unknown; problems: RegExp[]; language?: string }[] = [
  { name: "no object", row: null, problems: [/^A row must be an object/] },
  { name: "a list", row: ["a"], problems: [/^Une ligne doit être un objet/], language: "fr" },
  { name: "no id", row: {}, problems: [/^id: /] },
  { name: "an id of space", row: { id: "  " }, problems: [/^id : .*chaîne/], language: "fr-CA" },
  { name: "an id that is too long", row: { id: "x".repeat(201) }, problems: [/^id: .*200/] },
  { name: "an object as case key", row: { id: "a", caseKey: { no: 1 } }, problems: [/^caseKey: /] },
  { name: "no e-mail address", row: { id: "a", email: "nobody" }, problems: [/^email : .*invalide/], language: "fr" },
  { name: "half an address", row: { id: "a", street: "1 rue X" }, problems: [/postalCode: /, /locality: /] },
  { name: "a country in words", row: { id: "a", ...address, country: "France" }, problems: [/country: /] },
  { name: "half a position", row: { id: "a", latitude: 46.55 }, problems: [/^location\.0: /] },
  { name: "a decimal comma", row: { id: "a", longitude: "2,35", latitude: "48,85" }, problems: [/\.0: /, /\.1: /] },
  { name: "a latitude past the pole", row: { id: "a", longitude: 2, latitude: 91 }, problems: [/^location\.1: .*90/] },
  { name: "a locale that is none", row: { id: "a", locale: "fr_FR.UTF-8" }, problems: [/^locale: .*BCP 47/] },
  {
    name: "a consent that is neither",
    row: { id: "a", "consent.sms": "peut-être" },
    problems: [/^consent\.sms : ni un oui/],
    language: "fr",
  },
  { name: "a time zone that is none", row: { id: "a", timeZone: "Paris" }, problems: [/^timeZone: there is no such/] },
  { name: "an attribute that is not JSON", row: { id: "a", born: new Date(0) }, problems: [/^attributes\.born: /] },
];

describe("a row of an audience", () => {
  for (const { name, row, columns = [], key, recipient, caseKey } of read)
    it(`reads ${name}`, () => {
      assert.deepEqual(readRow(row, { columns, ...(key && { key }) }, "en"), { ok: true, recipient, caseKey });
    });

  for (const { name, row, problems, language = "en" } of refused)
    it(`refuses ${name}, one sentence a field`, () => {
      const answer = readRow(row, { columns: [] }, language);
      assert.ok(!answer.ok);
      assert.equal(answer.problems.length, problems.length, answer.problems.join("\n"));
      for (const [index, pattern] of problems.entries()) assert.match(answer.problems[index] ?? "", pattern);
    });

  it("changes nothing of the row", () => {
    const row = Object.freeze({ id: 7, ...address, plan: "gold" });
    readRow(row, { columns: [] }, "en");
    assert.deepEqual(row, { id: 7, ...address, plan: "gold" });
  });
});
