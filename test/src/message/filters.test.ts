import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { renderText, TemplateFault } from "../../../src/message/index.ts";
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
    ['money: "EUR"', { amount: 5, currency: "USD" }, "0,05 €", "€0.05"],
    ["money", { amount: 123450, currency: "EUR" }, "1 234,50 €", "€1,234.50"],
    ['money: "EUR", units: "major"', 1234.5, "1 234,50 €", "€1,234.50"],
    ['money: "eur", units: "major"', "1234.5", "1 234,50 €", "€1,234.50"],
    ['money: "KWD"', 1234, "1,234 KWD", "KWD 1.234"],
    ['money: "EUR"', "12345678901234567890", "123 456 789 012 345 678,90 €", "€123,456,789,012,345,678.90"],
    ['number: 1, style: "percent"', 0.1234, "12,3 %", "12.3%"],
    ["number", "12345678901234567890", "12 345 678 901 234 567 890", "12,345,678,901,234,567,890"],
    ["number", -0.5, "-0,5", "-0.5"],
    [
      'date: dateStyle: "medium", timeStyle: "short"',
      "2026-03-29T01:30:00Z",
      "29 mars 2026, 03:30",
      "29 Mar 2026, 03:30",
    ],
    ['date: timeStyle: "short", timeZone: "America/New_York"', "2026-03-29T01:30:00Z", "21:30", "21:30"],
    ['date: "%R", timeZone: "Asia/Kolkata"', "2026-03-29T01:30:00Z", "07:00", "07:00"],
    ['date: "%x"', "2026-03-01", "01/03/2026", "01/03/2026"],
    ['date: "%-d %b %Y"', "2026-02-01", "1 févr. 2026", "1 Feb 2026"],
    ["date", "14 March 2026", "14 mars 2026", "14 March 2026"],
    ["date", "Sept 3, 2026", "3 septembre 2026", "3 September 2026"],
    ['plural: one: "a", many: "m", other: "o"', 1_000_000, "m", "o"],
    ["salutation", { gender: "f", lastName: "Dupont" }, "Madame Dupont", "Ms Dupont"],
    ["salutation", { attributes: { gender: "homme" }, lastName: "Dupont" }, "Monsieur Dupont", "Mr Dupont"],
    ["salutation", { title: "Mme", firstName: "Anne" }, "Anne", "Anne"],
    ['salutation: "dear"', { title: "Mme", lastName: "Dupont" }, "Chère Madame Dupont", "Dear Mme Dupont"],
    ['salutation: "dear"', { gender: "m", lastName: "Petit" }, "Cher Monsieur Petit", "Dear Mr Petit"],
    ['salutation: "dear"', { title: "Dr", gender: "f", lastName: "Roy" }, "Chère Docteur Roy", "Dear Dr Roy"],
    ['salutation: "dear"', { firstName: "Anne", lastName: "Dupont" }, "Bonjour Anne Dupont", "Dear Anne Dupont"],
    ['salutation: "dear"', {}, "Madame, Monsieur", "Dear Sir or Madam"],
    ["phone", "+33612345678", "+33 6 12 34 56 78", "+33 6 12 34 56 78"],
    ['phone: "national", country: "FR"', "06.12.34.56.78", "06 12 34 56 78", "06 12 34 56 78"],
    ['phone: "e164", country: "GB"', "020 7946 0018", "+442079460018", "+442079460018"],
    ["capitalize_name", "JEAN-PIERRE DE LA TOUR", "Jean-Pierre de la Tour", "Jean-Pierre de la Tour"],
    ["capitalize_name", "o'neill", "O'Neill", "O'Neill"],
    ["capitalize_name", "JEANNE D’ARC", "Jeanne d’Arc", "Jeanne d’Arc"],
    ["capitalize_name", "L'HERMITE", "L'Hermite", "L'Hermite"],
    ["capitalize_name", "DE GAULLE", "De Gaulle", "De Gaulle"],
    ["capitalize_name", " élodie  ", "Élodie", "Élodie"],
    ["capitalize_name", "LE", "Le", "Le"],
    ["capitalize_name", "Ludwig van der MEER", "Ludwig van der MEER", "Ludwig van der MEER"],
    ["url", " https://example.org/a?x=é ", "https://example.org/a?x=%C3%A9", "https://example.org/a?x=%C3%A9"],
    ["url", "mailto:a@example.org", "mailto:a@example.org", "mailto:a@example.org"],
    ["url", "tel:+33612345678", "tel:+33612345678", "tel:+33612345678"],
    ["url", "http://localhost:1880/p/a", "http://localhost:1880/p/a", "http://localhost:1880/p/a"],
    [
      'qs: utm_source: "a b", n: 2',
      "https://example.org/?x=1#y",
      "https://example.org/?x=1&utm_source=a+b&n=2#y",
      "https://example.org/?x=1&utm_source=a+b&n=2#y",
    ],
    ["qs", { a: "1&2", b: [1, 2] }, "a=1%262&b=12", "a=1%262&b=12"],
    ["map_image", "home", "cid:map-home", "cid:map-home"],
    ["truncate_sms: 20", "Bonjour, votre contrat est prêt", "Bonjour, votre...", "Bonjour, votre..."],
    ["truncate_sms: 20", "Votre rendez-vous à Nantes", "Votre rendez-vous...", "Votre rendez-vous..."],
    ["truncate_sms: 10", "€€€€€€€€", "€€€...", "€€€..."],
    ["truncate_sms: 12", "👨‍👩‍👧👨‍👩‍👧 et", "👨‍👩‍👧...", "👨‍👩‍👧..."],
    ["truncate_sms: 20", "1 234,50 €", "1 234,50 €", "1 234,50 €"],
    ["truncate_sms", "court", "court", "court"],
  ];
  for (const [filter, value, french, english] of cases) {
    it(`writes ${JSON.stringify(value)} | ${filter}`, () => {
      const write = (language: string) =>
        spaces(
          renderText(`{{ v | ${filter} }}`, { v: value }, { ...options(language), images: { home: "cid:map-home" } }),
        );
      assert.deepEqual([write("fr"), write("en")], [french, english]);
    });
  }

  const doubtful: [filter: string, value: unknown, code: string][] = [
    ["date", "31/12/2026", "date-in-doubt"],
    ["date", "01/02/2026", "date-in-doubt"],
    ["date", "01.02.2026", "date-in-doubt"],
    ["date", "1-2-26", "date-in-doubt"],
    ["date", "2026/02/01", "date-in-doubt"],
    ["date", "2026-02-30", "not-a-date"],
    ["date", "2026-13-01", "not-a-date"],
    ["date", "2026-02-01T25:00:00Z", "not-a-date"],
    ["date", "20261231", "not-a-date"],
    ["date", "tomorrow", "not-a-date"],
    ["date", "30 February 2026", "not-a-date"],
    ["date", 1788609600000, "not-a-date"],
    ["date", "", "not-a-date"],
    ["date", null, "not-a-date"],
    ["date", {}, "not-a-date"],
    ['date: timeZone: "Nowhere"', "2026-02-01", "option"],
    ['date: zone: "UTC"', "2026-02-01", "option"],
    ['date: "%100d"', "2026-02-01", "date-pattern"],
    ['date: "%:d"', "2026-02-01", "date-pattern"],
    ['money: "EUR"', 12.5, "minor-units"],
    ['money: "EUR"', "1 234", "not-a-number"],
    ['money: "EUR"', "", "not-a-number"],
    ['money: "EUR", units: "cents"', 5, "option"],
    ["money", { amount: 5 }, "currency"],
    ['money: "EURO"', 5, "currency"],
    ["number", "12,5", "not-a-number"],
    ["number", true, "not-a-number"],
    ["plus: 1", null, "not-a-number"],
    ["plus: 1", "a", "not-a-number"],
    ["divided_by: 0", 1, "division"],
    ["divided_by: 0.0", 1, "division"],
    ["modulo: 0", 1, "division"],
    ["phone", "0612345678", "phone"],
    ["phone", "12", "phone"],
    ['phone: "short"', "+33612345678", "option"],
    ["url", "javascript:alert(1)", "url-scheme"],
    ["url", "java\nscript:alert(1)", "url"],
    ["url", "http://example.org", "url-scheme"],
    ["url", "http://localhost.example.org", "url-scheme"],
    ["url", "http://127.0.0.1.example.org", "url-scheme"],
    ["url", "data:text/html,x", "url-scheme"],
    ["url", "//example.org", "url"],
    ["url", "www.example.org", "url"],
    ["url", "https://user:secret@example.org/", "url"],
    ["url", "", "url"],
    ["url | append: 'x' | url", "ftp://x", "url-scheme"],
    ['qs: a: "b"', "javascript:alert(1)", "url-scheme"],
    ["map_image", "work", "no-image"],
    ["map_image", "constructor", "no-image"],
    ["salutation: 'formal'", {}, "option"],
    ["truncate_sms: 3", "text", "count"],
    ["url_decode", "%zz", "encoding"],
    ["base64_decode", "/w==", "encoding"],
  ];
  for (const [filter, value, code] of doubtful)
    it(`do not guess ${JSON.stringify(value)} | ${filter}`, () => {
      assert.throws(
        () => renderText(`{{ v | ${filter} }}`, { v: value }, options("en")),
        (error) => error instanceof TemplateFault && error.problems[0]?.code === `message.${code}`,
      );
    });

  const changes: [instant: string, zone: string, clock: string][] = [
    ["2026-03-29T00:59:59Z", "Europe/Paris", "2026-03-29 01:59:59 +0100"],
    ["2026-03-29T01:00:00Z", "Europe/Paris", "2026-03-29 03:00:00 +0200"],
    ["2026-10-25T00:30:00Z", "Europe/Paris", "2026-10-25 02:30:00 +0200"],
    ["2026-10-25T01:30:00Z", "Europe/Paris", "2026-10-25 02:30:00 +0100"],
    ["2026-03-29T03:00:00+02:00", "Europe/London", "2026-03-29 02:00:00 +0100"],
    ["2026-03-08T09:59:59.9Z", "America/Los_Angeles", "2026-03-08 01:59:59 -0800"],
    ["2026-03-08T10:00:00Z", "America/Los_Angeles", "2026-03-08 03:00:00 -0700"],
    ["2026-12-31T23:30:00-0330", "Asia/Kathmandu", "2027-01-01 08:45:00 +0545"],
    ["2026-03-29 01:30", "Europe/Paris", "2026-03-29 01:30:00 +0000"],
  ];
  for (const [instant, zone, clock] of changes)
    it(`tell ${instant} in ${zone}`, () =>
      assert.equal(renderText(`{{ "${instant}" | date: "%F %T %z" }}`, {}, options("fr", zone)), clock));

  for (const zone of ["America/Los_Angeles", "Pacific/Kiritimati", "UTC"]) {
    it(`keeps a day without a time that day in ${zone}`, () => {
      assert.equal(renderText('{{ "2026-03-29" | date: "%d/%m/%Y" }}', {}, options("fr", zone)), "29/03/2026");
    });
  }
});
