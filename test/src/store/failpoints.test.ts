import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import { openSqliteStore } from "../../../src/store/index.ts";
import { oneFileWithStore } from "../../one-file.ts";
import { kindsOf, outside, play, type Run } from "./failpoints/campaign.ts";

interface Border {
  border: string;
  way: Run["way"];
  recovery: Run["recovery"];
  breaksOff?: boolean;
  /** The story on disk when the process was dead. */
  disk: string[];
  /** What those who ask from outside are told, in the end. */
  told: readonly string[];
  /** How the story ends after the restart. */
  ends: string;
  /** What the carrier was given in all. */
  letters: number;
}

const held = ["journey.started", "wait.started"];
const decided = [...held, "event.accepted"];
const queued = [...decided, "send.queued"];
const lateQueued = [...held, "wait.late"];
const call = { way: "call", recovery: "lookup", ends: "send.sent", letters: 1 } as const;
const afterwards = { ...call, told: ["accepted"] };
const parked = { ...afterwards, recovery: "park", ends: "send.unknown" } as const;
const late = { ...call, way: "deadline", told: [] } as const;
const answered = { ...call, way: "answer", told: ["answered"] } as const;
const page = { ...call, way: "page", told: ["kept"] } as const;
const shown = ["journey.started", "page.published"];
const waitsThere = [...shown, "wait.started"];
const visited = [...waitsThere, "page.visited"];
const settled = { ...afterwards, recovery: "park", breaksOff: true, ends: "resolved.sent" } as const;

const borders: Border[] = [
  { border: "before hold", ...afterwards, disk: ["journey.started"] },
  { border: "after hold", ...afterwards, disk: held },
  { border: "before accept", ...afterwards, disk: held },
  { border: "after accept", ...call, disk: decided, told: ["duplicate"] },
  { border: "before enqueue", ...afterwards, disk: decided },
  { border: "after enqueue", ...afterwards, disk: queued },
  { border: "before finish of an event", ...afterwards, disk: queued },
  { border: "after finish of an event", ...afterwards, disk: queued },
  { border: "before claim", ...afterwards, disk: queued },
  { border: "after claim", ...afterwards, disk: queued },
  { border: "after claim", ...parked, disk: queued, letters: 0 },
  { border: "before carrier", ...afterwards, disk: queued },
  { border: "before carrier", ...parked, disk: queued, letters: 0 },
  { border: "after carrier", ...afterwards, disk: queued },
  { border: "after carrier", ...parked, disk: queued },
  { border: "before finish of a send", ...afterwards, disk: queued },
  { border: "before finish of a send", ...parked, disk: queued },
  { border: "after finish of a send", ...afterwards, disk: [...queued, "send.sent"] },
  { border: "before elapse", ...late, disk: held },
  { border: "after elapse", ...late, disk: lateQueued },
  { border: "before answer", ...answered, disk: held },
  { border: "after answer", ...answered, disk: [...held, "event.answered"] },
  { border: "before resolve", ...settled, disk: [...queued, "send.unknown"] },
  { border: "after resolve", ...settled, disk: [...queued, "send.unknown", "resolved.sent"] },
  { border: "before publish", ...page, disk: ["journey.started"] },
  { border: "after publish", ...page, disk: shown },
  { border: "before visited", ...page, disk: waitsThere },
  { border: "after visited", ...page, disk: visited },
  { border: "before responded", ...page, disk: visited },
  { border: "after responded", ...page, disk: [...visited, "page.responded"], told: ["same"] },
];

const dies = new URL("./failpoints/dies.ts", import.meta.url);

describe("a process that dies at the border of a step", function () {
  this.timeout(60_000);
  let folder: string;
  let program: string;
  before(() => {
    program = oneFileWithStore(dies, "dies-at-a-step");
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-failpoints-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const { border, way, recovery, breaksOff = false, disk, told, ends, letters } of borders)
    it(`${border}, with a carrier of the kind ${recovery}: ends with ${ends}, ${letters} handed over`, async () => {
      const child = spawn(process.execPath, [program, folder, way, recovery, String(breaksOff), border], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      const [, signal] = (await once(child, "exit")) as [number | null, string | null];
      assert.equal(signal, "SIGKILL", "the border was reached");
      const store = await openSqliteStore(join(folder, "store.sqlite"));
      try {
        assert.deepEqual(await kindsOf(store), disk);
        await play({ store, folder, way, recovery, breaksOff });
        const story = await kindsOf(store);
        assert.equal(story.at(-1), ends);
        assert.equal(new Set(story).size, story.length, `each thing is told once: ${story.join(", ")}`);
        assert.equal(outside(folder, "carrier").length, letters);
        assert.deepEqual(outside(folder, "told"), told);
      } finally {
        await store.close();
      }
    });

  it("has a row for each border in docs/what-survives.md", async () => {
    const page = await readFile(new URL("../../../docs/what-survives.md", import.meta.url), "utf8");
    const written = page.split("\n").flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
    assert.deepEqual(written, [...new Set(borders.map(({ border }) => border))]);
  });
});
