import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cancel, fill, openDialog, press, read, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

describe("the forms of e-mail", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });

  const field = (name: string) => `#node-config-input-${name}`;
  const shown = (selector: string) =>
    desk.page.$eval(selector, (element) => (element as HTMLElement).getClientRects().length > 0);
  /** Waits until an element says what is expected. */
  const says = async (selector: string, pattern: RegExp) => {
    await desk.page.waitForFunction(
      (where, source) => new RegExp(source).test($(where).text()),
      {},
      selector,
      pattern.source,
    );
    return textOf(desk.page, selector);
  };

  it("mail account: shows what each way asks for, and checks it before anything is deployed", async () => {
    const { page } = desk;
    await openDialog(page, "account");
    assert.deepEqual([await shown(field("host")), await shown(field("folder"))], [true, false]);
    await fill(page, field("security"), "starttls");
    assert.equal(await read(page, field("port")), "587");
    await fill(page, field("way"), "folder");
    assert.deepEqual([await shown(field("host")), await shown(field("folder"))], [false, true]);
    await fill(page, field("bounces"), "none");
    await press(page, "#belle-check-account");
    await says("#belle-checked", /can be written to .*mails/);
    await fill(page, field("fromAddress"), "nobody");
    await says("#belle-account-problem", /sender's address must be a whole one/);
    assert.equal(await textOf(page, "#belle-checked"), "");
    await cancel(page);
  });

  it("mail account: makes a key, and shows the record of it and no other", async () => {
    const { page } = desk;
    await openDialog(page, "account");
    await press(page, "#belle-tab-signature");
    await page.waitForFunction(() => String($("#belle-record-value").val()).startsWith("v=DKIM1"));
    const before = await read(page, "#belle-record-value");
    await press(page, "#belle-make-key");
    await page.waitForFunction((old) => $("#belle-record-value").val() !== old, {}, before);
    assert.match(String(await read(page, field("dkimKey"))), /^-----BEGIN PRIVATE KEY----- \S+/);
    assert.equal(await read(page, "#belle-record-name"), "mail2026._domainkey.example.org");
    await fill(page, field("dkimSelector"), "mail2027");
    await page.waitForFunction(() => String($("#belle-record-name").val()).startsWith("mail2027."));
    await fill(page, field("dkimKey"), "rubbish");
    await says("#belle-account-problem", /has to be PEM/);
    assert.equal(await shown("#belle-record"), false);
    await cancel(page);
  });

  it("send email: asks for a folder where no account is chosen", async () => {
    const { page } = desk;
    await openDialog(page, "email");
    assert.equal(await shown("#node-input-folder"), false);
    await fill(page, "#node-input-account", "_ADD_");
    assert.equal(await shown("#node-input-folder"), true);
    await cancel(page);
  });
});
