import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import type { TextMessage } from "../../../src/sms/index.ts";
import type { SmsAccountSettings, SmsSecrets } from "../../../src/sms-gateway/index.ts";
import { answerJson, type Seen, startService, type TestService } from "../service/server.ts";
import { accountSid, brief, faultOf, message, open, secrets } from "./account.ts";

const marketing: TextMessage = { ...message, purpose: "marketing" };
const unicode: TextMessage = { ...message, text: "Reçu 😀" };
const taken = { messageId: 1, ids: [1], invalidReceivers: [], sid: "SM1", smsCount: 2, num_segments: "3", id: "x" };

describe("what providers are told of a text message", () => {
  let service: TestService | undefined;
  afterEach(() => service?.close());

  /** What the provider sees of one message. */
  async function sent(
    kind: SmsAccountSettings["kind"],
    one: TextMessage,
    change: Partial<SmsAccountSettings> = {},
    more: SmsSecrets = secrets,
    answer: (seen: Seen) => unknown = () => taken,
  ) {
    await service?.close();
    service = await startService((seen, response) => {
      if (seen.url.endsWith("/auth/time")) response.end(String(Math.floor(Date.now() / 1000) + 500));
      else answerJson(response, 201, answer(seen));
    });
    const { origin } = service;
    const result = await open(
      { kind, server: origin, address: `${origin}/sms`, reference: "", ...change },
      more,
    ).submit(one);
    const last = service.seen.at(-1)!;
    return { ...last, origin, result, json: () => JSON.parse(last.body) as Record<string, unknown> };
  }

  it("Brevo: key in a header, number without +, the kind of message, Unicode only where it is needed", async () => {
    const first = await sent("brevo", message);
    assert.equal(first.headers["api-key"], secrets.secret);
    assert.deepEqual(first.json(), {
      ...{ sender: "Belle", recipient: "33612345678", content: message.text, type: "transactional" },
      ...{ tag: "send1", unicodeEnabled: false },
    });
    assert.deepEqual(first.result, { reference: "1", segments: 2 });
    const { type, content, unicodeEnabled } = (
      await sent("brevo", { ...unicode, purpose: "marketing" }, { stop: "STOP [STOP_CODE]" })
    ).json();
    assert.deepEqual([type, content, unicodeEnabled], ["marketing", "Reçu 😀\nSTOP [STOP_CODE]", true]);
  });

  it("Brevo: a service message with a STOP code would become a marketing one, and is not sent", async () => {
    const text = "Votre colis est là. STOP [STOP_CODE]";
    assert.deepEqual(await brief(open({ kind: "brevo" }).submit({ ...message, text })), [
      "sms.stop-in-service",
      true,
      false,
    ]);
    const { content } = (await sent("brevo", { ...marketing, text }, { stop: "STOP [STOP_CODE]" })).json();
    assert.equal(content, text);
  });

  it("OVH: one receiver, the STOP clause for marketing, 8 bits for Unicode, a short number without a sender", async () => {
    assert.deepEqual((await sent("ovh", message)).json(), {
      ...{ message: message.text, receivers: ["+33612345678"], sender: "Belle", senderForResponse: false },
      ...{ noStopClause: true, charset: "UTF-8", class: "phoneDisplay", coding: "7bit", priority: "high" },
      validityPeriod: 2880,
    });
    const { noStopClause, coding, senderForResponse, sender } = (
      await sent("ovh", { ...unicode, purpose: "marketing" }, { sender: "" })
    ).json();
    assert.deepEqual([noStopClause, coding, senderForResponse, sender], [false, "8bit", true, undefined]);
  });

  it("OVH: the signature is that of the bytes sent, at OVH's time", async () => {
    const { headers, body, method, url, origin } = await sent("ovh", unicode);
    assert.equal(headers["x-ovh-application"], "appKey0123456789");
    assert.equal(headers["x-ovh-consumer"], secrets.consumerKey);
    const timestamp = headers["x-ovh-timestamp"];
    assert.ok(Math.abs(Number(timestamp) - Date.now() / 1000 - 500) < 5);
    const parts = [secrets.secret, secrets.consumerKey, method, origin + url, body, timestamp];
    const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(parts.join("+")));
    const expected = `$1$${Buffer.from(digest).toString("hex")}`;
    assert.equal(headers["x-ovh-signature"], expected);
  });

  it("OVH: the time is asked for once, and a number that is refused within a 200 is not sent", async () => {
    const refused = { ids: [], invalidReceivers: [message.to], validReceivers: [], totalCreditsRemoved: 0 };
    service = await startService(({ url }, response) => {
      if (url.endsWith("/auth/time")) response.end(String(Math.floor(Date.now() / 1000)));
      else answerJson(response, 200, refused);
    });
    const carrier = open({ kind: "ovh", server: service.origin });
    for (let round = 0; round < 3; round++)
      assert.deepEqual(await brief(carrier.submit(message)), ["sms.number-refused", true, false]);
    assert.equal(service.seen.filter(({ url }) => url.endsWith("/auth/time")).length, 1);
  });

  it("OVH: without its time nothing is sent, and it is tried again", async () => {
    for (const answer of ["", "<html>", "12"]) {
      await service?.close();
      service = await startService((_seen, response) => void response.end(answer));
      assert.deepEqual(await brief(open({ kind: "ovh", server: service.origin }).submit(message)), [
        "sms.no-time",
        true,
        true,
      ]);
      assert.equal(service.seen.length, 1);
    }
  });

  it("Twilio: a form with basic authentication, from a name, a number or a messaging service", async () => {
    const { headers, body, result } = await sent("twilio", unicode);
    assert.equal(headers.authorization, `Basic ${Buffer.from(`${accountSid}:${secrets.secret}`).toString("base64")}`);
    assert.equal(headers["content-type"], "application/x-www-form-urlencoded");
    assert.deepEqual(
      [...new URLSearchParams(body)],
      [
        ["To", "+33612345678"],
        ["From", "Belle"],
        ["Body", "Reçu 😀"],
      ],
    );
    assert.deepEqual(result, { reference: "SM1", segments: 3 });
    const group = `MG${"0123456789abcdef".repeat(2)}`;
    const other = await sent("twilio", message, { sender: group }, secrets, () => ({ ...taken, num_segments: "0" }));
    assert.equal(new URLSearchParams(other.body).get("MessagingServiceSid"), group);
    assert.equal(new URLSearchParams(other.body).has("From"), false);
    assert.deepEqual(other.result, { reference: "SM1", segments: undefined });
  });

  it("Twilio: a message that is given up at once is not sent", async () => {
    const failed = () => ({ sid: "SM1", status: "failed", error_code: 30006 });
    const fault = await faultOf(sent("twilio", message, {}, secrets, failed));
    assert.deepEqual(
      [fault.key, fault.data.code, fault.certainly, fault.again],
      ["sms.given-up", "30006", true, false],
    );
  });

  it("a service of one's own: JSON from a template, whatever stands in the text", async () => {
    const text = '"}, {{ secret }} \\ \n« é » 😀';
    const { headers, result, method, json } = await sent("custom", { ...message, text }, { method: "PUT" });
    assert.deepEqual(json(), { to: "+33612345678", text, from: "Belle", ref: "send1" });
    assert.deepEqual(
      [method, headers.authorization, headers["idempotency-key"]],
      ["PUT", `Bearer ${secrets.secret}`, "send1"],
    );
    assert.match(result.reference, /^127\.0\.0\.1:\d+ 201$/);
  });

  it("a service of one's own: a form, headers, a key of its own, a reference deep in the answer", async () => {
    service = await startService((_seen, response) => answerJson(response, 200, { messages: [{ id: 42 }] }));
    const own: Partial<SmsAccountSettings> = {
      ...{ address: `${service.origin}/sms?ref={{ id }}`, reference: "messages.0.id", body: "form" },
      ...{ authentication: "api-key", header: "X-Key", headers: [{ name: "X-From", value: "{{ sender }}" }] },
      rows: [
        { name: "msisdn", source: "message", value: "to", required: true },
        { name: "body", source: "message", value: "text", required: true },
        { name: "kind", source: "text", value: "{{ purpose }}-{{ language }}", required: true },
      ],
    };
    assert.deepEqual(await open(own).submit(message), { reference: "42" });
    const { url, body, headers } = service.seen[0]!;
    assert.equal(url, "/sms?ref=send1");
    assert.deepEqual(
      [...new URLSearchParams(body)],
      [
        ["msisdn", "+33612345678"],
        ["body", message.text],
        ["kind", "service-fr"],
      ],
    );
    assert.deepEqual([headers["x-from"], headers["x-key"]], ["Belle", secrets.secret]);
    assert.deepEqual(await brief(open({ ...own, reference: "messages.1.id" }).submit(message)), [
      "sms.unclear",
      false,
      false,
    ]);
  });

  it("a service that knows the key is asked again after what others would be parked for", async () => {
    service = await startService((_seen, response) => answerJson(response, 500, {}));
    const carrier = open({ address: `${service.origin}/sms`, recovery: "key" });
    assert.equal(carrier.repeatable, true);
    assert.deepEqual(await brief(carrier.submit(message)), ["service.unavailable", true, true]);
    assert.deepEqual(
      service.seen.map(({ headers }) => headers["idempotency-key"]),
      ["send1"],
    );
  });
});
