import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import { PersonExport } from "../../src/rights/index.ts";
import { enrolIn, peopleFlow } from "./people-flow.ts";
import { chooseInMenu, closed, confirm, inMenu, page, search, showPeople, steps, texts, told } from "./people-hands.ts";
import { deskWith } from "./shared-desk.ts";

/** Saves files into a folder of its own from now on; answers the file that is saved next. */
async function savedFiles(where: Page) {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-saved-"));
  const browser = await where.browser().target().createCDPSession();
  const behaviour = { behavior: "allow", downloadPath: folder, eventsEnabled: true } as const;
  await browser.send("Browser.setDownloadBehavior", behaviour);
  return {
    async next(press: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
      const saved = new Promise<void>((resolve, reject) => {
        browser.on("Browser.downloadProgress", ({ state }) => {
          if (state === "completed") resolve();
          else if (state === "canceled") reject(new Error("the download was given up"));
        });
      });
      await press();
      await saved;
      const [name = "", ...others] = await readdir(folder);
      assert.deepEqual(others, []);
      return { name, content: await readFile(join(folder, name)) };
    },
    async remove(): Promise<void> {
      await browser.send("Browser.setDownloadBehavior", { behavior: "default" });
      await browser.detach();
      await rm(folder, { recursive: true });
    },
  };
}

async function openPerson(where: Page, key: string): Promise<void> {
  await showPeople(where);
  await search(where, key);
  await where.waitForFunction(
    (selector, of) => $(selector).length === 1 && $(selector).text().includes(of),
    {},
    `${page} .belle-people-row`,
    key,
  );
  await where.click(`${page} .belle-people-row`);
  await steps(where, "wait.started");
}

