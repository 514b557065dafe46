import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { describe, it } from "mocha";
import type { Fault } from "../../../src/contract/index.ts";
import { accountOf } from "../../../src/mail/account.ts";
import { composeMail } from "../../../src/mail/compose.ts";
import { readDkimKey, signMessage } from "../../../src/mail/dkim.ts";
import type { Mail } from "../../../src/mail/index.ts";
import { mail, resolver, secrets, settings, signing } from "./sample.ts";

const account = accountOf({ ...signing, replyTo: "aide@banque.example" }, secrets);

async function signed(one: Mail = mail): Promise<string> {
  return (await composeMail(one, account)).bytes.toString("latin1");
}

/** What an independent verifier says of each signature. */
async function verdicts(message: string): Promise<string[]> {
  const { results } = await dkimVerify(Buffer.from(message, "latin1"), { resolver });
  return results.map(({ selector, status }) => `${selector} ${status.result}`).sort();
}

const valid = ["ed2026 pass", "rsa2026 pass"];

describe("DKIM signatures", () => {
  const kinds: [string, Mail][] = [
    ["of marketing", mail],
    ["of service", { ...mail, purpose: "service" }],
    ["of text alone", { ...mail, html: undefined }],
    ["of an empty text", { ...mail, html: undefined, text: "" }],
    ["of a test with a long subject", { ...mail, test: true, subject: "é".repeat(300) }],
    ["with spaces at the ends of lines", { ...mail, text: "a  \t\r\n \n\n b\t\tc \n\n\n", html: undefined }],
    ["with a recipient beyond ASCII", { ...mail, to: { name: "Zoé", address: "zoé@exämple.org" } }],
    [
      "with files",
      { ...mail, attachments: [{ name: "Lettre é.pdf", type: "application/pdf", bytes: Buffer.alloc(300_000, 7) }] },
    ],
  ];
  for (const [name, one] of kinds)
    it(`${name} are valid`, async () => {
      assert.deepEqual(await verdicts(await signed(one)), valid);
    });

  it("cover what one-click unsubscription asks for, and seal it", async () => {
    const fields = [...(await signed()).matchAll(/ h=([^;]+);/g)].map(([, list = ""]) =>
      list.replace(/\s/g, "").split(":"),
    );
    assert.equal(fields.length, 2);
    const count = (names: readonly string[], name: string) => names.filter((one) => one === name).length;
    for (const names of fields) {
      for (const name of ["from", "subject", "to", "date", "list-unsubscribe", "list-unsubscribe-post"])
        assert.equal(count(names, name), 2, name);
      for (const name of ["mime-version", "feedback-id", "auto-submitted"]) assert.equal(count(names, name), 1, name);
    }
  });

  const changes: [string, RegExp, string][] = [
    ["the way out", /u\/abc/, "u/abd"],
    ["the one click", /One-Click/, "Two-Click"],
    ["the subject", /^Subject: =\?UTF-8\?Q\?V/m, "Subject: =?UTF-8?Q?W"],
    ["the sender", /nouvelles@/, "nouvelle@"],
    ["the recipient", /zoe@/, "zoa@"],
    ["where answers go", /aide@/, "vide@"],
    ["the date", /31 Mar 2026/, "30 Mar 2026"],
    ["the Message-ID", /<0123/, "<1123"],
    ["the kind of content", /multipart\/alternative/, "multipart/mixed"],
    ["the campaign", /c1d2\.3e/, "c1d2.3f"],
    ["the text", /Bonjour Zo/, "Bonsoir Zo"],
    ["the HTML", /<b>/, "<i>"],
  ];
  for (const [what, from, to] of changes)
    it(`break when ${what} is changed on the way`, async () => {
      const message = await signed();
      const changed = message.replace(from, to);
      assert.notEqual(changed, message);
      assert.ok((await verdicts(changed)).every((one) => / (fail|neutral)$/.test(one)));
    });

  for (const name of ["From", "Subject", "To", "Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post"])
    it(`break when a second ${name} is put in front`, async () => {
      assert.deepEqual(await verdicts(`${name}: other@evil.example\r\n${await signed()}`), [
        "ed2026 fail",
        "rsa2026 fail",
      ]);
    });

  it("stay valid when the way folds, unfolds and adds what is not covered", async () => {
    const message = (await signed()).replace(/^Feedback-ID: /m, "Feedback-ID:\r\n\t ");
    assert.deepEqual(await verdicts(`Received: by mx.example\r\n${message}`), valid);
  });

  it("are the same for the same mail", async () => {
    assert.equal(await signed(), await signed());
  });

  const bodies = ["", "\r\n", "\r\n\r\n", "a", " \r\n", "a \r\n\r\n", "\t a\t\tb \r\n c", "a\r\n\r\n\r\nb\r\n \r\n"];
  for (const body of bodies)
    it(`hold for the body ${JSON.stringify(body)}`, async () => {
      const message = await signMessage(Buffer.from(`From: a@banque.example\r\n\r\n${body}`), account.keys);
      assert.deepEqual(await verdicts(message.toString("latin1")), valid);
    });

  const pem = (bits: number) =>
    generateKeyPairSync("rsa", { modulusLength: bits }).privateKey.export({ type: "pkcs1", format: "pem" }) as string;
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
  const wrong: [string, string, string][] = [
    ["no key", "SECRET", "mail.dkim-key"],
    ["a key of 512 bits", pem(512), "mail.dkim-short"],
    ["a key of a curve that DKIM does not know", ec as string, "mail.dkim-kind"],
  ];
  for (const [what, key, fault] of wrong)
    it(`are not made with ${what}`, () => {
      assert.throws(
        () => readDkimKey({ domain: "a.example", selector: "s" }, key),
        (error: Fault) => error.key === fault && !JSON.stringify(error.data).includes("SECRET"),
      );
    });

  it("are none where there is no key", async () => {
    const { bytes } = await composeMail(mail, accountOf(settings, {}));
    assert.doesNotMatch(bytes.toString(), /dkim/i);
  });
});
