import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { smsOutbox } from "../../../src/sms-gateway/index.ts";
import { brief, message } from "./account.ts";

describe("the outbox of text messages", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-sms-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const files = async () => (await readdir(folder)).filter((name) => name !== ".work");
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), "utf8")) as unknown;

  it("lays each message in a file of its own, whole", async () => {
    const taken = await smsOutbox(folder, { sender: "Belle", stop: "" }).submit(message);
    assert.deepEqual(taken, { reference: "send1.json", segments: 1 });
    assert.deepEqual(await read("send1.json"), {
      ...{ version: 1, id: "send1", to: "+33612345678", sender: "Belle", text: message.text, purpose: "service" },
      ...{ language: "fr", at: "2026-03-31T09:30:00.000Z", test: false, encoding: "GSM-7", segments: 1 },
    });
    assert.deepEqual(await files(), ["send1.json"]);
  });

  it("ends marketing messages with the line for STOP, and counts it", async () => {
    const outbox = smsOutbox(folder, { sender: "", stop: "STOP 36180" });
    await outbox.submit({ ...message, purpose: "marketing" });
    const { text } = (await read("send1.json")) as { text: string };
    assert.equal(text, `${message.text}\nSTOP 36180`);
    assert.equal(outbox.measure?.({ text: "a".repeat(149), purpose: "marketing" }).segments, 1);
    assert.equal(outbox.measure?.({ text: "a".repeat(150), purpose: "marketing" }).segments, 2);
    assert.equal(outbox.measure?.({ text: "a".repeat(150), purpose: "service" }).segments, 1);
  });

  it("lays a message once for an id, also after somebody took it away", async () => {
    const outbox = smsOutbox(folder);
    await Promise.all([outbox.submit(message), outbox.submit(message), outbox.submit(message)]);
    assert.deepEqual(await files(), ["send1.json"]);
    await rm(join(folder, "send1.json"));
    assert.equal((await outbox.submit(message)).reference, "send1.json");
    assert.deepEqual(await outbox.lookup?.("send1"), { reference: "send1.json" });
    assert.deepEqual(await files(), []);
    await outbox.settle?.("send1");
    assert.equal(await outbox.lookup?.("send1"), undefined);
    assert.deepEqual(await readdir(join(folder, ".work")), []);
  });

  for (const at of ["folder", "written", "prepared", "moved", "released"])
    it(`finishes what was cut short after the step "${at}", and lays no second`, async () => {
      const cut = smsOutbox(folder, undefined, (name) => {
        if (name === at) throw new Error("the process ends here");
      });
      await assert.rejects(cut.submit(message), /ends here/);
      // A new process asks first, as the engine does, and submits where nothing is known.
      const outbox = smsOutbox(folder);
      const found = await outbox.lookup?.("send1");
      assert.equal(found === undefined, at === "folder" || at === "written");
      if (found === undefined) await outbox.submit(message);
      assert.deepEqual(await files(), ["send1.json"]);
      await outbox.settle?.("send1");
      assert.deepEqual(await readdir(join(folder, ".work")), []);
    });

  it("leaves to a person what lies there and may not be on the disk", async () => {
    const outbox = smsOutbox(folder, undefined, (name) => {
      if (name === "moved") rmSync(join(folder, ".work"), { recursive: true });
    });
    assert.deepEqual(await brief(outbox.submit(message)), ["sms.folder-unknown", false, false]);
    assert.deepEqual(await files(), ["send1.json"]);
  });

  it("says why a folder takes nothing", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    assert.deepEqual(await brief(smsOutbox(file).submit(message)), ["sms.folder-not-writable", true, false]);
    assert.deepEqual(await brief(smsOutbox(join(file, "under")).verify!()), ["sms.folder-not-writable", true, false]);
  });

  it("lets no id lead out of the folder", async () => {
    const outbox = smsOutbox(folder);
    for (const id of ["../x", "a/b", "", "a\0b", "x".repeat(101)])
      assert.deepEqual(await brief(outbox.submit({ ...message, id })), ["sms.id", true, false]);
    assert.deepEqual(await brief(outbox.lookup!("../x")), ["sms.id", true, false]);
    assert.deepEqual(await files(), []);
  });

  it("can be tried, and nothing stays of it", async () => {
    const { key } = await smsOutbox(join(folder, "new")).verify!();
    assert.equal(key, "sms.verified-folder");
    assert.deepEqual(await readdir(join(folder, "new", ".work")), []);
  });
});
