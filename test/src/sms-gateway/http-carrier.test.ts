import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { systemClock } from "../../../src/clock.ts";
import { httpCarrier } from "../../../src/sms-gateway/http-carrier.ts";
import { custom } from "../../../src/sms-gateway/providers/custom.ts";
import { answerJson, startService, type TestService } from "../service/server.ts";
import { brief, message, open, secrets, settings } from "./account.ts";

describe("messages that go by HTTP", () => {
  let service: TestService | undefined;
  afterEach(() => service?.close());

  it("are in doubt where no answer comes in time", async () => {
    service = await startService(() => {});
    const own = custom({ ...settings, address: `${service.origin}/x` }, secrets);
    const carrier = httpCarrier({ ...own, call: { ...own.call, time: 1 } }, { clock: systemClock, pace: 0, stop: "" });
    assert.deepEqual(await brief(carrier.submit(message)), ["sms.unknown", false, false]);
    assert.equal(service.seen.length, 1);
  });

  it("go at the account's pace, and those that wait are let go when it closes", async () => {
    service = await startService((_seen, response) => answerJson(response, 200, { message: { id: "1" } }));
    const carrier = open({ address: `${service.origin}/x`, pace: 0.01 });
    assert.deepEqual(await carrier.submit(message), { reference: "1" });
    const waiting = brief(carrier.submit(message));
    await carrier.close();
    assert.deepEqual(await waiting, ["sms.closing", true, true]);
    assert.equal(service.seen.length, 1);
  });

  it("count what the provider adds", () => {
    const text = "a".repeat(149);
    const segments = (change: Parameters<typeof open>[0], more: string, purpose: "marketing" | "service") =>
      open(change).measure!({ text: text + more, purpose }).segments;
    // OVH's own line has 11 characters; Brevo's placeholder becomes a short number.
    assert.deepEqual([segments({ kind: "ovh" }, "", "marketing"), segments({ kind: "ovh" }, "a", "marketing")], [1, 2]);
    assert.equal(segments({ kind: "ovh" }, "a", "service"), 1);
    const brevo = { kind: "brevo", stop: "STOP [STOP_CODE]" } as const;
    assert.deepEqual([segments(brevo, "", "marketing"), segments(brevo, "a", "marketing")], [1, 2]);
    assert.equal(segments({ kind: "twilio" }, "a".repeat(11), "marketing"), 1);
  });
});
