import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, it } from "mocha";
import PostalMime from "postal-mime";
import registerAccount from "../../nodes/mail-account/mail-account.ts";
import { mailPerformer } from "../../nodes/send-email/carry-mail.ts";
import registerEmail from "../../nodes/send-email/send-email.ts";
import { type ContentPart, Fault, SendPart } from "../../src/contract/index.ts";
import { sendId } from "../../src/journey/index.ts";
import { type Mail, MailFault, openMailCarrier, usualMailSettings } from "../../src/mail/index.ts";
import type { Store, Task } from "../../src/store/index.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { type Manners, mailServer } from "./mail-server.ts";

const sender = { type: "send-email" };
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
const template = "f".repeat(64);
const mail = {
  channel: "email",
  subject: "Votre rendez-vous à Saint-Aurèle",
  html: '<p>Bonjour <b>Léa</b> <img src="cid:map" alt="the way"></p>',
  text: "Bonjour Léa",
  language: "fr",
  template,
} as const;

describe("the send email node", () => {
  const red = nodeRed(registerAccount, registerEmail);
  let server: Awaited<ReturnType<typeof mailServer>> | undefined;

  afterEach(async () => {
    // Its connections are kept by the account until it is closed.
    await red.unload();
    await server?.close();
    server = undefined;
  });

  const account = (more: object = {}): FlowNode => ({
    ...{ id: "a1", type: "mail-account", way: "smtp", host: "127.0.0.1", port: server?.port, security: "none" },
    ...{ inside: true, fromName: "Maison", fromAddress: "news@example.org", ...more },
  });
  const flow = (campaign: object = {}, more: object | null = {}): FlowNode[] =>
    more === null ? flowOf(sender, 3, campaign) : [...flowOf({ ...sender, account: "a1" }, 3, campaign), account(more)];
  async function serve(manners: Manners = {}) {
    server = await mailServer(manners);
    return server;
  }

  interface Person {
    id?: string;
    test?: boolean;
    consent?: Record<string, boolean>;
    email?: string | undefined;
  }
  /** A message of an enrolled recipient with a mail, as it comes from a render message node. */
  async function mailFor({ id = "R-1", test = false, consent, ...more }: Person = {}, content: object = {}) {
    const { store } = await red.house();
    const email = "email" in more ? more.email : `${id}@example.net`;
    const recipient = { id, firstName: "Léa", lastName: "Roux", ...(email !== undefined && { email }), consent };
    const caseKey = `D-${id}`;
    const row = { campaign: "c1", node: "elsewhere", recipient, caseKey, test, at: Date.now() };
    const [enrolled] = await store.enrol([row]);
    assert.ok(enrolled?.state === "enrolled");
    return {
      topic: "mine",
      campaign: { id: "c1", name: "Spring", locale: "en", timeZone: "Europe/Paris", test },
      journey: { id: enrolled.journey, caseKey, startedAt: "2026-03-31T07:00:00Z", test, task: enrolled.task },
      recipient,
      content: { id: `content-${id}`, ...mail, ...content } as ContentPart,
    };
  }
  const mails = async (folder = "mails") =>
    (await readdir(join(red.folder, folder)).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
  const read = async (name: string, folder = "mails") =>
    PostalMime.parse(await readFile(join(red.folder, folder, name)));
  const kinds = async (id = "R-1") =>
    (await (await red.house()).store.story(id)).flatMap(({ lines }) => lines.map(({ kind }) => kind));
  const inDoubt = async () => (await (await red.house()).store.attention(9)).filter(({ kind }) => kind === "unknown");
  const sentKinds = ["journey.started", "send.queued", "send.sent"];

  describe("without an account", () => {
    it("lays the mail into the folder, with its pictures and files, then sends the message on", async () => {
      await red.load(flow({}, null));
      const { assets } = await red.house();
      const asset = await assets.put(picture, "image/png");
      const letter = await assets.put(Buffer.from("%PDF-1.7"), "application/pdf");
      const parts = {
        inline: [{ cid: "map", name: "map.png", asset }],
        attachments: [{ name: "lettre.pdf", asset: letter }],
      };
      red.receive(await mailFor({}, parts));
      const message = await red.first(0);
      const send = SendPart.strict().parse(message.send);
      assert.deepEqual([send.channel, send.state, message.payload, message.topic], ["email", "sent", send, "mine"]);
      const [name = ""] = await mails();
      assert.deepEqual([name, send.reference], [`${send.id}.eml`, name]);
      const { subject, to, from, html, attachments } = await read(name);
      assert.deepEqual([subject, to?.[0]], [mail.subject, { name: "Léa Roux", address: "R-1@example.net" }]);
      assert.equal(from?.name, "Spring");
      assert.match(html ?? "", /src="cid:map"/);
      assert.deepEqual(
        attachments.map(({ filename, mimeType, contentId }) => [filename, mimeType, contentId]),
        [
          ["map.png", "image/png", "<map>"],
          ["lettre.pdf", "application/pdf", undefined],
        ],
      );
      assert.deepEqual(await kinds(), sentKinds);
      await red.status("green dot status.sent");
      assert.equal(red.statuses().join(", "), "blue ring status.queued, green dot status.sent");
    });

    it("sends nothing on a replay, also after a restart", async () => {
      await red.load(flow({}, null));
      const message = await mailFor();
      red.receive({ ...message });
      await red.first(0);
      red.receive({ ...message });
      await red.status("blue ring status.already-sent");
      await red.restart(flow({}, null));
      red.receive({ ...message });
      await red.status("blue ring status.already-sent");
      assert.equal((await mails()).length, 1);
    });

    it("asks the folder after a crash, and writes no second mail", async () => {
      await red.load(flow({}, null));
      const message = await mailFor();
      red.receive({ ...message });
      const { id = "" } = SendPart.parse((await red.first(0)).send);
      // As if the process had died with the mail in the folder and before its end was committed.
      const again = await mailFor({ id: "R-2" });
      await writeFile(
        join(red.folder, "mails", ".work", `${sendId(again.journey.task, "node", again.content.id)}.prepared`),
        "x.eml",
      );
      red.receive(again);
      const messages = await red.some(0, 2);
      assert.equal(SendPart.parse(messages[1]?.send).reference, "x.eml");
      assert.deepEqual(await mails(), [`${id}.eml`]);
      assert.deepEqual(await inDoubt(), []);
    });
  });

  describe("asks the policies when it sends", () => {
    const out = { purpose: "marketing", unsubscribe: "https://x.example/u/1" };
    const judged: [string, Person, object, RegExp | undefined][] = [
      ["marketing with a yes", { consent: { email: true } }, out, undefined],
      ["marketing without a word", {}, out, /has not agreed to marketing/],
      ["marketing after a no", { consent: { email: true, "email.marketing": false } }, out, /does not want marketing/],
      ["service without a word", {}, {}, undefined],
      ["service after a no to all", { consent: { "email.service": false } }, {}, /does not want to be written to/],
    ];
    for (const [name, person, content, says] of judged)
      it(`${name}: ${says === undefined ? "goes" : "goes not"}`, async () => {
        await red.load(flow({}, null));
        red.receive(await mailFor(person, content));
        const message = await red.first(says === undefined ? 0 : 1);
        assert.match(SendPart.parse(message.send).reason ?? "", says ?? /^$/);
        assert.equal((await mails()).length, says === undefined ? 1 : 0);
      });

    it("holds a mail in quiet hours", async () => {
      const hour = (from: number) => `${new Date(Date.now() + from * 3_600_000).toISOString().slice(11, 13)}:00`;
      const quiet = { quietFrom: hour(-2), quietTo: hour(2), quietEmail: true, timeZone: "UTC" };
      await red.load(flow(quiet, null));
      red.receive(await mailFor({ consent: { email: true } }, out));
      await red.until(() => /^yellow ring until/.test(red.statuses().at(-1) ?? ""), "it is held");
      assert.deepEqual(await mails(), []);
    });

    it("lets one of two go where the cap is one", async () => {
      await red.load(flow({ capSends: "1", capDays: "7" }, null));
      const first = await mailFor({ consent: { email: true } }, out);
      red.receive(first);
      await red.first(0);
      red.receive({ ...first, content: { ...first.content, id: "another" } });
      await red.until(() => /^yellow ring until/.test(red.statuses().at(-1) ?? ""), "the other is held");
      assert.equal((await mails()).length, 1);
    });

    it("sends a test to the address of tests alone, and says so in its subject", async () => {
      await red.load(flow({ testMode: true, testEmail: "tests@example.org", testFolder: "proofs" }, null));
      red.receive(await mailFor({ test: true }));
      await red.first(0);
      assert.deepEqual(await mails(), []);
      const [name = ""] = await mails("proofs/mails");
      const file = await readFile(join(red.folder, "proofs", "mails", name), "utf8");
      const { subject, to } = await PostalMime.parse(file);
      assert.deepEqual([subject, to?.[0]?.address], [`[Test] ${mail.subject}`, "tests@example.org"]);
      assert.doesNotMatch(file, /R-1@example/);
    });

    it("sends a test with a link of its own, which ends nothing", async () => {
      await red.load(flow({ testEmail: "tests@maison.example", baseUrl: red.url }, null));
      red.receive(await mailFor({ test: true, consent: { email: true } }, { purpose: "marketing" }));
      await red.first(0);
      const [name = ""] = await mails(join("letters-test", "mails"));
      const text = await readFile(join(red.folder, "letters-test", "mails", name), "utf8");
      const [, url = ""] = /^List-Unsubscribe: <([^>]+)>/m.exec(text) ?? [];
      assert.equal((await fetch(url, { method: "POST", body: "List-Unsubscribe=One-Click" })).status, 200);
      const { store } = await red.house();
      assert.deepEqual((await store.recipient({ campaign: "c1", id: "R-1" }))?.consent, { email: true });
    });

    it("sends no test where the campaign names no address for tests", async () => {
      await red.load(flow({ testMode: true }, null));
      red.receive(await mailFor({ test: true }));
      assert.match(SendPart.parse((await red.first(1)).send).reason ?? "", /names no e-mail address for tests/);
    });
  });

  describe("lets marketing go only with a way out", () => {
    const asks = { purpose: "marketing" };
    const person = { consent: { email: true } };
    const ways: [string, object, object, RegExp | undefined][] = [
      ["nothing", {}, {}, undefined],
      ["a header of its own", {}, { unsubscribe: "https://x.example/u/1" }, /^<https:\/\/x\.example\/u\/1>$/],
      ["a link in its text", {}, { text: "Unsubscribe: https://x.example/u/1" }, /^$/],
      [
        "the campaign's public address",
        { baseUrl: "https://c.example.org" },
        {},
        /^<https:\/\/c\.example\.org\/link\/c1\//,
      ],
    ];
    for (const [name, campaign, content, header] of ways)
      it(`${name}: ${header === undefined ? "goes not" : "goes"}`, async () => {
        await red.load(flow(campaign, null));
        red.receive(await mailFor(person, { ...asks, ...content }));
        if (header === undefined) {
          const { reason = "" } = SendPart.parse((await red.first(1)).send);
          assert.match(reason, /advertising without a way to unsubscribe, .*Give the campaign its public address/);
          assert.deepEqual(await mails(), []);
          return;
        }
        await red.first(0);
        const { headers } = await read((await mails())[0] ?? "");
        const found = (key: string) => headers.find((one) => one.key === key)?.value ?? "";
        assert.match(found("list-unsubscribe"), header);
        assert.equal(found("list-unsubscribe-post"), found("list-unsubscribe") && "List-Unsubscribe=One-Click");
      });
  });

  const unfit: [string, Person, object, RegExp][] = [
    ["no address", { email: undefined }, {}, /^The recipient has no e-mail address\. Put one into the audience/],
    [
      "an address that is none",
      { email: `lea@${"x".repeat(64)}.example` },
      {},
      /address is none that mail can be sent to/,
    ],
    ["no subject", {}, { subject: " " }, /^The mail has no subject\. Write one/],
    ["nothing to say", {}, { html: " ", text: "" }, /^The mail says nothing/],
    [
      "too much",
      {},
      { attachments: [{ name: "a", asset: { hash: "a".repeat(64), type: "video/mp4", bytes: 20_000_000 } }] },
      /^The mail would be 27 MB; most mailboxes take no more than 25 MB\. Use smaller/,
    ],
    [
      "a picture that is gone",
      {},
      { inline: [{ cid: "map", name: "a", asset: { hash: "a".repeat(64), type: "image/png", bytes: 2 } }] },
      /^The file with the content a{64} is gone/,
    ],
  ];
  for (const [name, person, content, says] of unfit)
    it(`leaves by the second output with ${name}, and says what to do`, async () => {
      await red.load(flow({}, null));
      red.receive(await mailFor(person, content));
      const send = SendPart.strict().parse((await red.first(1)).send);
      assert.equal(send.state, "not-sent");
      assert.match(send.reason ?? "", says);
      assert.deepEqual([await mails(), await kinds()], [[], ["journey.started", "send.queued", "send.not-sent"]]);
    });

  for (const [name, more, says] of [
    ["no content", { content: undefined }, /carries no email content\. Put a render message node/],
    ["a letter", { content: { id: "c", channel: "print", language: "fr", template } }, /carries no email content/],
    ["no journey", { journey: undefined }, /belongs to no journey/],
  ] as const)
    it(`tells a catch node of ${name}`, async () => {
      await red.load(flow({}, null));
      red.receive({ ...(await mailFor()), ...more });
      const { error } = (await red.first("caught")) as { error?: { message: string } };
      assert.match(error?.message ?? "", says);
    });

  it("tries a mail again whose pictures cannot be read while the store is away", async () => {
    const away = async () => {
      throw new Fault("store.unavailable", { place: "x", code: "y" });
    };
    const means = { store: away, mailOf: away, canTell: true };
    const performer = mailPerformer(() => assert.fail("nothing is handed over"), means);
    const outcome = await performer.perform({} as Task);
    assert.deepEqual([outcome.state, "again" in outcome && outcome.again], ["not-sent", true]);
  });

  it("keeps a dead address from more also where the store is away when the server says so", async () => {
    const dead = new MailFault("mail.address-unknown", {}, { certainly: true, again: false, dead: true });
    const carrier = { ...openMailCarrier({ ...usualMailSettings, folder: red.folder, fromAddress: "n@example.org" }) };
    carrier.submit = () => Promise.reject(dead);
    let away = true;
    const list: unknown[] = [];
    const store = async () => {
      if (away) throw new Fault("store.unavailable", { place: "x", code: "y" });
      return { suppress: async (entries: object[]) => list.push(...entries) } as unknown as Store;
    };
    const mailOf = async () => ({ to: { address: "r@example.net" } }) as Mail;
    const performer = mailPerformer(() => carrier, { store, mailOf, canTell: false });
    const task = { journey: { test: false } } as Task;
    const first = await performer.perform(task);
    assert.deepEqual([first.state, "again" in first && first.again], ["not-sent", true]);
    away = false;
    assert.deepEqual(await performer.perform(task), { state: "not-sent", reason: dead, again: false });
    assert.equal(list.length, 1);
  });

  describe("with a mail server", () => {
    it("delivers, one recipient a mail, and tells the Message-ID", async () => {
      const { taken } = await serve();
      await red.load(flow({ baseUrl: "https://c.example.org" }));
      red.receive(await mailFor({ consent: { email: true } }, { purpose: "marketing" }));
      red.receive(await mailFor({ id: "R-2" }));
      const [first] = await red.some(0, 2);
      assert.match(SendPart.parse(first?.send).reference ?? "", /^<t[0-9a-f]{25}@example\.org>$/);
      assert.deepEqual(taken.map(({ to }) => to).sort(), [["R-1@example.net"], ["R-2@example.net"]]);
      const marketing = taken.find(({ to }) => to[0] === "R-1@example.net");
      assert.match(marketing?.text ?? "", /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
      // Where it went is kept for reports that come later, and told nowhere.
      const held = await (await red.house()).store.holdings({ campaign: "c1", id: "R-1" });
      const [send] = held?.journeys.flatMap(({ tasks }) => tasks).filter(({ kind }) => kind === "send") ?? [];
      assert.equal(send?.outcome?.to, "R-1@example.net");
      assert.doesNotMatch(JSON.stringify([first?.send, held?.journeys[0]?.lines]), /R-1@example\.net/);
      assert.equal(marketing?.from, "news@example.org");
      assert.deepEqual(red.errors, []);
    });

    it("tries again what the server cannot take now", async () => {
      const { taken } = await serve({
        recipient: (_address, count) => (count === 1 ? { code: 451, text: "4.3.0 try later" } : undefined),
      });
      await red.load(flow());
      red.receive(await mailFor());
      await red.first(0);
      assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.again", "send.sent"]);
      assert.equal(taken.length, 1);
    });

    it("goes on trying where the server has been away for an hour", async () => {
      await serve({ recipient: () => ({ code: 451, text: "4.3.0 try later" }) });
      await red.load(flow({}, { fromAddress: "" }));
      red.receive(await mailFor());
      await red.status("blue ring status.queued");
      const { store } = await red.house();
      const vain = { owner: "before", kind: "send", limit: 1, lease: 60_000 } as const;
      for (let count = 0; count < 12; count += 1) {
        const [task] = await store.claim({ ...vain, nodes: ["node"], now: Date.now() });
        assert.ok(task !== undefined);
        await store.release(task.id, task.version, Date.now(), Date.now(), []);
      }
      await red.restart(flow());
      await red.until(() => red.errors.find((text) => /cannot take the mail now/.test(text)), "it says so");
      assert.deepEqual((await kinds()).at(-1), "send.again");
      assert.deepEqual(red.at(1), []);
    });

    it("does not send where the server says never, and keeps an address that does not exist from more", async () => {
      const { asked } = await serve({ recipient: () => ({ code: 550, text: "5.1.1 no such user" }) });
      await red.load(flow());
      red.receive(await mailFor());
      assert.match(SendPart.parse((await red.first(1)).send).reason ?? "", /address does not exist, says 127\.0\.0\.1/);
      const { store } = await red.house();
      assert.deepEqual(await store.suppressed("c1", { id: "R-9", email: "r-1@EXAMPLE.net" }), [
        { channel: "email", purpose: "*", reason: "bounced" },
      ]);
      red.receive({ ...(await mailFor({ id: "R-2", email: "R-1@example.net" })) });
      const [, second] = await red.some(1, 2);
      assert.match(SendPart.parse(second?.send).reason ?? "", /^The recipient’s e-mail address does not exist/);
      assert.equal(asked.recipients, 1);
    });

    it("parks a mail that nobody knows the end of, and never sends it again by itself", async () => {
      const { taken } = await serve({ mail: (count) => (count === 1 ? "cut" : undefined) });
      await red.load(flow());
      red.receive(await mailFor());
      await red.until(() => red.errors.find((text) => /had the whole mail and broke off/.test(text)), "it says so");
      await red.restart(flow());
      red.receive(await mailFor({ id: "R-2" }));
      await red.first(0);
      const { store } = await red.house();
      const [item, ...others] = await inDoubt();
      assert.deepEqual([others, taken.length], [[], 2]);
      assert.deepEqual((await kinds()).at(-1), "send.unknown");
      // A person says what it was.
      await store.resolve(item?.id ?? "", "not-sent", { by: "Anne", why: "not in her mailbox", at: Date.now() });
      assert.equal(taken.length, 2);
    });

    it("parks a mail that was under way when the process died", async () => {
      const { asked } = await serve();
      // Queued while there is no account to send it with.
      await red.load(flow({}, { fromAddress: "" }));
      red.receive(await mailFor());
      await red.status("blue ring status.queued");
      const { store } = await red.house();
      const dead = { owner: "dead", nodes: ["node"], kind: "send", limit: 1, now: Date.now(), lease: 1 } as const;
      assert.equal((await store.claim({ ...dead, nodes: ["node"] })).length, 1);
      await red.restart(flow());
      await red.until(() => red.errors.find((text) => /ended while this was being sent/.test(text)), "it says so");
      assert.equal(asked.recipients, 0);
      assert.equal((await inDoubt()).length, 1);
    });

    it("sends each mail once although a deploy replaces node and account in the middle", async () => {
      const { taken } = await serve();
      await red.load(flow());
      const people = Array.from({ length: 24 }, (_, index) => `R-${index}`);
      for (const id of people) red.receive(await mailFor({ id }));
      await red.some(0, 3);
      await red.deploy(flow({ name: "Summer" }, { connections: 2 }));
      await red.until(() => taken.length >= people.length && red.at(0).length >= people.length, "all are sent");
      assert.deepEqual(taken.map(({ to }) => to[0]).sort(), people.map((id) => `${id}@example.net`).sort());
      assert.deepEqual([red.at(1), await inDoubt()], [[], []]);
    });

    it("keeps mails that come while the account cannot be used, and sends them when it can", async () => {
      const { taken } = await serve();
      await red.load(flow({}, { fromAddress: "nobody" }));
      assert.equal(red.statuses()[0], "red ring status.error");
      red.receive(await mailFor());
      await red.status("blue ring status.queued");
      await red.restart(flow());
      await red.first(0);
      assert.equal(taken.length, 1);
    });
  });

  describe("hears what comes back", () => {
    const dsn = (id: string, status = "5.1.1") =>
      [
        ...["From: MAILER-DAEMON@mx.example.net", "To: news@example.org", "Subject: Undelivered", "MIME-Version: 1.0"],
        ...['Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "", "--b"],
        ...["Content-Type: text/plain", "", "It failed.", "--b", "Content-Type: message/delivery-status", ""],
        ...["Reporting-MTA: dns; mx.example.net", `Original-Envelope-Id: ${id}`, ""],
        ...["Final-Recipient: rfc822; somebody@else.example", "Action: failed", `Status: ${status}`],
        ...[`Diagnostic-Code: smtp; 550 ${status} no such user`, "--b--", ""],
      ].join("\r\n");
    const returns = { bounces: "folder", bounceFolder: "returns", bouncesEvery: "5" };

    it("once, by the third output, and writes no more to an address that does not exist", async () => {
      await serve();
      await mkdir(join(red.folder, "returns"));
      await red.load(flow({}, returns));
      red.receive(await mailFor());
      const { id } = SendPart.parse((await red.first(0)).send);
      await writeFile(join(red.folder, "returns", "1.eml"), dsn(id));
      await writeFile(join(red.folder, "returns", "2.eml"), dsn("f".repeat(26)));
      // The next look is at the start.
      await red.restart(flow({}, returns));
      const message = await red.first(2);
      const send = SendPart.strict().parse(message.send);
      assert.deepEqual([send.id, send.state, send.bounce, send.channel], [id, "bounced", "hard", "email"]);
      assert.match(send.reason ?? "", /5\.1\.1.*no such user/);
      assert.deepEqual([message.topic, message.payload], ["mine", send]);
      const { store } = await red.house();
      const listed = (email: string) => store.suppressed("c1", { id: "R-9", email });
      assert.deepEqual(await listed("R-1@example.net"), [{ channel: "email", purpose: "*", reason: "bounced" }]);
      // The report names whom it likes; only whom we wrote to counts.
      assert.deepEqual(await listed("somebody@else.example"), []);
      assert.deepEqual(await kinds(), [...sentKinds, "send.bounced"]);
      const told = async () => (await readdir(join(red.folder, "returns", "told")).catch(() => [])).sort();
      while ((await told()).length < 2) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(await told(), ["1.eml", "2.eml"]);
      // The same report again.
      await writeFile(join(red.folder, "returns", "3.eml"), dsn(id));
      await red.restart(flow({}, returns));
      while ((await told()).length < 3) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(await kinds(), [...sentKinds, "send.bounced"]);
    });
  });
});
