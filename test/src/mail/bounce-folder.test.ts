import assert from "node:assert/strict";
import { appendFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { Fault } from "../../../src/contract/index.ts";
import { type MailReport, openReports, type Reports, usualReportSettings } from "../../../src/mail/index.ts";
import { failed } from "./report-sample.ts";

describe("a folder that failed mails come back to", () => {
  let folder: string;
  let told: MailReport[];
  let problems: Fault[];
  let fail: Error | undefined;
  let reports: Reports | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "bounces-"));
    [told, problems, fail] = [[], [], undefined];
  });
  afterEach(async () => {
    await reports?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Looks when it is asked to, and else never. */
  function open(
    change: Partial<typeof usualReportSettings> = {},
    telling?: (report: MailReport) => Promise<void>,
  ): Reports {
    const tell = async (report: MailReport) => {
      if (fail !== undefined) throw fail;
      told.push(report);
    };
    const never = { now: () => 0, after: () => () => {} };
    reports = openReports(
      { ...usualReportSettings, way: "folder", folder, ...change },
      "",
      telling ?? tell,
      (fault) => problems.push(fault),
      never,
    );
    return reports;
  }
  const lay = (name: string, send = "a1") =>
    writeFile(join(folder, name), failed("Status: 5.1.1", `Original-Envelope-Id: ${send}`));
  const sends = () => told.map(({ send }) => send);

  it("has its reports told once, and put away", async () => {
    await Promise.all([
      lay("1.eml", "a1"),
      lay("2.EML", "a2"),
      lay("3.txt", "a3"),
      writeFile(join(folder, "4.eml"), "Subject: hello\r\n\r\n"),
    ]);
    const place = open();
    await place.look();
    await place.look();
    assert.deepEqual(sends(), ["a1", "a2"]);
    assert.deepEqual((await readdir(folder)).sort(), ["3.txt", "4.eml", "told"]);
    assert.deepEqual((await readdir(join(folder, "told"))).sort(), ["1.eml", "2.EML"]);
    await open().look();
    assert.deepEqual(sends(), ["a1", "a2"]);
  });

  it("may be read by another process as well", async () => {
    await Promise.all([lay("1.eml", "a1"), lay("2.eml", "a2")]);
    const other = async (report: MailReport) => {
      told.push(report);
      if (report.send === "a1") await rm(join(folder, "1.eml"));
    };
    await open({}, other).look();
    assert.deepEqual(sends(), ["a1", "a2"]);
    assert.deepEqual(await readdir(join(folder, "told")), ["2.eml"]);
  });

  it("is a Maildir where there is a `new`", async () => {
    await Promise.all(["new", "cur", "tmp"].map((name) => mkdir(join(folder, name))));
    await Promise.all([lay("new/17.x.host"), lay("tmp/18.x.host"), lay("19.eml")]);
    await open().look();
    assert.deepEqual(sends(), ["a1"]);
    assert.deepEqual(await readdir(join(folder, "cur")), ["17.x.host:2,S"]);
    assert.deepEqual(await readdir(join(folder, "new")), []);
  });

  it("keeps no report that is to be deleted", async () => {
    await lay("1.eml");
    await open({ afterwards: "delete" }).look();
    assert.deepEqual([sends(), await readdir(folder)], [["a1"], []]);
  });

  it("keeps a report that could not be told, and tells it again, with those behind it told already", async () => {
    await Promise.all([lay("1.eml", "a1"), lay("2.eml", "a2")]);
    let refuse = true;
    const place = open({}, async (report) => {
      if (report.send === "a1" && refuse) throw new Error("the store is away");
      told.push(report);
    });
    await assert.rejects(place.look(), { key: "mail.report-untold" });
    assert.deepEqual(sends(), ["a2"]);
    refuse = false;
    await place.look();
    assert.deepEqual(sends(), ["a2", "a1"]);
  });

  it("gives up a look in which nothing can be told", async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => lay(`${index}.eml`)));
    let tries = 0;
    const reason = new Fault("store.unavailable");
    const place = open({}, async () => {
      tries += 1;
      throw reason;
    });
    await assert.rejects(place.look(), reason);
    assert.equal(tries, 10);
    assert.equal((await readdir(folder)).length, 30);
  });

  it("does not take many that cannot be told for all", async () => {
    await Promise.all(Array.from({ length: 60 }, (_, index) => lay(`${index + 10}.eml`, `a${index}`)));
    const place = open({}, async (report) => {
      if (Number(report.send?.slice(1)) % 2 === 0) throw new Error("no place for it");
      told.push(report);
    });
    await assert.rejects(place.look(), { key: "mail.report-untold" });
    assert.equal(told.length, 30);
  });

  it("is looked at by one at a time", async () => {
    await lay("1.eml");
    const place = open();
    await Promise.all([place.look(), place.look(), place.look()]);
    assert.deepEqual(sends(), ["a1"]);
  });

  it("has a mail read again when it has grown", async () => {
    const whole = failed("Status: 5.1.1");
    await writeFile(join(folder, "1.eml"), whole.subarray(0, 100));
    const place = open();
    await place.look();
    assert.deepEqual(told, []);
    await appendFile(join(folder, "1.eml"), whole.subarray(100));
    await place.look();
    assert.deepEqual(sends(), ["abc123"]);
  });

  it("leads nowhere else", async () => {
    const other = await mkdtemp(join(tmpdir(), "other-"));
    await writeFile(join(other, "1.eml"), failed("Status: 5.1.1"));
    await symlink(join(other, "1.eml"), join(folder, "1.eml"));
    await mkdir(join(folder, "2.eml"));
    await open().look();
    assert.deepEqual(told, []);
    await rm(other, { recursive: true });
  });

  it("that is not there is told so, once until it is there", async () => {
    const ticks: (() => void)[] = [];
    const clock = {
      now: () => 0,
      after(_: number, work: () => void) {
        ticks.push(work);
        return () => {};
      },
    };
    const path = join(folder, "away");
    reports = openReports(
      { ...usualReportSettings, way: "folder", folder: path },
      "",
      async (one) => void told.push(one),
      (fault) => problems.push(fault),
      clock,
    );
    const round = async () => {
      ticks.shift()?.();
      while (ticks.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    };
    await round();
    await round();
    assert.deepEqual(
      problems.map(({ key, data }) => [key, data]),
      [["mail.report-folder", { path, code: "ENOENT" }]],
    );
    await mkdir(path);
    await writeFile(join(path, "1.eml"), failed("Status: 5.1.1"));
    await round();
    assert.deepEqual([told.length, problems.length], [1, 1]);
    await rm(path, { recursive: true });
    await round();
    assert.equal(problems.length, 2);
  });

  it("is left alone once it is closed", async () => {
    await lay("1.eml");
    const place = open();
    await place.close();
    await place.look();
    assert.deepEqual(told, []);
  });

  it("is none where none is read", async () => {
    await open({ way: "none" }).look();
    assert.deepEqual([told, problems], [[], []]);
  });
});
