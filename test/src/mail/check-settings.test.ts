import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { sentence } from "../../../src/language/index.ts";
import {
  checkMailSettings,
  checkReportSettings,
  type MailSecrets,
  type MailSettings,
  openMailCarrier,
  type ReportSettings,
  usualReportSettings,
} from "../../../src/mail/index.ts";
import { secrets, settings, signing } from "./sample.ts";

const smtp: MailSettings = { ...settings, way: "smtp", host: "smtp.banque.example", user: "u" };
const password = { password: "p" };
const dkim = (domain: string, selector: string): Partial<MailSettings> => ({ dkim: [{ domain, selector }] });

const wrong: [string, Partial<MailSettings>, MailSecrets, string[]][] = [
  ["nothing", {}, password, []],
  ["a sender that is none", { fromAddress: "nouvelles" }, password, ["mail.from-address"]],
  ["a sender with letters beyond ASCII", { fromAddress: "é@a.example" }, password, ["mail.from-address"]],
  ["an address for answers that is none", { replyTo: "a@b@c.example" }, password, ["mail.reply-address"]],
  ["a way back that is none", { bounceAddress: "x y@a.example" }, password, ["mail.bounce-address"]],
  [
    "a way back that has no room for an id",
    { bounceAddress: `${"a".repeat(38)}@a.example`, bounceToken: true },
    password,
    ["mail.bounce-token"],
  ],
  [
    "a mailbox for leaving that is none",
    { unsubscribeAddress: "mailto:a@b.example" },
    password,
    ["mail.unsubscribe-mailbox"],
  ],
  ["no host", { host: "" }, password, ["mail.host"]],
  ["a host with a scheme", { host: "smtp://a.example" }, password, ["mail.host"]],
  ["no encryption into the internet", { security: "none" }, password, ["mail.unencrypted"]],
  ["no encryption at home", { security: "none", host: "127.0.0.1" }, password, []],
  ["no encryption in one's own network", { security: "none", inside: true }, password, []],
  ["a way that there is not", { way: "sendmail" as never }, password, ["mail.choice"]],
  [
    "an encryption that there is not, also at home",
    { security: "ssl" as never, inside: true },
    password,
    ["mail.choice"],
  ],
  [
    "an authority that is no certificate",
    { authority: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
    password,
    ["mail.authority"],
  ],
  ["an authority that is no PEM", { authority: "hello" }, password, ["mail.authority"]],
  ["a user with a control character", { user: "a\0b" }, password, ["mail.user"]],
  ["no password", {}, {}, ["mail.no-password"]],
  ["no user and no password", { user: "" }, {}, []],
  ["a greeting that is no name", { clientName: "my host" }, password, ["mail.client-name"]],
  ["a greeting by address", { clientName: "[192.0.2.1]" }, password, []],
  ["a greeting by an address of IPv6", { clientName: "[IPv6:2001:db8::1]" }, password, []],
  ["a greeting that only looks like one", { clientName: "[2001:db8::1]" }, password, ["mail.client-name"]],
  ["a greeting by an address that there is not", { clientName: "[300.1.1.1]" }, password, ["mail.client-name"]],
  ["bounds", { port: 0, connections: 1.5, rate: Number.NaN }, password, ["mail.bounds", "mail.bounds", "mail.bounds"]],
  ["a pace of less than one a second", { rate: 0.5 }, password, []],
  [
    "a signing domain that is none",
    dkim("a b", "s"),
    { ...password, dkimKeys: secrets.dkimKeys?.slice(0, 1) },
    ["mail.dkim-domain"],
  ],
  [
    "a selector that is none",
    dkim("a.example", "s;t=y"),
    { ...password, dkimKeys: secrets.dkimKeys?.slice(0, 1) },
    ["mail.dkim-selector"],
  ],
  ["a key that is missing", dkim("a.example", "s"), password, ["mail.dkim-no-key"]],
  ["a key that cannot be read", dkim("a.example", "s"), { ...password, dkimKeys: ["key"] }, ["mail.dkim-key"]],
  [
    "the same key twice",
    { dkim: [...signing.dkim.slice(0, 1), ...signing.dkim.slice(0, 1)] },
    { ...password, dkimKeys: [secrets.dkimKeys?.[0] ?? "", secrets.dkimKeys?.[0] ?? ""] },
    ["mail.dkim-twice"],
  ],
];

describe("what is wrong with an account", () => {
  for (const [what, change, secret, keys] of wrong)
    it(what, () => {
      const all = { ...smtp, ...change };
      const faults = checkMailSettings(all, secret);
      assert.deepEqual(
        faults.map(({ key }) => key),
        keys,
      );
      for (const { key, data } of faults) {
        for (const language of ["en", "fr"]) assert.doesNotMatch(sentence(key, data, language), /^mail\.|[{}]/);
        assert.throws(() => openMailCarrier(all, secret), { key: keys[0] });
      }
    });

  it("is told all at once", () => {
    const all = { ...smtp, fromAddress: "", replyTo: "x", host: "?", clientName: " ", port: -1, ...dkim("", "") };
    assert.deepEqual(
      checkMailSettings(all, {}).map(({ key }) => key),
      [
        ...["mail.from-address", "mail.reply-address", "mail.dkim-domain", "mail.dkim-selector", "mail.dkim-no-key"],
        ...["mail.host", "mail.bounds", "mail.no-password", "mail.client-name"],
      ],
    );
  });

  it("is only the folder, where mails go into one", () => {
    assert.deepEqual(
      checkMailSettings({ ...settings, folder: "mails", host: "?" }, {}).map(({ key }) => key),
      ["mail.folder"],
    );
    assert.deepEqual(checkMailSettings(signing, secrets), []);
  });
});

const imap: ReportSettings = { ...usualReportSettings, way: "imap", host: "imap.banque.example", user: "u" };
const wrongReports: [string, ReportSettings, string, string[]][] = [
  ["nothing", imap, "p", []],
  ["nothing, where nothing is read", { ...usualReportSettings, host: "?" }, "", []],
  ["a folder by half a path", { ...imap, way: "folder", folder: "bounces" }, "", ["mail.report-path"]],
  ["no encryption into the internet", { ...imap, security: "none" }, "p", ["mail.unencrypted"]],
  ["an encryption that there is not", { ...imap, security: "ssl" as never }, "p", ["mail.choice"]],
  ["a place that there is not", { ...imap, way: "pop3" as never }, "p", ["mail.choice"]],
  ["an end that there is not", { ...imap, afterwards: "burn" as never }, "p", ["mail.choice"]],
  [
    "no user, no password, no mailbox, no pause",
    { ...imap, user: "", mailbox: "", every: 0 },
    "",
    [...["mail.bounds", "mail.report-user", "mail.report-password", "mail.report-mailbox-name"]],
  ],
];

describe("what is wrong with where reports are read", () => {
  for (const [what, all, secret, keys] of wrongReports)
    it(what, () => {
      const faults = checkReportSettings(all, secret);
      assert.deepEqual(
        faults.map(({ key }) => key),
        keys,
      );
      for (const { key, data } of faults) assert.doesNotMatch(sentence(key, data, "fr"), /^mail\.|[{}]/);
    });
});
