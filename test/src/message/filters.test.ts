import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { renderText } from "../../../src/message/index.ts";
import { options } from "./setting.ts";

/** Versions of ICU differ in the kind of space and in the comma after a weekday. */
const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replace("Sunday,", "Sunday");

describe("the filters of a template", () => {
  const cases: [string, unknown, string, string][] = [
    ['money: "EUR"', 123450, "1 234,50 €", "€1,234.50"],
    ['money: "JPY"', 1234, "1 234 JPY", "JP¥1,234"],
    ['money: "EUR"', "-5", "-0,05 €", "-€0.05"],
    ["number", 1234567.891, "1 234 567,891", "1,234,567.891"],
    ["number: 2", 3, "3,00", "3.00"],
    ["distance", 847, "850 m", "850 m"],
    ["distance", 1400, "1,4 km", "1.4 km"],
    ["distance", 3, "10 m", "10 m"],
    ["distance", 12345, "12 km", "12 km"],
    ["duration", 360, "6 min", "6 min"],
    ["duration", 3900, "1 h 5 min", "1 h 5 min"],
    ["duration", 7200, "2 h", "2 h"],
    ["duration", 3, "1 min", "1 min"],
    ['date: "short"', "2026-03-29", "29/03/2026", "29/03/2026"],
    ['date: "medium"', "2026-03-29", "29 mars 2026", "29 Mar 2026"],
    ["date", "2026-03-29", "29 mars 2026", "29 March 2026"],
    ['date: "full"', "2026-03-29", "dimanche 29 mars 2026", "Sunday 29 March 2026"],
    ['date: "%d/%m/%Y %H:%M"', "2026-03-29T01:30:00Z", "29/03/2026 03:30", "29/03/2026 03:30"],
    ['date: "%A %-d %B %y %%"', "2026-08-04", "mardi 4 août 26 %", "Tuesday 4 August 26 %"],
    ['date: "time"', "2026-03-29T09:05:00+02:00", "09:05", "09:05"],
    ['date: "%F %T %j"', "2026-12-31T23:30:00Z", "2027-01-01 00:30:00 001", "2027-01-01 00:30:00 001"],
    ['date: "%F"', "now", "2026-07-15", "2026-07-15"],
    ["salutation", { title: "Mme", firstName: "Anne", lastName: "Dupont" }, "Madame Dupont", "Mme Dupont"],
    ["salutation", { title: "M.", lastName: "Petit" }, "Monsieur Petit", "M. Petit"],
    ["salutation", { firstName: "Anne", lastName: "Dupont" }, "Anne Dupont", "Anne Dupont"],
    ["salutation", {}, "Madame, Monsieur", "Sir or Madam"],
    ['plural: "a", "b"', 0, "a", "b"],
    ['plural: "a", "b"', 1, "a", "a"],
    ['plural: "a", "b"', 1.5, "a", "b"],
    ['plural: "a", "b"', 2, "b", "b"],
    ["list", ["a", "b", "c"], "a, b et c", "a, b and c"],
    ['list: "or"', ["a", "b"], "a ou b", "a or b"],
    ["list", [], "", ""],
  ];
  for (const [filter, value, french, english] of cases) {
    it(`writes ${JSON.stringify(value)} | ${filter}`, () => {
      const write = (language: string) => spaces(renderText(`{{ v | ${filter} }}`, { v: value }, options(language)));
      assert.deepEqual([write("fr"), write("en")], [french, english]);
    });
  }

  for (const zone of ["America/Los_Angeles", "Pacific/Kiritimati", "UTC"]) {
    it(`keeps a day without a time that day in ${zone}`, () => {
      assert.equal(renderText('{{ "2026-03-29" | date: "%d/%m/%Y" }}', {}, options("fr", zone)), "29/03/2026");
    });
  }
});
