import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { NodeAPI } from "node-red";
import type { AboutAnswer, CheckAnswer, KeyAnswer } from "../../nodes/mail-account/desk.ts";
import registerAccount from "../../nodes/mail-account/mail-account.ts";
import { pemOf } from "../../nodes/mail-account/settings.ts";
import type { MailAccountNode } from "../../nodes/shared/accounts.ts";
import type { Mail, MailReport } from "../../src/mail/index.ts";
import { imapServer } from "../src/mail/imap-server.ts";
import { failed } from "../src/mail/report-sample.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { mailServer } from "./mail-server.ts";

const mail: Mail = {
  ...{ id: "a1b2c3", to: { address: "lea@example.net" }, subject: "Hello", text: "Hello", language: "en" },
  ...{ purpose: "marketing", campaign: "c1", at: 1_790_000_000_000, test: false },
  unsubscribe: "https://c.example.org/link/c1/unsubscribe/abc",
};
const login = { user: "news", password: "s3cret-and-long" };
/** As a form writes a variable of the environment. */
const variable = (name: string) => `\${${name}}`;
const inOneLine = (pem: string) => pem.replace(/\n/g, " ").trim();

describe("the mail account node", () => {
  let runtime: NodeAPI | undefined;
  const red = nodeRed(registerAccount, (RED) => {
    runtime = RED;
  });
  let server: Awaited<ReturnType<typeof mailServer>> | undefined;

  afterEach(async () => {
    await red.unload();
    await server?.close();
    server = undefined;
  });

  const flow = (more: object): FlowNode[] => [
    ...flowOf({ type: "collector" }, 0),
    { id: "a1", type: "mail-account", fromAddress: "news@example.org", fromName: "Maison", ...more },
  ];
  const account = () => red.node("a1") as MailAccountNode;
  const smtp = (more: object = {}) => ({
    ...{ way: "smtp", host: "127.0.0.1", port: String(server?.port), security: "none", inside: true, user: login.user },
    ...{ fromAddress: "news@example.org", ...more },
  });
  async function ask<Answer>(what: string, config: object, secrets: object = {}, language = "en", id = "a1") {
    const body = { id, config, secrets };
    const { status, body: answer } = await red.admin(`/belle-histoire/mail-account/${what}`, language, body);
    assert.equal(status, 200, JSON.stringify(answer));
    return answer as unknown as Answer;
  }

  const wrong = {
    way: "smtp",
    host: "no host",
    port: "99999",
    fromAddress: "news",
    dkimDomain: "example.org",
    bounces: "imap",
  };
  for (const [language, says] of [
    ["en", [/sender's address must be a whole one/, /selector is a name/, /private key is missing/, /name or the IP/]],
    [
      "fr",
      [
        /adresse de l’expéditeur doit être complète/,
        /sélecteur est un nom/,
        /clé DKIM privée|clé privée/,
        /nom ou l’adresse IP/,
      ],
    ],
  ] as const)
    it(`tells everything that is wrong at once, in words (${language})`, async () => {
      await red.load(flow({}));
      const { faults, record } = await ask<AboutAnswer>("about", wrong, {}, language);
      for (const one of says) assert.match(faults.join("\n"), one);
      assert.ok(faults.length >= 7, faults.join("\n"));
      assert.equal(record, undefined);
    });

  it("says in the log what is wrong with what is deployed, and gives no way", async () => {
    await red.load(flow(wrong));
    assert.ok(red.errors.length >= 7, red.errors.join("\n"));
    assert.throws(() => account().carrier(), { key: "mail.from-address" });
  });

  it("takes every setting from the environment", async () => {
    server = await mailServer({ login });
    Object.assign(process.env, { MAIL_PORT: String(server.port), MAIL_INSIDE: "true", MAIL_PASSWORD: login.password });
    try {
      const config = smtp({ port: variable("MAIL_PORT"), inside: variable("MAIL_INSIDE") });
      await red.load(flow(config), { a1: { password: variable("MAIL_PASSWORD") } });
      await account().carrier().submit(mail);
      assert.equal(server.taken.length, 1);
      const { faults } = await ask<CheckAnswer>("check", config, { password: variable("MAIL_PASSWORD") }, "en", "new");
      assert.deepEqual(faults, []);
    } finally {
      for (const name of ["MAIL_PORT", "MAIL_INSIDE", "MAIL_PASSWORD"]) delete process.env[name];
    }
  });

  describe("checks the connection", () => {
    it("with what a form holds, before anything is deployed", async () => {
      server = await mailServer({ login });
      await red.load(flow({}));
      const right = await ask<CheckAnswer>("check", smtp(), { password: login.password }, "en", "new");
      assert.deepEqual(right, {
        found: ["127.0.0.1 answers, is who it says, and takes the account's login."],
        faults: [],
      });
      const other = await ask<CheckAnswer>("check", smtp(), { password: "wrong" }, "fr", "new");
      assert.match(other.faults.join(), /^127\.0\.0\.1 refuse l’identification du compte/);
      assert.deepEqual([other.found, server.taken], [[], []]);
    });

    it("with the saved password for its own server only, and never tells it", async () => {
      server = await mailServer({ login });
      const foreign = await mailServer({ login });
      try {
        await red.load(flow(smtp()), { a1: { password: login.password } });
        const own = await ask<CheckAnswer>("check", smtp());
        assert.deepEqual(own.faults, []);
        for (const change of [{ port: String(foreign.port) }, { host: "localhost" }, { user: "other" }]) {
          const answer = await ask<CheckAnswer>("check", smtp(change));
          assert.deepEqual([answer.found, answer.faults.length], [[], 1], JSON.stringify(change));
          assert.match(answer.faults[0] ?? "", /password of the mail account is missing/);
          assert.doesNotMatch(JSON.stringify(answer), /s3cret/);
        }
      } finally {
        await foreign.close();
      }
    });

    it("and the place of what comes back, of which it takes nothing", async () => {
      await red.load(flow({}));
      const config = { fromAddress: "news@example.org", bounces: "folder", bounceFolder: "returns" };
      const missing = await ask<CheckAnswer>("check", config);
      assert.match(missing.faults.join(), /returns/);
      await mkdir(join(red.folder, "returns"));
      await writeFile(join(red.folder, "returns", "1.eml"), "Subject: hello\r\n\r\nhello");
      const { found, faults } = await ask<CheckAnswer>("check", config);
      assert.deepEqual(faults, []);
      assert.equal(found.length, 2);
      assert.deepEqual(await readdir(join(red.folder, "returns")), ["1.eml"]);
    });

    it("and the mailbox of what comes back, whose saved password goes to its own server only", async () => {
      const bodies = [Buffer.from("Subject: hello\r\n\r\nhello")];
      const [own, foreign] = [await imapServer(bodies), await imapServer(bodies)];
      try {
        const config = (port: number) => ({
          ...{ fromAddress: "news@example.org", bounces: "imap", imapHost: "127.0.0.1", imapPort: String(port) },
          ...{ imapSecurity: "none", imapUser: "user", inside: true },
        });
        await red.load(flow(config(own.port)), { a1: { imapPassword: "pass" } });
        const { found, faults } = await ask<CheckAnswer>("check", config(own.port));
        assert.deepEqual([faults, found.at(-1)], [[], "127.0.0.1 opens the mailbox of mails that came back."]);
        assert.equal(own.mails[0]?.flags.size, 0);
        const elsewhere = await ask<CheckAnswer>("check", config(foreign.port));
        assert.match(elsewhere.faults.join(), /password of the mailbox .* is missing/);
        const wrong = await ask<CheckAnswer>("check", config(foreign.port), { imapPassword: "wrong" });
        assert.equal(wrong.faults.length, 1);
        assert.ok(!foreign.commands.some((command) => command.includes('"pass"') || / pass\b/.test(command)));
      } finally {
        await Promise.all([own.close(), foreign.close()]);
      }
    });

    it("of a form that cannot be read, with a sentence", async () => {
      await red.load(flow({}));
      for (const what of ["about", "check"]) {
        const { status, body } = await red.admin(`/belle-histoire/mail-account/${what}`, "en", { config: 1 });
        assert.deepEqual([status, typeof body.problem], [422, "string"]);
      }
    });
  });

  describe("signs", () => {
    const dkim = { dkimDomain: "example.org", dkimSelector: "mail2026" };
    const keys: [string, string][] = [
      ["RSA", generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "pem", type: "pkcs8" })],
      [
        "RSA in its old form",
        generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "pem", type: "pkcs1" }),
      ],
      ["Ed25519", generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" })],
    ].map(([name, pem]) => [String(name), String(pem)]);
    for (const [name, pem] of keys)
      it(`so that whoever looks up the record that the form shows believes it: ${name}`, async () => {
        await red.load(flow({ ...dkim, folder: "mails" }), { a1: { dkimKey: inOneLine(pem) } });
        const { record, faults } = await ask<AboutAnswer>("about", { ...dkim, fromAddress: "news@example.org" });
        assert.deepEqual([faults, record?.name], [[], "mail2026._domainkey.example.org"]);
        assert.doesNotMatch(JSON.stringify(record), /PRIVATE/);
        const { reference } = await account().carrier().submit(mail);
        const bytes = await readFile(join(red.folder, "mails", reference));
        const resolver = async (asked: string): Promise<string[][]> => {
          if (asked !== record?.name) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
          return [record.value.match(/.{1,255}/g) ?? []];
        };
        const { results } = await dkimVerify(bytes, { resolver });
        assert.deepEqual(
          results.map(({ status }) => status.result),
          ["pass"],
        );
      });

    it("with a key that it makes on request, and keeps to itself", async () => {
      await red.load(flow({}));
      const { key } = await ask<KeyAnswer>("key", {});
      const { record, faults } = await ask<AboutAnswer>("about", dkim, { dkimKey: inOneLine(key) });
      assert.match(record?.value ?? "", /^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{380,}={0,2}$/);
      assert.doesNotMatch(faults.join(), /DKIM/);
      assert.notEqual((await ask<KeyAnswer>("key", {})).key, key);
    });

    it("with no record for what is no key", async () => {
      await red.load(flow({}));
      const answer = await ask<AboutAnswer>("about", { ...dkim, fromAddress: "a@example.org" }, { dkimKey: "rubbish" });
      assert.deepEqual([answer.record, answer.faults.length], [undefined, 1]);
      assert.match(answer.faults[0] ?? "", /cannot be read\. It has to be PEM/);
    });
  });

  it("reads a key that was pasted into one line, and leaves other text as it is", () => {
    assert.equal(pemOf(" -----BEGIN X----- AB CD -----END X----- "), "-----BEGIN X-----\nABCD\n-----END X-----\n");
    assert.equal(pemOf(" rubbish "), "rubbish");
  });

  it("is one way for all who choose it, and lets go of its connections when it is closed", async () => {
    server = await mailServer({ login });
    await red.load(flow(smtp({ connections: "2" })), { a1: { password: login.password } });
    const carrier = account().carrier();
    assert.equal(account().carrier(), carrier);
    await Promise.all(Array.from({ length: 8 }, (_, index) => carrier.submit({ ...mail, id: `m${index}` })));
    assert.deepEqual([server.taken.length, server.most], [8, 2]);
    await red.unload();
    while (server.connected > 0) await new Promise((resolve) => setImmediate(resolve));
    await assert.rejects(carrier.submit(mail), { key: "mail.closed" });
  });

  describe("reads what comes back", () => {
    const returns = { bounces: "folder", bounceFolder: "returns", bouncesEvery: "5" };
    const lies = async () => (await readdir(join(red.folder, "returns"))).filter((name) => name.endsWith(".eml"));
    beforeEach(async () => {
      await mkdir(join(red.folder, "returns"));
      await red.load(flow(returns));
      await writeFile(join(red.folder, "returns", "1.eml"), failed("Status: 5.1.1", "Original-Envelope-Id: a1"));
    });
    /** The report that this listener hears. */
    const heardBy = () => {
      const { promise, resolve } = Promise.withResolvers<MailReport>();
      const end = account().reports(async (report) => {
        resolve(report);
        return true;
      });
      return { promise, end };
    };

    it("for a sender that a deploy has closed, until its successor is there", async () => {
      const { promise, end } = heardBy();
      end();
      assert.equal((await promise).send, "a1");
    });

    it("for nobody who is gone, and leaves it where it is for who comes", async () => {
      const before = heardBy();
      before.end();
      runtime?.events.emit("flows:started");
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(await lies(), ["1.eml"]);
      assert.equal((await heardBy().promise).send, "a1");
    });

    it("for the one who sent it, although the store of another is away", async () => {
      account().reports(() => Promise.reject(new Error("away")));
      assert.equal((await heardBy().promise).send, "a1");
      while ((await lies()).length > 0) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(red.errors, []);
    });

    it("and leaves what nobody knows as long as one cannot answer", async () => {
      account().reports(() => Promise.reject(new Error("away")));
      account().reports(async () => false);
      await red.until(() => red.errors.length > 0, "it says so");
      assert.deepEqual(await lies(), ["1.eml"]);
    });
  });
});
