import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../src/clock.ts";
import { Fault, nameLine } from "../src/contract/index.ts";
import { sentence } from "../src/language/index.ts";
import {
  assetsOf,
  checkWhy,
  erasePerson,
  exportOf,
  exportSchema,
  finishErasing,
  forgetQuiet,
  handedOverOf,
} from "../src/rights/index.ts";
import { type Assets, type Holdings, openWholeDesk, type Person } from "../src/store/index.ts";
import type { SettleSettings } from "./settle.ts";

/** The commands for what a person may ask: what is held of them, and to be erased; and for people long forgotten. */

export interface RightsSettings extends SettleSettings {
  campaign?: string;
  /** Folder of an export. */
  out?: string;
  yes: boolean;
  months?: string;
  dry: boolean;
}

type Desk = Awaited<ReturnType<typeof openWholeDesk>>;
type Run = (desk: Desk) => Promise<string[]>;

/** Runs a command; false: there is no such one. @throws Fault */
export async function rights(command: string, rest: string[], settings: RightsSettings): Promise<boolean> {
  if (command === "export-schema" && rest.length === 0) {
    console.log(JSON.stringify(exportSchema(), null, 2));
    return true;
  }
  const run = commandOf(command, rest, settings);
  if (run === undefined) return false;
  const desk = await openWholeDesk(settings.store);
  try {
    for (const line of await run(desk)) console.log(line);
  } finally {
    await desk.store.close();
  }
  return true;
}

function commandOf(command: string, rest: string[], settings: RightsSettings): Run | undefined {
  const [key = ""] = rest;
  if (command === "export" && rest.length === 1) return (desk) => writeExport(desk, key, settings);
  if (command === "erase" && rest.length === 1) return (desk) => erase(desk, key, settings);
  if (command === "revoke" && rest.length === 1) return (desk) => revoke(desk, key, settings);
  if (command === "retain" && rest.length === 0 && settings.months !== undefined)
    return (desk) => retain(desk, settings);
  return undefined;
}

/** @throws Fault `rights.nobody`, `rights.several` */
async function who({ store }: Desk, key: string, campaign?: string): Promise<Person> {
  const people = await store.whoIs(key, campaign);
  if (people.length > 1) {
    const list = people.map((one) => `${one.id} (--campaign ${one.campaign})`).join(", ");
    throw new Fault("rights.several", { key, list });
  }
  const [person] = people;
  if (person === undefined) throw new Fault("rights.nobody", { key });
  return person;
}

/** @throws Fault `rights.nobody`, `rights.several` */
async function held(desk: Desk, key: string, campaign?: string): Promise<Holdings> {
  const found = await desk.store.holdings(await who(desk, key, campaign));
  if (found === undefined) throw new Fault("rights.nobody", { key });
  return found;
}

async function writeExport(desk: Desk, key: string, { campaign, out, settler, language }: RightsSettings) {
  const found = await held(desk, key, campaign);
  if (out === undefined) return [JSON.stringify(exportOf(found, settler.at), null, 2)];
  const folder = join(out, "assets");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = await writeAssets(desk.assets, found, folder);
  const file = join(out, "export.json");
  await writeFile(file, `${JSON.stringify(exportOf(found, settler.at, files), null, 2)}\n`, { mode: 0o600 });
  return [sentence("rights.exported", { file, count: files.size }, language)];
}

const endings: Record<string, string> = { "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png" };

async function writeAssets(assets: Assets, found: Holdings, folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { hash, type = "" } of assetsOf(found)) {
    const bytes = await assets.get({ hash, type, bytes: 0 }).catch((error: unknown) => {
      // What was deleted by hand is no reason to withhold the rest.
      if (error instanceof Fault && error.key === "asset.missing") return undefined;
      throw error;
    });
    if (bytes === undefined) continue;
    const name = `${hash}${endings[type] ?? ""}`;
    await writeFile(join(folder, name), bytes, { mode: 0o600 });
    files.set(hash, `assets/${name}`);
  }
  return files;
}

async function erase(desk: Desk, key: string, { campaign, settler, language, yes }: RightsSettings) {
  const say = (name: string, values: Record<string, unknown> = {}) => sentence(name, values, language);
  const found = await held(desk, key, campaign).catch(async (error: unknown) => {
    // An earlier run may have erased them and died before it was through.
    if (yes) await finishErasing(desk.store, desk.assets);
    throw error;
  });
  const { recipient, journeys } = found;
  if (recipient.id !== key) throw new Fault("erase.by-id", { key, id: recipient.id });
  checkWhy(settler.why, recipient);
  const { taken, inDoubt } = handedOverOf(found);
  const told = [
    say("erase.person", {
      id: key,
      name: nameLine(recipient) || "–",
      campaign: found.campaign,
      count: journeys.length,
    }),
    ...taken.map(({ channel, reference }) => say(`erase.handed-over.${channel}`, { reference })),
    ...inDoubt.map((id) => say("erase.in-doubt", { id })),
  ];
  if (!yes) return [...told, say("erase.not-yet")];
  const { by, why, at } = settler;
  const request = { campaign: found.campaign, id: key, by, why, at };
  const { tasks, pages, events, lines, assets } = await erasePerson(desk.store, desk.assets, request, systemClock);
  return [...told, say("erase.done", { tasks, pages, events, lines, assets }), say("erase.outside")];
}

/** Ends the addresses of all pages of a person. */
async function revoke(desk: Desk, key: string, { campaign, settler, language }: RightsSettings) {
  const { campaign: of, id } = await who(desk, key, campaign);
  const count = await desk.store.revokePages({ campaign: of, recipient: id }, settler.at);
  return [sentence(count === 0 ? "revoke.none" : "revoke.done", { count, key }, language)];
}

async function retain({ store, assets }: Desk, { campaign, months, dry, settler, language }: RightsSettings) {
  const number = Number(months);
  if (!Number.isInteger(number) || number < 1) throw new Fault("retain.months", { value: months ?? "" });
  let count = 0;
  for (const id of campaign === undefined ? await store.campaigns() : [campaign])
    count += await forgetQuiet(store, { campaign: id, months: number, at: settler.at, dry });
  if (dry) return [sentence("retain.dry", { count }, language)];
  await finishErasing(store, assets);
  return [sentence("retain.done", { count }, language)];
}
