import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cancel, cell, fill, openDialog, read, textOf, variable } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

interface Case {
  node: string;
  field: string;
  bad: string;
  /** Where the sentence appears, and a part of it. */
  place: string;
  says: RegExp;
}

const own = (prefix: string, field: string) => ({ field: `#${prefix}-${field}`, place: `#${prefix}-${field}-problem` });
const cases: Case[] = [
  { node: "insurance", ...own("node-config-input", "name"), bad: "", says: /Give the campaign a name/ },
  { node: "insurance", ...own("node-config-input", "baseUrl"), bad: "example.org", says: /whole address/ },
  { node: "insurance", ...own("node-config-input", "timeZone"), bad: "Europe/Atlantis", says: /does not exist/ },
  { node: "insurance", ...own("node-config-input", "locale"), bad: "français", says: /language code/ },
  { node: "audience", ...own("node-input", "campaign"), bad: "_ADD_", says: /Choose the campaign/ },
  {
    node: "audience",
    field: cell("#belle-columns", 2, "target"),
    bad: "attribute",
    place: "#belle-columns-problem",
    says: /Give what “Prénom” holds a name/,
  },
  {
    node: "audience",
    field: cell("#belle-columns", 1, "target"),
    bad: "phone",
    place: "#belle-columns-problem",
    says: /No column holds the recipient’s key/,
  },
  {
    node: "service",
    ...own("node-input", "address"),
    bad: "https://{{ host }}/a",
    says: /The address must begin with/,
  },
  { node: "service", ...own("node-input", "callback"), bad: "", says: /asks for the address of a webhook/ },
  { node: "service", ...own("node-input", "campaign"), bad: "_ADD_", says: /Choose the campaign/ },
  { node: "service", ...own("node-input", "time"), bad: "121", says: /whole number from 1 to 120/ },
  {
    node: "service",
    field: cell("#belle-rows", 2, "name"),
    bad: "caseKey.name",
    place: "#belle-rows-problem",
    says: /Row 2: caseKey\.name and caseKey cannot both be fields/,
  },
  {
    node: "service",
    field: cell("#belle-headers", 1, "name"),
    bad: "Authorization",
    place: "#belle-headers-problem",
    says: /is written by the call itself/,
  },
  {
    node: "service",
    field: cell("#belle-fields", 1, "name"),
    bad: "",
    place: "#belle-fields-problem",
    says: /Row 1: the field has no name/,
  },
  { node: "webhook", ...own("node-input", "eventType"), bad: " ", says: /kind of event/ },
  { node: "webhook", ...own("node-input", "slug"), bad: "Two Words", says: /lower-case letters/ },
  {
    node: "webhook",
    field: '[data-secret="current"]',
    bad: "secret",
    place: ".belle-secrets .belle-problem",
    says: /whsec_/,
  },
  {
    node: "webhook",
    field: '[data-secret="current"]',
    bad: "",
    place: ".belle-secrets .belle-problem",
    says: /Standard Webhooks \(Secret\): the secret is missing/,
  },
  {
    node: "webhook",
    field: '[data-setting="allow"]',
    bad: "example.org",
    place: "#belle-network > .belle-problem",
    says: /“Allowed addresses” is no network address/,
  },
  {
    node: "webhook",
    field: '[data-setting="window"]',
    bad: "5",
    place: "#belle-network > .belle-problem",
    says: /30 to 3,600 whole seconds/,
  },
  { node: "webhook", ...own("node-input", "country"), bad: "France", says: /code of two letters/ },
  { node: "webhook", ...own("node-input", "currency"), bad: "€", says: /code of three letters/ },
  { node: "webhook", ...own("node-input", "batch"), bad: "1001", says: /from 0 to 1,000/ },
  { node: "webhook", ...own("node-input", "limit"), bad: "0", says: /from 1 to 10,240/ },
  { node: "webhook", ...own("node-input", "retention"), bad: "3", says: /from 4 to 3,650/ },
  {
    node: "webhook",
    field: "#belle-rate-source",
    bad: "-1",
    place: "#belle-rate-problem",
    says: /from 0 to 1,000,000/,
  },
  {
    node: "webhook",
    field: "#belle-origins",
    bad: "https://example.org/page",
    place: "#belle-origins-problem",
    says: /no origin of web pages/,
  },
  {
    node: "webhook",
    field: cell("#belle-fields", 1, "target"),
    bad: "event",
    place: "#belle-fields-problem",
    says: /No field is the case key/,
  },
  {
    node: "webhook",
    field: cell("#belle-fields", 2, "target"),
    bad: "case-key",
    place: "#belle-fields-problem",
    says: /Only one field can be the case key/,
  },
  {
    node: "webhook",
    field: cell("#belle-fields", 2, "name"),
    bad: "caseKey",
    place: "#belle-fields-problem",
    says: /Row 2: the field caseKey is there twice/,
  },
  {
    node: "webhook",
    field: cell("#belle-fields", 2, "values"),
    bad: "",
    place: "#belle-fields-problem",
    says: /list the values that decision may have/,
  },
  {
    node: "webhook",
    field: cell("#belle-fields", 2, "values"),
    bad: "yes = ok\nno = OK",
    place: "#belle-fields-problem",
    says: /“OK” stands for two values/,
  },
  { node: "wait", field: "#belle-amount", bad: "0", place: "#belle-deadline-problem", says: /from 1 to 3,650/ },
  { node: "wait", field: "#belle-amount", bad: "a few", place: "#belle-deadline-problem", says: /whole number/ },
  { node: "wait", field: "#belle-at", bad: "noon", place: "#belle-deadline-problem", says: /“noon” is no time of day/ },
  {
    node: "wait",
    field: "#belle-deadline-kind",
    bad: "date",
    place: "#belle-deadline-problem",
    says: /Say where the date/,
  },
  {
    node: "wait",
    field: "#belle-deadline-kind",
    bad: "none",
    place: "#belle-reminders-problem",
    says: /Reminder 2 counts back from the deadline, and there is none/,
  },
  {
    node: "wait",
    field: cell("#belle-reminders", 1, "amount"),
    bad: "-1",
    place: "#belle-reminders-problem",
    says: /Reminder 1: write a whole number/,
  },
  {
    node: "wait",
    field: cell("#belle-reminders", 2, "at"),
    bad: "25:00",
    place: "#belle-reminders-problem",
    says: /Reminder 2: “25:00” is no time of day/,
  },
  { node: "wait", ...own("node-input", "country"), bad: "France", says: /“FRANCE” is no country/ },
  { node: "wait", ...own("node-input", "keepEarly"), bad: "-1", says: /from 0 to 3,?650/ },
  { node: "switch", ...own("node-input", "property"), bad: "", says: /Say where the value stands/ },
  {
    node: "switch",
    field: cell("#belle-rules", 1, "value"),
    bad: "",
    place: "#belle-rules-problem",
    says: /Rule 1, “accepted”: fill in/,
  },
  {
    node: "switch",
    field: cell("#belle-rules", 1, "label"),
    bad: "refused",
    place: "#belle-rules-problem",
    says: /both labelled “refused”/,
  },
  {
    node: "switch",
    field: cell("#belle-rules", 3, "value2"),
    bad: "many",
    place: "#belle-rules-problem",
    says: /“many” is not a number/,
  },
  { node: "map", ...own("node-input", "mapName"), bad: "my map", says: /letters, digits/ },
  { node: "map", ...own("node-input", "screenWidth"), bad: "12", says: /160 to 2000/ },
  { node: "map", ...own("node-input", "printHeight"), bad: "tall", says: /37 to 600/ },
  { node: "map", ...own("node-input", "lineColour"), bad: "red", says: /# and six digits/ },
  { node: "letter", ...own("node-input", "sender"), bad: "", says: /sender's name and address/ },
  { node: "letter", ...own("node-input", "accentColour"), bad: "#12", says: /as #b5543a or as cmyk/ },
  { node: "film", ...own("node-input", "videoAccent"), bad: "cmyk(0, 54, 68, 29)", says: /# and six digits/ },
  { node: "print", ...own("node-input", "copies"), bad: "0", says: /from 1 to 999/ },
  { node: "print", ...own("node-input", "media"), bad: "A4", says: /with its size, such as iso_a4/ },
  { node: "print", ...own("node-input", "tray"), bad: "Tray 1", says: /a word as IPP has it/ },
  { node: "print", ...own("node-input", "hold"), bad: "-1", says: /minutes from 0 to 43200/ },
  { node: "press", ...own("node-config-input", "address"), bad: "printer", says: /address of a printer/ },
  { node: "press", ...own("node-config-input", "pieces"), bad: "1.5", says: /whole number from 0/ },
  { node: "press", ...own("node-config-input", "budget"), bad: "much", says: /amount from 0/ },
  { node: "press", ...own("node-config-input", "currency"), bad: "euro", says: /code of a currency/ },
  { node: "sms", ...own("node-input", "most"), bad: "21", says: /from 1 to 20/ },
  { node: "texts", ...own("node-config-input", "sender"), bad: "Société", says: /at most 11 letters without accents/ },
  { node: "texts", ...own("node-config-input", "stop"), bad: "Arrêt", says: /that every phone knows/ },
  { node: "texts", ...own("node-config-input", "pace"), bad: "-1", says: /from 0 to 1000/ },
  { node: "texts", ...own("node-config-input", "server"), bad: "api.example.org", says: /whole one without variables/ },
];

describe("validation", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });

  for (const node of new Set(cases.map((one) => one.node))) {
    it(`${node}: says how to mend a bad value while one types`, async () => {
      const { page } = desk;
      await openDialog(page, node);
      for (const { field, bad, place, says } of cases.filter((one) => one.node === node)) {
        const good = await read(page, field);
        assert.equal(await textOf(page, place), "", `${field}: nothing is wrong with the form as it was`);
        await fill(page, field, bad);
        assert.match(await textOf(page, place), says, `${field} = ${bad}`);
        await fill(page, field, good);
      }
      await cancel(page);
    });
  }

  it("accepts a variable in place of a checked value", async () => {
    const { page } = desk;
    await openDialog(page, "map");
    for (const field of ["screenWidth", "lineColour", "mapName"]) {
      await fill(page, `#node-input-${field}`, variable("SOME_NAME"));
      assert.equal(await textOf(page, `#node-input-${field}-problem`), "", field);
    }
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("quotes nothing of an imported flow as HTML, which Node-RED would show", async () => {
    const { page } = desk;
    const sentences = await page.evaluate(() => {
      type Validate = (this: object, value: unknown, options: object) => true | string;
      const types = RED.nodes as unknown as {
        getType(type: string): { defaults: Record<string, { validate: Validate }> };
      };
      const hostile = "<img src=x onerror=alert(1)>";
      const ask = (type: string, name: string, value: unknown, node: object = {}) =>
        types.getType(type).defaults[name]?.validate.call({ id: "", key: "", ...node }, value, {});
      return [
        ask("render-message", "variants", [{ language: hostile, texts: {} }]),
        ask("audience", "columns", [{ column: hostile, target: "?" }]),
        ask("sms-account", "headers", [{ name: hostile, value: "a" }], { kind: "custom" }),
        ask("inbound-webhook", "fields", [{ name: hostile, type: "?", values: [], target: "event", as: "" }]),
      ];
    });
    for (const sentence of sentences) assert.match(String(sentence), /^[^<>]*‹img|^[^<>]+$/);
    assert.match(String(sentences[0]), /‹img/);
    assert.match(String(sentences[1]), /‹img/);
  });

  it("marks nodes that need mending, and no others", async () => {
    const { page } = desk;
    const invalid = await page.evaluate(() => {
      const ids: string[] = [];
      const nodes = RED.nodes as unknown as { eachNode(each: (node: { id: string; valid: boolean }) => void): void };
      nodes.eachNode((node) => {
        if (!node.valid) ids.push(node.id);
      });
      return ids.sort();
    });
    assert.deepEqual(invalid, [
      "faulty-audience",
      "faulty-email",
      "faulty-page",
      "faulty-print",
      "faulty-service",
      "faulty-sms",
      "faulty-switch",
      "faulty-wait",
      "faulty-webhook",
    ]);
  });
});
