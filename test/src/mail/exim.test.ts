import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { after, before, describe, it } from "mocha";
import PostalMime from "postal-mime";
import {
  type Mail,
  type MailCarrier,
  type MailFault,
  type MailReport,
  openMailCarrier,
  openReports,
  usualReportSettings,
} from "../../../src/mail/index.ts";
import { type Exim, eximIsHere, startExim } from "./exim.ts";
import { mail, resolver, secrets, signing } from "./sample.ts";
import { type ScriptedServer, scriptedServer } from "./scripted-server.ts";

/** The first file of a Maildir's `new`, as soon as there is one. */
async function firstIn(maildir: string): Promise<Buffer> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [name] = await readdir(join(maildir, "new")).catch(() => []);
    if (name !== undefined) return readFile(join(maildir, "new", name));
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return assert.fail("nothing came");
}

for (const dsn of [true, false])
  describe(`Exim, ${dsn ? "which names our id in what comes back" : "which knows no DSN"}`, () => {
    let exim: Exim;
    let far: ScriptedServer;
    let carrier: MailCarrier;
    before(async function () {
      if (!eximIsHere) {
        console.log("      no exim4 that this user may run: the real mail server is left out");
        return this.skip();
      }
      far = await scriptedServer({ RCPT: "550 5.2.1 <zoe@far.example>: mailbox is disabled" });
      exim = await startExim(far.port, dsn);
      const where = { way: "smtp", host: "127.0.0.1", port: exim.port, security: "none" } as const;
      carrier = openMailCarrier({ ...signing, ...where, bounceToken: !dsn }, secrets);
    });
    after(async () => {
      await carrier?.close();
      await exim?.close();
      await far?.close();
    });

    it("takes a mail and delivers it with signatures that hold", async () => {
      await carrier.verify();
      const { answer } = await carrier.submit(mail);
      assert.match(answer ?? "", /^250 OK id=/);
      const bytes = await firstIn(exim.inbox);
      const { results } = await dkimVerify(bytes, { resolver });
      assert.deepEqual(
        results.map(({ status }) => status.result),
        ["pass", "pass"],
      );
      assert.equal((await PostalMime.parse(bytes)).text?.trimEnd(), "Bonjour Zoé,\nvotre dossier est accepté.");
    });

    it("refuses an unknown recipient, and asks to come later for another", async () => {
      const faults = await Promise.all(
        ["unknown", "later"].map((name) =>
          carrier.submit({ ...mail, id: name, to: { address: `${name}@client.example` } }).then(
            () => assert.fail("was taken"),
            (fault: MailFault) => [fault.key, fault.again, fault.dead, fault.status],
          ),
        ),
      );
      assert.deepEqual(faults, [
        ["mail.address-unknown", false, true, "5.1.1"],
        ["mail.busy", true, false, "4.7.1"],
      ]);
    });

    const failing: [string, string, MailReport["what"], string | undefined][] = [
      ["nobody1", "zoe@nobody.example", "hard", "5.1.1"],
      ["far1", "zoe@far.example", "hard", "5.2.1"],
      ["other1", "zoe@other.example", "hard", "5.0.0"],
    ];
    it("tells what did not arrive, and we know which mail it was", async () => {
      const told: MailReport[] = [];
      const reports = openReports(
        { ...usualReportSettings, way: "folder", folder: exim.maildir },
        "",
        async (report) => void told.push(report),
        (fault) => assert.fail(fault),
      );
      for (const [id, address] of failing) await carrier.submit({ ...mail, id, to: { address } } satisfies Mail);
      for (let tries = 0; told.length < failing.length && tries < 200; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 25));
        await reports.look();
      }
      await reports.close();
      const byId = new Map(told.map((report) => [report.send, report]));
      for (const [id, recipient, what, status] of failing) {
        const report = byId.get(id);
        assert.deepEqual(
          [report?.what, report?.status, report?.recipient],
          [what, status, recipient],
          JSON.stringify(told),
        );
        assert.doesNotMatch(report?.words ?? "", /@/);
      }
      assert.deepEqual(await readdir(join(exim.maildir, "new")), []);
      assert.equal((await readdir(join(exim.maildir, "cur"))).length, failing.length);
    });
  });
