import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Fault } from "../../../src/contract/index.ts";
import type { SmsAccountSettings, SmsSecrets } from "../../../src/sms-gateway/index.ts";
import { open, secrets } from "./account.ts";

const keyOf = (change: Partial<SmsAccountSettings>, more: SmsSecrets = secrets) => {
  try {
    open({ address: "https://api.example.org/sms", ...change }, more);
    return "";
  } catch (error) {
    assert.ok(error instanceof Fault, String(error));
    return error.key;
  }
};

describe("the settings of an SMS account", () => {
  const senders: [sender: string, kind: SmsAccountSettings["kind"], key: string][] = [
    ["Belle", "brevo", ""],
    [" Belle ", "brevo", ""],
    ["ABCDEFGHIJK", "twilio", ""],
    ["Ma Banque 1", "ovh", ""],
    ["ABCDEFGHIJKL", "brevo", "sms.sender-name"],
    ["Société", "brevo", "sms.sender-name"],
    ["A-B", "ovh", "sms.sender-name"],
    ["A  B", "ovh", "sms.sender-name"],
    ["36180", "brevo", ""],
    ["+33612345678", "twilio", ""],
    ["+0612345678", "twilio", "sms.sender-number"],
    ["12", "custom", "sms.sender-number"],
    ["1234567890123456", "brevo", "sms.sender-number"],
    [`MG${"0".repeat(32)}`, "twilio", ""],
    [`MG${"0".repeat(32)}`, "brevo", "sms.sender-name"],
    ["", "brevo", "sms.no-sender"],
    ["", "twilio", "sms.no-sender"],
    ["", "ovh", ""],
    ["", "custom", ""],
    ["", "folder", ""],
    ["Trop long pour un nom", "folder", "sms.sender-name"],
  ];
  for (const [sender, kind, key] of senders)
    it(`${key === "" ? "take" : "refuse"} the sender "${sender}" of ${kind}`, () =>
      assert.equal(keyOf({ sender, kind }), key));

  const wrong: [what: string, change: Partial<SmsAccountSettings>, key: string, secrets?: SmsSecrets][] = [
    ["a kind that an environment variable holds", { kind: "vonage" as "brevo" }, "sms.kind"],
    ["a server with a variable", { kind: "brevo", server: "https://{{ x }}.example.org" }, "sms.server"],
    ["a server without a scheme", { kind: "twilio", server: "api.example.org" }, "sms.server"],
    ["a server with a question", { kind: "ovh", server: "https://api.example.org?x" }, "sms.server"],
    ["a service name of OVH", { kind: "ovh", serviceName: "../me" }, "sms.service-name"],
    ["an application key", { kind: "ovh", applicationKey: "a b" }, "sms.application-key"],
    ["no consumer key", { kind: "ovh" }, "service.no-secret", { secret: "s" }],
    ["no application secret", { kind: "ovh" }, "service.no-secret", { consumerKey: "c" }],
    ["an account of Twilio", { kind: "twilio", accountSid: "AC../../x" }, "sms.account-sid"],
    ["no token of Twilio", { kind: "twilio" }, "service.no-secret", {}],
    ["no key of Brevo", { kind: "brevo" }, "service.no-secret", {}],
    ["a key with a line break", { kind: "brevo" }, "service.secret-form", { secret: "a\nb" }],
    ["a negative pace", { kind: "brevo", pace: -1 }, "sms.pace"],
    ["a pace that is no number", { kind: "brevo", pace: Number.NaN }, "sms.pace"],
    ["a line for STOP that no phone knows", { kind: "brevo", stop: "Arrêt" }, "sms.stop"],
    ["a line for STOP of two lines", { kind: "ovh", stop: "STOP\n36180" }, "sms.stop"],
    ["an address with a variable host", { address: "https://{{ sender }}/x" }, "service.address"],
    ["an address of a file", { address: "file:///etc/passwd" }, "service.address"],
    ["a table without rows", { body: "table" }, "service.no-rows"],
    ["a header of the call's own", { headers: [{ name: "Authorization", value: "x" }] }, "service.header-ours"],
    ["a template that does not end", { template: "{% if to %}" }, "message.template"],
  ];
  for (const [what, change, key, more] of wrong)
    it(`are refused: ${what}`, () => assert.equal(keyOf(change, more), key));

  it("need nothing for a folder, whatever is left in the form", () => {
    assert.equal(
      keyOf({ kind: "folder", pace: -1, server: "x", address: "", serviceName: "", accountSid: "" }, {}),
      "",
    );
  });
});
