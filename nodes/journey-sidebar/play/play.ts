import type { NodeAPI } from "node-red";
import { type Asset, Fault } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { compare, JumpingClock, type PlayCase, Story } from "../../../src/play/index.ts";
import { inWords } from "../../shared/in-words.ts";
import { offeredRoles, workIn } from "../../shared/play-role.ts";
import { asPlay, beginPlay, newPlayId, type Playing } from "../../shared/plays.ts";
import type { PlayAnswer, PlayTold } from "./desk.ts";
import { openPlayHouse } from "./play-house.ts";
import { partsOf, tellStory } from "./tell-story.ts";

/** A play, running or over. */
export interface Played {
  readonly id: string;
  /** Whose it is; empty where the editor knows no users. */
  readonly user: string;
  answer(): PlayAnswer;
  file(name: string): Promise<{ bytes: Uint8Array; type: string } | undefined>;
  /** Ends it; `why` is a key of the catalogue. Resolves when nothing of it moves any more. */
  stop(why: string): Promise<void>;
  /** Resolves when it is over. */
  readonly over: Promise<void>;
  /** Its files are gone. */
  remove(): Promise<void>;
}

/** For whom somebody is played. */
interface Onlooker {
  user: string;
  /** BCP 47. */
  language: string;
  /** Aborted where the flows stop before the play has begun. */
  redeployed: AbortSignal;
}

/** Name of a node, or what its type is called. */
function labels(RED: NodeAPI, language: string): (node: string) => string {
  return (id) => {
    const { name, type = "" } = (RED.nodes.getNode(id) ?? {}) as { name?: string; type?: string };
    if (name !== undefined && name.trim() !== "") return name.trim();
    const known = sentence(`play.type.${type}`, {}, language);
    return known.startsWith("play.type.") ? type || id : known;
  };
}

/** A name that a file can be asked for by. */
const safe = (name: string) =>
  name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .slice(-80);

/**
 * Begins to play a case through the flows that run.
 * @throws Fault where the flow has no such nodes or is deployed anew meanwhile, or no store can be opened
 */
export async function startPlay(
  RED: NodeAPI,
  asked: PlayCase,
  { user, language, redeployed }: Onlooker,
): Promise<Played> {
  partsOf(asked);
  const id = newPlayId();
  const clock = new JumpingClock(asked.startsAt === undefined ? Date.now() : Date.parse(asked.startsAt));
  const house = await openPlayHouse(id, clock);
  if (redeployed.aborted) {
    await house.close().finally(house.remove);
    throw new Fault("play.redeployed");
  }
  let state: PlayAnswer["state"] = "playing";
  const publish = (told: Omit<PlayTold, "state">) =>
    RED.comms.publish(`belle-histoire/play/${id}`, { ...told, state } satisfies PlayTold, false);
  const story = new Story(clock, labels(RED, language), ({ number, node, wires }) => publish({ number, node, wires }));
  const files = new Map<string, Asset>();
  const play: Playing & { house: typeof house } = {
    ...{ id, house, story, language, over: false },
    answers: asked.answers ?? {},
    journeys: new Set(),
    async keep(name, file) {
      const asset = "hash" in file ? file : await house.assets.put(file.bytes, file.type);
      const kept = `${files.size + 1}-${safe(name)}`;
      files.set(kept, asset);
      return kept;
    },
  };
  const end = beginPlay(play);
  const stopping = new AbortController();
  let expected: PlayAnswer["expected"] = [];

  async function run(): Promise<void> {
    const leave: (() => Promise<void>)[] = [];
    try {
      await asPlay(play, async () => {
        for (const role of offeredRoles()) leave.push(house.engine.register(role.node.id, workIn(play, role)));
        await tellStory({ play, asked, signal: stopping.signal });
      });
      state = stopping.signal.aborted ? "stopped" : "ended";
    } catch (error) {
      // Whoever stopped it has said why.
      state = stopping.signal.aborted ? "stopped" : "failed";
      if (!stopping.signal.aborted) story.problem(inWords(error, language));
    }
    const last = story.steps.at(-1)?.node;
    if (state === "ended" && last !== undefined)
      story.tell(last, { kind: "ended", text: sentence("play.step.ended", {}, language) });
    expected = compare(story.steps, asked.expect ?? [], language);
    end();
    await Promise.race([Promise.allSettled(leave.map((one) => one())), aWhile()]);
    // Nobody looks into its store any more, and it goes with its folder.
    await house.close().catch(() => {});
    publish({ number: story.steps.length, node: "", wires: [] });
  }

  const over = run();
  return {
    id,
    user,
    over,
    answer: () => ({ id, state, case: asked, steps: story.steps, problems: story.problems, expected }),
    async file(name) {
      const asset = files.get(name);
      if (asset === undefined) return undefined;
      const bytes = await house.assets.get(asset).catch((error: unknown) => {
        if (error instanceof Fault) return undefined;
        throw error;
      });
      return bytes && { bytes, type: asset.type };
    },
    stop(why) {
      if (state === "playing" && !stopping.signal.aborted) {
        story.problem(sentence(why, {}, language));
        play.over = true;
        stopping.abort();
      }
      return over;
    },
    remove: () => house.remove(),
  };
}

/** What is at work when a play ends, such as a letter that is being drawn, is not waited for longer than this. */
function aWhile(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 3_000).unref());
}
