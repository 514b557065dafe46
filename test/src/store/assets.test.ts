import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { sha256 } from "../../../src/contract/index.ts";
import { type Assets, openAssets } from "../../../src/store/index.ts";

const bytes = new TextEncoder().encode("a map");
const hash = sha256(bytes);

describe("assets", () => {
  let folder: string;
  let assets: Assets;
  const onDisk = () => readFile(join(folder, "assets", hash.slice(0, 2), hash));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-assets-"));
    assets = openAssets(join(folder, "assets"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("are read as soon as they are taken, and are on disk when they are kept", async () => {
    const asset = assets.take(bytes, "application/pdf");
    assert.deepEqual(asset, { hash, type: "application/pdf", bytes: bytes.length });
    assert.deepEqual(Buffer.from(await assets.get(asset)), Buffer.from(bytes));
    await assert.rejects(onDisk());
    await assets.kept(asset);
    assert.deepEqual(await onDisk(), Buffer.from(bytes));
    assert.deepEqual(Buffer.from(await assets.get(asset)), Buffer.from(bytes));
  });

  it("are on disk when they are put, however often", async () => {
    const [first, second] = await Promise.all([assets.put(bytes, "text/plain"), assets.put(bytes, "text/plain")]);
    assert.deepEqual(first, second);
    assert.deepEqual(await onDisk(), Buffer.from(bytes));
  });

  it("that could not be written are told to everybody who asks, until they can", async () => {
    await writeFile(join(folder, "assets"), "in the way");
    const asset = assets.take(bytes, "text/plain");
    await assert.rejects(assets.kept(asset), { code: "ENOTDIR" });
    await assert.rejects(assets.kept(asset), { code: "ENOTDIR" });
    await assert.rejects(assets.get(asset), { key: "asset.missing" });
    await rm(join(folder, "assets"));
    await assets.kept(assets.take(bytes, "text/plain"));
    assert.deepEqual(await onDisk(), Buffer.from(bytes));
  });

  it("that were changed on disk are missing", async () => {
    const asset = await assets.put(bytes, "text/plain");
    await writeFile(join(folder, "assets", hash.slice(0, 2), hash), "other");
    await assert.rejects(assets.get(asset), { key: "asset.missing", data: { hash } });
  });
});
