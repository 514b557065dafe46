import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cancel, fill, openDialog, press, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

const prefix = "#node-config-input-";

describe("the form of an SMS account", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });

  it("shows what each kind needs, by the provider's own names", async () => {
    const { page } = desk;
    await openDialog(page, "texts");
    const shown = () =>
      page.evaluate(() => {
        const rows = $("#belle-sms-account .form-row:visible").not("details *").toArray();
        return rows.map((row) => $(row).children("label").text()).filter((label) => label !== "");
      });
    const needs: Record<string, string[]> = {
      folder: ["Folder"],
      brevo: ["API key"],
      ovh: ["SMS service", "Application key", "Application secret", "Consumer key"],
      twilio: ["Account SID", "Auth Token"],
      custom: ["Method", "Address", "Body", "Proven by", "Token"],
    };
    for (const [kind, labels] of Object.entries(needs)) {
      await fill(page, `${prefix}kind`, kind);
      assert.deepEqual(await shown(), ["Name", "Messages go to", ...labels, "Sender", "STOP line"], kind);
    }
    await fill(page, `${prefix}authentication`, "none");
    assert.ok(!(await shown()).includes("Token"));
    await cancel(page);
  });

  it("asks for a sender where the provider needs one, and for the secret", async () => {
    const { page } = desk;
    await openDialog(page, "texts");
    await fill(page, `${prefix}sender`, "");
    assert.match(await textOf(page, `${prefix}sender-problem`), /Say who sends/);
    await fill(page, `${prefix}kind`, "ovh");
    assert.equal(await textOf(page, `${prefix}sender-problem`), "");
    assert.match(await textOf(page, `${prefix}serviceName-problem`), /sms-ab12345-1/);
    assert.match(await textOf(page, "#belle-secret-problem"), /Write the secret/);
    await fill(page, `${prefix}secret`, "typed");
    assert.equal(await textOf(page, "#belle-secret-problem"), "");
    await cancel(page);
  });

  it("tries the settings without sending, and says where that is not possible", async () => {
    const { page } = desk;
    await openDialog(page, "texts");
    await press(page, "#belle-try");
    await page.waitForFunction(() => $("#belle-try-problem").text() !== "");
    assert.match(await textOf(page, "#belle-try-problem"), /The secret is missing/);
    await fill(page, `${prefix}kind`, "folder");
    await press(page, "#belle-try");
    await page.waitForFunction(() => /Messages can be laid into/.test($("#belle-tried").text()));
    assert.equal(await textOf(page, "#belle-try-problem"), "");
    await fill(page, `${prefix}kind`, "custom");
    assert.equal(await page.$eval("#belle-try", (button) => (button as HTMLButtonElement).disabled), true);
    assert.match(await textOf(page, "#belle-try-hint"), /no call that only tries/);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
