import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { systemClock } from "../../../src/clock.ts";
import { accountOf } from "../../../src/mail/account.ts";
import type { MailCarrier, MailFault, MailSettings } from "../../../src/mail/index.ts";
import { tlsOptions } from "../../../src/mail/reach.ts";
import { smtpCarrier, usualLimits } from "../../../src/mail/smtp/carrier.ts";
import type { TimeLimits } from "../../../src/mail/smtp/session.ts";
import { mail, settings } from "./sample.ts";
import { type ScriptedServer, scriptedServer } from "./scripted-server.ts";

type Step = keyof ScriptedServer["answers"];
type Known = Partial<Pick<MailFault, "key" | "certainly" | "again" | "code" | "status" | "dead">>;

let server: ScriptedServer | undefined;
let carrier: MailCarrier | undefined;

const limits = { connect: 5_000, envelope: 5_000, data: 5_000, close: 120 };
/** For servers that fall silent. */
const short = { connect: 120, envelope: 120, data: 120, close: 120 };

async function open(
  answers: ScriptedServer["answers"],
  change: Partial<MailSettings> = {},
  careless = false,
  time: TimeLimits = limits,
) {
  server = await scriptedServer(answers, careless);
  const all: MailSettings = {
    ...settings,
    ...{ way: "smtp", host: "127.0.0.1", port: server.port, security: "none" },
    ...change,
  };
  carrier = smtpCarrier(all, "secret", accountOf({ ...all, way: "folder", user: "" }, {}), systemClock, time);
  return carrier;
}

async function faultOf(submit: Promise<unknown>): Promise<MailFault> {
  return submit.then(
    () => assert.fail("was taken"),
    (fault: MailFault) => fault,
  );
}

