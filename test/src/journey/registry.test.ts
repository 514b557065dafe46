import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { type House, type NodeWork, useHouse } from "../../../src/journey/index.ts";

let folder: string;
let path: string;

const isOpen = ({ store }: House) =>
  store.sample("c", 1).then(
    () => true,
    () => false,
  );

async function closed(house: House): Promise<void> {
  while (await isOpen(house)) await turn();
}

describe("a store that many use", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-registry-"));
    path = join(folder, "store.sqlite");
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("is one for all of them, and closes after the last", async () => {
    const campaign = useHouse(path, 0);
    const webhook = useHouse(join(folder, ".", "store.sqlite"), 0);
    const house = await campaign.house;
    assert.equal(await webhook.house, house);
    campaign.release();
    campaign.release();
    assert.equal(await isOpen(house), true);
    webhook.release();
    await closed(house);
  });

  it("stays open over a redeploy that takes it again in time", async () => {
    const before = useHouse(path, 60_000);
    const house = await before.house;
    before.release();
    const after = useHouse(path, 0);
    assert.equal(await after.house, house);
    after.release();
    await closed(house);
  });

  it("that a webhook holds goes on with its work while the campaign is let go of and taken again", async () => {
    const first = useHouse(path, 0);
    const hold = useHouse(path, 0);
    const house = await first.house;
    const seen = new EventEmitter();
    const work: NodeWork = {
      campaign: () => ({ id: "c", name: "c", locale: "en", timeZone: "UTC", test: false }),
      async emit(message) {
        seen.emit("emitted", message);
        return "settled";
      },
      problem: (fault) => seen.emit("error", fault),
    };
    const leave = house.engine.register("audience", work);
    const play = async (recipient: string) => {
      const emitted = once(seen, "emitted");
      const row = { campaign: "c", node: "audience", recipient: { id: recipient }, test: false, at: 1 };
      await house.store.enrol([row]);
      house.engine.wake();
      const [message] = (await emitted) as [{ recipient: { id: string } }];
      assert.equal(message.recipient.id, recipient);
    };

    first.release();
    await play("R-1");
    const again = useHouse(path, 0);
    assert.equal(await again.house, house);
    hold.release();
    await play("R-2");
    again.release();
    await leave();
    await closed(house);
  });

  it("is opened anew by whoever comes while it closes", async () => {
    const first = useHouse(path, 0);
    const house = await first.house;
    const row = { campaign: "c", node: "audience", test: false, at: 1 };
    const long = house.store.enrol(Array.from({ length: 20_000 }, (_, i) => ({ ...row, recipient: { id: `R-${i}` } })));
    first.release();
    await closed(house);
    const next = useHouse(path, 0);
    const other = await next.house;
    assert.notEqual(other, house);
    assert.equal((await long).length, 20_000);
    assert.equal(await isOpen(other), true);
    next.release();
    await closed(other);
  });

  it("that cannot be opened is tried again by whoever comes next", async () => {
    const owner = useHouse(path, 0);
    const house = await owner.house;
    const twin = join(folder, "folder");
    await assert.rejects(useHouse(folder, 0).house, { key: "store.cannot-open" });
    const next = useHouse(twin, 0);
    const other = await next.house;
    for (const use of [owner, next]) use.release();
    await Promise.all([closed(house), closed(other)]);
  });
});
