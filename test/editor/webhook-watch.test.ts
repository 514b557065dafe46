import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import type { CallsAnswer, LastCall } from "../../nodes/inbound-webhook/desk.ts";
import { callsTopic } from "../../nodes/shared/webhook-desk.ts";
import type { Desk } from "./desk.ts";
import { type FakeAnswers, type FakeDesk, fakeDesk } from "./fake-desk.ts";
import { cancel, column, done, fill, openDialog, press, read, textOf, until } from "./hands.ts";
import { deskWithStory, undoAll } from "./shared-desk.ts";

const call = (change: Partial<LastCall>): LastCall => ({
  at: "2026-03-31T09:30:00.000Z",
  receipt: "accepted",
  status: 202,
  detail: "",
  problems: [],
  bytes: 48,
  test: false,
  ...change,
});
const calls: CallsAnswer = {
  state: "listening",
  calls: [
    call({ eventId: "msg_1", caseKey: "••••1001", sender: "The insurer", source: "192.0.2.•", test: true }),
    call({
      receipt: "invalid",
      status: 422,
      detail: "Not all fields fit.",
      problems: ["/decision: one of these is expected: accepted, refused."],
      body: { caseKey: "A-1", decision: "<b>maybe</b>" },
    }),
  ],
  lastUse: { "sender.previous": "2026-03-30T08:00:00.000Z" },
};

