import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { needProgram } from "../need-program.ts";
import { settle } from "../pictures/record.ts";
import { fill } from "./hands.ts";
import { bothSidebars, lettersOf, picture, sidebars, stand, wholeSidebar } from "./picture.ts";
import { addWord, exampleAlone, openBoard, openTryIt, playToTheEnd, printBoard } from "./play-hands.ts";
import { deskWith } from "./shared-desk.ts";

/** The flow's revision, and when the storyboard was made: a storyboard of one afternoon. */
const dated = (html: string) =>
  html
    .replaceAll(RegExp(`\\b${revisionIn(html)}\\b`, "g"), "f56a1912")
    .replace(/(<dt>Made<\/dt><dd>)[^<]*/, "$1Monday, March 2, 2026 at 3:00 PM");
const revisionIn = (html: string) => /<dt>[^<]*revision[^<]*<\/dt><dd>(\w+)/i.exec(html)?.[1] ?? "no revision";

describe("a play and its storyboard", function () {
  this.timeout(180_000);

  it("light the wires of the story and print its cards, as the documents show them", async function () {
    const desk = await deskWith(() => []);
    const { page } = desk;
    // Not the campaign of the guide, whose figures would stand below the nodes.
    const example = JSON.stringify(await exampleAlone("insurance-decision"));
    await desk.deploy(JSON.parse(example.replaceAll('"f1a', '"f1b')) as object[]);
    await page.setViewport({ width: 1500, height: 900 });
    await page.emulateTimezone("Europe/Paris");
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await desk.open("en-US", "light");
    await page.evaluate(() => RED.actions.invoke("belle-histoire:show-journey"));
    await wholeSidebar(page);
    await openTryIt(page);
    await fill(page, "[data-case=name]", "Accepted after a reminder");
    await fill(page, "[data-case=startsAt]", "2026-03-02T09:00");
    await addWord(page, { who: "Demande en ligne", days: "2", values: { logement: "maison", surface: "90" } });
    await addWord(page, { who: "Décision de l’annonceur", days: "12", values: { decision: "accepted" } });
    await playToTheEnd(page);
    await sidebars(page, { left: false, right: true });
    await page.evaluate(() => {
      for (let times = 0; times < 3; times += 1) RED.actions.invoke("core:zoom-out");
    });
    await stand(page);
    await page.evaluate(() => {
      $("#red-ui-workspace-chart").scrollTop(0).scrollLeft(0);
      $(".belle-step").last().prevAll(".belle-step-time").first()[0]?.scrollIntoView({ block: "start" });
    });
    await picture(page, "journey-play.png", { clip: { x: 0, y: 0, width: 1500, height: 900 } });
    await sidebars(page, bothSidebars);
    needProgram(this, "pdftoppm", "poppler-utils", "the picture of the storyboard is not compared");
    const pdf = await printBoard(page, dated(await openBoard(page)), desk.userFolder);
    const first = ["-f", "1", "-l", "1", pdf];
    execFileSync("pdftoppm", ["-r", "75", "-png", "-singlefile", ...first, join(desk.userFolder, "storyboard")]);
    const text = execFileSync("pdftotext", ["-layout", ...first, "-"], { encoding: "utf8" });
    const words = text
      .split("\n")
      .map((line) => line.replace(/\s+/g, " ").trim())
      .filter((line) => line !== "");
    const png = readFileSync(join(desk.userFolder, "storyboard.png"));
    await settle("storyboard.png", { png, words, letters: await lettersOf(page) });
    await page.emulateTimezone();
    await page.emulateMediaFeatures([]);
    assert.deepEqual(desk.complaints, []);
  });
});
