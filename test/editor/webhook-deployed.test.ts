import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { readSecret, sign } from "../../src/webhook/index.ts";
import type { Desk } from "./desk.ts";
import { storyFlow } from "./flows.ts";
import { cancel, column, fill, openDialog, press, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

/** The form in front of the webhook as it runs: nothing between them is made up. */
describe("the form of a webhook that is deployed", function () {
  this.timeout(120_000);
  this.retries(1);
  const webhook = storyFlow().find((node) => "id" in node && node.id === "webhook") as unknown as {
    endpoint: string;
    credentials: { secret: string };
  };
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });

  async function post(body: object): Promise<number> {
    const bytes = Buffer.from(JSON.stringify(body));
    const signed = sign(
      readSecret(webhook.credentials.secret),
      `msg_${Math.random()}`.replace(".", ""),
      bytes,
      Date.now(),
    );
    const headers = { ...signed, "content-type": "application/json" };
    return (await fetch(`${desk.url}webhook/${webhook.endpoint}`, { method: "POST", headers, body: bytes })).status;
  }
  async function open(): Promise<void> {
    await openDialog(desk.page, "webhook");
    await press(desk.page, "#belle-tab-try");
    await desk.page.waitForFunction(() => /No call|Listening/.test($(".belle-calls-state").text()));
  }

  it("tries a call, shows what was answered, and lists it among the last calls", async () => {
    const { page } = desk;
    await open();
    await fill(page, "#belle-try-body", '{"caseKey":"NOBODY-1","decision":"accepted"}');
    await press(page, "#belle-send-try");
    await page.waitForSelector("#belle-test-call pre");
    assert.match(await textOf(page, "#belle-test-call .belle-answer"), /404.*"receipt": "unknown-case"/s);
    await page.waitForFunction(() => /404/.test($(".belle-call-item").first().text()));
    const item = await textOf(page, ".belle-call-item");
    assert.match(item, /case ••••DY-1/);
    assert.doesNotMatch(item, /NOBODY/);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("hears the next call and makes fields of it", async () => {
    const { page } = desk;
    await open();
    await press(page, "#belle-listen");
    await page.waitForFunction(() => $("#belle-stop-listening").is(":visible"));
    // The request of the form is on its way: calls are sent until one is heard.
    for (let count = 0; (await page.$("#belle-take-heard")) === null && count < 100; count += 1) {
      assert.equal(await post({ file: { number: "F-1", verdict: "accepted" } }), 422);
    }
    await page.waitForSelector("#belle-take-heard");
    await press(page, "#belle-take-heard");
    await press(page, ".belle-take-fields");
    assert.deepEqual(await column(page, "#belle-fields", "name"), ["file.number", "file.verdict"]);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
