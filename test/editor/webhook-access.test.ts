import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import { isSecret } from "../../src/webhook/index.ts";
import type { Desk } from "./desk.ts";
import { storyFlow } from "./flows.ts";
import { cancel, done, fill, openDialog, press, read, saved, textOf, variable } from "./hands.ts";
import { deskWithStory, undoAll } from "./shared-desk.ts";

const given = (storyFlow().find((node) => "endpoint" in node) as unknown as { credentials: { secret: string } })
  .credentials.secret;
const secretOf = (proof: string, which: string) => `[data-proof="${proof}"] [data-secret="${which}"]`;
const inCard = (proof: string, part: string) => `[data-proof="${proof}"] ${part}`;

describe("access of an inbound webhook", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });
  beforeEach(() => openDialog(desk.page, "webhook"));
  afterEach(() => undoAll(desk));

  const proofs = async () =>
    ((await saved(desk.page, "webhook", "authentication")) as { proofs: Record<string, unknown>[] }).proofs;
  const credentials = () =>
    desk.page.evaluate(() => {
      const { secret, secrets } = (RED.nodes.node("webhook")?.credentials ?? {}) as {
        secret?: string;
        secrets?: string;
      };
      return { secret, secrets: JSON.parse(secrets || "{}") as Record<string, string> };
    });
  const problems = () =>
    desk.page.$$eval("#belle-pane-access .belle-problem", (places) =>
      places.map((place) => place.textContent ?? "").filter((text) => text !== ""),
    );

  it("a node of version 1 is saved in the present version with the same secret, and then does not change any more", async () => {
    const { page } = desk;
    assert.equal(await read(page, secretOf("sender", "current")), given);
    await done(page);
    assert.equal(await saved(page, "webhook", "version"), 3);
    assert.equal(await saved(page, "webhook", "mode"), "continue");
    assert.deepEqual(await proofs(), [{ kind: "standard-webhooks", id: "sender", headers: "webhook" }]);
    assert.deepEqual(await credentials(), { secret: "", secrets: { "sender.current": given } });
    const depth = () => page.evaluate(() => (RED as unknown as { history: { depth(): number } }).history.depth());
    const before = await depth();
    await openDialog(page, "webhook");
    assert.equal(await read(page, secretOf("sender", "current")), given);
    await done(page);
    assert.equal(await depth(), before, "opening and closing a form edits nothing");
  });

  it("the secret is changed: the one before stays good until a day, and is removed by hand", async () => {
    const { page } = desk;
    await press(page, ".belle-change");
    const next = String(await read(page, secretOf("sender", "current")));
    assert.ok(isSecret(next));
    assert.notEqual(next, given);
    assert.equal(await read(page, secretOf("sender", "previous")), given);
    assert.match(String(await read(page, "[data-proof=sender] input[type=date]")), /^\d{4}-\d\d-\d\d$/);
    await fill(page, "[data-proof=sender] input[type=date]", "2026-03-31");
    await done(page);
    assert.deepEqual((await credentials()).secrets, { "sender.current": next, "sender.previous": given });
    const until = new Date(String((await proofs())[0]?.previousUntil));
    assert.deepEqual([until.getFullYear(), until.getMonth() + 1, until.getDate()], [2026, 3, 31]);

    await openDialog(page, "webhook");
    assert.equal(await read(page, "[data-proof=sender] input[type=date]"), "2026-03-31");
    assert.equal(await read(page, secretOf("sender", "previous")), given);
    await page.evaluate(() => $('[data-proof=sender] [aria-label="Remove the previous secret"]').trigger("click"));
    await done(page);
    assert.deepEqual((await credentials()).secrets, { "sender.current": next });
    assert.equal((await proofs())[0]?.previousUntil, undefined);
  });

  it("a secret for tests is added and removed", async () => {
    const { page } = desk;
    await press(page, ".belle-add-test");
    const test = String(await read(page, secretOf("sender", "test")));
    assert.ok(isSecret(test));
    await done(page);
    assert.deepEqual((await credentials()).secrets, { "sender.current": given, "sender.test": test });
    await openDialog(page, "webhook");
    await page.evaluate(() => $('[data-proof=sender] [aria-label="Remove the test secret"]').trigger("click"));
    await done(page);
    assert.deepEqual((await credentials()).secrets, { "sender.current": given });
  });

  it("in the place of no secret one is made", async () => {
    const { page } = desk;
    const mint = '[data-proof="sender"] .belle-mint';
    assert.equal(await page.$eval(mint, (button) => (button as HTMLElement).hidden), true);
    await fill(page, secretOf("sender", "current"), "");
    assert.equal(await page.$eval(mint, (button) => (button as HTMLElement).hidden), false);
    await press(page, mint);
    assert.ok(isSecret(String(await read(page, secretOf("sender", "current")))));
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-secret")), "current");
    await cancel(page);
  });

  it("a secret may come from the environment", async () => {
    const { page } = desk;
    await fill(page, secretOf("sender", "current"), variable("INSURER_SECRET"));
    assert.deepEqual(await problems(), []);
    await done(page);
    assert.equal((await credentials()).secrets["sender.current"], variable("INSURER_SECRET"));
  });

  it("a known sender is a preset: its scheme is filled in, its secret pasted or minted", async () => {
    const { page } = desk;
    await fill(page, ".belle-sender", "stripe");
    assert.equal(await read(page, secretOf("sender", "current")), "");
    assert.match((await problems()).join(), /Stripe \(Secret\): the secret is missing/);
    const change = () => page.$eval(".belle-change", (button) => (button as HTMLElement).hidden);
    assert.equal(await change(), true, "there is nothing to change yet");
    await fill(page, secretOf("sender", "current"), "whsec_0123456789abcdefghijklmnopqrstuv");
    assert.equal(await change(), false);
    assert.deepEqual(await problems(), []);
    await done(page);
    const [proof] = (await proofs()) as unknown as [{ kind: string; scheme: { signature: { headers: string[] } } }];
    assert.equal(proof.kind, "hmac");
    assert.deepEqual(proof.scheme.signature.headers, ["stripe-signature"]);
    await openDialog(page, "webhook");
    assert.equal(await read(page, ".belle-sender"), "stripe");
    await fill(page, ".belle-sender", "github");
    assert.match(String(await read(page, secretOf("sender", "current"))), /^[\w-]{43}$/);
    // Going back finds what was there.
    await fill(page, ".belle-sender", "stripe");
    assert.match(String(await read(page, secretOf("sender", "current"))), /^whsec_0123/);
    await cancel(page);
  });

  /** The input of a row by its label. */
  const inRow = async (label: string, nth = 1) => {
    const id = await desk.page.evaluate(
      (text, index) => {
        const row = $("#belle-proofs .form-row").filter((_at, one) => $(one).children("label").text() === text);
        const input = row.find("input, select, textarea").get(index - 1);
        if (input === undefined) throw new Error(`no ${text}`);
        input.id ||= `test-${text}-${index}`.replace(/\W/g, "-");
        return input.id;
      },
      label,
      nth,
    );
    return `#${id}`;
  };

  it("a signature is described by hand, and what does not go together is told", async () => {
    const { page } = desk;
    await fill(page, ".belle-sender", "hmac");
    await fill(page, await inRow("Signature header"), "X-Sign, X-Sign-2");
    await fill(page, await inRow("Algorithm"), "sha512");
    await fill(page, await inRow("Algorithm", 2), "base64");
    await fill(page, await inRow("Prefix"), "v1=");
    await fill(page, await inRow("Prefix", 2), ",");
    await fill(page, await inRow("What is signed"), "{timestamp}.{body}");
    assert.match((await problems()).join(), /the time must be both sent and signed/);
    await fill(page, await inRow("Time"), "header");
    await fill(page, await inRow("Time", 2), "x time");
    assert.match((await problems()).join(), /“Time” is no name of a header/);
    await fill(page, await inRow("Time", 2), "x-time");
    await fill(page, await inRow("Time", 3), "ms");
    await fill(page, await inRow("Event id"), "field");
    await fill(page, await inRow("Event id", 2), "event.id");
    assert.deepEqual(await problems(), []);
    await done(page);
    const scheme = {
      algorithm: "sha512",
      encoding: "base64",
      signature: { headers: ["X-Sign", "X-Sign-2"], prefix: "v1=", separator: "," },
      timestamp: { in: "header", header: "x-time", unit: "ms" },
      signed: [{ part: "timestamp" }, { part: "text", text: "." }, { part: "body" }],
      eventId: { in: "field", field: "event.id" },
    };
    const [proof] = await proofs();
    assert.deepEqual(proof, { kind: "hmac", id: "sender", scheme });
    await openDialog(page, "webhook");
    assert.equal(await read(page, ".belle-sender"), "hmac");
    assert.equal(await read(page, await inRow("What is signed")), "{timestamp}.{body}");
    assert.equal(await read(page, await inRow("Event id", 2)), "event.id");
    await done(page);
    assert.deepEqual((await proofs())[0], proof);
  });

  it("tokens: a shared secret or public keys, never both; a private key is told at once", async () => {
    const { page } = desk;
    await fill(page, ".belle-sender", "jwt");
    await fill(page, await inRow("Issuer (iss)"), "https://id.example.org");
    await fill(page, await inRow("Oldest token"), "60");
    const tick = (name: string) =>
      page.evaluate((text) => {
        $(".belle-checks label")
          .filter((_at, label) => label.textContent === text)
          .find("input")
          .trigger("click");
      }, name);
    await tick("RS256");
    assert.match((await problems()).join(), /HS algorithms take a shared secret, all others public keys/);
    await tick("HS256");
    assert.equal(await page.$eval(secretOf("sender", "current"), (element) => element.tagName), "TEXTAREA");
    await fill(page, secretOf("sender", "current"), "-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----");
    assert.match((await problems()).join(), /private or shared key/);
    const key = "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----";
    await fill(page, secretOf("sender", "current"), key);
    assert.deepEqual(await problems(), []);
    await done(page);
    assert.deepEqual(await proofs(), [
      { kind: "jwt", id: "sender", algorithms: ["RS256"], issuer: ["https://id.example.org"], maxAge: 60 },
    ]);
    assert.equal((await credentials()).secrets["sender.current"], key);
  });

  for (const [choice, expected] of Object.entries({
    bearer: { kind: "bearer", id: "sender" },
    "api-key": { kind: "api-key", id: "sender", header: "x-api-key" },
    basic: { kind: "basic", id: "sender", user: "insurer" },
  })) {
    it(`${choice}: is chosen and kept, with a secret that was minted for it`, async () => {
      const { page } = desk;
      await fill(page, ".belle-sender", choice);
      if (choice === "basic") await fill(page, await inRow("User"), "insurer");
      assert.deepEqual(await problems(), []);
      await done(page);
      assert.deepEqual(await proofs(), [expected]);
      assert.match((await credentials()).secrets["sender.current"] ?? "", /^[\w-]{43}$/);
    });
  }

  it("a secret address alone is possible, with a warning, and never beside another proof", async () => {
    const { page } = desk;
    await fill(page, ".belle-sender", "address-only");
    assert.match(await textOf(page, inCard("sender", ".belle-warning")), /Whoever knows the address can call/);
    assert.equal(await page.$(secretOf("sender", "current")), null);
    await press(page, "#belle-add-proof");
    assert.match((await problems()).join(), /every other proof would be without effect/);
    await press(page, inCard("standard-webhooks", ".belle-remove-proof"));
    assert.deepEqual(await problems(), []);
    await done(page);
    assert.deepEqual((await credentials()).secrets, {});
  });

  it("several senders have a proof each; a removed one takes its secrets along", async () => {
    const { page } = desk;
    await press(page, "#belle-add-proof");
    await fill(page, inCard("standard-webhooks", ".belle-sender-name"), "The bank");
    await fill(page, inCard("standard-webhooks", ".belle-sender"), "github");
    await done(page);
    assert.deepEqual(
      (await proofs()).map(({ id, name }) => [id, name]),
      [
        ["sender", undefined],
        ["standard-webhooks", "The bank"],
      ],
    );
    assert.deepEqual(Object.keys((await credentials()).secrets), ["sender.current", "standard-webhooks.current"]);
    await openDialog(page, "webhook");
    assert.equal(await textOf(page, inCard("standard-webhooks", ".belle-proof-title")), "The bank");
    await press(page, inCard("sender", ".belle-remove-proof"));
    await done(page);
    assert.deepEqual(
      (await proofs()).map(({ id }) => id),
      ["standard-webhooks"],
    );
    assert.deepEqual(Object.keys((await credentials()).secrets), ["standard-webhooks.current"]);
  });

  it("a webhook without a proof stays closed, and says so", async () => {
    const { page } = desk;
    await press(page, inCard("sender", ".belle-remove-proof"));
    assert.match((await problems()).join(), /No way to prove a call is chosen/);
    assert.equal(await page.$eval("#belle-tab-access .belle-mark", (mark) => (mark as HTMLElement).hidden), false);
    await cancel(page);
  });

  it("networks, proxies and the replay window", async () => {
    const { page } = desk;
    await fill(page, '[data-setting="allow"]', "192.0.2.0/24\n2001:db8::1, 198.51.100.7");
    await fill(page, '[data-setting="proxies"]', "1");
    await fill(page, '[data-setting="window"]', "120");
    assert.deepEqual(await problems(), []);
    await done(page);
    const { window, addresses } = (await saved(page, "webhook", "authentication")) as Record<string, unknown>;
    assert.equal(window, 120);
    assert.deepEqual(addresses, {
      allow: ["192.0.2.0/24", "2001:db8::1", "198.51.100.7"],
      proxies: 1,
      header: "x-forwarded-for",
    });
    await openDialog(page, "webhook");
    assert.equal(await read(page, '[data-setting="allow"]'), "192.0.2.0/24\n2001:db8::1\n198.51.100.7");
    await done(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("the tabs go by the arrows", async () => {
    const { page } = desk;
    const shown = () =>
      page.$$eval(".red-ui-tray [role=tabpanel]", (panes) =>
        panes.filter((pane) => !(pane as HTMLElement).hidden).map(({ id }) => id),
      );
    await page.focus("#belle-tab-access");
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await shown(), ["belle-pane-fields"]);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "belle-tab-fields");
    await page.keyboard.press("End");
    assert.deepEqual(await shown(), ["belle-pane-try"]);
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await shown(), ["belle-pane-access"]);
    await cancel(page);
  });
});
