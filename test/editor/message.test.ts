import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import type { PreviewAnswer } from "../../nodes/render-message/preview-answer.ts";
import type { Desk } from "./desk.ts";
import { fakeDesk } from "./fake-desk.ts";
import { cancel, done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

interface Monaco {
  editor: {
    getModels(): { getValue(): string; setValue(text: string): void }[];
    getEditors(): { getPosition(): { lineNumber: number; column: number }; getDomNode(): HTMLElement }[];
    getModelMarkers(filter: { owner: string }): { startLineNumber: number; startColumn: number; severity: number }[];
  };
}

/** What is marked in the texts, by line and column; 8 is an error. */
const markers = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { monaco: Monaco }).monaco.editor
      .getModelMarkers({ owner: "belle-histoire" })
      .map(({ startLineNumber, startColumn, severity }) => [startLineNumber, startColumn, severity]),
  );

const models = (page: Page) =>
  page.evaluate(() => (window as unknown as { monaco: Monaco }).monaco.editor.getModels().length);

/** Writes a text in the place of the one that the editor shows. */
async function write(page: Page, text: string): Promise<void> {
  await page.click("#belle-code .view-lines");
  await page.keyboard.down("Control");
  await page.keyboard.press("KeyA");
  await page.keyboard.up("Control");
  await page.keyboard.sendCharacter(text);
}

const tab = (page: Page, name: string) => press(page, `#belle-tab-${name}`);

const empty: PreviewAnswer = { language: "fr", problems: [] };

