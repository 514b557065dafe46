import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { afterEach, before, describe, it } from "mocha";
import type { PlayCase } from "../../nodes/journey-sidebar/play/desk.ts";
import { readCase } from "../../src/play/index.ts";
import { needProgram } from "../need-program.ts";
import { barriers } from "./barriers.ts";
import type { Desk } from "./desk.ts";
import { fill, press, read, textOf } from "./hands.ts";
import { addWord, closeTray, exampleAlone, openBoard, openTryIt, playToTheEnd, printBoard } from "./play-hands.ts";
import { deskWith } from "./shared-desk.ts";

/** Wires that are lit, in the order in which they were: names of both ends. */
const lit = (desk: Desk) =>
  desk.page.$$eval(".belle-lit", (groups) =>
    groups
      .map((group) => {
        const { source, target } = (group as unknown as { __data__: { source: Named; target: Named } }).__data__;
        return { order: Number(group.getAttribute("data-belle-order")), way: `${source.name} > ${target.name}` };
      })
      .sort((a, b) => a.order - b.order)
      .map(({ way }) => way),
  );
interface Named {
  name: string;
}

/** What one saves, in the place of the browser's download. */
async function saveCase(desk: Desk): Promise<string> {
  return desk.page.evaluate(async () => {
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    let saved: Blob | undefined;
    URL.createObjectURL = (content) => {
      saved = content as Blob;
      return createObjectURL(content);
    };
    HTMLAnchorElement.prototype.click = () => {};
    $("[data-do=save]").trigger("click");
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
    return saved === undefined ? "" : saved.text();
  });
}

async function loadCase(desk: Desk, text: string): Promise<void> {
  await desk.page.evaluate((content) => {
    const input = $<HTMLInputElement>(".belle-play-bar input[type=file]");
    const files = new DataTransfer();
    files.items.add(new File([content], "case.json", { type: "application/json" }));
    input[0]!.files = files.files;
    input[0]!.dispatchEvent(new Event("change"));
  }, text);
}

