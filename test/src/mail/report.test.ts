import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { type MailReport, readReport } from "../../../src/mail/index.ts";
import { failed, report } from "./report-sample.ts";

type Expected = Partial<Omit<MailReport, "id">>;
const zoe = { recipient: "zoe@client.example" };

const reports: [string, Buffer, Expected][] = [
  [
    "an address that does not exist",
    failed("Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <zoe@client.example>: no such user zoe"),
    { what: "hard", status: "5.1.1", send: "abc123", words: "5.1.1 …: no such user …", ...zoe },
  ],
  [
    "a vague status above a text that is not",
    failed("Status: 5.0.0\nDiagnostic-Code: smtp; 550-5.1.1 The account\n does not exist"),
    { what: "hard", status: "5.1.1" },
  ],
  ["words alone", failed("Status: 5.0.0\nDiagnostic-Code: smtp; 550 User unknown"), { what: "hard", status: "5.0.0" }],
  ["a full mailbox", failed("Status: 5.2.2\nDiagnostic-Code: smtp; 552 over quota"), { what: "soft", status: "5.2.2" }],
  [
    "a policy",
    failed("Status: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 address unknown to our reputation"),
    { what: "soft" },
  ],
  ["a time that ran out", failed("Status: 4.4.7"), { what: "soft", status: "4.4.7" }],
  [
    "no status at all",
    failed("Diagnostic-Code: x-qmail; no luck"),
    { what: "soft", status: undefined, words: "no luck" },
  ],
  [
    "an IP address in the text, which is no status",
    failed("Status: 5.0.0\nDiagnostic-Code: smtp; 550 refused by 5.1.1.9"),
    { what: "soft", status: "5.0.0" },
  ],
  [
    "a text for people only",
    report("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822;zoe@client.example\nAction: failed\nStatus: 5.0.0", {
      people: "These address(es) failed:\r\n\r\n  Zoe@client.example\r\n    550 5.1.1 unknown\r\n",
    }),
    { what: "hard", status: "5.1.1" },
  ],
  [
    "our id in the envelope, in capitals",
    failed("Status: 5.1.1", "Original-Envelope-Id: XYZ9\nReporting-MTA: dns; mx"),
    { what: "hard", send: "xyz9" },
  ],
  ["our id as xtext", failed("Status: 5.1.1", "Original-Envelope-Id: ab+63"), { send: "abc" }],
  ["an id that cannot be ours", failed("Status: 5.1.1", "Original-Envelope-Id: a b/../c"), { send: "abc123" }],
  [
    "our id in the address alone, in capitals",
    report("X: y\n\nFinal-Recipient: rfc822; zoe@client.example\nAction: FAILED\nStatus: 5.1.1", {
      to: "Retour+ABC9@banque.example",
      returned: "Subject: x\r\n",
    }),
    { what: "hard", send: "abc9" },
  ],
  [
    "no id at all",
    report("X: y\n\nFinal-Recipient: rfc822; zoe@client.example\nAction: failed\nStatus: 5.1.1", {
      returned: "Subject: x\r\n",
    }),
    { what: "hard", send: undefined, ...zoe },
  ],
  [
    "a delay",
    report("X: y\n\nFinal-Recipient: rfc822; zoe@client.example\nAction: delayed\nStatus: 4.4.1"),
    { what: "delayed" },
  ],
  [
    "a delivery",
    report("X: y\n\nFinal-Recipient: rfc822; zoe@client.example\nAction: relayed\nStatus: 2.0.0"),
    { what: "delivered" },
  ],
  [
    "several recipients, of whom one failed",
    report(
      "X: y\n\nFinal-Recipient: rfc822;a@b.example\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822;zoe@client.example\nAction: failed\nStatus: 5.1.1",
    ),
    { what: "hard", ...zoe },
  ],
  [
    "a recipient whose mail was forwarded",
    report(
      "X: y\n\nOriginal-Recipient: rfc822;zoe@client.example\nFinal-Recipient: rfc822;private@home.example\nAction: failed\nStatus: 5.1.1",
    ),
    { what: "hard", ...zoe },
  ],
  [
    "a complaint",
    report("Feedback-Type: abuse\nVersion: 1\nUser-Agent: x/1\nOriginal-Rcpt-To: <zoe@client.example>", {
      kind: "feedback-report",
    }),
    { what: "complaint", send: "abc123", ...zoe },
  ],
];

