import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import { enrolIn, peopleFlow } from "./people-flow.ts";
import { deskWith } from "./shared-desk.ts";

/** A key that would be more than a text, were it taken for HTML. */
const hostile = `<img src=x onerror="top.hacked=1"> & “é”`;

const page = "#belle-journey-people";
const texts = (where: Page, selector: string) =>
  where.$$eval(selector, (all) => all.map((one) => one.textContent?.trim() ?? ""));

async function showPeople(where: Page): Promise<void> {
  await where.evaluate(() => RED.actions.invoke("belle-histoire:show-journey"));
  await where.waitForSelector(".belle-journey-page:not([hidden])");
  await where.click("#belle-journey-people-tab");
  await where.waitForSelector(`${page} .belle-people-row`);
}

async function search(where: Page, key: string): Promise<void> {
  await where.$eval(
    `${page} .belle-people-search`,
    (input, value) => $(input).val(value).trigger("input").trigger("focus"),
    key,
  );
}
const steps = (where: Page, kind: string) =>
  where.waitForFunction(
    (selector) => document.querySelector(selector) !== null,
    {},
    `${page} .belle-people-step[data-kind="${kind}"]`,
  );
/** Waits for a sentence that the editor tells. */
const told = (where: Page, words: string) =>
  where.waitForFunction(
    (what) => [...document.querySelectorAll(".red-ui-notification")].some((one) => one.textContent?.includes(what)),
    {},
    words,
  );
async function inMenu(where: Page, item: number): Promise<void> {
  await where.click(`${page} .belle-people-menu`);
  await where.click(`${page} .belle-people-menu-list li:nth-child(${item}) > button`);
  await where.waitForSelector(".belle-people-dialog");
}
async function confirm(where: Page, why: string): Promise<void> {
  await where.$eval(".belle-people-dialog textarea", (area, text) => $(area).val(text), why);
  await where.click(".belle-people-dialog .primary");
}
const closed = (where: Page) => where.waitForFunction(() => document.querySelector(".belle-people-dialog") === null);

describe("the page People of the sidebar", function () {
  this.timeout(120_000);

  it("finds a person, tells their story as it grows, and shows what they were sent", async () => {
    const desk = await deskWith(peopleFlow);
    const { page: where } = desk;
    await enrolIn(
      desk.url,
      {
        id: "M-1",
        caseKey: "C-100",
        firstName: "Camille",
        "attributes.segment": "or",
        "attributes.word": "<b>1 & 2</b>",
      },
      { id: "M-2", caseKey: hostile, firstName: hostile, "attributes.segment": "argent" },
    );
    await desk.open();
    await showPeople(where);
    assert.equal((await texts(where, `${page} .belle-people-row`)).length, 2);
    await search(where, "<img");
    await where.waitForFunction(
      (selector) => document.querySelectorAll(selector).length === 1,
      {},
      `${page} .belle-people-row`,
    );
    assert.ok((await texts(where, `${page} .belle-people-row`))[0]?.includes(hostile));

    // By the keyboard: down into the list, and back by Escape.
    await search(where, "C-1");
    await where.waitForFunction(
      (selector) => document.querySelector(selector)?.textContent?.includes("C-100"),
      {},
      `${page} .belle-people-row`,
    );
    await where.focus(`${page} .belle-people-search`);
    await where.keyboard.press("ArrowDown");
    await where.keyboard.press("Enter");
    for (const kind of ["send.sent", "page.published", "wait.started"]) await steps(where, kind);
    await where.waitForFunction(
      (selector) => document.querySelectorAll(selector).length === 3,
      {},
      `${page} .belle-people-step[data-kind="send.sent"]`,
    );
    assert.ok((await texts(where, `${page} .belle-people-branch`)).every((text) => text.startsWith("Or")));
    assert.match((await texts(where, `${page} .belle-people-now`))[0] ?? "", /C-100.*Waiting since .*Réponse attendue/);
    assert.equal((await texts(where, `${page} .belle-people-day`)).length, 1);

    // What was sent: each in its own shape, and nothing of it runs.
    const look = async (icon: string) => {
      await where.click(`${page} .belle-people-links button:has(> .fa-${icon})`);
      await where.waitForFunction(() => document.querySelector(".belle-people-dialog-body [role=status]") === null);
      const text = (await texts(where, ".belle-people-dialog"))[0] ?? "";
      const frame = await where.$eval(".belle-people-dialog", (dialog) => {
        const found = dialog.querySelector("iframe");
        return { sandbox: found?.getAttribute("sandbox"), html: found?.srcdoc ?? "", src: found?.src ?? "" };
      });
      await where.keyboard.press("Escape");
      await closed(where);
      return { text, ...frame };
    };
    const mail = await look("envelope-open-o");
    assert.ok(mail.text.includes("Bienvenue au club, Camille") && mail.text.includes("camille@example.net"), mail.text);
    assert.equal(mail.sandbox, "");
    assert.match(mail.html, /Content-Security-Policy[\s\S]*&lt;b&gt;1 &amp; 2&lt;\/b&gt;/);
    const sms = await look("commenting-o");
    assert.match(sms.text, /Bienvenue Camille ! Votre carte est en route\.[\s\S]*Parts charged: 1/);
    const letter = await look("file-pdf-o");
    assert.match(letter.text, /12 rue de Paris[\s\S]*Pages: 1/);
    assert.match(letter.src, /^blob:/);
    const shown = await look("globe");
    assert.deepEqual([shown.sandbox, shown.html.includes("Camille, bienvenue")], ["", true]);
    assert.equal(await where.evaluate(() => "hacked" in window), false);

    // A node of the story is found on the canvas.
    await where.click(`${page} .belle-people-step[data-kind="wait.started"] button.belle-people-node`);
    await where.waitForSelector('g.red-ui-flow-node-selected[id="wait"]');
    await where.focus(`${page} .belle-people-head button`);
    await where.keyboard.press("Escape");
    await where.waitForSelector(`${page} .belle-people-search`, { visible: true });
    assert.deepEqual(desk.complaints, []);
  });

  it("moves on, ends, exports and erases with a reason, in French; who may only look is offered nothing", async () => {
    const desk = await deskWith(peopleFlow);
    const { page: where } = desk;
    await enrolIn(
      desk.url,
      { id: "M-3", caseKey: "C-103", firstName: "Zoé", "attributes.segment": "argent" },
      { id: "M-4", caseKey: hostile, firstName: "Ida", "attributes.segment": "argent" },
    );
    await desk.open("fr", "dark");
    await showPeople(where);
    await search(where, "C-103");
    await where.waitForFunction(
      (selector) => document.querySelectorAll(selector).length === 1,
      {},
      `${page} .belle-people-row`,
    );
    await where.click(`${page} .belle-people-row`);
    await steps(where, "wait.started");

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
