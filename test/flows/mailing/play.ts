import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { memoryOf } from "../audience/import.ts";
import { type FlowNode, Runtime, until } from "../runtime.ts";

/** A list that a real Node-RED enrols, writes to, and prints in batches. */

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };

async function writeList(path: string, letters: number): Promise<void> {
  const file = createWriteStream(path);
  file.write("id;firstName;lastName;street;postalCode;locality\n");
  for (let index = 0; index < letters; index += 1) {
    const row = `R-${index};Camille;Moreau ${index};${index} rue de la Paix;${44_000 + (index % 90)};Nantes\n`;
    if (!file.write(row)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

const columns = ["id", "firstName", "lastName", "street", "postalCode", "locality"].map((name) => ({
  column: name,
  target: name,
}));
const body = `Bonjour {{ recipient.firstName }},

votre agence vous attend **jusqu’à la fin du mois**. Présentez cette lettre à l’accueil : elle porte la référence
{{ recipient.id }}.

- un café offert
- une remise de 10 %

À bientôt !`;

function flow(file: string, most: number): FlowNode[] {
  const place = { z: "tab", x: 100, y: 100 };
  return [
    { id: "tab", type: "tab", label: "Mailing" },
    { id: "c1", type: "campaign", name: "Spring", timeZone: "Europe/Paris", locale: "fr", store: "" },
    {
      ...{ id: "audience", type: "audience", version: 2, campaign: "c1", source: "file", file, columns },
      ...{ ...place, wires: [["letter"], []] },
    },
    {
      ...{ id: "letter", type: "render-message", version: 3, campaign: "c1", channel: "print", draw: "when-printed" },
      ...{ sender: "Au Fil des Saisons\n3 quai de Rouen\n76000 ROUEN", window: "right", addressStyle: "post" },
      ...{ subject: "Votre printemps", body, reference: "{{ recipient.id }}", signature: "Inès Marchand" },
      ...{ ...place, wires: [["print"], []] },
    },
    {
      ...{ id: "print", type: "send-print-job", version: 3, campaign: "c1", folder: "letters", mode: "batches" },
      ...{ most, age: 1, controlMarks: true, address: "report", ...place, wires: [[], [], []] },
    },
  ] as unknown as FlowNode[];
}

interface Letter {
  position: number;
  file: string;
  firstPage: number;
}

export interface PlayedMailing {
  /** What is in the folder, by ticket. */
  batches: { letters: number; pages: number; bytes: number }[];
  /** What the store says of each letter that was sent. */
  places: (Letter & { id: string })[];
  /** Letters that were printed, and what the process held then, in MB. */
  memory: { letters: number; rss: number; peak: number }[];
  /** Milliseconds from the first row to the last letter. */
  wall: number;
}

/** Prints so many letters in batches of at most `most`; memory is read when so many of them are printed. */
export async function playMailing(letters: number, most: number, marks: readonly number[]): Promise<PlayedMailing> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-mailing-"));
  const file = join(folder, "list.csv");
  await writeList(file, letters);
  const runtime = await Runtime.prepared(platform, flow(file, most));
  const memory: PlayedMailing["memory"] = [];
  let store: DatabaseSync | undefined;
  const count = () => {
    store ??= new DatabaseSync(join(runtime.folder, "belle-histoire", "store.sqlite"), { readOnly: true });
    const row = store.prepare("select count(*) as n from task where kind = 'send' and state = 'done'").get();
    return Number((row as { n: number }).n);
  };
  try {
    await until(() => runtime.api("/flows"), "Node-RED answers");
    await until(() => runtime.api("/belle-histoire/audience/audience/start", {}), "the import begins");
    const began = performance.now();
    for (const mark of marks) {
      await until(async () => (count() >= mark ? true : undefined), `${mark} letters are printed`, 60 + letters / 10);
      memory.push({ letters: mark, ...(await memoryOf(runtime.pid)) });
    }
    const wall = performance.now() - began;
    const sent = store?.prepare("select id, outcome from task where kind = 'send'").all() as
      | { id: string; outcome: string }[]
      | undefined;
    const places = (sent ?? []).map(({ id, outcome }) => ({
      ...(JSON.parse(outcome) as { batch: Letter }).batch,
      id,
    }));
    const names = (await readdir(join(runtime.folder, "letters"))).filter((name) => name.endsWith(".json"));
    const batches = await Promise.all(
      names.map(async (name) => {
        const text = await readFile(join(runtime.folder, "letters", name), "utf8");
        const { documents } = (JSON.parse(text) as { batch: { documents: { pages: number; bytes: number }[] } }).batch;
        const sum = (key: "pages" | "bytes") => documents.reduce((all, one) => all + one[key], 0);
        return { letters: sum("pages"), pages: sum("pages"), bytes: sum("bytes") };
      }),
    );
    return { batches, places, memory, wall };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${runtime.output}`, { cause: error });
  } finally {
    store?.close();
    await runtime.remove();
    await rm(folder, { recursive: true, force: true });
  }
}