describe("a mail whose way is cut short", () => {
  afterEach(async () => {
    await carrier?.close();
    await server?.close();
    [carrier, server] = [undefined, undefined];
  });

  const stages: Step[] = ["greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "middle"];
  for (const how of ["cut", "reset", "silent", "half"] as const)
    for (const stage of stages)
      it(`was certainly not taken where the server is ${how} at ${stage}, and is tried again`, async () => {
        const way = await open({ [stage]: how }, { user: "u" }, false, how === "silent" ? short : limits);
        // So large that its end has not been given away when the server breaks off in the middle.
        const large =
          stage === "middle" ? { attachments: [{ name: "a", type: "a/b", bytes: Buffer.alloc(12_000_000) }] } : {};
        const fault = await faultOf(way.submit({ ...mail, ...large }));
        assert.deepEqual([fault.certainly, fault.again], [true, true], fault.message);
        assert.match(fault.key, /^mail\.(cut-off|protocol|unreachable)$/);
        assert.equal(server?.ended, 0);
      });

  for (const how of ["cut", "reset", "silent", "half", "999 what?", "354 go on"] as const)
    it(`is unknown where the server had it all and says ${JSON.stringify(how)}`, async () => {
      const way = await open({ end: how }, {}, false, { ...limits, data: 300 });
      const fault = await faultOf(way.submit(mail));
      assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.unknown", false, false]);
      assert.equal(server?.ended, 1);
      // Never sent again by itself: not by another connection either.
      assert.equal(server?.connections, 1);
    });

  const refusals: [Step, string, Known][] = [
    ["greeting", "554 5.7.1 go away", { key: "mail.server-refused", again: true, code: 554 }],
    ["greeting", "421 4.3.2 too many", { key: "mail.busy", again: true, code: 421, status: "4.3.2" }],
    ["EHLO", "421 closing", { key: "mail.busy", again: true }],
    ["AUTH", "535 5.7.8 bad credentials", { key: "mail.login", again: true, code: 535 }],
    ["AUTH", "454 4.7.0 later", { key: "mail.busy", again: true }],
    ["MAIL", "530 5.7.0 authentication required", { key: "mail.login", again: true }],
    ["MAIL", "550 5.7.1 not your name", { key: "mail.policy", again: false }],
    ["MAIL", "553 sender unknown", { key: "mail.sender-refused", again: false }],
    ["MAIL", "550 5.1.8 bad sender", { key: "mail.sender-refused", again: false, dead: false }],
    ["MAIL", "552 5.3.4 too big", { key: "mail.too-large", again: false }],
    ["MAIL", "503 out of order", { key: "mail.busy", again: true }],
    ["RCPT", "550 5.1.1 no such user", { key: "mail.address-unknown", again: false, dead: true, status: "5.1.1" }],
    ["RCPT", "550 No such user here", { key: "mail.address-unknown", again: false, dead: true }],
    ["RCPT", "550 we do not like you", { key: "mail.address-refused", again: false, dead: false }],
    ["RCPT", "550 5.2.1 mailbox disabled", { key: "mail.address-unknown", again: false, dead: true }],
    ["RCPT", "552 5.2.2 over quota", { key: "mail.mailbox-full", again: false, dead: false }],
    ["RCPT", "552 over quota", { key: "mail.mailbox-full", again: false }],
    ["RCPT", "452 4.2.2 over quota", { key: "mail.busy", again: true }],
    ["RCPT", "450 4.7.1 greylisted, please try again", { key: "mail.busy", again: true, status: "4.7.1" }],
    ["RCPT", "421 4.7.0 too fast", { key: "mail.busy", again: true, code: 421 }],
    ["RCPT", "550 5.7.1 blocked", { key: "mail.policy", again: false, dead: false }],
    ["DATA", "451 4.3.0 no disk", { key: "mail.busy", again: true }],
    ["DATA", "554 5.5.1 no valid recipients", { key: "mail.refused", again: false }],
    ["end", "451 4.3.0 later", { key: "mail.busy", again: true, certainly: true }],
    ["end", "421 4.3.0 closing", { key: "mail.busy", again: true, certainly: true }],
    ["end", "552 5.3.4 too big", { key: "mail.too-large", again: false }],
    ["end", "554 5.7.1 spam", { key: "mail.policy", again: false, certainly: true }],
    ["end", "550-first line\r\n550 5.7.1 second line", { key: "mail.refused", again: false }],
  ];
  for (const ehlo of ["250-x\r\n250 PIPELINING", "250-x\r\n250 HELP"])
    for (const [stage, answer, known] of refusals.filter(([step]) => ehlo.includes("PIPE") || step !== "EHLO"))
      it(`at ${stage}: ${JSON.stringify(answer)}${ehlo.includes("PIPE") ? ", pipelined" : ""}`, async () => {
        const login = stage === "AUTH";
        const greeting = login ? `${ehlo.replace(/ (\w+)$/, "-$1")}\r\n250 AUTH PLAIN` : ehlo;
        const way = await open({ EHLO: greeting, [stage]: answer }, login ? { user: "u" } : {});
        const fault = await faultOf(way.submit(mail));
        for (const [name, value] of Object.entries({ certainly: true, ...known }))
          assert.equal(fault[name as keyof Known], value, `${name} of ${fault.message}`);
      });

  it("is told in the server's words, without anybody's address or name", async () => {
    const answer = `550-5.1.1 <zoe@client.example>: zoe@client.example\r\n550 5.1.1 unknown user ZOE\u0007 (${"x".repeat(500)})`;
    const way = await open({ RCPT: answer });
    const { data } = await faultOf(way.submit(mail));
    assert.match(String(data.words), /unknown user …/);
    assert.ok(String(data.words).length <= 200);
    assert.doesNotMatch(JSON.stringify(data), /zoe|client|\\u0007/i);
  });

  it("is refused by a server that wants it although it refused the recipient", async () => {
    const way = await open({ RCPT: "550 5.1.1 no such user" }, {}, true);
    const fault = await faultOf(way.submit(mail));
    assert.deepEqual([fault.key, fault.certainly, fault.dead], ["mail.address-unknown", true, true]);
    assert.equal(server?.ended, 0);
  });

  const large = { attachments: [{ name: "a", type: "a/b", bytes: Buffer.alloc(12_000_000) }] };
  it("is refused in its middle without holding up the next one: what is left of it is not sent", async () => {
    const way = await open({ middle: "552 5.3.4 too large" }, { connections: 1 });
    const fault = await faultOf(way.submit({ ...mail, ...large }));
    assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.too-large", true, false]);
    if (server !== undefined) server.answers = {};
    await way.submit({ ...mail, id: "next" });
    assert.deepEqual([server?.connections, server?.ended], [2, 1]);
    assert.ok(!server?.commands.includes("RSET"));
  }).timeout(10_000);

  it("is unknown where the server says that it took it before it had it all", async () => {
    const way = await open({ middle: "250 2.0.0 taken" });
    const fault = await faultOf(way.submit({ ...mail, ...large }));
    assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.unknown", false, false]);
    if (server !== undefined) server.answers = {};
    await way.submit({ ...mail, id: "next" });
    assert.deepEqual([server?.connections, server?.ended], [2, 1]);
  });

  it("comes from a name that is told in ASCII, in whatever script it is set", async () => {
    const way = await open({}, { clientName: "envois.exämple.org" });
    await way.submit(mail);
    assert.equal(server?.commands[0], "EHLO envois.xn--exmple-cua.org");
    assert.equal(tlsOptions({ ...settings, host: "smtp.exämple.org" }).servername, "smtp.xn--exmple-cua.org");
  });

  it("leaves the connection good for the next one after a refusal", async () => {
    const way = await open({ RCPT: "550 5.1.1 no" }, { connections: 1 });
    await faultOf(way.submit(mail));
    assert.deepEqual(server?.commands.slice(-1), ["RSET"]);
    if (server !== undefined) server.answers = {};
    assert.match((await way.submit({ ...mail, id: "next" })).answer ?? "", /taken/);
    assert.equal(server?.connections, 1);
  });

  it("is tried once more on a new connection where the server left the kept one", async () => {
    const way = await open({}, { connections: 1 });
    await way.submit(mail);
    if (server !== undefined) server.answers = { MAIL: "cut" };
    const going = way.submit({ ...mail, id: "next" });
    while ((server?.connections ?? 0) < 2) await new Promise((resolve) => setImmediate(resolve));
    if (server !== undefined) server.answers = {};
    assert.match((await going).answer ?? "", /taken/);
    assert.deepEqual([server?.connections, server?.ended], [2, 2]);
  });

  it("rests after a refused login, so that nobody locks the account", async () => {
    const way = await open({ AUTH: "535 5.7.8 bad" }, { user: "u", connections: 1 });
    assert.equal((await faultOf(way.submit(mail))).key, "mail.login");
    const second = await faultOf(way.submit({ ...mail, id: "next" }));
    assert.equal(second.key, "mail.login");
    assert.ok(Number(second.after) > 0);
    assert.equal(server?.connections, 1);
    // Somebody who tries the account asks the server all the same.
    await assert.rejects(way.verify(), { key: "mail.login" });
    if (server !== undefined) server.answers = {};
    await way.verify();
    assert.match((await way.submit({ ...mail, id: "third" })).answer ?? "", /taken/);
  });

  it("is not sent without a login where the server does not offer one", async () => {
    const way = await open({ EHLO: "250 scripted" }, { user: "u" });
    assert.equal((await faultOf(way.submit(mail))).key, "mail.no-login");
    assert.ok(!server?.commands.some((command) => command.startsWith("MAIL")));
  });

  it("is not sent in plain where STARTTLS was taken out on the way", async () => {
    const way = await open({}, { security: "starttls", user: "u" });
    const fault = await faultOf(way.submit(mail));
    assert.deepEqual([fault.key, fault.certainly, fault.again], ["mail.no-starttls", true, true]);
    assert.deepEqual(
      server?.commands.map((command) => command.split(" ")[0]),
      ["EHLO", "STARTTLS"],
    );
  });

  it("is no way to make a server's flood fill the memory", async () => {
    const way = await open({ EHLO: `250-${"x".repeat(200_000)}` }, {}, false, short);
    const fault = await faultOf(way.submit(mail));
    assert.deepEqual([fault.certainly, fault.again], [true, true]);
  });

  it("ends with its account, in the time there is: what waits was not sent, what was given away is unknown", async () => {
    const way = await open({ end: "silent" }, { connections: 1 }, false, { ...usualLimits, close: 50 });
    const first = faultOf(way.submit(mail));
    const second = faultOf(way.submit({ ...mail, id: "next" }));
    while (server?.ended === 0) await new Promise((resolve) => setImmediate(resolve));
    await way.close();
    assert.deepEqual([(await first).key, (await second).key], ["mail.unknown", "mail.closed"]);
    assert.equal((await faultOf(way.submit(mail))).key, "mail.closed");
    await assert.rejects(way.verify(), { key: "mail.closed" });
  });

  it("is told at once that its account closes while it waits for its place in the row", async () => {
    const way = await open({}, { rate: 0.05, connections: 2 }, false, { ...limits, close: 10_000 });
    await way.submit(mail);
    const second = faultOf(way.submit({ ...mail, id: "next" }));
    while (server?.connections === 0) await new Promise((resolve) => setImmediate(resolve));
    const before = performance.now();
    await way.close();
    assert.equal((await second).key, "mail.closed");
    assert.ok(performance.now() - before < 5_000);
    assert.equal(server?.ended, 1);
  });

  it("is not tried where its place in the row is more than a minute away", async () => {
    const way = await open({}, { rate: 0.01 });
    await way.submit(mail);
    const fault = await faultOf(way.submit({ ...mail, id: "next" }));
    assert.deepEqual([fault.key, fault.again, fault.certainly], ["mail.pace", true, true]);
    assert.ok(Number(fault.after) > 0);
  });

  it("is waited for while its account closes", async () => {
    const way = await open({}, { connections: 1 });
    const going = way.submit(mail);
    while (server?.connections === 0) await new Promise((resolve) => setImmediate(resolve));
    await way.close();
    assert.match((await going).answer ?? "", /taken/);
  });
});