const none: [string, Buffer][] = [
  ["nothing", Buffer.alloc(0)],
  ["zeros", Buffer.alloc(100)],
  [
    "an answer of absence",
    Buffer.from("From: zoe@client.example\r\nSubject: Re: x\r\nAuto-Submitted: auto-replied\r\n\r\nI am away. 5.1.1"),
  ],
  [
    "a mail whose text looks like one",
    Buffer.from("From: a@b.example\r\n\r\nFinal-Recipient: rfc822;a@b.example\r\nAction: failed"),
  ],
  [
    "a report on signatures",
    report("Feedback-Type: auth-failure\nOriginal-Rcpt-To: zoe@client.example", { kind: "feedback-report" }),
  ],
  ["a complaint taken back", report("Feedback-Type: not-spam", { kind: "feedback-report" })],
  ["an action that there is not", report("X: y\n\nFinal-Recipient: rfc822;a@b.example\nAction: exploded")],
  ["an action that every object has", report("X: y\n\nFinal-Recipient: rfc822;a@b.example\nAction: constructor")],
  ["a report without a recipient", report("Reporting-MTA: dns; mx")],
  ["a report on reading", report("Disposition: displayed", { kind: "disposition-notification" })],
];

/** What was made to cost much. */
const hostile: [string, () => Buffer][] = [
  [
    "parts within parts",
    () =>
      Buffer.from(
        Array.from(
          { length: 5_000 },
          (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
        ).join(""),
      ),
  ],
  ["mails within mails", () => Buffer.from("Content-Type: message/rfc822\r\n\r\n".repeat(20_000))],
  [
    "a great many parts",
    () => Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\n".repeat(100_000)}`),
  ],
  ["one endless header", () => Buffer.from(`Subject: ${"a ".repeat(500_000)}`)],
  ["a great many headers", () => Buffer.from("A: b\r\n".repeat(170_000))],
  ["a character set that there is not", () => Buffer.from("Content-Type: text/plain; charset=x-evil\r\n\r\n\xff\xfe")],
  ["60 MB", () => Buffer.alloc(60_000_000, "x\r\n")],
  ["an endless field", () => failed(`Status: 5.1.1\nDiagnostic-Code: smtp; ${"a".repeat(800_000)}`)],
  [
    "an endless address",
    () => report(`Feedback-Type: abuse\nOriginal-Rcpt-To: ${"a".repeat(800_000)}`, { kind: "feedback-report" }),
  ],
  [
    "a great many recipients",
    () => report(`X: y\n\n${"Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.1.1\n\n".repeat(9_000)}`),
  ],
  ["encoded words without end", () => Buffer.from(`To: ${"=?utf-8?q?".repeat(50_000)}\r\n\r\n`)],
  ["addresses without end", () => Buffer.from(`To: ${"<a@b>,".repeat(19_000)}\r\n\r\n`)],
];

describe("what comes back about a mail", () => {
  for (const [what, bytes, expected] of reports)
    it(`tells of ${what}`, async () => {
      const told = await readReport(bytes);
      assert.ok(told !== undefined);
      for (const [name, value] of Object.entries(expected)) assert.equal(told[name as keyof MailReport], value, name);
      assert.match(told.id, /^[0-9a-f]{64}$/);
      assert.equal((await readReport(bytes))?.id, told.id);
    });

  for (const [what, bytes] of none)
    it(`is none where it is ${what}`, async () => {
      assert.equal(await readReport(bytes), undefined);
    });

  for (const [what, make] of hostile)
    it(`costs little, and never throws: ${what}`, async () => {
      // It names a report, so that it is taken apart.
      const bytes = Buffer.concat([Buffer.from("X: message/delivery-status\r\n"), make()]);
      const before = process.threadCpuUsage();
      await readReport(bytes);
      const { user, system } = process.threadCpuUsage(before);
      assert.ok((user + system) / 1000 < 1_000, `${(user + system) / 1000} ms`);
    });

  it("never throws, whatever stands in it", async () => {
    const whole = failed("Status: 5.1.1\nDiagnostic-Code: smtp; 550 no such user");
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.uint8Array({ maxLength: 60 }), fc.nat(60), async (at, noise, cut) => {
        const told = await readReport(Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at + cut)]));
        assert.ok(told === undefined || /^(hard|soft)$/.test(told.what));
        assert.doesNotMatch(told?.words ?? "", /@|[\r\n]/);
      }),
      { numRuns: 300 },
    );
  });
});
