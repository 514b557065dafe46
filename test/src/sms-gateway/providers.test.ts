import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { afterEach, describe, it } from "mocha";
import type { SmsAccountSettings } from "../../../src/sms-gateway/index.ts";
import { answerJson, type Seen, startService, type TestService } from "../service/server.ts";
import { accountSid, brief, faultOf, message, open, secrets } from "./account.ts";

/** A provider as its documentation says: where it is called, and how it takes and refuses. */
interface Case {
  settings(origin: string): Partial<SmsAccountSettings>;
  path: string;
  taken: [status: number, body: unknown];
  reference: string;
  refused: [status: number, body: unknown];
  said: string;
}

const number = message.to.slice(1);
const cases: Record<string, Case> = {
  brevo: {
    settings: (origin) => ({ kind: "brevo", server: `${origin}/v3` }),
    path: "/v3/transactionalSMS/send",
    taken: [
      201,
      { reference: "ab1cde2fgh3i4jklmno", messageId: 1511882900176220, smsCount: 1, remainingCredits: 82.85 },
    ],
    reference: "1511882900176220",
    refused: [400, { code: "invalid_parameter", message: `Invalid telephone number ${number}` }],
    said: "invalid_parameter: Invalid telephone number …",
  },
  ovh: {
    settings: (origin) => ({ kind: "ovh", server: `${origin}/1.0` }),
    path: "/1.0/sms/sms-ab12345-1/jobs",
    taken: [200, { totalCreditsRemoved: 1, invalidReceivers: [], ids: [27814656], validReceivers: [message.to] }],
    reference: "27814656",
    refused: [
      403,
      { class: "Client::Forbidden", message: "This call has not been granted", errorCode: "NOT_GRANTED_CALL" },
    ],
    said: "NOT_GRANTED_CALL: This call has not been granted",
  },
  twilio: {
    settings: (origin) => ({ kind: "twilio", server: origin }),
    path: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
    taken: [201, { sid: `SM${"b".repeat(32)}`, status: "queued", num_segments: "1", error_code: null, to: message.to }],
    reference: `SM${"b".repeat(32)}`,
    refused: [
      400,
      {
        code: 21211,
        message: `Invalid 'To' Phone Number: ${message.to}`,
        more_info: "https://www.twilio.com/docs/errors/21211",
        status: 400,
      },
    ],
    said: "21211: Invalid 'To' Phone Number: …",
  },
  custom: {
    settings: (origin) => ({ kind: "custom", address: `${origin}/messages` }),
    path: "/messages",
    taken: [202, { message: { id: "m-1" } }],
    reference: "m-1",
    refused: [422, { errors: [{ code: "text", message: `“${message.text}” with ${secrets.secret} is refused` }] }],
    said: "text: “…” with … is refused",
  },
};

describe("a text message that Brevo has taken under a number too large for JSON", () => {
  it("is taken, under its other name", async () => {
    const body = '{"reference":"ab1cde2fgh3i4jklmno","messageId":9151188290017622034,"smsCount":1}';
    const service = await startService((_seen, response) => void response.writeHead(201).end(body));
    try {
      const { reference } = await open({ kind: "brevo", server: service.origin }).submit(message);
      assert.equal(reference, "ab1cde2fgh3i4jklmno");
    } finally {
      await service.close();
    }
  });
});

const answers: [what: string, answer: (response: ServerResponse) => void, expected: [string, boolean, boolean]][] = [
  [
    "too many calls, with a pause",
    (r) => answerJson(r, 429, {}, { "retry-after": "7" }),
    ["service.unavailable", true, true],
  ],
  ["no service for now", (r) => answerJson(r, 503, {}), ["service.unavailable", true, true]],
  [
    "a failure inside, after which the message may be on its way",
    (r) => answerJson(r, 500, {}),
    ["sms.unknown", false, false],
  ],
  ["a gateway that lost the answer", (r) => answerJson(r, 504, {}), ["sms.unknown", false, false]],
  ["a connection that breaks off", (r) => r.destroy(), ["sms.unknown", false, false]],
  ["a page of somebody else", (r) => r.end("<html>Log in to the Wi-Fi</html>"), ["sms.unclear", false, false]],
  ["JSON of somebody else", (r) => answerJson(r, 200, [{ ok: true }]), ["sms.unclear", false, false]],
  [
    "an id that is none",
    (r) => answerJson(r, 200, { messageId: {}, ids: [null], sid: "a b", message: { id: [] } }),
    ["sms.unclear", false, false],
  ],
  ["more than anybody reads", (r) => r.end(" ".repeat(100_000)), ["sms.unclear", false, false]],
  ["another address", (r) => r.writeHead(302, { location: "/elsewhere" }).end(), ["service.redirect", true, false]],
  ["a refusal without a word", (r) => r.writeHead(401).end("<h1>401</h1>"), ["sms.refused-silently", true, false]],
];

for (const [name, { settings, path, taken, reference, refused, said }] of Object.entries(cases)) {
  describe(`text messages by ${name}`, () => {
    let service: TestService | undefined;
    const start = async (answer: (seen: Seen, response: ServerResponse) => void) => {
      service = await startService((seen, response) => {
        if (seen.url.endsWith("/auth/time")) response.end(String(Math.floor(Date.now() / 1000)));
        else answer(seen, response);
      });
      return open(settings(service.origin));
    };
    const sends = () => service?.seen.filter(({ url }) => !url.endsWith("/auth/time")) ?? [];
    afterEach(() => service?.close());

    it("are taken, under the provider's name for them", async () => {
      const carrier = await start((_seen, response) => answerJson(response, ...taken));
      const { reference: found } = await carrier.submit(message);
      assert.equal(found, reference);
      assert.deepEqual(
        sends().map(({ method, url }) => [method, url]),
        [["POST", path]],
      );
      assert.equal(carrier.lookup, undefined);
      assert.equal(carrier.repeatable, false);
    });

    it("are refused for the provider's own reason, without number, text or secret", async () => {
      const carrier = await start((_seen, response) => answerJson(response, ...refused));
      const fault = await faultOf(carrier.submit(message));
      assert.deepEqual([fault.key, fault.certainly, fault.again, fault.data.said], ["sms.refused", true, false, said]);
      assert.equal(fault.data.status, refused[0]);
    });

    for (const [what, answer, expected] of answers)
      it(`are met with ${what}`, async () => {
        const carrier = await start((_seen, response) => answer(response));
        assert.deepEqual(await brief(carrier.submit(message)), expected);
        assert.equal(sends().length, 1);
      });

    it("wait as long as they are asked to", async () => {
      const carrier = await start((_seen, response) => answerJson(response, 429, {}, { "retry-after": "7" }));
      assert.equal((await faultOf(carrier.submit(message))).after, 7_000);
    });

    it("are not sent where nobody listens, and may be tried again", async () => {
      const carrier = await start(() => {});
      await service?.close();
      service = undefined;
      const [key, certainly, again] = await brief(carrier.submit(message));
      assert.deepEqual([certainly, again], [true, true]);
      assert.ok(["http.unreachable", "sms.no-time"].includes(key), key);
    });
  });
}
