import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, it } from "mocha";
import type { SmsAccountNode } from "../../nodes/shared/accounts.ts";
import { defaults, migrate, type SmsAccountConfig } from "../../nodes/sms-account/config.ts";
import register from "../../nodes/sms-account/sms-account.ts";
import { type Answering, answerJson, startService, type TestService } from "../src/service/server.ts";
import { message } from "../src/sms-gateway/account.ts";
import { type FlowNode, nodeRed } from "./helper.ts";

const accountSid = `AC${"0".repeat(32)}`;
const id = "account";

describe("the SMS account node", () => {
  const red = nodeRed(register);
  let service: TestService | undefined;
  afterEach(async () => {
    await service?.close();
    service = undefined;
  });

  const flow = (change: Partial<SmsAccountConfig>): FlowNode[] => [{ ...defaults, ...change, id, type: "sms-account" }];
  const carrier = () => (red.node(id) as SmsAccountNode).carrier();
  const account: Answering = (_seen, response) =>
    answerJson(response, 200, { email: "a@b.c", plan: [{ type: "sms", credits: 12 }], messageId: 7, smsCount: 1 });
  async function brevo(change: Partial<SmsAccountConfig> = {}): Promise<Partial<SmsAccountConfig>> {
    service ??= await startService(account);
    return { kind: "brevo", server: service.origin, sender: "Belle", ...change };
  }
  const tried = async (config: object, secrets: object = {}, language = "en") => {
    const { status, body } = await red.admin("/belle-histoire/sms-account/try", language, {
      ...{ id, config: { ...defaults, ...config }, secrets },
    });
    return { status, said: String(body.text ?? body.problem) };
  };

  it("gives senders the way that is set, with the secret of its credentials", async () => {
    await red.load(flow(await brevo()), { [id]: { secret: "k-1" } });
    assert.deepEqual(await carrier().submit(message), { reference: "7", segments: 1 });
    assert.equal(service!.seen[0]?.headers["api-key"], "k-1");
    assert.deepEqual(red.errors, []);
  });

  it("takes its settings from environment variables", async () => {
    await brevo();
    const env = { SMS_SERVER: service!.origin, SMS_PACE: "50", SMS_KEY: "k-env", SMS_SENDER: "Belle" };
    Object.assign(process.env, env);
    try {
      const set = {
        kind: "brevo",
        server: `\${SMS_SERVER}`,
        pace: `\${SMS_PACE}` as never,
        sender: `\${SMS_SENDER}`,
      } as const;
      await red.load(flow(set), { [id]: { secret: `\${SMS_KEY}` } });
      await carrier().submit(message);
      assert.equal(service!.seen[0]?.headers["api-key"], "k-env");
      assert.match((await tried(set, { secret: "k" })).said, /12 credit\(s\)/);
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
    }
  });

  it("lays messages into a folder of the user directory where nothing else is chosen", async () => {
    await red.load(flow({}));
    await carrier().submit(message);
    assert.deepEqual(
      (await readdir(join(red.folder, "sms"))).filter((name) => name !== ".work"),
      ["send1.json"],
    );
  });

  const wrong: [what: string, change: Partial<SmsAccountConfig>, says: RegExp][] = [
    ["no secret", { kind: "brevo", sender: "Belle" }, /The secret is missing/],
    ["a sender that is too long", { kind: "ovh", sender: "A name too long" }, /at most 11 letters/],
    ["an address that is none", { kind: "custom", address: "x" }, /must begin with https/],
  ];
  for (const [what, change, says] of wrong)
    it(`says at deploy what is wrong, and to whoever wants to send: ${what}`, async () => {
      await red.load(flow(change));
      assert.equal(red.errors.length, 1);
      assert.match(red.errors[0] ?? "", says);
      assert.throws(carrier, { name: "Fault" });
    });

  it("tries a form's settings without sending, in the editor's language, and closes what it opened", async () => {
    await red.load(flow({}));
    const config = await brevo();
    assert.deepEqual(await tried(config, { secret: "typed" }), {
      ...{ status: 200, said: "The settings are accepted; 12 credit(s) for text messages are left. Nothing was sent." },
    });
    assert.match(
      (await tried(config, { secret: "typed" }, "fr")).said,
      /^Les réglages sont acceptés ; il reste 12 crédit/,
    );
    assert.deepEqual(
      service!.seen.map(({ method, url, headers }) => [method, url, headers["api-key"]]),
      [
        ["GET", "/account", "typed"],
        ["GET", "/account", "typed"],
      ],
    );
    assert.match((await tried({ kind: "folder", folder: "try" })).said, /^Messages can be laid into \S+try\./);
  });

  const refused: [what: string, config: object, says: RegExp][] = [
    [
      "a service of one's own",
      { kind: "custom", address: "https://sms.example.org", authentication: "none" },
      /no call that only tries/,
    ],
    ["settings that do not fit", { kind: "twilio", sender: "x", accountSid: "AC1" }, /Account SID/],
    ["no secret", { kind: "twilio", sender: "x", accountSid }, /secret is missing/],
  ];
  for (const [what, config, says] of refused)
    it(`says why it cannot be tried: ${what}`, async () => {
      await red.load(flow({}));
      const { status, said } = await tried(config);
      assert.equal(status, 422);
      assert.match(said, says);
    });

  it("refuses what no form sends", async () => {
    await red.load(flow({}));
    const { status, body } = await red.admin("/belle-histoire/sms-account/try", "en", { id: 1, config: [] });
    assert.equal(status, 422);
    assert.match(String(body.problem), /cannot be tried \(id\)/);
  });

  it("sends a deployed secret only where the deployed account sends it", async () => {
    await red.load(flow(await brevo()), { [id]: { secret: "deployed" } });
    assert.equal((await tried(await brevo())).status, 200);
    assert.deepEqual(
      service!.seen.map(({ headers }) => headers["api-key"]),
      ["deployed"],
    );
    const thief = await startService(account);
    try {
      for (const change of [
        { server: thief.origin },
        { kind: "custom", address: thief.origin },
        { kind: "twilio", server: thief.origin, accountSid },
      ])
        assert.match((await tried({ ...(await brevo()), ...change })).said, /secret is missing/);
      assert.deepEqual(thief.seen, []);
    } finally {
      await thief.close();
    }
    // Another sender or pace does not lead it elsewhere.
    assert.equal((await tried(await brevo({ sender: "Other", pace: 1 }))).status, 200);
  });

  it("ends what waits when it is closed", async () => {
    await red.load(flow(await brevo({ pace: 0.01 })), { [id]: { secret: "k" } });
    const way = carrier();
    await way.submit(message);
    const waiting = assert.rejects(way.submit(message), { key: "sms.closing" });
    await red.unload();
    await waiting;
    assert.equal(service!.seen.length, 1);
  });

  it("brings what was saved to the present shape", () => {
    assert.deepEqual(migrate({ pace: "" as never }).pace, 0);
    assert.deepEqual(migrate({ pace: "2.5" as never, inside: "true" as never, sender: undefined }), {
      ...{ ...defaults, pace: 2.5, inside: true },
    });
  });
});
