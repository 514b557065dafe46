import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, beforeEach, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cancel, cell, column, done, fill, openDialog, press, read, saved, textOf, variable } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

/** Every field of a form with another value than it had, and what must be saved. */
const fields: Record<string, Record<string, [typed: string | boolean, saved: unknown]>> = {
  insurance: {
    name: ["Auto", "Auto"],
    baseUrl: ["https://campaigns.example.org", "https://campaigns.example.org"],
    timeZone: ["Europe/Brussels", "Europe/Brussels"],
    locale: ["en-GB", "en-GB"],
    testMode: [false, false],
    quietFrom: ["22:00", "22:00"],
    quietTo: ["08:00", "08:00"],
    quietPrint: [true, true],
    capSends: ["3", "3"],
    capDays: ["30", "30"],
    capService: [true, true],
    laws: [false, false],
    testEmail: ["tests@example.org", "tests@example.org"],
    testPhone: ["+33612345678", "+33612345678"],
    testFolder: ["proofs", "proofs"],
    testService: ["https://tests.example.org", "https://tests.example.org"],
    testDay: ["1", "1"],
    store: ["auto/store.sqlite", "auto/store.sqlite"],
  },
  audience: {
    name: ["Insured", "Insured"],
    campaign: ["second", "second"],
    source: ["file", "file"],
    file: ["lists/lyon.csv", "lists/lyon.csv"],
    key: ["email", "email"],
    reentry: ["ended", "ended"],
    duplicates: ["update", "update"],
    separator: [";", ";"],
    encoding: ["windows-1252", "windows-1252"],
  },
  webhook: { name: ["Decision", "Decision"], campaign: ["second", "second"], eventType: ["ruling", "ruling"] },
  wait: {
    name: ["Until they decide", "Until they decide"],
    campaign: ["second", "second"],
    country: ["DE-BY", "DE-BY"],
    keepEarly: ["10", 10],
    late: ["continue", "continue"],
  },
  switch: { name: ["Accepted?", "Accepted?"], property: ["event.data.ruling", "event.data.ruling"] },
  segments: { mode: ["first", "first"], strict: [false, false], zone: ["campaign", "campaign"] },
  experiment: { experiment: ["map 2027", "map 2027"], strict: [true, true] },
  map: {
    name: ["Way", "Way"],
    mode: ["store", "store"],
    profile: ["bike", "bike"],
    mapName: ["agency", "agency"],
    screen: [false, false],
    screenWidth: ["800", 800],
    screenHeight: ["500", 500],
    print: [false, false],
    printWidth: ["120", 120],
    printHeight: [variable("HEIGHT"), variable("HEIGHT")],
    lineColour: ["#004488", "#004488"],
    markerColour: ["#aa2200", "#aa2200"],
    area: ["areas/lyon.area", "areas/lyon.area"],
  },
  letter: {
    name: ["Letter", "Letter"],
    purpose: ["marketing", "marketing"],
    sender: ["Maison Martin\n1 rue Haute", "Maison Martin\n1 rue Haute"],
    window: ["left", "left"],
    place: ["Nantes", "Nantes"],
    reference: ["R-1", "R-1"],
    subject: ["Objet", "Objet"],
    mapName: ["agency", "agency"],
    mapCaption: ["Légende", "Légende"],
    signature: ["Paul", "Paul"],
    footer: ["Pied", "Pied"],
    accentColour: ["#123456", "#123456"],
  },
  mail: {
    missing: ["leave-out", "leave-out"],
    language: ["fr-BE", "fr-BE"],
    preheader: ["Vite", "Vite"],
    format: ["html", "html"],
    pictures: ["link", "link"],
    attachLetter: [true, true],
    attachmentName: ["Courrier", "Courrier"],
  },
  text: { channel: ["sms", "sms"], transliterate: ["letters", "letters"] },
  service: {
    name: ["File", "File"],
    method: ["PUT", "PUT"],
    address: ["https://crm.example.org/{{ recipient.id }}", "https://crm.example.org/{{ recipient.id }}"],
    callback: ["", ""],
    body: ["template", "template"],
    template: ["{}", "{}"],
    authentication: ["oauth2", "oauth2"],
    user: ["me", "me"],
    header: ["X-Key", "X-Key"],
    tokenAddress: ["https://login.example.org/token", "https://login.example.org/token"],
    clientId: ["client", "client"],
    scope: ["cases", "cases"],
    clientIn: ["body", "body"],
    inside: [true, true],
    answer: ["text", "text"],
    country: ["FR", "FR"],
    currency: ["EUR", "EUR"],
    recovery: ["park", "park"],
    time: ["30", 30],
    limit: [variable("LIMIT"), variable("LIMIT")],
    tries: ["3", 3],
  },
  print: {
    name: ["Print", "Print"],
    campaign: ["second", "second"],
    folder: ["out", "out"],
    sides: ["two-sided-long-edge", "two-sided-long-edge"],
    colour: ["monochrome", "monochrome"],
    copies: ["2", 2],
    service: ["press", "press"],
    media: ["iso_a5_148x210mm", "iso_a5_148x210mm"],
    tray: ["tray-2", "tray-2"],
    finishing: ["fold-letter, staple-top-left", "fold-letter, staple-top-left"],
    envelope: ["DL", "DL"],
    postage: ["priority", "priority"],
    address: ["print", "print"],
    hold: ["45", 45],
  },
  page: {
    name: ["Offer", "Offer"],
    campaign: ["second", "second"],
    slug: ["your-offer", "your-offer"],
    expires: ["30", 30],
    again: [true, true],
    country: ["BE", "BE"],
    currency: ["CHF", "CHF"],
    intro: ["Please answer.", "Please answer."],
    submit: ["Go", "Go"],
    thanks: ["Thanks.", "Thanks."],
    choices: [false, false],
    accentColour: ["#c2410c", "#c2410c"],
    proxies: ["1", 1],
    proxyHeader: ["forwarded", "forwarded"],
  },
  sms: {
    name: ["Texts", "Texts"],
    campaign: ["second", "second"],
    account: ["texts", "texts"],
    most: ["3", 3],
  },
  texts: {
    name: ["Account", "Account"],
    kind: ["custom", "custom"],
    folder: ["out", "out"],
    sender: ["+33612345678", "+33612345678"],
    stop: ["STOP 36180", "STOP 36180"],
    pace: ["2", "2"],
    server: ["https://proxy.example.org", "https://proxy.example.org"],
    serviceName: ["sms-ab12345-1", "sms-ab12345-1"],
    applicationKey: ["abcdefgh", "abcdefgh"],
    accountSid: [variable("SID"), variable("SID")],
    address: ["https://sms.example.org/{{ id }}", "https://sms.example.org/{{ id }}"],
    method: ["PUT", "PUT"],
    body: ["template", "template"],
    template: ["{}", "{}"],
    authentication: ["api-key", "api-key"],
    user: ["me", "me"],
    header: ["X-Key", "X-Key"],
    inside: [true, true],
    recovery: ["key", "key"],
    reference: ["messages.0.id", "messages.0.id"],
  },
  press: {
    name: ["Press", "Press"],
    kind: ["ipp", "ipp"],
    folder: ["out", "out"],
    address: ["ipps://printer.example/ipp/print", "ipps://printer.example/ipp/print"],
    user: ["anne", "anne"],
    live: [true, true],
    pieces: ["500", "500"],
    budget: ["120,50", "120,50"],
    currency: ["CHF", "CHF"],
    pricePiece: [variable("PRICE"), variable("PRICE")],
    pricePerSheet: ["0.04", "0.04"],
    authority: ["-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----"],
    inside: [false, false],
  },
};

