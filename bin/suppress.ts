import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Channel, Fault } from "../src/contract/index.ts";
import { sentence } from "../src/language/index.ts";
import { readList } from "../src/policy/index.ts";
import { openDesk, type Suppression, type Whom } from "../src/store/index.ts";
import type { SettleSettings } from "./settle.ts";

/** The commands that put people on the list of those who are not written to, and take them off. */

/** Options of the command line. */
interface Wanted {
  email?: string;
  phone?: string;
  recipient?: string;
  list?: string;
  country: string;
  channel: string;
  purpose: string;
}

async function fromList(path: string, country: string): Promise<Whom[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Fault("suppress.list", { path, code: error.code ?? error.message });
  });
  return readList(text, country);
}

async function peopleOf({ email, phone, recipient, list, country }: Wanted): Promise<Whom[]> {
  const people: Whom[] = [
    ...(email === undefined ? [] : [{ kind: "email" as const, email }]),
    ...(phone === undefined ? [] : [{ kind: "phone" as const, phone, country }]),
    ...(recipient === undefined ? [] : [{ kind: "person" as const, id: recipient }]),
    ...(list === undefined ? [] : await fromList(list, country)),
  ];
  if (people.length === 0) throw new Fault("suppress.nobody");
  return people;
}

function channelOf(value: string): Suppression["channel"] {
  if (value === "*") return value;
  const channel = Channel.safeParse(value);
  if (!channel.success) throw new Fault("suppress.channel", { value });
  return channel.data;
}

function purposeOf(value: string): Suppression["purpose"] {
  if (value === "*" || value === "marketing") return value;
  throw new Fault("suppress.purpose", { value });
}

/** Runs one of the two commands; answers what to tell. @throws Fault */
export async function runSuppress(
  command: "suppress" | "unsuppress",
  wanted: Wanted,
  { store: place, language, settler }: SettleSettings,
): Promise<string> {
  const people = await peopleOf(wanted);
  const channel = channelOf(wanted.channel);
  const purpose = purposeOf(wanted.purpose);
  const source = wanted.list === undefined ? settler.by : `${settler.by}, ${basename(wanted.list)}`;
  const store = await openDesk(place);
  try {
    if (command === "unsuppress") {
      const entries = await store.unsuppress(people, channel === "*" ? undefined : channel);
      return sentence("unsuppress.done", { entries }, language);
    }
    const entries = await store.suppress(
      people.map((who) => ({ who, channel, purpose, reason: settler.why, source, at: settler.at })),
    );
    return sentence("suppress.done", { people: people.length, entries }, language);
  } finally {
    await store.close();
  }
}
