import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { long, patience } from "../../size.ts";
import { type Action, inLines, lives } from "./life-cycle/action.ts";
import { openPlace, type Place } from "./life-cycle/place.ts";
import { openWorld } from "./life-cycle/world.ts";

/** Lives one life of a campaign, and checks after each action what was promised. */
async function live(place: Place, actions: readonly Action[]): Promise<void> {
  place.empty();
  const world = openWorld(place);
  let done = 0;
  try {
    for (const action of actions) {
      done += 1;
      await world.act(action);
      await world.check();
    }
    done += 1;
    await world.end();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const lived = actions.slice(0, done);
    throw new Error(`${message}\nafter\n${inLines(lived)}${done > actions.length ? "\nand the end" : ""}`, {
      cause: error,
    });
  }
}

describe("the life of a campaign", function () {
  this.timeout(patience(60_000));

  let folder: string;
  let place: Place;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-life-"));
    place = await openPlace(folder);
  });
  after(async () => {
    await place.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("keeps every promise, whatever happens in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(lives, (actions) => live(place, actions)),
      {
        numRuns: long(25, 5_000),
        // A failure is told as short as it has become by then.
        interruptAfterTimeLimit: patience(20_000),
        includeErrorInReport: true,
      },
    );
  });
});
