import assert from "node:assert/strict";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { afterEach, describe, it } from "mocha";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import {
  type MailCarrier,
  type MailFault,
  type MailSecrets,
  type MailSettings,
  openMailCarrier,
} from "../../../src/mail/index.ts";
import { certificateFor } from "./certificate.ts";
import { mail, resolver, secrets, settings, signing } from "./sample.ts";

interface Taken {
  bytes: Buffer;
  session: SMTPServerSession;
  at: number;
}

let server: SMTPServer | undefined;
let port = 0;
let carrier: MailCarrier | undefined;
let taken: Taken[] = [];
let sessions = new Set<string>();

const refused = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

async function listen(options: SMTPServerOptions = {}): Promise<void> {
  const listening = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    hideDSN: false,
    onConnect(session, done) {
      sessions.add(session.id);
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (stream.sizeExceeded) return done(refused(552, "5.3.4 too big"));
        // The session is the same object for the next mail.
        taken.push({
          bytes: Buffer.concat(chunks),
          session: structuredClone({ envelope: session.envelope, user: session.user }) as SMTPServerSession,
          at: performance.now(),
        });
        done();
      });
    },
    ...options,
  });
  listening.on("error", () => {});
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  port = (listening.server.address() as { port: number }).port;
  server = listening;
}

async function open(options: SMTPServerOptions = {}, change: Partial<MailSettings> = {}, secret: MailSecrets = {}) {
  await listen(options);
  const all: MailSettings = { ...settings, way: "smtp", host: "127.0.0.1", port, security: "none", ...change };
  carrier = openMailCarrier(all, secret);
  return carrier;
}

const faultOf = (submit: Promise<unknown>): Promise<MailFault> =>
  submit.then(
    () => assert.fail("was taken"),
    (fault: MailFault) => fault,
  );