describe("what is done for a person on the page People", function () {
  this.timeout(120_000);

  it("saves all that is held of a person as a file, whose name names nobody", async () => {
    const desk = await deskWith(peopleFlow);
    const { page: where } = desk;
    await enrolIn(desk.url, {
      ...{ id: "M-5", caseKey: "C-105", firstName: "Noé" },
      ...{ "attributes.segment": "or", "attributes.word": "Merci" },
    });
    await desk.open();
    const files = await savedFiles(where);
    try {
      await openPerson(where, "C-105");
      await where.waitForFunction(
        (selector) => document.querySelectorAll(selector).length === 3,
        {},
        `${page} .belle-people-step[data-kind="send.sent"]`,
      );
      const { name, content } = await files.next(() => chooseInMenu(where, 3));
      assert.equal(name, "export.json");
      const { files: bytes, ...form } = JSON.parse(content.toString()) as { files: Record<string, string> };
      const held = PersonExport.parse(form);
      assert.deepEqual([held.recipient.id, held.recipient.firstName], ["M-5", "Noé"]);
      assert.deepEqual(
        held.journeys.map(({ caseKey }) => caseKey),
        ["C-105"],
      );
      // Every file that is named is there, whole; the letter is one of them.
      assert.deepEqual(Object.keys(bytes).sort(), held.assets.map(({ hash }) => hash).sort());
      const contents = Object.entries(bytes).map(([hash, text]) => ({ hash, file: Buffer.from(text, "base64") }));
      for (const { hash, file } of contents) assert.equal(createHash("sha256").update(file).digest("hex"), hash);
      assert.ok(contents.some(({ file }) => file.subarray(0, 5).toString() === "%PDF-"));
      await told(where, "is in the file export.json");
      assert.equal(await where.$(`${page} .belle-people-menu-list:popover-open`), null);
      assert.deepEqual(desk.complaints, []);
    } finally {
      await files.remove();
    }
  });

  it("ends a wait as if its time were up; a dialog that is left, or a reason that names the person, does nothing", async () => {
    const desk = await deskWith(peopleFlow);
    const { page: where } = desk;
    await enrolIn(desk.url, { id: "M-6", caseKey: "C-106", firstName: "Inès", "attributes.segment": "argent" });
    await desk.open();
    await openPerson(where, "C-106");
    const asked: string[] = [];
    where.on("request", (request) => {
      const path = /journey\/people\/([\w-]+)$/.exec(request.url())?.[1];
      if (path !== undefined && !["story", "search"].includes(path)) asked.push(path);
    });

    // By the button, the cross and Escape.
    for (const [item, leave] of [
      [1, () => where.click(".belle-people-dialog-foot button:not(.primary)")],
      [2, () => where.click(".belle-people-dialog header button")],
      [2, () => where.keyboard.press("Escape")],
    ] as const) {
      await inMenu(where, item);
      await leave();
      await closed(where);
    }
    assert.deepEqual(asked, []);
    await inMenu(where, 1);
    assert.equal(
      await where.$eval(".belle-people-dialog input[value=late]", (one) => (one as HTMLInputElement).checked),
      true,
    );
    await where.$eval(".belle-people-dialog input[type=text]", (input) => $(input).val("Anne"));
    await confirm(where, "nobody answers");
    await told(where, "The wait is ended");
    await closed(where);
    await steps(where, "wait.ended");
    assert.ok(
      (await texts(where, `${page} .belle-people-said`)).some((text) => /Anne.*nobody answers/.test(text)),
      "who and why are told",
    );
    // Nothing waits any more.
    await where.click(`${page} .belle-people-menu`);
    assert.equal(
      await where.$eval(`${page} .belle-people-menu-list button`, (button) => (button as HTMLButtonElement).disabled),
      true,
    );
    await where.keyboard.press("Escape");

    await inMenu(where, 4);
    await confirm(where, "Ms Moreau has asked for it");
    await where.waitForFunction(() => /names the person/.test($(".belle-people-dialog [role=alert]").text()));
    await where.keyboard.press("Escape");
    await closed(where);
    assert.match((await texts(where, `${page} .belle-people-head`))[0] ?? "", /Inès Moreau/);
    assert.deepEqual(asked, ["move-on", "erase-look", "erase"]);
    assert.deepEqual(
      desk.complaints.filter((line) => !/people\/erase /.test(`${line} `)),
      [],
    );
  });

  it("answers, ends and erases with a reason, in French; who may only look is offered nothing", async () => {
    const desk = await deskWith(peopleFlow);
    const { page: where } = desk;
    await enrolIn(
      desk.url,
      {
        ...{ id: "M-3", caseKey: "C-103", firstName: "Zoé", "attributes.segment": "argent" },
        // Whoever has an address of somebody who was erased is not taken any more.
        ...{ email: "zoe@example.net", phone: "+33612345603", street: "3 place de la Mairie" },
      },
      { id: "M-4", caseKey: "C-104", firstName: "Ida", "attributes.segment": "argent" },
    );
    await desk.open("fr", "dark");
    await openPerson(where, "C-103");

    // In the advertiser's place, by the fields of the webhook that it waits for; not without a reason.
    await inMenu(where, 1);
    await where.click(".belle-people-dialog input[value=answer]");
    await where.select(".belle-people-fields select", "accepted");
    await where.$eval(".belle-people-dialog input[type=text]", (input) => $(input).val("Anne"));
    await where.click(".belle-people-dialog .primary");
    await where.waitForFunction(() => $(".belle-people-dialog [role=alert]").text().startsWith("Écrivez pourquoi"));
    await confirm(where, "au téléphone");
    await told(where, "La réponse est gardée");
    await closed(where);
    await steps(where, "event.answered");
    assert.ok(
      (await texts(where, `${page} .belle-people-said`)).some((text) =>
        text.startsWith("Anne répond : decision = accepted. Motif : au téléphone"),
      ),
    );
    await inMenu(where, 2);
    await confirm(where, "elle renonce");
    await told(where, "Le parcours est terminé");
    await steps(where, "journey.exited");
    await closed(where);

    await inMenu(where, 4);
    assert.match(
      (await texts(where, ".belle-people-dialog-body"))[0] ?? "",
      /M-3 \(Zoé Moreau\), campagne Club Belle Rive/,
    );
    await confirm(where, "demandé par lettre");
    await told(where, "Effacé :");
    await where.waitForFunction(
      (selector) => (document.querySelector(selector)?.textContent ?? "").startsWith("Aucun identifiant"),
      {},
      `${page} .belle-people-state`,
    );

    await where.evaluate(() => {
      Object.assign(RED.settings, { user: { username: "reader", permissions: "read" } });
    });
    await search(where, "M-");
    await where.waitForSelector(`${page} .belle-people-row`);
    await where.click(`${page} .belle-people-row`);
    await steps(where, "wait.started");
    assert.equal(await where.$(`${page} .belle-people-menu`), null);
    assert.equal(await where.evaluate(() => "hacked" in window), false);
    assert.deepEqual(
      desk.complaints.filter((line) => !/people\/exit|people\/move-on/.test(line)),
      [],
    );
  });
});
