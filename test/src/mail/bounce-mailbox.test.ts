import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import {
  type MailReport,
  openReports,
  type ReportSettings,
  type Reports,
  usualReportSettings,
} from "../../../src/mail/index.ts";
import { certificateFor } from "./certificate.ts";
import { type ImapServer, imapServer } from "./imap-server.ts";
import { failed } from "./report-sample.ts";

const bounce = (send: string) => failed("Status: 5.1.1", `Original-Envelope-Id: ${send}`);
const letter = Buffer.from("From: zoe@client.example\r\nSubject: hello\r\n\r\nhello\r\n");
const never = { now: () => 0, after: () => () => {} };

describe("a mailbox that failed mails come back to", () => {
  let server: ImapServer | undefined;
  let reports: Reports | undefined;
  let told: MailReport[] = [];
  let fail: Error | undefined;
  afterEach(async () => {
    await reports?.close();
    await server?.close();
    [server, reports, told, fail] = [undefined, undefined, [], undefined];
  });

  async function open(
    bodies: readonly Buffer[],
    change: Partial<ReportSettings> = {},
    password = "pass",
    tls?: { cert: string; key: string },
  ) {
    const listening = await imapServer(bodies, tls);
    server = listening;
    const settings: ReportSettings = {
      ...usualReportSettings,
      ...{ way: "imap", host: "127.0.0.1", port: listening.port, security: "none", user: "user", ...change },
    };
    const tell = async (report: MailReport) => {
      if (fail !== undefined) throw fail;
      told.push(report);
    };
    reports = openReports(settings, password, tell, () => {}, never);
    return { listening, reports };
  }
  const sends = () => told.map(({ send }) => send);
  const flags = (one: ImapServer) => one.mails.map(({ uid, flags: set }) => [uid, ...set]);

  it("has its reports told once and marked as seen, and letters left alone", async () => {
    const { listening, reports: place } = await open([bounce("a1"), letter, bounce("a2")]);
    await place.look();
    await place.look();
    assert.deepEqual(sends(), ["a1", "a2"]);
    assert.deepEqual(flags(listening), [[11, "\\Seen"], [12], [13, "\\Seen"]]);
    // The letter was read at the first look only.
    assert.equal(listening.commands.filter((command) => /^UID FETCH 12 /.test(command)).length, 1);
    assert.equal(listening.connections, 2);
  });

  it("keeps no report that is to be deleted", async () => {
    const { listening, reports: place } = await open([bounce("a1"), letter], { afterwards: "delete" });
    await place.look();
    assert.deepEqual([sends(), flags(listening)], [["a1"], [[12]]]);
  });

  it("keeps a report that could not be told as it is, and tells it again", async () => {
    const { listening, reports: place } = await open([bounce("a1")]);
    fail = new Error("away");
    await assert.rejects(place.look(), { key: "mail.report-untold" });
    assert.deepEqual(flags(listening), [[11]]);
    fail = undefined;
    await place.look();
    assert.deepEqual([sends(), flags(listening)], [["a1"], [[11, "\\Seen"]]]);
  });

  it("has only the beginning of a huge mail fetched", async () => {
    const { reports: place } = await open([Buffer.concat([bounce("a1"), Buffer.alloc(20_000_000, "x\r\n")])]);
    await place.look();
    assert.deepEqual(sends(), ["a1"]);
  });

  it("is read over TLS from a server that one's own authority vouches for", async () => {
    const own = certificateFor("127.0.0.1");
    const { reports: place } = await open([bounce("a1")], { security: "tls", authority: own.cert }, "pass", own);
    await place.look();
    assert.deepEqual(sends(), ["a1"]);
  });

  const faults: [string, Partial<ReportSettings>, string, string][] = [
    ["with a certificate that nobody vouches for", { security: "tls" }, "pass", "mail.certificate"],
    ["whose password is wrong", {}, "SECRET", "mail.report-login"],
    ["that there is not", { mailbox: "Bounces" }, "pass", "mail.report-mailbox"],
    ["of a server without STARTTLS", { security: "starttls" }, "pass", "mail.no-starttls"],
  ];
  for (const [what, change, password, key] of faults)
    it(`${what} is told so`, async () => {
      const tls = change.security === "tls" ? certificateFor("127.0.0.1") : undefined;
      const { listening, reports: place } = await open([bounce("a1")], change, password, tls);
      await assert.rejects(place.look(), (error: Error & { key?: string }) => {
        assert.equal(error.key, key, error.message);
        assert.doesNotMatch(`${error.message}`, /SECRET/);
        return true;
      });
      if (change.security !== undefined) assert.ok(!listening.commands.some((command) => /LOGIN|AUTH/i.test(command)));
    });

  it("of a server that is away is told so", async () => {
    const { listening, reports: place } = await open([]);
    await listening.close();
    server = undefined;
    await assert.rejects(place.look(), { key: "mail.unreachable" });
  });

  it("of a refused login rests for a minute, so that nobody locks the account", async () => {
    const waits: number[] = [];
    const listening = await imapServer([]);
    server = listening;
    const at = { ...usualReportSettings, host: "127.0.0.1", port: listening.port, security: "none" as const };
    const refused = new Promise<void>((resolve) => {
      const after = (ms: number, run: () => void) => {
        waits.push(ms);
        if (ms === 0) setImmediate(run);
        else resolve();
        return () => {};
      };
      const settings = { ...at, way: "imap" as const, user: "user", every: 5 };
      reports = openReports(
        settings,
        "wrong",
        async () => {},
        () => {},
        { now: () => 0, after },
      );
    });
    await refused;
    assert.deepEqual(waits, [0, 60_000]);
  });

  it("is not connected to when it is closed at once", async () => {
    const { listening, reports: place } = await open([]);
    const looking = place.look();
    await place.close();
    await looking;
    assert.equal(listening.connections, 0);
  });

  it("is left in the middle of a look when it is closed", async () => {
    const { reports: place } = await open([bounce("a1"), bounce("a2")]);
    const looking = place.look();
    await place.close();
    await looking;
    assert.ok(told.length <= 1);
  });
});