describe("a person is tried", function () {
  this.timeout(180_000);
  let desk: Desk;
  let flows: object[];
  afterEach(async () => {
    assert.deepEqual(desk.complaints, []);
  });

  describe("through the decision of an insurer, in French", () => {
    before(async () => {
      flows = await exampleAlone("insurance-decision");
      desk = await deskWith(() => flows);
      await desk.page.setViewport({ width: 1440, height: 1000 });
      await desk.open("fr", "light");
      // One step follows the other at once.
      await desk.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    });

    it("lights the wires in the order of the story, and shows what would have been sent", async () => {
      const { page } = desk;
      // The flow of the story is another one.
      await page.evaluate(() =>
        (RED as unknown as { workspaces: { show(id: string): void } }).workspaces.show("f1a00000000000a0"),
      );
      await openTryIt(page);
      assert.match(await textOf(page, ".belle-play h3"), /^Essayer$/);
      await addWord(page, { who: "Demande en ligne", days: "2", values: { logement: "maison", surface: "" } });
      await press(page, "[data-do=play]");
      assert.match(await textOf(page, ".belle-play-problem"), /voyez les champs marqués/);
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-path")), "surface");
      await fill(page, "[data-path=surface]", "90");
      await addWord(page, { who: "Décision de l’annonceur", days: "13", values: { decision: "accepted" } });
      await playToTheEnd(page);
      assert.deepEqual(await lit(desk), [
        "Personnes à inviter > Page de la demande",
        "Page de la demande > Demande en ligne",
        "Personnes à inviter > Lettre d’invitation",
        "Lettre d’invitation > Atelier (invitation)",
        "Atelier (invitation) > Demande attendue",
        "Demande en ligne > Visites",
        "Demande attendue > Demande en ligne ?",
        "Demande en ligne ? > Dossier à l’assureur",
        "Dossier à l’assureur > Décision attendue",
        "Décision attendue > Lettre de patience",
        "Lettre de patience > Atelier (patience)",
        "Décision attendue > Chemin vers l’agence",
        "Chemin vers l’agence > Quelle décision ?",
        "Quelle décision ? > Lettre d’acceptation",
        "Lettre d’acceptation > Atelier d’impression",
        "Atelier d’impression > Envois",
      ]);
      const times = await page.$$eval(".belle-step-time", (rows) =>
        rows.map((row) => row.textContent?.replace(/\s+/g, " ")),
      );
      assert.match(times.join(" | "), /^Jour 1 .* \| Jour 3 2 jours plus tard \| .*Jour 1[23] /);
      // The letter, from the sign at its node; the page, from the list.
      await page.$eval("[id='f1a0000000000018'] .belle-sign", (sign) => sign.dispatchEvent(new MouseEvent("click")));
      await page.waitForSelector(".belle-content .belle-letter");
      assert.match(
        await page.$eval(".belle-letter", (picture) => (picture as HTMLImageElement).src),
        /^data:image\/svg\+xml/,
      );
      await closeTray(page);
      await press(page, ".belle-step[data-kind=page] .belle-look");
      const frame = await page.waitForSelector(".belle-content iframe");
      assert.equal(await frame?.evaluate((one) => one.getAttribute("sandbox")), "");
      assert.match((await frame?.evaluate((one) => (one as HTMLIFrameElement).srcdoc)) ?? "", /Surface habitable/);
      await closeTray(page);
      // Another flow and back: what is lit is drawn anew.
      const before = await lit(desk);
      for (const flow of ["f1a00000000000a0", "f1a0000000000001"])
        await page.evaluate(
          (id) => (RED as unknown as { workspaces: { show(id: string): void } }).workspaces.show(id),
          flow,
        );
      await page.waitForFunction((count) => $(".belle-lit").length === count, {}, before.length);
    });

    it("opens a storyboard that is printed as one signs it", async function () {
      needProgram(this, "pdftotext", "poppler-utils", "the printed storyboard is not read");
      const { page } = desk;
      const html = await openBoard(page);
      assert.doesNotMatch(html, /(?:src|href)="(?!data:)/);
      const pdf = await printBoard(page, html, desk.userFolder);
      await closeTray(page);
      const text = execFileSync("pdftotext", [pdf, "-"], { encoding: "utf8" }).replace(/[\s\u00a0\u202f]+/g, " ");
      const story = [
        ...[
          "Mme Camille Moreau",
          "Assurance habitation",
          "Rien n’est parti",
          "L’histoire commence",
          "Page personnelle",
        ],
        ...[
          "Votre maison mérite une bonne assurance",
          "Surface habitable",
          "Lettre",
          "2 jours passent",
          "Une décision",
        ],
        ...[
          "Un service est appelé",
          '"surface": 90',
          "« accepted »",
          "L’histoire se termine",
          "Bon pour accord",
          "Signature",
        ],
      ];
      let from = 0;
      for (const words of story) {
        const at = text.indexOf(words, from);
        assert.ok(at >= 0, `“${words}” does not follow: ${text.slice(from, from + 400)}`);
        from = at;
      }
      const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))?.[1]);
      assert.ok(pages >= 3 && pages <= 7, `${pages} pages`);
      assert.match(text, new RegExp(`${pages} ?/ ?${pages}`));
    });

    it("takes its marks off the canvas when it is closed", async () => {
      const { page } = desk;
      await press(page, "[data-do=close]");
      assert.equal(await page.$$eval(".belle-lit, .belle-visited, .belle-sign", (all) => all.length), 0);
      assert.equal(await page.evaluate(() => $(".belle-play").is(":visible")), false);
    });
  });

  describe("through a campaign that wins back, in English and in the dark", () => {
    before(async () => {
      flows = await exampleAlone("win-back");
      desk = await deskWith(() => flows);
      await desk.page.setViewport({ width: 900, height: 800 });
      await desk.open("en-US", "dark");
    });

    it("keeps a case as a file that plays the same, and compares what it expects", async () => {
      const { page } = desk;
      await openTryIt(page);
      await fill(page, "[data-case=name]", "Won back by text message");
      await fill(page, "[data-case=startsAt]", "2026-03-02T09:00");
      await fill(page, "[data-path=email]", "");
      await fill(page, ".belle-play [data-path='*']", '{ "consent": { "sms": true }, "attributes": { "card": 3 }');
      assert.match(await textOf(page, ".belle-play-form"), /no JSON object/);
      await fill(page, ".belle-play [data-path='*']", '{ "consent": { "sms": true }, "attributes": { "card": 3 } }');
      await playToTheEnd(page);
      await page.evaluate(() => $(".belle-play-bar input[type=checkbox]").trigger("click"));
      const saved = await saveCase(desk);
      const kept = readCase(JSON.parse(saved), "en") as PlayCase;
      assert.equal(kept.recipient.email, undefined);
      assert.deepEqual(kept.recipient.attributes, { card: 3 });
      assert.ok(kept.expect?.some(({ kind, channel }) => kind === "would-send" && channel === "sms"));
      // Another person, then the file again.
      await press(page, "[data-do=edit]");
      await fill(page, "[data-path=lastName]", "Nobody");
      await loadCase(desk, '{ "version": 1, "name": 1 }');
      await page.waitForFunction(() => $(".belle-play-problem").text().includes("“name” is wrong"));
      await loadCase(desk, saved);
      await page.waitForFunction(() => $("[data-path=lastName]").val() !== "Nobody");
      assert.equal(await read(page, "[data-case=name]"), "Won back by text message");
      await page.evaluate(() => $(".belle-play-bar input[type=checkbox]").prop("checked", false).trigger("change"));
      assert.equal(await saveCase(desk), saved);
      await playToTheEnd(page);
      const held = await page.$$eval(".belle-expected [data-held]", (all) =>
        all.map((one) => one.getAttribute("data-held")),
      );
      assert.deepEqual(
        held,
        kept.expect?.map(() => "true"),
      );
      const board = await openBoard(page);
      assert.match(board, /What was expected/);
      assert.match(board, /class="bubble"/);
      await closeTray(page);
    });

    it("has nothing that keeps people from reading, and says what is not deployed", async () => {
      const { page } = desk;
      const found = (await barriers(page)).filter((one) => /belle-/.test(one));
      assert.deepEqual(found, []);
      await press(page, "[data-do=edit]");
      assert.deepEqual(
        (await barriers(page)).filter((one) => /belle-|data-path|data-case/.test(one)),
        [],
      );
      assert.equal(await textOf(page, ".belle-play-changed"), "");
      await page.evaluate(() => RED.nodes.dirty(true));
      assert.match(await textOf(page, ".belle-play-changed"), /deploy first/);
      await page.evaluate(() => RED.nodes.dirty(false));
      await press(page, "[data-do=close]");
      await page.emulateMediaFeatures([]);
    });
  });
});
