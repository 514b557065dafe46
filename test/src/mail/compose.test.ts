import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import PostalMime, { type Email } from "postal-mime";
import { accountOf } from "../../../src/mail/account.ts";
import { mailboxOf } from "../../../src/mail/address.ts";
import { composeMail } from "../../../src/mail/compose.ts";
import type { Mail, MailFault, MailSettings } from "../../../src/mail/index.ts";
import { nameOf, oneLine } from "../../../src/mail/written.ts";
import { mail, secrets, settings, signing } from "./sample.ts";

const account = accountOf(settings, {});
const composed = async (one: Partial<Mail> = {}, of: Partial<MailSettings> = {}) =>
  composeMail({ ...mail, ...one }, accountOf({ ...settings, ...of }, {}));
const textOf = async (one: Partial<Mail> = {}) => (await composed(one)).bytes.toString();
const read = async (one: Partial<Mail> = {}): Promise<Email> => PostalMime.parse((await composed(one)).bytes);
const values = (email: Email, key: string) => email.headers.filter((one) => one.key === key).map((one) => one.value);

describe("a mail", () => {
  it("goes from the account to one recipient, by an envelope of its own", async () => {
    const { from, to, messageId } = await composed();
    assert.deepEqual(
      { from, to, messageId },
      { from: "retour@banque.example", to: "zoe@client.example", messageId: `<${mail.id}@banque.example>` },
    );
    const email = await read();
    assert.deepEqual(email.from, { name: "Banque Écureuil", address: "nouvelles@banque.example" });
    assert.deepEqual(email.to, [{ name: "Zoé Noël", address: "zoe@client.example" }]);
    assert.equal(email.subject, mail.subject);
    assert.equal(email.date, "2026-03-31T07:30:00.000Z");
    assert.equal(email.messageId, messageId);
    assert.deepEqual(values(email, "auto-submitted"), ["auto-generated"]);
    assert.deepEqual(values(email, "feedback-id"), ["c1d2.3e:marketing:banqueexample"]);
  });

  it("is the same bytes at every try", async () => {
    assert.deepEqual((await composed()).bytes, (await composed()).bytes);
    assert.notDeepEqual((await composed({ id: "other" })).bytes, (await composed()).bytes);
  });

  it("has its text before its HTML, so that programs without HTML show it", async () => {
    const text = await textOf();
    assert.match(text, /multipart\/alternative/);
    assert.ok(text.indexOf("text/plain") < text.indexOf("text/html"));
    const email = await read();
    assert.equal(email.text?.trimEnd(), "Bonjour Zoé,\nvotre dossier est accepté.");
    assert.equal(email.html?.trimEnd(), mail.html);
  });

  it("carries its pictures beside the HTML and its files beside all", async () => {
    const inline = [{ cid: "map1@journey", name: "carte.png", type: "image/png", bytes: Buffer.from("PNG") }];
    const attachments = [
      { name: "../../Lettre «é».pdf", type: "application/pdf", bytes: Buffer.from("%PDF") },
      { name: "mail.eml", type: "message/rfc822", bytes: Buffer.from("From: x\r\n\r\n") },
      { name: "\r\nX: 1", type: "text/html\r\nX: 1", bytes: Buffer.from("x") },
    ];
    const text = await textOf({ inline, attachments, html: '<img src="cid:map1@journey">' });
    const kinds = [...text.matchAll(/^Content-Type: ([^;\r]+)/gm)].map(([, kind]) => kind);
    assert.deepEqual(kinds.slice(0, 6), [
      ...["multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"],
    ]);
    const email = await read({ inline, attachments, html: '<img src="cid:map1@journey">' });
    const files = email.attachments.map((one) => [one.filename, one.mimeType, one.disposition, one.contentId]);
    assert.deepEqual(files, [
      ["carte.png", "image/png", "inline", "<map1@journey>"],
      ["..-..-Lettre «é».pdf", "application/pdf", "attachment", undefined],
      ["mail.eml", "application/octet-stream", "attachment", undefined],
      ["X: 1", "application/octet-stream", "attachment", undefined],
    ]);
    assert.deepEqual(Buffer.from(email.attachments[1]?.content as ArrayBuffer), Buffer.from("%PDF"));
    assert.deepEqual(values(email, "x"), []);
  });

  it("reads no file and no address, whatever its parts name", async () => {
    const inline = [{ cid: "a", name: "/etc/hostname", type: "image/png", bytes: Buffer.from("own") }];
    const html = '<img src="file:///etc/hostname"><img src="http://127.0.0.1:1/x">';
    const email = await read({ inline, html, text: "file:///etc/hostname" });
    assert.equal(email.html?.trimEnd(), html);
    assert.deepEqual(Buffer.from(email.attachments[0]?.content as ArrayBuffer), Buffer.from("own"));
  });

  for (const [language, subject] of [
    ["fr", "[Test] Votre dossier est accepté"],
    ["en", "[Test] Votre dossier est accepté"],
  ] as const)
    it(`says in its subject and headers that it is a test (${language})`, async () => {
      const email = await read({ test: true, language });
      assert.equal(email.subject, subject);
      assert.deepEqual(values(email, "x-campaign-test"), ["yes"]);
      assert.deepEqual(values(await read(), "x-campaign-test"), []);
    });

  const longLines: [string, Partial<Mail>][] = [
    ["a line of text without end", { text: "x".repeat(200_000), html: `<p>${"é".repeat(100_000)}</p>` }],
    ["a subject without spaces", { subject: "x".repeat(3_000) }],
    ["names without spaces", { to: { name: "n".repeat(5_000), address: "zoe@client.example" } }],
    ["a long way out", { unsubscribe: `https://journey.example/${"a".repeat(460)}` }],
    ["a long file name", { attachments: [{ name: "n".repeat(999), type: "a/b", bytes: Buffer.from("x") }] }],
  ];
  for (const [what, one] of longLines)
    it(`keeps its lines short with ${what}`, async () => {
      const { bytes } = await composeMail({ ...mail, ...one }, accountOf(signing, secrets));
      const text = bytes.toString("latin1");
      assert.ok(Math.max(...text.split("\r\n").map((line) => line.length)) <= 998);
      assert.doesNotMatch(text.replaceAll("\r\n", ""), /[\r\n]/);
    });

  const unfit: [string, Partial<Mail>, string][] = [
    ["an id that is none", { id: "../x" }, "mail.id"],
    ["an id with a line end", { id: "a\r\nRCPT TO:<x@y.z>" }, "mail.id"],
    ["no address", { to: { address: "" } }, "mail.recipient-address"],
    ["two addresses", { to: { address: "a@b.example, c@d.example" } }, "mail.recipient-address"],
    ["an address with a line end", { to: { address: "a@b.example\r\nBcc: c@d.example" } }, "mail.recipient-address"],
    ["an address in brackets", { to: { address: "<a@b.example>" } }, "mail.recipient-address"],
    ["a way out that is no web address", { unsubscribe: "javascript:alert(1)" }, "mail.unsubscribe-address"],
    [
      "a way out that is too long",
      { unsubscribe: `https://a.example/${"a".repeat(1000)}` },
      "mail.unsubscribe-address",
    ],
    [
      "a picture whose name breaks out",
      { inline: [{ cid: 'a">', name: "a", type: "image/png", bytes: Buffer.of(1) }] },
      "mail.picture-name",
    ],
  ];
  for (const [what, one, key] of unfit)
    it(`is not sent with ${what}, and nothing was sent for certain`, async () => {
      await assert.rejects(composed(one), (fault: MailFault) => {
        assert.deepEqual([fault.key, fault.certainly, fault.again], [key, true, false]);
        assert.doesNotMatch(JSON.stringify(fault.data), /example/);
        return true;
      });
    });

  it("comes back to an address with its id, where the account asks for that", async () => {
    assert.equal((await composed({}, { bounceToken: true })).from, `retour+${mail.id}@banque.example`);
  });

  it("is written to a domain of any script in its form for the DNS", async () => {
    assert.equal((await composed({ to: { address: "zoe@Exämple.ORG" } })).to, "zoe@xn--exmple-cua.org");
  });
});

