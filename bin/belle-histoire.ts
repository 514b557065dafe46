#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { Fault } from "../src/contract/index.ts";
import { postSigned } from "../src/http.ts";
import { storyForm, storyInWords } from "../src/journey/index.ts";
import { sentence } from "../src/language/index.ts";
import { readStories } from "../src/store/index.ts";
import { readSecret, sign } from "../src/webhook/index.ts";
import { runArea } from "./area.ts";
import { runMove } from "./move.ts";
import { runPieces } from "./pieces.ts";
import { runPlay } from "./play.ts";
import { type RightsSettings, rights } from "./rights.ts";
import { type SettleSettings, settle } from "./settle.ts";
import { runSuppress } from "./suppress.ts";

const usage = `belle-histoire decide <decision> <case key> [--id <event id>] [--url <address> | --webhook <words in its address>]
belle-histoire decide <decision> <case key> --by <name> --why <reason>
belle-histoire attention
belle-histoire tally
belle-histoire pieces [<campaign, node, case key, recipient or send id>] [--json]
belle-histoire replay <id> | all
belle-histoire resolve <id> sent | not-sent | again | take | keep
belle-histoire move <node> <other node>
belle-histoire give-up <id> --why <reason> [--by <name>]
belle-histoire cancel <case key or send id> --why <reason> [--by <name>]
belle-histoire batches
belle-histoire approve | refuse <batch> --why <reason> [--by <name>]
belle-histoire story <case key or recipient id> [--store <file or postgres://…>] [--language fr] [--time-zone Europe/Paris] [--json]
belle-histoire export <case key or recipient id> [--campaign <id>] [--out <folder>]
belle-histoire export-schema
belle-histoire erase <recipient id> --why <reason> [--by <name>] [--campaign <id>] [--yes]
belle-histoire revoke <case key or recipient id> [--campaign <id>]
belle-histoire retain --months <number> [--campaign <id>] [--dry-run]
belle-histoire suppress | unsuppress --email <address> | --phone <number> | --recipient <id> | --list <file>
belle-histoire migrate-store --from <file or postgres://…> --to <file or postgres://…> [--language fr]
belle-histoire play <flow.json> <case.json> … [--junit <report.xml>] [--language fr]
belle-histoire area import <town.osm.pbf> --out <town.area> [--addresses <ban.csv>] [--water <polygons.zip>] [--stores <stores.csv>]
               [--name <name>] [--country FR] [--bbox=<west,south,east,north>] [--names fr]
belle-histoire area show | check <town.area>
belle-histoire area find <town.area> <words of an address>
belle-histoire area serve <town.area> [--port 5000] [--host 127.0.0.1] [--allow-origin <origin>]

decide posts a signed decision to the campaign's webhook, as the advertiser's application would. Address and secret come
from --url and BELLE_HISTOIRE_SECRET, or from .local/advertiser.env, which npm start writes. With --by and --why a person
of the house answers those of the case who wait: no call is made, and both are kept in the story.

tally counts what happened at each node so far. pieces counts letters by how far they are, and lists a hundred, those first
that somebody may have to see to; --json gives all of them, one a line. attention lists what only a person can settle; replay, resolve, move and give-up
settle it, also with --by and --why. They work on the store of --store, whether Node-RED runs or not; a running one goes on
within seconds. cancel takes back what of a case is held and has not gone out: its message leaves by the second output. What
a printer or a print room has already, a running Node-RED asks it to cancel; the third output and the story tell the outcome.
batches lists the batches of letters, what they wait for and where their proofs are; approve lets one go that waits for it,
refuse has its letters leave by the second output.

export writes everything held of a person as JSON, and with --out their letters and maps beside it. erase shows what it would
erase, and erases with --yes. retain forgets people in whose journeys nothing has happened for so many months. revoke ends the
addresses of a person's pages at once, also of those that are published anew.
suppress keeps people from being written to, whichever campaign of the store would: by --channel email, sms or print, or by
every channel; of everything, or of marketing alone with --purpose marketing. --list reads e-mail addresses and phone numbers
from a text or CSV file; --country tells how numbers without + are written. The list keeps fingerprints, no addresses.

migrate-store moves a store to an empty place while no Node-RED uses it, and closes the old one. Passwords come from the
addresses, from BELLE_HISTOIRE_FROM_PASSWORD and BELLE_HISTOIRE_TO_PASSWORD, or from PGPASSWORD.

play plays the people of case files through a flow, in a Node-RED of its own and with a clock that jumps; nothing leaves. It
prints each story and whether what the case expects held. Exit code: 0 all held, 1 something did not, 2 it could not be played.

area import makes the map of a town from an OpenStreetMap extract (download.geofabrik.de), with the addresses of a CSV such as
the Base Adresse Nationale and the sea of a zip of water polygons (osmdata.openstreetmap.de); --bbox cuts a town out of a
region, --names takes the names of one language. Stopped, it goes on where it was. show says what an area file holds, check
compares all of it with its checksums, find looks up an address, serve answers the HTTP API of OSRM from it.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    id: { type: "string" },
    webhook: { type: "string" },
    by: { type: "string" },
    why: { type: "string" },
    url: { type: "string" },
    email: { type: "string" },
    phone: { type: "string" },
    recipient: { type: "string" },
    list: { type: "string" },
    country: { type: "string" },
    channel: { type: "string", default: "*" },
    purpose: { type: "string", default: "*" },
    from: { type: "string" },
    to: { type: "string" },
    store: { type: "string", default: ".local/belle-histoire/store.sqlite" },
    language: { type: "string", default: (process.env.LANG ?? "").startsWith("en") ? "en" : "fr" },
    "time-zone": { type: "string", default: "Europe/Paris" },
    json: { type: "boolean", default: false },
    campaign: { type: "string" },
    out: { type: "string" },
    yes: { type: "boolean", default: false },
    months: { type: "string" },
    addresses: { type: "string" },
    water: { type: "string" },
    stores: { type: "string" },
    name: { type: "string" },
    port: { type: "string", default: "5000" },
    host: { type: "string", default: "127.0.0.1" },
    "allow-origin": { type: "string" },
    names: { type: "string" },
    bbox: { type: "string" },
    junit: { type: "string" },
    "dry-run": { type: "boolean", default: false },
  },
});

/** `NAME=value` lines of the file that `npm start` writes for the advertiser. */
async function advertiser(): Promise<Record<string, string>> {
  const text = await readFile(".local/advertiser.env", "utf8").catch(() => "");
  const lines = text.split("\n").map((line) => /^(\w+)='?([^']*)'?$/.exec(line));
  return Object.fromEntries(lines.flatMap((line) => (line === null ? [] : [[line[1], line[2]]])));
}

/** JSON with one member a line; any other text as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function decide(decision: string, caseKey: string): Promise<void> {
  const known = await advertiser();
  const which = values.webhook === undefined ? "" : `_${values.webhook.replaceAll("-", "_").toUpperCase()}`;
  const [urlName, secretName] = [`BELLE_HISTOIRE_URL${which}`, `BELLE_HISTOIRE_SECRET${which}`];
  const url = values.url ?? process.env[urlName] ?? known[urlName];
  const secret = process.env[secretName] ?? known[secretName];
  if (url === undefined || secret === undefined) throw new Fault("decide.no-webhook");
  const body = Buffer.from(JSON.stringify({ caseKey, decision }));
  const id = values.id ?? `msg_${randomUUID()}`;
  const headers = sign(readSecret(secret), id, body, Date.now());
  const answer = await postSigned(url, body, { ...headers, "accept-language": values.language });
  console.log(`HTTP ${answer.status}`);
  console.log(indented(answer.text ?? ""));
  if (answer.status >= 400) process.exitCode = 1;
}

async function story(key: string): Promise<void> {
  const stories = await readStories(values.store, key);
  if (stories.length === 0) throw new Fault("story.nothing", { key });
  if (values.json) return console.log(JSON.stringify(storyForm(stories), null, 2));
  for (const one of stories) console.log(storyInWords(one, values.language, values["time-zone"]).join("\n"));
}

/** Who settles is whoever is logged in, where nobody else is named. */
function settings(): SettleSettings {
  const { by = userInfo().username, why = "-", store, language, "time-zone": timeZone } = values;
  return { store, language, timeZone, settler: { by, why, at: Date.now() } };
}

function rightsSettings(): RightsSettings {
  const { campaign, out, yes, months, "dry-run": dry } = values;
  return { ...settings(), campaign, out, yes, months, dry };
}

/** Nothing could be played. */
function couldNot(error: unknown): 2 {
  if (!(error instanceof Fault)) throw error;
  console.error(sentence(error.key, error.data, values.language));
  return 2;
}

const [command, ...rest] = positionals;
try {
  const { from, to } = values;
  if (command === "decide" && rest.length === 2 && values.by === undefined) await decide(rest[0]!, rest[1]!);
  else if (command === "play" && rest.length >= 2)
    process.exitCode = await runPlay(rest[0]!, rest.slice(1), values).catch(couldNot);
  else if (command === "area" && (await runArea(rest, values))) process.exitCode = 0;
  else if (command !== "story" && (await settle(command ?? "", rest, settings()))) process.exitCode = 0;
  else if (command === "pieces" && rest.length <= 1)
    await runPieces(rest[0], { ...settings(), timeZone: values["time-zone"], json: values.json });
  else if (await rights(command ?? "", rest, rightsSettings())) process.exitCode = 0;
  else if (command === "story" && rest.length === 1) await story(rest[0]!);
  else if ((command === "suppress" || command === "unsuppress") && rest.length === 0)
    console.log(await runSuppress(command, { ...values, country: values.country ?? "FR" }, settings()));
  else if (command === "migrate-store" && rest.length === 0 && from !== undefined && to !== undefined)
    await runMove(from, to, values.language);
  else {
    console.error(usage);
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  console.error(sentence(error.key, error.data, values.language));
  process.exitCode = 1;
}