describe("edit dialogs", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });

  for (const [id, values] of Object.entries(fields)) {
    it(`${id}: what was saved is there when the form is opened again`, async () => {
      const { page } = desk;
      const prefix = ["insurance", "texts", "press"].includes(id) ? "#node-config-input-" : "#node-input-";
      await openDialog(page, id);
      for (const [name, [typed]] of Object.entries(values)) await fill(page, prefix + name, typed);
      await done(page);
      for (const [name, [, expected]] of Object.entries(values)) {
        assert.deepEqual(await saved(page, id, name), expected, name);
      }
      await openDialog(page, id);
      for (const [name, [typed]] of Object.entries(values)) {
        assert.equal(await read(page, prefix + name), typed, name);
      }
      await done(page);
      assert.deepEqual(desk.complaints, []);
    });
  }

  it("audience: columns are added, changed and deleted", async () => {
    const { page } = desk;
    await openDialog(page, "audience");
    await fill(page, cell("#belle-columns", 3, "target"), "attribute");
    await fill(page, cell("#belle-columns", 3, "attribute"), "town");
    await press(page, "#belle-columns > li:nth-child(2) .red-ui-editableList-item-remove");
    await page.waitForFunction(() => $("#belle-columns > li").length === 2);
    await press(page, ".belle-histoire .red-ui-editableList-addButton");
    await fill(page, cell("#belle-columns", 3, "column"), "Dossier");
    await fill(page, cell("#belle-columns", 3, "target"), "caseKey");
    await done(page);
    assert.deepEqual(await saved(page, "audience", "columns"), [
      { column: "Numéro", target: "id" },
      { column: "Ville", target: "attributes.town" },
      { column: "Dossier", target: "caseKey" },
    ]);
    await openDialog(page, "audience");
    assert.deepEqual(await column(page, "#belle-columns", "column"), ["Numéro", "Ville", "Dossier"]);
    await done(page);
  });

  it("audience: a file of this computer is sent, looked at, and fills the table", async () => {
    const { page, userFolder } = desk;
    const list = join(userFolder, "lyon.csv");
    await writeFile(list, Buffer.from("Prénom;CP;E-mail\nZoé;69002;z@example.org\n", "latin1"));
    await openDialog(page, "audience");
    await fill(page, "#node-input-key", "");
    await fill(page, "#node-input-source", "upload");
    while ((await page.$$("#belle-columns > li .red-ui-editableList-item-remove")).length > 0) {
      const left = (await page.$$("#belle-columns > li")).length;
      await press(page, "#belle-columns > li:nth-child(1) .red-ui-editableList-item-remove");
      await page.waitForFunction((count) => $("#belle-columns > li").length < count, {}, left);
    }
    const input = await page.waitForSelector("#belle-upload");
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(list);
    await page.waitForFunction(() => $("#belle-columns > li").length === 3);
    assert.match(await textOf(page, "#belle-looked"), /WINDOWS-1252.*semicolon.*3 columns.*Zoé.*69002/s);
    assert.match(await textOf(page, "#belle-columns-problem"), /No column holds the recipient’s key/);
    await fill(page, "#node-input-key", "email");
    assert.equal(await textOf(page, "#belle-columns-problem"), "");
    await done(page);
    assert.deepEqual(await saved(page, "audience", "columns"), [
      { column: "Prénom", target: "firstName" },
      { column: "CP", target: "postalCode" },
      { column: "E-mail", target: "email" },
    ]);
    assert.equal(await saved(page, "audience", "uploadName"), "lyon.csv");
    assert.deepEqual(desk.complaints, []);
  });

  it("inbound webhook: fields with allowed values and synonyms", async () => {
    const { page } = desk;
    await openDialog(page, "webhook");
    await fill(page, cell("#belle-fields", 2, "values"), "accepted = accepté, accord\n\nrefused=refusé");
    await press(page, ".belle-histoire .red-ui-editableList-addButton");
    await fill(page, cell("#belle-fields", 3, "name"), "person.phone");
    await fill(page, cell("#belle-fields", 3, "target"), "recipient");
    await fill(page, cell("#belle-fields", 3, "as"), "phone");
    await done(page);
    const rows = (await saved(page, "webhook", "fields")) as object[];
    assert.deepEqual(rows.slice(1), [
      {
        name: "decision",
        type: "enum",
        required: true,
        values: [
          { value: "accepted", synonyms: ["accepté", "accord"] },
          { value: "refused", synonyms: ["refusé"] },
        ],
        target: "event",
        as: "",
      },
      { name: "person.phone", type: "text", required: false, values: [], target: "recipient", as: "phone" },
    ]);
  });

  it("route map: stores get an id of their name, and degrees are numbers", async () => {
    const { page } = desk;
    await openDialog(page, "map");
    await press(page, ".belle-histoire .red-ui-editableList-addButton");
    await fill(page, cell("#belle-stores", 1, "name"), "Agence Hôtel-Dieu");
    await fill(page, cell("#belle-stores", 1, "longitude"), "4,8357");
    await fill(page, cell("#belle-stores", 1, "latitude"), "45.7640");
    await fill(page, cell("#belle-stores", 1, "address"), "1 quai Jules Courmont");
    await done(page);
    assert.deepEqual(await saved(page, "map", "stores"), [
      {
        id: "agence-hotel-dieu",
        name: "Agence Hôtel-Dieu",
        address: "1 quai Jules Courmont",
        phone: "",
        longitude: 4.8357,
        latitude: 45.764,
      },
    ]);
  });
});

