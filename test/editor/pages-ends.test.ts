import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { before, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import { sha256 } from "../../src/contract/index.ts";
import { barriers } from "./barriers.ts";
import { deskWithPages, type PageDesk } from "./page-flow.ts";
import { dataOf, form, visit } from "./page-visit.ts";

/** What would run, or break out, if a page wrote it as it came. */
const script = `"><script>window.ran=1</script><img src=x onerror="window.ran=1">{{ 7 | times: 6 }}`;

/** Writes into inputs whatever a program may send, whatever they are for. */
const write = (page: Page, names: readonly string[], text: string) =>
  page.evaluate(
    (inputs, value) => {
      for (const name of inputs)
        for (const input of document.getElementsByName(name) as NodeListOf<HTMLInputElement>) {
          if (input.tagName === "INPUT") input.type = "text";
          input.value = value;
        }
    },
    [...names],
    text,
  );

describe("the ends of a personal page in a browser", function () {
  this.timeout(60_000);
  this.retries(1);
  let desk: PageDesk;
  before(async () => {
    desk = await deskWithPages();
  });

  it("an address that has ended says so in the words of one that never was", async () => {
    const { url, page } = await visit(desk);
    const database = new DatabaseSync(join(desk.userFolder, "belle-histoire", "store.sqlite"));
    const token = sha256(url.split("/").at(-1) ?? "");
    assert.equal(database.prepare("update page set expires_at = 1 where token = ?").run(token).changes, 1);
    database.close();
    const texts = [];
    for (const address of [url, url.replace(/.{26}$/, "0".repeat(26))]) {
      assert.equal((await page.goto(address))?.status(), 404);
      texts.push(await page.$eval("main", (main) => main.textContent));
    }
    assert.equal(texts[0], texts[1]);
    await page.close();
  });

  it("advertising ends by what is unticked, and the page stays", async () => {
    const { id, url, page, following, complaints } = await visit(desk);
    await following(() => page.click("a[href='?choices']"));
    await page.click("input[name='way.email']");
    await following(() => page.click("form button"));
    const [, out] = await desk.hears(id, 2);
    assert.deepEqual([out?.what, dataOf(out).channels], ["opt-out", ["email"]]);
    await page.goto(`${url}?choices`);
    assert.equal(await page.$("input[name='way.email']"), null, "it is ended");
    await following(() => page.click("a[href='?']"));
    assert.match(await page.$eval("h1", (title) => title.textContent ?? ""), /Camille/);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("what people and advertisers write is text, whatever it is", async () => {
    const { id, url, page, choose, submit, complaints } = await visit(desk, { firstName: script });
    assert.ok((await page.$eval("h1", (title) => title.textContent ?? "")).startsWith(script));
    const fields = ":is(input:not([type=hidden], [type=radio], [type=checkbox]), textarea)[name^='data.']";
    const names = await page.$$eval(`${form} ${fields}`, (all) => all.map((input) => input.getAttribute("name") ?? ""));
    assert.ok(names.length > 7, names.join());
    await write(page, names, script);
    await submit();
    const written = await page.$$eval("[name='data.email'], [name='data.comment']", (all) =>
      all.map((input) => (input as HTMLInputElement).value),
    );
    assert.deepEqual(written, [script, script]);
    await write(
      page,
      names.filter((name) => name !== "data.comment"),
      "",
    );
    await choose("accepted");
    await submit();
    const [, response] = await desk.hears(id, 2);
    assert.equal(dataOf(response).comment, script);
    await page.goto(url);
    assert.equal(await page.evaluate(() => (window as { ran?: number }).ran), undefined);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("all can be read in light and dark, and nothing is wider than a telephone or a desk", async () => {
    const { url, page, submit, choose } = await visit(desk);
    const fits = async (what: string) => {
      for (const dark of [false, true]) {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
        assert.deepEqual(await barriers(page), [], `${what}, ${dark ? "dark" : "light"}`);
      }
      for (const width of [375, 1280]) {
        await page.setViewport({ width, height: 900 });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(over, 0, `${what}, ${width} px`);
      }
    };
    await fits("the form");
    await submit();
    await fits("the form with something wrong");
    await choose("accepted");
    await submit();
    await fits("the answer");
    await page.goto(`${url}?choices`);
    await fits("the choices");
    await page.goto(`${url}0`);
    await fits("no page");
    await page.close();
  });
});