describe("trying and watching an inbound webhook", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  let fake: FakeDesk;
  let answers: FakeAnswers;
  before(async () => {
    desk = await deskWithStory();
  });
  beforeEach(async () => {
    answers = { calls: () => ({ status: 200, json: calls }) };
    fake = await fakeDesk(desk.page, {
      calls: (body) => answers.calls?.(body),
      try: (body) => answers.try?.(body),
      listen: (body) => answers.listen?.(body),
    });
  });
  afterEach(async () => {
    await fake.close();
    await undoAll(desk);
  });

  const open = async () => {
    await openDialog(desk.page, "webhook");
    await press(desk.page, "#belle-tab-try");
  };
  const count = (what: string) => fake.asked.filter((one) => one.what === what).length;

  it("lists the last calls with their reasons; what came in is shown as text", async () => {
    const { page } = desk;
    await open();
    await page.waitForSelector(".belle-call-item");
    const items = await page.$$eval(".belle-call-item", (elements) => elements.map((item) => item.textContent ?? ""));
    assert.match(
      items[0] ?? "",
      /202Acceptedtest.*The insurer · case ••••1001 · event msg_1 · 192\.0\.2\.• · 48 bytes/,
    );
    assert.match(items[1] ?? "", /422The fields do not fit.*Not all fields fit\..*one of these is expected/);
    assert.match(items[1] ?? "", /<b>maybe<\/b>/);
    assert.equal(await page.$(".belle-call-item b"), null);
    await page.evaluate(() => $(".belle-call-item details").prop("open", true));
    answers.calls = () => ({ status: 200, json: { ...calls, calls: calls.calls.slice(0, 1) } });
    await press(page, "#belle-refresh-calls");
    await page.waitForFunction(() => $(".belle-call-item").length === 1);
    await cancel(page);
  });

  it("asks once and when it is told of a call, only while the section is open, and never once the dialog is gone", async () => {
    const { page } = desk;
    // What Node-RED tells comes by the hand of the test.
    await page.evaluate((topic) => {
      type Hear = (topic: string, word: unknown) => void;
      const { comms } = RED as unknown as {
        comms: Record<"subscribe" | "unsubscribe", (topic: string, hear: Hear) => void>;
      };
      const real = { ...comms };
      const hearing = new Set<Hear>();
      comms.subscribe = (of, hear) => (of === topic ? hearing.add(hear) : real.subscribe(of, hear));
      comms.unsubscribe = (of, hear) => (of === topic ? hearing.delete(hear) : real.unsubscribe(of, hear));
      Object.assign(window, {
        hearing: () => hearing.size,
        tell: (webhook: string) => {
          for (const hear of hearing) hear(topic, { webhooks: [webhook] });
        },
        deaf: () => Object.assign(comms, real),
      });
    }, callsTopic);
    type Hands = { hearing(): number; tell(webhook: string): void; deaf(): void };
    const hearing = () => page.evaluate(() => (window as unknown as Hands).hearing());
    const tell = (id: string) => page.evaluate((one) => (window as unknown as Hands).tell(one), id);
    try {
      await openDialog(page, "webhook");
      assert.equal(await hearing(), 0);
      assert.equal(count("calls"), 0);
      await press(page, "#belle-tab-try");
      await page.waitForSelector(".belle-call-item");
      assert.equal(await hearing(), 1);
      await tell("another");
      await tell("webhook");
      await until(() => count("calls") === 2, "the second question");
      // Told while it asks, or a moment ago: once more, when a second has gone by.
      for (let times = 0; times < 5; times += 1) await tell("webhook");
      await until(() => count("calls") === 3, "the third question");
      await press(page, "#belle-tab-fields");
      assert.equal(await hearing(), 0);
      await press(page, "#belle-tab-try");
      await until(() => count("calls") === 4, "it is looked at again");
      assert.equal(await hearing(), 1);
      await done(page);
      assert.equal(await hearing(), 0);
      await open();
      assert.equal(await hearing(), 1);
      // Gone without a button of the dialog.
      await page.evaluate(() => (RED as unknown as { tray: { close(): void } }).tray.close());
      await page.waitForFunction(() => $(".red-ui-tray").length === 0);
      assert.equal(await hearing(), 0);
    } finally {
      await page.evaluate(() => (window as unknown as Hands).deaf());
    }
  });

  it("a webhook that does not run is not asked: deploy first", async () => {
    const { page } = desk;
    await openDialog(page, "faulty-webhook");
    await press(page, "#belle-tab-try");
    assert.match(await textOf(page, ".belle-calls-state"), /Deploy first/);
    await press(page, "#belle-send-try");
    await page.waitForFunction(() => $("#belle-test-call .belle-problem").text() !== "");
    assert.match(await textOf(page, "#belle-test-call .belle-problem"), /Deploy first/);
    await press(page, "#belle-listen");
    assert.match(await textOf(page, "#belle-listening"), /Deploy first/);
    assert.deepEqual(fake.asked, []);
    await cancel(page);
  });

  it("404: deploy first, and it is not asked again by itself", async () => {
    const { page } = desk;
    answers.calls = () => ({ status: 404 });
    await open();
    await page.waitForFunction(() => /Deploy first/.test($(".belle-calls-state").text()));
    await cancel(page);
  });

  it("the test call sends the body and the proof, and shows what was answered", async () => {
    const { page } = desk;
    answers.try = () => ({ status: 200, json: { status: 202, headers: {}, body: '{"receipt":"accepted"}' } });
    await openDialog(page, "webhook");
    await press(page, ".belle-add-test");
    await press(page, "#belle-tab-try");
    assert.deepEqual(JSON.parse(String(await read(page, "#belle-try-body"))), {
      caseKey: "CASE-1001",
      decision: "accepted",
    });
    await fill(page, "#belle-try-body", "{ no");
    await press(page, "#belle-send-try");
    await page.waitForFunction(() => /not JSON/.test($("#belle-test-call .belle-problem").text()));
    await fill(page, "#belle-try-body", '{"caseKey":"T-1"}');
    await fill(page, "#belle-test-call [aria-label=Secret]", "current");
    await press(page, "#belle-send-try");
    await page.waitForSelector("#belle-test-call pre");
    assert.deepEqual(
      fake.asked.filter(({ what }) => what === "try").map(({ body }) => body),
      [{ body: { caseKey: "T-1" }, proof: "sender", which: "current" }],
    );
    assert.match(await textOf(page, "#belle-test-call .belle-answer"), /202accepted.*"receipt": "accepted"/s);
    // A body that one has written stays when the form changes.
    await fill(page, "#node-input-name", "Ear");
    assert.equal(await read(page, "#belle-try-body"), '{"caseKey":"T-1"}');
    answers.try = () => ({ status: 400, json: { problem: "There is no secret to make a sample with." } });
    await press(page, "#belle-send-try");
    await page.waitForFunction(() => /no secret/.test($("#belle-test-call .belle-problem").text()));
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("listens for a call and takes its fields", async () => {
    const { page } = desk;
    const body = { orderId: "B-1", decision: "accepted", note: "x" };
    await open();
    await press(page, "#belle-listen");
    await page.waitForFunction(() => $("#belle-stop-listening").is(":visible"));
    await until(() => count("listen") === 1, "the question");
    await press(page, "#belle-stop-listening");
    await page.waitForFunction(() => $("#belle-listen").is(":visible"));
    answers.listen = () => ({ status: 204 });
    await press(page, "#belle-listen");
    await page.waitForFunction(() => /within a minute/.test($("#belle-listening").text()));
    answers.listen = () => ({
      status: 200,
      json: { contentType: "application/json", body, receipt: "unknown-case", detail: "No such case." },
    });
    await press(page, "#belle-listen");
    await page.waitForSelector("#belle-take-heard");
    assert.match(await textOf(page, "#belle-listening"), /Heard\. No such case\./);
    await until(() => fake.givenUp.filter((what) => what === "listen").length === 1, "listening was given up once");
    await press(page, "#belle-take-heard");
    assert.equal(await page.$eval("#belle-pane-fields", (pane) => (pane as HTMLElement).hidden), false);
    await press(page, ".belle-take-fields");
    assert.deepEqual(await column(page, "#belle-fields", "name"), ["orderId", "decision", "note"]);
    await cancel(page);
  });

  it("closing the dialog gives up listening", async () => {
    const { page } = desk;
    await open();
    await press(page, "#belle-listen");
    await page.waitForFunction(() => $("#belle-stop-listening").is(":visible"));
    await until(() => count("listen") === 1, "the question");
    await cancel(page);
    await until(() => fake.givenUp.includes("listen"), "listening was given up");
  });

  it("says when the previous secret was last used", async () => {
    const { page } = desk;
    await openDialog(page, "webhook");
    await press(page, ".belle-change");
    await done(page);
    await openDialog(page, "webhook");
    await page.waitForFunction(() => /Last used on 3\/30\/2026/.test($(".belle-last-use").text()));
    await done(page);
    assert.deepEqual(desk.complaints, []);
  });
});