describe("a mail server", () => {
  afterEach(async () => {
    await carrier?.close();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(resolve)));
    [carrier, server] = [undefined, undefined];
    taken = [];
    sessions = new Set();
  });

  it("gets a mail as it was written and signed", async () => {
    const way = await open({}, { dkim: signing.dkim }, secrets);
    const { reference, answer } = await way.submit(mail);
    assert.equal(reference, `<${mail.id}@banque.example>`);
    assert.match(answer ?? "", /^250 /);
    const [one] = taken;
    const { results } = await dkimVerify(one?.bytes ?? "", { resolver });
    assert.deepEqual(
      results.map(({ status }) => status.result),
      ["pass", "pass"],
    );
    assert.equal((await PostalMime.parse(one?.bytes ?? "")).subject, mail.subject);
  });

  it("is told whose mail it is, where failures go, and under which id", async () => {
    const way = await open();
    await way.submit(mail);
    const [one] = taken;
    const envelope = one?.session.envelope as unknown as {
      mailFrom: { address: string };
      rcptTo: { address: string; dsn: { notify: string[] } }[];
      dsn: { envid: string; ret: string };
    };
    assert.equal(envelope.mailFrom.address, "retour@banque.example");
    assert.deepEqual(
      envelope.rcptTo.map(({ address, dsn }) => [address, dsn.notify]),
      [["zoe@client.example", ["FAILURE"]]],
    );
    assert.deepEqual(envelope.dsn, { envid: mail.id, ret: "HDRS" });
  });

  it("gets each of many mails once, over few connections", async () => {
    const way = await open({}, { connections: 3 });
    const ids = Array.from({ length: 250 }, (_, index) => `flood${index}`);
    await Promise.all(ids.map((id) => way.submit({ ...mail, id })));
    const came = await Promise.all(taken.map(async ({ bytes }) => (await PostalMime.parse(bytes)).messageId));
    assert.deepEqual(came.sort(), ids.map((id) => `<${id}@banque.example>`).sort());
    // Three at the same time, none of which carries more than a hundred mails.
    assert.ok(sessions.size >= 3 && sessions.size <= 6, String(sessions.size));
  });

  it("is asked again by the caller after a 451, with the same mail", async () => {
    let tries = 0;
    const way = await open({ onRcptTo: (_, __, done) => done(tries++ === 0 ? refused(451, "4.3.0 later") : null) });
    const fault = await faultOf(way.submit(mail));
    assert.deepEqual([fault.key, fault.again, fault.certainly, fault.code], ["mail.busy", true, true, 451]);
    await way.submit(mail);
    assert.equal(taken.length, 1);
  });

  it("refuses one mail of two without harm to the other: each has one recipient", async () => {
    const way = await open({
      onRcptTo: ({ address }, _, done) => done(address.startsWith("bad") ? refused(550, "5.1.1 no such user") : null),
    });
    const results = await Promise.allSettled([
      way.submit(mail),
      way.submit({ ...mail, id: "second", to: { address: "bad@client.example" } }),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected"],
    );
    assert.deepEqual(
      taken.map(({ session }) => session.envelope.rcptTo.length),
      [1],
    );
  });

  it("is not sent what is larger than it takes", async () => {
    const way = await open({ size: 20_000 });
    const attachments = [{ name: "a", type: "a/b", bytes: Buffer.alloc(30_000) }];
    const fault = await faultOf(way.submit({ ...mail, attachments }));
    assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.too-large", true, false]);
    // The connection is as good as before.
    await way.submit({ ...mail, id: "next" });
    assert.equal(sessions.size, 1);
  });

  it("says itself that a mail is too large, where it did not say so before", async () => {
    const way = await open({ size: 20_000, hideSize: true });
    const attachments = [{ name: "a", type: "a/b", bytes: Buffer.alloc(30_000) }];
    assert.equal((await faultOf(way.submit({ ...mail, attachments }))).key, "mail.too-large");
  });

  it("gets a mail with large files whole", async () => {
    const way = await open();
    const bytes = Buffer.alloc(3_000_000, "\r\n.\r\nQUIT\r\n");
    await way.submit({
      ...mail,
      text: "\n.\n..\nQUIT\n",
      attachments: [{ name: "a.bin", type: "application/x", bytes }],
    });
    const email = await PostalMime.parse(taken[0]?.bytes ?? "");
    assert.ok(bytes.equals(Buffer.from(email.attachments[0]?.content as ArrayBuffer)));
    assert.equal(email.text?.trimEnd(), "\n.\n..\nQUIT");
  });

  it("is written to in any script where it can", async () => {
    const to = { address: "zoé@client.example" };
    const way = await open({}, { dkim: signing.dkim }, secrets);
    await way.submit({ ...mail, to });
    assert.deepEqual(
      taken[0]?.session.envelope.rcptTo.map(({ address }) => address),
      ["zoé@client.example"],
    );
    assert.equal((await PostalMime.parse(taken[0]?.bytes ?? "")).to?.[0]?.address, "zoé@client.example");
  });

  it("is not written to in a script that it cannot read", async () => {
    const way = await open({ hideSMTPUTF8: true });
    const fault = await faultOf(way.submit({ ...mail, to: { address: "zoé@client.example" } }));
    assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.international", true, false]);
    await way.submit(mail);
    assert.equal(taken.length, 1);
  });

  it("holds the pace of the account, whatever connections there are", async () => {
    const way = await open({}, { rate: 50, connections: 8 });
    const began = performance.now();
    await Promise.all(Array.from({ length: 30 }, (_, index) => way.submit({ ...mail, id: `pace${index}` })));
    // Whatever the machine does meanwhile, no mail is there before its turn.
    const times = taken.map(({ at }) => at - began).sort((a, b) => a - b);
    for (const [index, at] of times.entries()) assert.ok(at >= index * 20 - 25, `${index}: ${at}`);
    assert.equal(times.length, 30);
  });

  it("is held to the pace by two accounts of the same user together", async () => {
    const way = await open({}, { rate: 50 });
    const other = openMailCarrier({ ...settings, way: "smtp", host: "127.0.0.1", port, security: "none", rate: 50 });
    const began = performance.now();
    try {
      await Promise.all(
        [way, other].flatMap((one, at) =>
          Array.from({ length: 8 }, (_, index) => one.submit({ ...mail, id: `p${at}${index}` })),
        ),
      );
    } finally {
      await other.close();
    }
    const times = taken.map(({ at }) => at - began).sort((a, b) => a - b);
    for (const [index, at] of times.entries()) assert.ok(at >= index * 20 - 25, `${index}: ${at}`);
    assert.equal(times.length, 16);
  });

  it("is tried without a mail", async () => {
    const way = await open();
    await way.verify();
    assert.deepEqual([sessions.size, taken.length], [1, 0]);
  });

  it("that is not there is told so, and the mail waits", async () => {
    const way = await open();
    await new Promise<void>((resolve) => server?.close(resolve));
    for (const work of [() => way.submit(mail), () => way.verify()]) {
      const fault = await faultOf(work());
      assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.unreachable", true, true]);
    }
  });

  it("without a name in the DNS is told so", async () => {
    const way = await open({}, { host: "smtp.invalid", security: "tls" });
    const fault = await faultOf(way.submit(mail));
    assert.match(fault.key, /^mail\.(host-unknown|unreachable)$/);
    assert.ok(fault.again);
  });
});

