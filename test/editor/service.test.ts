import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cancel, cell, done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

describe("the form of call service", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });

  const shown = (selector: string) =>
    desk.page.$eval(selector, (element) => element.closest("[hidden]") === null && !(element as HTMLElement).hidden);

  it("keeps its tables: fields of the body, headers, fields of the answer", async () => {
    const { page } = desk;
    await openDialog(page, "service");
    await press(page, ".form-row:has(#belle-rows) .red-ui-editableList-addButton");
    await fill(page, cell("#belle-rows", 4, "name"), " premium ");
    await fill(page, cell("#belle-rows", 4, "source"), "json");
    await fill(page, cell("#belle-rows", 4, "value"), "12.5");
    await press(page, "#belle-rows > li:nth-child(2) .red-ui-editableList-item-remove");
    await page.waitForFunction(() => $("#belle-rows > li").length === 3);
    await fill(page, cell("#belle-headers", 1, "value"), "spring");
    await fill(page, cell("#belle-fields", 1, "type"), "number");
    await done(page);
    assert.deepEqual(await saved(page, "service", "rows"), [
      { name: "caseKey", source: "message", value: "journey.caseKey", required: true },
      { name: "answerTo", source: "callback", value: "", required: true },
      { name: "premium", source: "json", value: "12.5", required: false },
    ]);
    assert.deepEqual(await saved(page, "service", "headers"), [{ name: "X-Campaign", value: "spring" }]);
    assert.deepEqual(await saved(page, "service", "fields"), [
      { name: "ticket", type: "number", required: true, values: [], target: "event", as: "" },
    ]);
    await openDialog(page, "service");
    assert.equal(await read(page, cell("#belle-rows", 3, "name")), "premium");
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("asks for what the chosen proof needs, and for nothing else", async () => {
    const { page } = desk;
    await openDialog(page, "service");
    const asked = async () => {
      const names = ["user", "header", "secret", "tokenAddress", "clientId", "scope", "clientIn"];
      const all = await Promise.all(
        names.map((name) =>
          page.$eval(`#node-input-${name}`, (element) => element.closest(".form-row")?.hasAttribute("hidden")),
        ),
      );
      return names.filter((_name, index) => all[index] !== true);
    };
    const kinds: Record<string, string[]> = {
      none: [],
      bearer: ["secret"],
      basic: ["user", "secret"],
      "api-key": ["header", "secret"],
      "standard-webhooks": ["secret"],
      oauth2: ["secret", "tokenAddress", "clientId", "scope", "clientIn"],
    };
    for (const [kind, names] of Object.entries(kinds)) {
      await fill(page, "#node-input-authentication", kind);
      assert.deepEqual(await asked(), names, kind);
      const missing = await textOf(page, "#belle-secret-problem");
      assert.equal(missing !== "", kind !== "none", kind);
    }
    assert.match(await textOf(page, "#node-input-clientId-problem"), /client's id/);
    await fill(page, "#node-input-authentication", "standard-webhooks");
    assert.equal(await textOf(page, "#node-input-clientId-problem"), "");
    await press(page, "#belle-mint-secret");
    assert.match(String(await read(page, "#node-input-secret")), /^whsec_/);
    assert.equal(await textOf(page, "#belle-secret-problem"), "");
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("a call that only reads has no body", async () => {
    const { page } = desk;
    await openDialog(page, "service");
    await fill(page, "#node-input-method", "GET");
    assert.equal(await shown("#belle-body-part"), false);
    await fill(page, "#node-input-method", "PUT");
    await fill(page, "#node-input-body", "template");
    assert.deepEqual([await shown("#belle-rows"), await shown("#node-input-template")], [false, true]);
    assert.match(await textOf(page, "#node-input-template-problem"), /Write the template/);
    await fill(page, "#node-input-body", "form");
    assert.equal(await textOf(page, "#node-input-template-problem"), "");
    await cancel(page);
  });

  it("shows the request for a sample, secrets as dots, and says why when there is none", async () => {
    const { page } = desk;
    await openDialog(page, "service");
    await fill(page, "#node-input-authentication", "bearer");
    await fill(page, "#node-input-secret", "hush-hush");
    await press(page, "#belle-preview-request");
    await page.waitForFunction(() => !$("#belle-request").prop("hidden") || $("#belle-request-problem").text() !== "");
    assert.equal(await textOf(page, "#belle-request-problem"), "");
    const request = await textOf(page, "#belle-request");
    assert.match(request, /^POST https:\/\/api\.example\.org\/cases\/D-1001\n/);
    assert.match(request, /authorization: Bearer ••••••/);
    assert.match(request, /"answerTo": "http/);
    assert.doesNotMatch(request, /hush/);
    await fill(page, "#node-input-address", "https://{{ host }}/");
    await press(page, "#belle-preview-request");
    await page.waitForFunction(() => $("#belle-request-problem").text() !== "");
    assert.match(await textOf(page, "#belle-request-problem"), /The address must begin with/);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
