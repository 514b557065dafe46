import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { deskWithPages, type PageDesk } from "./page-flow.ts";
import { dataOf, form, freshId, openWindow, visit } from "./page-visit.ts";

describe("a personal page in a browser", function () {
  this.timeout(60_000);
  this.retries(1);
  let desk: PageDesk;
  before(async () => {
    desk = await deskWithPages();
  });
  const heard = async (id: string) => (await desk.heardOf(id)).map(({ what }) => what);

  it("counts a visit once, by its own script", async () => {
    const { id, page, complaints } = await visit(desk);
    const told = page.waitForResponse((response) => response.url().endsWith("?seen"));
    await page.reload();
    assert.equal((await told).status(), 204);
    assert.deepEqual(await heard(id), ["visit"]);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("is changed by no program that opens every link there is", async () => {
    const id = freshId();
    const url = await desk.invite({ firstName: "Camille", id });
    const headers = { "user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 SafeLinks", accept: "text/html" };
    const document = await (await fetch(url, { headers })).text();
    const links = [...document.matchAll(/(?:href|src|action)="([^"#]+)/g)].map(([, to = ""]) => new URL(to, url).href);
    assert.ok(
      links.some((link) => link.endsWith("?choices")),
      links.join(),
    );
    for (const link of new Set([...links, `${url}?answer`, `${url}?seen`, `${url}?choices`]))
      for (const method of ["GET", "HEAD"]) assert.ok((await fetch(link, { method, headers })).status < 500, link);
    // A scanner with a browser of today, which stays until the page has told that it was seen.
    const scanner = await openWindow(desk, "program");
    const told = scanner.page.waitForResponse((response) => response.url().endsWith("?seen"));
    await scanner.page.goto(url);
    assert.equal((await told).status(), 204);
    await scanner.page.close();
    const scanned = Date.now();
    const { page } = await openWindow(desk);
    await page.goto(url);
    // The person's own visit is the first thing that is heard of them.
    const [visited] = await desk.hears(id, 1);
    assert.deepEqual(await heard(id), ["visit"]);
    assert.ok(Date.parse(String(dataOf(visited).at)) > scanned);
    await page.close();
  });

  it("is filled in by keyboard alone", async () => {
    const { id, page, complaints, shown, following } = await visit(desk);
    await page.focus("input[type=radio][value=accepted]");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.type("camille@example.org");
    await page.focus(`${form} [name="data.comment"]`);
    await page.keyboard.type("À bientôt");
    await page.keyboard.press("Tab");
    await following(() => page.keyboard.press("Enter"));
    assert.match(await shown(), /Merci/);
    const [, response] = await desk.hears(id, 2);
    const { decision, comment } = dataOf(response);
    assert.deepEqual([response?.what, decision, comment], ["response", "accepted", "À bientôt"]);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("says what is wrong where it is wrong, keeps what was written, and takes the mended form", async () => {
    const { id, page, choose, submit, shown } = await visit(desk);
    await page.type("[name='data.email']", "camille");
    await submit();
    assert.match(await page.$eval("#told", (part) => part.textContent ?? ""), /Votre réponse.*Votre e-mail/s);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "told");
    const wrong = await page.$$eval("[aria-invalid=true]", (inputs) =>
      inputs.map((input) => input.getAttribute("name")),
    );
    assert.ok(wrong.includes("data.email"), wrong.join());
    assert.equal(await page.$eval("[name='data.email']", (input) => (input as HTMLInputElement).value), "camille");
    await page.focus("[name='data.email']");
    await page.keyboard.press("End");
    await page.keyboard.type("@example.org");
    await choose("declined");
    await submit();
    assert.match(await shown(), /Merci/);
    assert.equal((await desk.hears(id, 2))[1]?.what, "response");
    await page.close();
  });

  it("takes a form that is sent by a double click once", async () => {
    const { id, page, choose, shown, following } = await visit(desk);
    await choose("accepted");
    await following(() => page.click(`${form} button`, { count: 2 }));
    await page.waitForFunction(() => /Merci/.test(document.querySelector("#response")?.textContent ?? ""));
    await desk.hears(id, 2);
    await page.reload();
    assert.match(await shown(), /Merci/);
    assert.deepEqual(await heard(id), ["visit", "response"]);
    await page.close();
  });

  it("shows the answer after the back button; in a window that stayed open, another one is told what stands", async () => {
    const { id, url, page, choose, submit, shown } = await visit(desk);
    const stayed = await openWindow(desk);
    await stayed.page.goto(url);
    await page.bringToFront();
    await choose("accepted");
    await submit();
    await page.goBack();
    assert.match(await shown(), /Merci/);
    assert.equal(await page.$(form), null, "nothing to send again");
    await stayed.page.bringToFront();
    await stayed.choose("declined");
    await stayed.submit();
    assert.match(await stayed.shown(), /ne peut/);
    await desk.hears(id, 2);
    assert.deepEqual(await heard(id), ["visit", "response"]);
    await Promise.all([page.close(), stayed.page.close()]);
  });
});
