import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { afterEach, beforeEach, describe, it } from "mocha";
import PostalMime from "postal-mime";
import { accountOf } from "../../../src/mail/account.ts";
import { mailFolder } from "../../../src/mail/folder.ts";
import { openMailCarrier } from "../../../src/mail/index.ts";
import { mail, resolver, secrets, signing } from "./sample.ts";

const account = accountOf(signing, secrets);
const steps = ["folder", "written", "prepared", "moved", "released"];
const name = `${mail.id}.eml`;

describe("the mail folder", () => {
  let base: string;
  let path: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "mail-folder-"));
    path = join(base, "mails");
  });
  afterEach(() => rm(base, { recursive: true }));

  const laid = async () => (await readdir(path)).filter((entry) => entry !== ".work").sort();
  const crash = (at: string) =>
    assert.rejects(
      mailFolder(path, account, (step) => {
        if (step === at) throw new Error(`crash at ${step}`);
      }).submit(mail),
      /crash at/,
    );

  it("goes through every step that the tests below fail at", async () => {
    const seen: string[] = [];
    await mailFolder(path, account, (step) => seen.push(step)).submit(mail);
    assert.deepEqual(seen, steps);
  });

  it("holds a mail as it would be sent, signed and whole", async () => {
    const carrier = openMailCarrier({ ...signing, folder: path }, secrets);
    assert.deepEqual(await carrier.submit(mail), { reference: name });
    const bytes = await readFile(join(path, name));
    assert.equal((await PostalMime.parse(bytes)).subject, mail.subject);
    const { results } = await dkimVerify(bytes, { resolver });
    assert.deepEqual(
      results.map(({ status }) => status.result),
      ["pass", "pass"],
    );
    await carrier.close();
  });

  for (const at of steps)
    it(`lays one mail after a crash at ${at}: lookup, then submit`, async () => {
      await crash(at);
      const again = mailFolder(path, account);
      const found = await again.lookup?.(mail.id);
      assert.deepEqual(found, steps.indexOf(at) < steps.indexOf("prepared") ? undefined : { reference: name });
      assert.deepEqual(await again.submit(mail), { reference: name });
      assert.deepEqual(await laid(), [name]);
      await again.settle?.(mail.id);
      await again.settle?.(mail.id);
      assert.deepEqual(await readdir(join(path, ".work")), []);
    });

  it("does not bring back what was taken away", async () => {
    await crash("moved");
    await rm(join(path, name));
    const again = mailFolder(path, account);
    assert.deepEqual(await again.lookup?.(mail.id), { reference: name });
    assert.deepEqual(await again.submit(mail), { reference: name });
    assert.deepEqual(await laid(), []);
  });

  it("is unknown where the disk does not confirm what lies there", async () => {
    const carrier = mailFolder(path, account, (step) => {
      if (step === "moved") throw Object.assign(new Error("no answer"), { code: "EIO" });
    });
    const unknown = { key: "mail.folder-unknown", certainly: false, again: false };
    await assert.rejects(carrier.submit(mail), unknown);
    assert.deepEqual(await laid(), [name]);
  });

  it("lays one mail for many tries at once", async () => {
    const carrier = mailFolder(path, account);
    const all = await Promise.all(Array.from({ length: 20 }, () => carrier.submit(mail)));
    assert.deepEqual(new Set(all.map(({ reference }) => reference)), new Set([name]));
    assert.deepEqual(await laid(), [name]);
  });

  it("lays many mails at once", async () => {
    const carrier = mailFolder(path, account);
    const ids = Array.from({ length: 30 }, (_, index) => `mail${index}`);
    await Promise.all(ids.map((id) => carrier.submit({ ...mail, id })));
    assert.deepEqual(await laid(), ids.map((id) => `${id}.eml`).sort());
  });

  it("knows nothing of a mail that it never saw, also where there is no folder yet", async () => {
    assert.equal(await mailFolder(path, account).lookup?.("unknown"), undefined);
  });

  it("says what is wrong with a folder that is a file, and takes the mail later", async () => {
    await writeFile(path, "");
    const carrier = mailFolder(path, account);
    const notWritable = { key: "mail.folder-not-writable", certainly: true, again: false };
    await assert.rejects(carrier.submit(mail), notWritable);
    await assert.rejects(carrier.verify(), notWritable);
    await rm(path);
    await carrier.verify();
    assert.deepEqual(await carrier.submit(mail), { reference: name });
    assert.deepEqual((await readdir(join(path, ".work"))).sort(), [`${mail.id}.prepared`]);
  });

  it("is no way out of itself, whatever an id holds", async () => {
    const carrier = mailFolder(path, account);
    for (const id of ["../x", "a/b", "", ".", "A"])
      await assert.rejects(async () => carrier.lookup?.(id), { key: "mail.id" });
  });

  it("says that it may not be written to", async () => {
    const carrier = mailFolder(path, account, (step) => {
      if (step === "folder") throw Object.assign(new Error("not for you"), { code: "EACCES" });
    });
    const notWritable = { key: "mail.folder-not-writable", certainly: true, again: false };
    await assert.rejects(carrier.submit(mail), notWritable);
    assert.deepEqual(await laid(), []);
  });
});
