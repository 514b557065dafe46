import type { NodeAPI } from "node-red";
import type { JsonObject, Recipient } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { readCase } from "../../../src/play/index.ts";
import { letterPicture } from "../../../src/print/index.ts";
import { type Asked, deskRoute, FileAnswer } from "../../shared/desk-route.ts";
import { madeUpPerson } from "../../shared/made-up-person.ts";
import { offeredRoles, type PlayRole } from "../../shared/play-role.ts";
import { flowsStarted } from "../../shared/running-flows.ts";
import type { PlayEntriesAnswer } from "./desk.ts";
import { type Played, startPlay } from "./play.ts";
import { sweepPlayHouses } from "./play-house.ts";
import { playsAtOnce } from "./plays-at-once.ts";
import { isEntry } from "./tell-story.ts";

/** Milliseconds after which flows that were stopped do not come back: Node-RED ends. */
const gone = 30_000;

/** Somebody nobody knows: a case is saved, shown and put into a build, where nobody's address belongs. */
const madeUp: Recipient = { ...madeUpPerson, id: "play", consent: { print: true, email: true, sms: true } };

/** What the page “play” of the sidebar asks, and the command line. */
export function playRoutes(RED: NodeAPI): void {
  const plays = playsAtOnce(() => flowsStarted(RED));
  // What is left of a process that died.
  void sweepPlayHouses();

  async function begin(body: JsonObject, user: string, language: string): Promise<Played> {
    const asked = readCase(body.case, language);
    return plays.begin(user, (redeployed) => startPlay(RED, asked, { user, language, redeployed }));
  }

  let leaving: NodeJS.Timeout | undefined;
  RED.events.on("flows:stopping", () => {
    plays.flowsStop();
    clearTimeout(leaving);
    leaving = setTimeout(() => plays.forgetAll(), gone).unref();
  });
  RED.events.on("flows:starting", () => clearTimeout(leaving));

  deskRoute(RED, "get", "play-entries", async ({ language }): Promise<PlayEntriesAnswer> => {
    const entries = offeredRoles()
      .filter(isEntry)
      .map((role) => entryOf(role, language));
    return { entries };
  });
  deskRoute(RED, "post", "play", async ({ body, user, language }) => (await begin(body, user, language)).answer());
  /** Only whoever began a play sees what is in it. */
  const own = ({ params, user }: Asked) => {
    const played = plays.find(params.id ?? "");
    return played?.user === user ? played : undefined;
  };
  deskRoute(RED, "get", "play/:id", async (asked) => own(asked)?.answer());
  deskRoute(RED, "post", "play/:id/stop", async (asked) => {
    const played = own(asked);
    await played?.stop("play.stopped");
    return played?.answer();
  });
  deskRoute(RED, "get", "play/:id/file/:name", async (asked) => {
    const file = await own(asked)?.file(asked.params.name ?? "");
    return file && new FileAnswer(file.bytes, file.type);
  });
  // A browser shows no PDF within a page that is printed.
  deskRoute(RED, "get", "play/:id/picture/:name/:page", async (asked) => {
    const file = await own(asked)?.file(asked.params.name ?? "");
    if (file?.type !== "application/pdf") return undefined;
    const svg = await letterPicture(file.bytes, Number(asked.params.page));
    return svg === undefined ? undefined : new FileAnswer(svg, "image/svg+xml");
  });
}

/** Where somebody may come in, with somebody made up as a sample. */
function entryOf({ node, entry, example }: PlayRole, language: string) {
  const label = node.name?.trim() || sentence(`play.type.${node.type}`, {}, language);
  const sample = {
    recipient: madeUp as unknown as JsonObject,
    caseKey: "PLAY-1",
    // biome-ignore lint/suspicious/noThenProperty: a case says what happens then.
    then: [],
    ...(entry === "word" && { data: example?.() ?? {} }),
  };
  return { id: node.id, label, type: node.type, example: sample };
}
