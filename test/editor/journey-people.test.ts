import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { enrolIn, hostile, peopleFlow } from "./people-flow.ts";
import { closed, page, search, showPeople, steps, texts } from "./people-hands.ts";
import { deskWith } from "./shared-desk.ts";

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
        ...{ street: "51 boulevard des Dunes", postalCode: "99380", locality: "Saint-Aurèle-sur-Mer" },
      },
      { id: "M-2", caseKey: hostile, firstName: hostile, "attributes.segment": "argent" },
    );
    await desk.open();
    await showPeople(where);
    await where.waitForFunction(
      (selector, keys) => keys.every((key) => $(selector).text().includes(key)),
      {},
      `${page} .belle-people-row`,
      ["C-100", hostile],
    );
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
    // The campaign speaks French, and who looks English.
    for (const text of await texts(where, `${page} .belle-people-branch`))
      assert.equal(text, "Or“or” is “or”: rule 1, “Or”.");
    assert.match((await texts(where, `${page} .belle-people-now`))[0] ?? "", /C-100.*Waiting since .*Réponse attendue/);
    assert.equal((await texts(where, `${page} .belle-people-day`)).length, 1);

    // What was sent: each in its own shape, and nothing of it runs.
    const look = async (icon: string, drawn = 0) => {
      await where.click(`${page} .belle-people-links button:has(> .fa-${icon})`);
      await where.waitForFunction(() => document.querySelector(".belle-people-dialog-body [role=status]") === null);
      await where.waitForFunction(
        (count) =>
          [...document.querySelectorAll<HTMLImageElement>(".belle-people-dialog img")].filter(
            ({ naturalWidth }) => naturalWidth > 100,
          ).length === count,
        {},
        drawn,
      );
      const text = (await texts(where, ".belle-people-dialog"))[0] ?? "";
      const frame = await where.$eval(".belle-people-dialog", (dialog) => {
        const found = dialog.querySelector("iframe");
        const pictures = [...dialog.querySelectorAll("img")].filter(({ naturalWidth }) => naturalWidth > 100);
        return {
          ...{ sandbox: found?.getAttribute("sandbox"), html: found?.srcdoc ?? "", src: found?.src ?? "" },
          pictures: pictures.map(({ alt }) => alt),
        };
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
    const letter = await look("file-pdf-o", 1);
    assert.match(letter.text, /51 boulevard des Dunes[\s\S]*Pages: 1/);
    assert.match(letter.src, /^blob:/);
    // And the way to the store, as picture and as what is printed.
    assert.match(letter.pictures.join("; "), /^Plan\s: de votre domicile à l’Agence des Pins, 1,2\skm, [^;]*$/);
    assert.match(letter.text, /Map for print, home/);
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
});