describe("a mail server with TLS", () => {
  const own = certificateFor("127.0.0.1");
  afterEach(async () => {
    await carrier?.close();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(resolve)));
    [carrier, server] = [undefined, undefined];
    taken = [];
    sessions = new Set();
  });
  const starttls: SMTPServerOptions = { ...own, disabledCommands: [] };
  const onAuth: SMTPServerOptions["onAuth"] = ({ username, password }, _, done) =>
    username === "u" && password === "pä ss" ? done(null, { user: username }) : done(refused(535, "5.7.8 no"));

  for (const security of ["tls", "starttls"] as const) {
    const options = security === "tls" ? { ...own, secure: true } : starttls;

    it(`takes a mail by ${security}, after a login`, async () => {
      const way = await open(
        { ...options, authOptional: false, onAuth },
        { security, authority: own.cert, user: "u" },
        { password: "pä ss" },
      );
      await way.verify();
      await way.submit(mail);
      assert.equal(taken[0]?.session.user, "u");
    });

    const untrusted: [string, string, string][] = [
      ["that nobody vouches for", own.cert, ""],
      ["for another name", certificateFor("other.example").cert, "other"],
      ["that has run out", certificateFor("127.0.0.1", Date.now() - 86_400_000 * 3).cert, "old"],
    ];
    for (const [what, , kind] of untrusted)
      it(`is sent nothing by ${security} with a certificate ${what}`, async () => {
        const shown =
          kind === "other"
            ? certificateFor("other.example")
            : kind === "old"
              ? certificateFor("127.0.0.1", Date.now() - 86_400_000 * 3)
              : own;
        const authority = kind === "" ? "" : shown.cert;
        const way = await open({ ...options, ...shown }, { security, authority });
        const fault = await faultOf(way.submit(mail));
        assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.certificate", true, true], fault.message);
        assert.equal(taken.length, 0);
      });
  }

  it("refuses a wrong password without telling it", async () => {
    const way = await open(
      { ...starttls, authOptional: false, onAuth },
      { security: "starttls", authority: own.cert, user: "u" },
      { password: "SECRET" },
    );
    const fault = await faultOf(way.submit(mail));
    assert.deepEqual([fault.key, fault.certainly, fault.again, fault.code], ["mail.login", true, true, 535]);
    assert.doesNotMatch(`${fault.message} ${fault.stack}`, /SECRET|U0VDUkVU/);
  });

  it("that speaks no TLS on its port is told so", async () => {
    const way = await open({}, { security: "tls" });
    const fault = await faultOf(way.submit(mail));
    assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.tls", true, true], fault.message);
  });

  it("that offers no STARTTLS gets neither mail nor password", async () => {
    const logins: string[] = [];
    const way = await open(
      {
        disabledCommands: ["STARTTLS"],
        onAuth(auth, _, done) {
          logins.push(auth.method);
          done(null, { user: 1 });
        },
      },
      { security: "starttls", user: "u" },
      { password: "p" },
    );
    assert.equal((await faultOf(way.submit(mail))).key, "mail.no-starttls");
    assert.deepEqual([logins, taken], [[], []]);
  });
});