describe("what fills and what folds the edit dialogs", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });

  it("audience: columns come from a few lines that are pasted", async () => {
    const { page } = desk;
    await openDialog(page, "audience");
    await press(page, "#belle-paste-sample");
    await fill(page, "#belle-import textarea", "Numéro;Portable;Tarif\n17;06 12 34 56 78;gold");
    assert.match(await textOf(page, "#belle-import .belle-found"), /Numéro, Portable, Tarif/);
    await fill(page, "#belle-import .belle-keep-rows input", true);
    await press(page, "#belle-import .belle-take-fields");
    assert.deepEqual(await column(page, "#belle-columns", "column"), [
      "Numéro",
      "Prénom",
      "Ville",
      "Portable",
      "Tarif",
    ]);
    await press(page, "#belle-paste-sample");
    await fill(page, "#belle-import textarea", '[{ "client": "17", "e-mail": "a@example.org" }]');
    await press(page, "#belle-import .belle-take-fields");
    await done(page);
    assert.deepEqual(await saved(page, "audience", "columns"), [
      { column: "client", target: "attributes.client" },
      { column: "e-mail", target: "email" },
    ]);
    assert.deepEqual(desk.complaints, []);
  });

  it("call service: fields come from an answer that is pasted, and none of them is a case key", async () => {
    const { page } = desk;
    await openDialog(page, "service");
    await press(page, "#belle-paste-sample");
    await fill(page, "#belle-import textarea", "{ not JSON");
    assert.match(await textOf(page, "#belle-import .belle-problem"), /not JSON/);
    await fill(page, "#belle-import textarea", '{ "caseKey": "C-1", "until": "2027-01-31", "amount": 12 }');
    assert.equal(await textOf(page, "#belle-import .belle-notices"), "");
    await press(page, "#belle-import .belle-take-fields");
    await done(page);
    const rows = (await saved(page, "service", "fields")) as { name: string; type: string; target: string }[];
    assert.deepEqual(
      rows.map(({ name, type, target }) => [name, type, target]),
      [
        ["caseKey", "text", "event"],
        ["until", "date", "event"],
        ["amount", "number", "event"],
      ],
    );
  });

  it("folded settings are open where something is set, and open where something is wrong", async () => {
    const { page } = desk;
    const folds = () =>
      page.$$eval(".red-ui-tray details.belle-more", (all) => all.map((fold) => (fold as HTMLDetailsElement).open));
    await openDialog(page, "insurance");
    assert.deepEqual(await folds(), [false, false, false, false]);
    const settle = (wrong: boolean) =>
      page.waitForFunction(
        (open) => (document.querySelectorAll<HTMLDetailsElement>("details.belle-more")[0]?.open ?? !open) === open,
        {},
        wrong,
      );
    await fill(page, "#node-config-input-quietFrom", "half past ten");
    await settle(true);
    assert.deepEqual(await folds(), [true, false, false, false]);
    await fill(page, "#node-config-input-quietFrom", "22:00");
    await fill(page, "#node-config-input-quietTo", "08:00");
    await fill(page, "#node-config-input-mediaFolder", "media");
    await done(page);
    await openDialog(page, "insurance");
    assert.deepEqual(await folds(), [true, false, true, false]);
    await done(page);
    // A list is no input: its fold says what it holds.
    await openDialog(page, "service");
    assert.deepEqual(await folds(), [true, false]);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