describe("the form of a message", function () {
  this.timeout(60_000);

  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });

  it("shows what belongs to the channel, under tabs that are named", async () => {
    const { page } = desk;
    await openDialog(page, "letter");
    const tabs = await page.$$eval(".red-ui-tray [role=tab]", (all) => all.map((one) => one.textContent));
    assert.deepEqual(tabs, ["Write", "Languages & data", "Options", "Preview"]);
    const shown = () =>
      page.$$eval("#belle-pane-write .form-row > label", (labels) =>
        labels.filter((label) => label.getClientRects().length > 0).map((label) => label.textContent),
      );
    assert.deepEqual(await shown(), ["Sender", "Subject", "Signature", "Map", "Caption of the map"]);
    await fill(page, "#node-input-channel", "email");
    assert.deepEqual(await shown(), ["Subject", "Preheader"]);
    await fill(page, "#node-input-channel", "sms");
    assert.deepEqual(await shown(), []);
    // A node of version 1 is the same letter, whatever was looked at.
    const body = await saved(page, "letter", "body");
    await fill(page, "#node-input-channel", "print");
    await done(page);
    const now = await Promise.all(
      ["version", "body", "missing", "variants"].map((name) => saved(page, "letter", name)),
    );
    assert.deepEqual(now, [3, body, "stop", []]);
    assert.deepEqual(desk.complaints, []);
  });

  it("marks a fault at its place, leads to it, and lets go of it when it is mended and when the form closes", async () => {
    const { page } = desk;
    const before = await models(page);
    await openDialog(page, "faulty-letter");
    await page.waitForFunction(() => $("#belle-faults li").length > 0);
    assert.deepEqual(await markers(page), [[2, 1, 8]]);
    assert.match(await textOf(page, "#belle-faults"), /^Letter, line 2:/);
    await tab(page, "options");
    await press(page, "#belle-faults .belle-jump");
    const place = await page.evaluate(() => {
      const { editor } = (window as unknown as { monaco: Monaco }).monaco;
      const [shown] = editor.getEditors().filter((one) => one.getDomNode().closest("#belle-code") !== null);
      return { ...shown?.getPosition(), tab: $(".red-ui-tray [role=tab][aria-selected=true]").attr("id") };
    });
    assert.deepEqual(place, { lineNumber: 2, column: 1, tab: "belle-tab-write" });
    await write(page, "Bonjour");
    await page.waitForFunction(() => $("#belle-faults li").length === 0);
    assert.deepEqual(await markers(page), []);
    await cancel(page);
    assert.equal(await models(page), before);
    assert.deepEqual(desk.complaints, []);
  });

  it("inserts what one looks for where the cursor was, with the keys alone", async () => {
    const { page } = desk;
    await openDialog(page, "mail");
    await fill(page, "#node-input-subject", "");
    await page.focus("#node-input-subject");
    await press(page, "#belle-insert");
    await page.keyboard.type("prenom first");
    assert.equal(await page.$$eval("#belle-insert-list [role=option]", (all) => all.length), 0);
    await fill(page, "#belle-insert-search", "first name");
    await page.keyboard.press("Enter");
    assert.equal(await read(page, "#node-input-subject"), "{{ recipient.firstName }}");
    await tab(page, "options");
    await press(page, "#belle-attachment-name .belle-insert");
    await page.keyboard.type("case key");
    await page.keyboard.press("Enter");
    assert.equal(await read(page, "#node-input-attachmentName"), "{{ journey.caseKey }}");
    await tab(page, "write");
    await page.click("#belle-code .view-lines");
    await press(page, "#belle-insert");
    const groups = await page.$$eval(".belle-option-group", (all) => all.map((one) => one.textContent));
    assert.deepEqual(groups.slice(0, 4), ["Recipient", "Event", "Decision", "Map “home”"]);
    await page.keyboard.type("refused");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("#belle-insert-panel", (panel) => (panel as HTMLElement).hidden), true);
    await press(page, "#belle-insert");
    await page.keyboard.type("refused");
    await page.keyboard.press("Enter");
    await done(page);
    assert.match(String(await saved(page, "mail", "html")), /\{% if decision\.label == "refused" %\}…\{% endif %\}/);
    assert.deepEqual(desk.complaints, []);
  });

  it("keeps each text in each language, and says what is missing", async () => {
    const { page } = desk;
    await openDialog(page, "mail");
    await tab(page, "languages");
    assert.match(await textOf(page, "[data-language=en]"), /English \(en\).*Preheader, E-mail/);
    await fill(page, "#belle-new-language", "deutsch!");
    await press(page, "#belle-add-language");
    assert.match(await textOf(page, "#belle-new-language-problem"), /“deutsch!” is no language/);
    await fill(page, "#belle-new-language", "FR");
    await press(page, "#belle-add-language");
    assert.match(await textOf(page, "#belle-new-language-problem"), /FR is there already/);
    await fill(page, "#belle-new-language", "de");
    await press(page, "#belle-add-language");
    assert.equal(await textOf(page, "#belle-new-language-problem"), "");
    // Written anew: the card is made again.
    await press(page, "[data-language=de] .fa-files-o");
    assert.match(await textOf(page, "[data-language=de]"), /everything is written/);
    await fill(page, "#belle-language", "en");
    await tab(page, "write");
    await fill(page, "#node-input-preheader", "All is ready");
    await fill(page, "#belle-language", "de");
    assert.equal(await read(page, "#node-input-preheader"), "Tout est prêt");
    await done(page);
    assert.equal(await saved(page, "mail", "preheader"), "Tout est prêt");
    const variants = (await saved(page, "mail", "variants")) as { language: string; texts: Record<string, string> }[];
    assert.deepEqual(variants[0], { language: "en", texts: { subject: "Your file", preheader: "All is ready" } });
    assert.deepEqual(Object.keys(variants[1]?.texts ?? {}), ["subject", "preheader", "html"]);
    await openDialog(page, "mail");
    await fill(page, "#belle-language", "en");
    assert.equal(await read(page, "#node-input-preheader"), "All is ready");
    await tab(page, "languages");
    await press(page, "[data-language=de] .fa-trash-o");
    await done(page);
    assert.equal(((await saved(page, "mail", "variants")) as object[]).length, 1);
    assert.deepEqual(desk.complaints, []);
  });

  it("shows the e-mail for a person and for a sample of one's own, bright and dark, and its text", async () => {
    const { page } = desk;
    await openDialog(page, "mail");
    await tab(page, "preview");
    const mail = () => page.$eval("#belle-shown iframe", (frame) => (frame as HTMLIFrameElement).srcdoc);
    await page.waitForSelector("#belle-shown iframe");
    assert.match(await mail(), /Bonjour Camille,/);
    assert.match(await textOf(page, ".belle-inbox"), /Votre dossier, Camille – Tout est prêt/);
    assert.equal(await page.$eval("#belle-shown iframe", (frame) => frame.getAttribute("sandbox")), "");
    const width = () => page.$eval("#belle-shown iframe", (frame) => frame.clientWidth);
    assert.ok((await width()) <= 375);
    await press(page, "[data-choice=desktop]");
    assert.equal(await width(), 650);
    await press(page, "[data-choice=dark]");
    assert.match(await textOf(page, "#belle-shown"), /no dark styles/);
    await press(page, "#belle-shown [data-choice=text]");
    assert.match(await textOf(page, ".belle-text-part"), /^Bonjour Camille,/);
    await fill(page, "#belle-sample", "own:0");
    await page.waitForFunction(() => $(".belle-text-part").text().startsWith("Bonjour Anne,"));
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("keeps a sample that is written here, and says where it is wrong", async () => {
    const { page } = desk;
    await openDialog(page, "text");
    await tab(page, "preview");
    await press(page, "#belle-sample-new");
    await fill(page, "#belle-sample-name", "Zoé");
    await page.click("#belle-sample-message .view-lines");
    await page.keyboard.down("Control");
    await page.keyboard.press("KeyA");
    await page.keyboard.up("Control");
    await page.keyboard.press("Delete");
    await page.waitForFunction(() => $("#belle-sample-problem").text() !== "");
    await page.keyboard.sendCharacter('{ "recipient": { "firstName": "Zoé" } }');
    await page.waitForFunction(() => $("#belle-sample-problem").text() === "");
    await page.waitForFunction(() => $(".belle-bubble").text().startsWith("Bonjour Zoé,"));
    await done(page);
    assert.deepEqual(await saved(page, "text", "samples"), [
      { name: "Zoé", message: '{ "recipient": { "firstName": "Zoé" } }' },
    ]);
    assert.deepEqual(desk.complaints, []);
  });

  it("counts a text message while it is written, and names what makes it dear", async () => {
    const { page } = desk;
    await openDialog(page, "text");
    const counts = () => textOf(page, "#belle-written");
    assert.match(await counts(), /Without what variables bring: UCS-2.*ç would become: c/s);
    await write(page, "Merci beaucoup");
    assert.match(await counts(), /^GSM-7 · 14 characters · parts: 1 · 146 left of 160$/);
    await write(page, "ê".repeat(71));
    assert.match(await counts(), /UCS-2 · 71 characters · parts: 2 of 67 each.*ê would become: e, 71 times/s);
    await fill(page, "#node-input-transliterate", "letters");
    assert.match(await counts(), /^Without.*GSM-7 · 71/);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("writes a first e-mail, and asks before it replaces one", async () => {
    const { page } = desk;
    const fake = await fakeDesk(page, { preview: () => ({ status: 200, json: empty }) }, "render-message");
    try {
      await openDialog(page, "mail");
      await press(page, "#belle-starter");
      await page.waitForSelector(".red-ui-notification button");
      await page.evaluate(() => $(".red-ui-notification button").last().trigger("click"));
      await done(page);
      assert.match(String(await saved(page, "mail", "html")), /<mj-image src="\{\{ 'home' \| map_image \}\}"/);
      assert.equal(await saved(page, "mail", "preheader"), "Tout est prêt");
    } finally {
      await fake.close();
    }
    assert.deepEqual(desk.complaints, []);
  });

  it("sends a test through an account that runs, to the address that the browser remembers; says why where there is none", async () => {
    const { page } = desk;
    await openDialog(page, "mail");
    await fill(page, "#belle-send-account", "outbox");
    await fill(page, "#belle-send-to", "");
    await press(page, "#belle-send-now");
    assert.match(await textOf(page, "#belle-send-problem"), /Write your e-mail address/);
    await fill(page, "#belle-send-to", "me@example.org");
    await press(page, "#belle-send-now");
    await page.waitForFunction(() => $("#belle-send-answer, #belle-send-problem").text() !== "");
    assert.equal(await textOf(page, "#belle-send-problem"), "");
    assert.match(await textOf(page, "#belle-send-answer"), /took the message for me@example\.org\. Reference: .+/);
    await cancel(page);
    await openDialog(page, "mail");
    assert.equal(await read(page, "#belle-send-to"), "me@example.org");
    await page.evaluate(() => {
      const nodes = RED.nodes as unknown as Record<string, unknown>;
      const { eachConfig } = nodes;
      nodes.eachConfig = () => {};
      $("#node-input-channel").trigger("change");
      nodes.eachConfig = eachConfig;
    });
    assert.match(await textOf(page, "#belle-send-reason"), /no mail account yet/);
    assert.equal(await page.$eval("#belle-send-now", (button) => (button as HTMLButtonElement).disabled), true);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("turns the pages of a letter, and says why there is none", async () => {
    const { page } = desk;
    const pdf = Buffer.from("%PDF-1.7").toString("base64");
    const noStore = { detail: "No store.", overcome: true };
    const answers = [
      { status: 200, json: { ...empty, letter: { pdf, pages: 2 } } },
      { status: 422, json: { problems: ["The map service is being changed."] } },
      { status: 200, json: { ...empty, problems: [{ ...{ text: "mapName", line: 1, column: 1 }, ...noStore }] } },
    ];
    const fake = await fakeDesk(page, { preview: () => answers.shift() }, "render-message");
    try {
      await openDialog(page, "letter");
      await tab(page, "preview");
      await page.waitForSelector(".belle-sheet iframe");
      const shown = () => page.$eval(".belle-sheet iframe", (frame) => (frame as HTMLIFrameElement).src.split("#")[1]);
      assert.match((await shown()) ?? "", /^page=1&/);
      await press(page, "#belle-shown .fa-chevron-right");
      assert.match((await shown()) ?? "", /^page=2&/);
      assert.match(await textOf(page, "#belle-shown"), /Page 2 of 2/);
      await fill(page, "#node-input-place", "Nantes");
      await page.waitForFunction(() => $("#belle-preview-problem").text() !== "");
      assert.equal(await textOf(page, "#belle-preview-problem"), "The map service is being changed.");
      assert.equal(await page.$(".belle-sheet"), null);
      await fill(page, "#node-input-place", "Lyon");
      await page.waitForFunction(() => $("#belle-doubts li").length > 0);
      await tab(page, "write");
      assert.equal(await textOf(page, "#belle-doubts"), "Map of the node before: No store.");
      assert.equal(await page.$("#belle-doubts button"), null);
      await cancel(page);
    } finally {
      await fake.close();
    }
    assert.deepEqual(desk.complaints, []);
  });

  it("works with an editor that is not Monaco", async function () {
    const { page } = desk;
    // Node-RED 4.1 has none but the classic one, which is loaded only where it is set up.
    if (await page.evaluate(() => !("basic" in (RED.editor as unknown as { codeEditor: object }).codeEditor))) {
      console.log("      this Node-RED has no basic editor: it is not tried");
      this.skip();
    }
    await page.evaluate(() => {
      const editor = RED.editor as unknown as { createEditor: unknown; codeEditor: { basic: { create: unknown } } };
      const { createEditor } = editor;
      Object.assign(window, { putBack: () => Object.assign(editor, { createEditor }) });
      editor.createEditor = editor.codeEditor.basic.create;
    });
    try {
      await openDialog(page, "text");
      await fill(page, "#belle-code textarea", "Bonjour ");
      await page.waitForFunction(() => $("#belle-written").text().includes("GSM-7 · 7"));
      await page.focus("#belle-code textarea");
      await press(page, "#belle-insert");
      await page.keyboard.type("case key");
      await page.keyboard.press("Enter");
      await tab(page, "preview");
      await press(page, "#belle-sample-new");
      await press(page, "#belle-sample-close");
      await press(page, "#belle-sample-edit");
      const listeners = await page.evaluate(() => {
        const { _data } = $ as unknown as { _data(element: Element, what: string): { keyup: unknown[] } };
        return _data($("#belle-sample-message")[0]!, "events").keyup.length;
      });
      assert.equal(listeners, 1);
      await done(page);
      assert.equal(await saved(page, "text", "sms"), "Bonjour {{ journey.caseKey }}");
    } finally {
      await page.evaluate(() => (window as unknown as { putBack(): void }).putBack());
    }
    assert.deepEqual(desk.complaints, []);
  });
});
