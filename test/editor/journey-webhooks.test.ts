import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { readSecret, sign } from "../../src/webhook/index.ts";
import { advertiser, advertiserFlow } from "./advertiser-flow.ts";
import { barriers } from "./barriers.ts";
import type { Desk } from "./desk.ts";
import { done, fill, openDialog, press, saved, textOf } from "./hands.ts";
import { picture } from "./picture.ts";
import { deskWith } from "./shared-desk.ts";

const { endpoint, kit, secret, testSecret } = advertiser;
const place = "#belle-journey-webhooks";

describe("webhooks in the sidebar, and the advertiser's page", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWith(() => advertiserFlow());
  });

  async function post(body: object, id: string): Promise<number> {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { ...sign(readSecret(secret), id, bytes, Date.now()), "content-type": "application/json" };
    return (await fetch(`${desk.url}webhook/insurer/${endpoint}`, { method: "POST", headers, body: bytes })).status;
  }

  /** Counts from now on what the editor asks below a path. */
  function countAsked(path: string): () => number {
    let count = 0;
    desk.page.on("request", (request) => {
      if (request.url().includes(`/belle-histoire/${path}`)) count += 1;
    });
    return () => count;
  }
  /** Longer than a page would wait that asks every few seconds. */
  const still = (page: Desk["page"]) =>
    page.evaluate(() => new Promise<void>((resolve) => window.setTimeout(resolve, 6_000)));

  for (const [language, scheme] of [
    ["en-US", "light"],
    ["fr", "dark"],
  ] as const)
    it(`lists the campaign's webhooks and opens one, ${language}`, async () => {
      const english = language === "en-US";
      await desk.open(language, scheme);
      const { page } = desk;
      desk.complaints.length = 0;
      await page.evaluate(() => RED.actions.invoke("belle-histoire:show-journey"));
      await page.click("#belle-journey-webhooks-tab");
      await page.waitForSelector(`${place} [data-webhook=webhook]`);
      const lists = countAsked("journey/webhooks?");
      const looks = countAsked("inbound-webhook/webhook/calls");
      await still(page);
      assert.equal(lists(), 0, "nothing happens, and nothing is asked");
      const before = await textOf(page, `${place} [data-webhook=webhook]`);
      assert.match(before, /Insurer’s decision/);
      // A call is seen without a hand being moved.
      const refused = Number(/(\d+) refus/.exec(before)?.[1]);
      assert.equal(await post({ caseKey: "NOBODY-1", decision: "accepted" }, `evt-${language}`), 404);
      await page.waitForFunction(
        (count, where) => $(where).text().includes(`${count} refus`),
        {},
        refused + 1,
        `${place} [data-webhook=webhook]`,
      );
      assert.match(await textOf(page, `${place} [data-webhook=webhook]`), /404 (Unknown case|Dossier inconnu)/);
      assert.equal(lists(), 1, "one call, one question");
      assert.deepEqual(await barriers(page, place), []);

      await press(page, `${place} [data-webhook=webhook]`);
      await page.waitForSelector(`${place} .belle-call-item`);
      const addresses = await page.$$eval(`${place} .belle-address`, (all) => all.map((one) => one.textContent));
      assert.deepEqual(addresses, [`${desk.url}webhook/insurer/${endpoint}`, `${desk.url}webhook/docs/${kit}`]);
      assert.equal(await page.$eval(`${place} a`, (link) => link.getAttribute("href")), addresses[1]);
      const samples: string[] = [];
      await page.focus("#belle-journey-sample-curl");
      for (let count = 0; count < 4; count += 1) {
        samples.push(await textOf(page, "#belle-journey-sample"));
        await page.keyboard.press("ArrowRight");
      }
      for (const [index, mark] of ["curl -sS", "node:crypto", "<?php", "urllib.request"].entries())
        assert.ok(samples[index]?.includes(mark) && samples[index]?.includes(addresses[0]!), samples[index]);
      assert.ok(!samples.join().includes("whsec_A"), "no secret");

      // The payload starts from the table's example.
      const payload = "#belle-journey-webhook-try-body";
      assert.match(
        await page.$eval(payload, (input) => (input as HTMLTextAreaElement).value),
        /"decision": "accepted"/,
      );
      await fill(page, payload, '{"caseKey":"NOBODY-2","decision":"perhaps"}');
      await press(page, "#belle-journey-webhook-send-try");
      await page.waitForSelector(`${place} .belle-answer pre`);
      assert.match(await textOf(page, `${place} .belle-answer`), /422.*"receipt": "invalid"/s);
      await page.waitForFunction((where) => /422/.test($(where).first().text()), {}, `${place} .belle-call-item`);
      assert.match(
        await textOf(page, `${place} .belle-call-item`),
        english ? /One of these is expected/ : /valeurs est attendue/,
      );
      // The same of a webhook that lies open: its own list hears of it, and the other asks nothing.
      await still(page);
      const [listed, looked] = [lists(), looks()];
      assert.equal(await post({ caseKey: "NOBODY-4", decision: "accepted" }, `evt-4-${language}`), 404);
      await page.waitForFunction((where) => /404/.test($(where).first().text()), {}, `${place} .belle-call-item`);
      assert.deepEqual([lists(), looks()], [listed, looked + 1]);
      assert.deepEqual(await barriers(page, place), []);
      // Nothing is wider than its place.
      assert.ok(await page.$eval(place, (pane) => pane.scrollWidth <= pane.clientWidth + 1));

      await press(page, `${place} .belle-webhook-back`);
      await page.waitForSelector(`${place} .belle-webhooks`, { visible: true });
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-webhook")), "webhook");
      assert.deepEqual(desk.complaints, []);
    });

  it("the form switches the kit off and gives it another address; a new webhook has a kit of its own", async () => {
    await desk.open("en-US");
    const { page } = desk;
    await openDialog(page, "webhook");
    assert.equal(await textOf(page, "#belle-kit-address"), `${desk.url}webhook/docs/${kit}`);
    await done(page);
    assert.deepEqual([await saved(page, "webhook", "kit"), await saved(page, "webhook", "kitOpen")], [kit, true]);
    await openDialog(page, "webhook");
    await press(page, "#belle-new-kit");
    assert.match(await textOf(page, "#belle-kit .belle-warning"), /closed for good/);
    await fill(page, "#belle-kit-open", false);
    assert.equal(await page.$eval("#belle-open-kit", (link) => link.checkVisibility()), false);
    await done(page);
    assert.equal(await saved(page, "webhook", "kitOpen"), false);
    const renewed = String(await saved(page, "webhook", "kit"));
    assert.match(renewed, /^[0-9a-hjkmnp-tv-z]{26}$/);
    assert.notEqual(renewed, kit);
    const imported = await page.evaluate(() => {
      const red = RED as unknown as { view: { importNodes(nodes: object[], options: object): void } };
      const node = {
        id: "new",
        type: "inbound-webhook",
        name: "new",
        fields: [],
        x: 10,
        y: 10,
        z: "t",
        wires: [[], []],
      };
      red.view.importNodes(
        [
          { id: "t", type: "tab", label: "New" },
          { ...node, kit: "0".repeat(26), kitOpen: false },
        ],
        {
          generateIds: true,
          generateDefaultNames: false,
        },
      );
      const found = RED.nodes.filterNodes({ type: "inbound-webhook" }).find(({ name }) => name === "new");
      return [found?.kit, found?.kitOpen] as [string, boolean];
    });
    assert.match(imported[0], /^[0-9a-hjkmnp-tv-z]{26}$/);
    assert.notEqual(imported[0], "0".repeat(26));
    assert.equal(imported[1], false);
    assert.deepEqual(desk.complaints, []);
  });

  for (const [language, width, dark] of [
    ["en", 390, false],
    ["fr", 390, true],
    ["fr", 1280, false],
  ] as const)
    it(`the advertiser's page can be read and tried, ${language}, ${width} px, ${dark ? "dark" : "light"}`, async () => {
      const page = await desk.page.browser().newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      try {
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
        await page.goto(`${desk.url}webhook/docs/${kit}?lang=${language}`);
        await page.bringToFront();
        assert.equal(await page.evaluate(() => document.documentElement.lang), language);
        assert.deepEqual(await barriers(page), []);
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
          "wider than the screen",
        );
        await page.type("#secret", testSecret);
        await page.$eval("#payload", (input) => {
          (input as HTMLTextAreaElement).value = '{"caseKey":"NOBODY-3","decision":"accepted"}';
        });
        await page.click("#try form button");
        await page.waitForSelector("#answer strong");
        assert.match(await textOf(page, "#answer"), /^404.*"unknown-case"/s);
        assert.deepEqual(await barriers(page), []);
        // A browser tells of a call that a policy stops; there was none.
        assert.deepEqual(complaints, []);
        const other = language === "fr" ? "en" : "fr";
        await Promise.all([page.waitForNavigation(), page.click(`nav a[hreflang=${other}]`)]);
        assert.equal(await page.evaluate(() => document.documentElement.lang), other);
      } finally {
        await page.close();
        await desk.page.bringToFront();
      }
    });

  it("the advertiser's page is as the documents show it", async () => {
    const page = await desk.page.browser().newPage();
    try {
      await page.setViewport({ width: 900, height: 1200 });
      await page.goto(`${desk.url}webhook/docs/${kit}?lang=en`);
      const instead: [RegExp, string][] = [[/http:\/\/127\.0\.0\.1:\d+/g, "https://campaign.example.org"]];
      await picture(page, "advertiser-page.png", { clip: { x: 0, y: 0, width: 900, height: 1150 }, instead });
    } finally {
      await page.close();
      await desk.page.bringToFront();
    }
  });
});