describe("the way out of marketing", () => {
  /** As a mail program reads RFC 2369: what stands in angle brackets, in the one field there is. */
  async function ways(one: Partial<Mail>, of: Partial<MailSettings> = {}) {
    const { bytes } = await composed(one, of);
    const email = await PostalMime.parse(bytes);
    const lists = values(email, "list-unsubscribe");
    assert.ok(lists.length <= 1);
    const found = [...(lists[0] ?? "").matchAll(/<([^>]*)>/g)].map(([, way]) => way);
    return { ways: found, post: values(email, "list-unsubscribe-post") };
  }
  const box = { unsubscribeAddress: "sortie@banque.example" };
  const mailto = `mailto:sortie@banque.example?subject=unsubscribe%20${mail.id}`;
  const post = ["List-Unsubscribe=One-Click"];
  const cases: [string, Partial<Mail>, Partial<MailSettings>, { ways: string[]; post: string[] }][] = [
    ["by one click", {}, {}, { ways: ["https://journey.example/u/abc?a=1"], post }],
    ["by one click and by mail, in one field", {}, box, { ways: ["https://journey.example/u/abc?a=1", mailto], post }],
    ["by mail alone", { unsubscribe: undefined }, box, { ways: [mailto], post: [] }],
    [
      "without TLS: never by one click",
      { unsubscribe: "http://localhost/u" },
      {},
      { ways: ["http://localhost/u"], post: [] },
    ],
    [
      "with a comma, which would end it",
      { unsubscribe: "https://a.example/?x=1,2" },
      {},
      { ways: ["https://a.example/?x=1%2C2"], post },
    ],
    [
      "with letters beyond ASCII",
      { unsubscribe: "https://é.example/é" },
      {},
      { ways: ["https://xn--9ca.example/%C3%A9"], post },
    ],
    ["is none in a mail of service", { purpose: "service" }, box, { ways: [], post: [] }],
    ["is none without an address", { unsubscribe: undefined }, {}, { ways: [], post: [] }],
  ];
  for (const [name, one, of, expected] of cases)
    it(name, async () => {
      assert.deepEqual(await ways(one, of), expected);
    });
});

