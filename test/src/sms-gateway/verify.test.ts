import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { answerJson, startService, type TestService } from "../service/server.ts";
import { accountSid, open } from "./account.ts";

describe("trying the settings of an account, without a message", () => {
  let service: TestService | undefined;
  afterEach(() => service?.close());

  const cases: [kind: "brevo" | "ovh" | "twilio", path: string, answer: object, key: string, credits?: number][] = [
    [
      "brevo",
      "/account",
      {
        email: "a@b.c",
        plan: [
          { type: "free", credits: 300 },
          { type: "sms", credits: 82.85 },
        ],
      },
      "sms.verified-credits",
      82,
    ],
    ["brevo", "/account", { email: "a@b.c", plan: [{ type: "sms", credits: 82 }] }, "sms.verified-credits", 82],
    ["ovh", "/sms/sms-ab12345-1", { name: "sms-ab12345-1", creditsLeft: 99.5 }, "sms.verified-credits", 99],
    ["twilio", `/2010-04-01/Accounts/${accountSid}.json`, { sid: accountSid, status: "active" }, "sms.verified"],
    [
      "twilio",
      `/2010-04-01/Accounts/${accountSid}.json`,
      { sid: accountSid, status: "suspended" },
      "sms.verified-inactive",
    ],
  ];
  for (const [kind, path, answer, key, credits] of cases)
    it(`asks ${kind} at ${path} and reads ${key}`, async () => {
      service = await startService(({ url }, response) => {
        if (url === "/auth/time") response.end(String(Math.floor(Date.now() / 1000)));
        else answerJson(response, 200, answer);
      });
      const verified = await open({ kind, server: `${service.origin}/` }).verify!();
      assert.equal(verified.key, key);
      assert.equal(verified.data.credits, credits);
      const { method, url, body } = service.seen.at(-1)!;
      assert.deepEqual([method, url, body], ["GET", path, ""]);
    });

  it("says why a key is turned down, and that a page is no answer", async () => {
    service = await startService(({ url }, response) => {
      if (url === "/account") answerJson(response, 401, { code: "unauthorized", message: "Key not found" });
      else response.end("<html>");
    });
    const { origin: server } = service;
    await assert.rejects(open({ kind: "brevo", server }).verify!(), {
      key: "sms.refused",
      data: { host: new URL(server).host, status: 401, said: "unauthorized: Key not found" },
    });
    await assert.rejects(open({ kind: "twilio", server }).verify!(), { key: "sms.unclear" });
  });

  it("is not there for a service of one's own, which has no such call", () => {
    assert.equal(open({ address: "https://api.example.org" }).verify, undefined);
  });
});