describe("what people write into a mail", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc
      .array(
        fc.constantFrom(
          "\r\n",
          "\n",
          "\r",
          "\0",
          "Bcc: a@evil.example",
          "\r\n\r\n",
          "=?UTF-8?Q?=0A?=",
          " ",
          "\t",
          "é",
          '"',
          "\\",
          "<",
          ">",
          ",",
          ";",
          "x",
          "\u2028",
          "\u{1F600}",
          "\uD800",
        ),
      )
      .map((parts) => parts.join("")),
  );
  const known = new Set([
    ...["list-unsubscribe", "list-unsubscribe-post", "auto-submitted", "feedback-id", "from", "to", "subject", "date"],
    ...["message-id", "mime-version", "content-type"],
  ]);

  it("comes out as it went in, and adds no field and no recipient", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (name, subject, campaign) => {
        const email = await read({ to: { name, address: "zoe@client.example" }, subject, campaign });
        assert.deepEqual(
          email.headers.filter(({ key }) => !known.has(key)),
          [],
        );
        assert.equal(email.headers.length, oneLine(subject, 900) === "" ? known.size - 1 : known.size);
        assert.deepEqual(email.to, [{ name: nameOf(name), address: "zoe@client.example" }]);
        assert.equal(email.subject ?? "", oneLine(subject, 900));
        assert.equal(email.html?.trimEnd(), mail.html);
      }),
      { numRuns: 300 },
    );
  });

  it("leaves an address what it is, or refuses it", async () => {
    const part = fc.oneof(fc.string({ unit: "binary", maxLength: 20 }), fc.stringMatching(/^[a-z0-9.+_'é-]{1,20}$/));
    await fc.assert(
      fc.asyncProperty(part, part, fc.constantFrom("@", "@a@", "", "@x.example@"), async (local, domain, at) => {
        const address = `${local}${at}${domain}`;
        const box = mailboxOf(address);
        if (box === undefined) return;
        const { to, bytes } = await composeMail({ ...mail, to: { address } }, account);
        assert.doesNotMatch(to, /[\s<>\0]/);
        assert.equal(to, `${address.slice(0, address.lastIndexOf("@")).normalize("NFC")}@${box.domain}`);
        const email = await PostalMime.parse(bytes);
        assert.equal(email.to?.length, 1);
        assert.equal(email.headers.length, known.size);
      }),
      { numRuns: 300 },
    );
  });

  it("stands in the parts as it was written, but for its line ends", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const email = await read({ text: `${text}|`, html: undefined });
        const expected = `${text}|`.toWellFormed().replaceAll("\0", "").replace(/\r\n?/g, "\n");
        assert.equal(email.text?.trimEnd(), expected);
      }),
      { numRuns: 200 },
    );
  });
});
