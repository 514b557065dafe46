import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Import } from "../../../src/store/index.ts";
import { type FlowNode, Runtime, until } from "../runtime.ts";

/** A list that a real Node-RED enrols while it is killed. */

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };

/** Of so many rows one is broken, and one bears the key of the row before it. */
const every = { broken: 1_000, twice: 400 };
const isBroken = (index: number) => index % every.broken === 500;
const isTwice = (index: number) => index % every.twice === 100;

export const expected = (rows: number) => {
  const all = Array.from({ length: rows }, (_, index) => index);
  const rejected = all.filter(isBroken).length;
  const twice = all.filter((index) => isTwice(index) && !isBroken(index)).length;
  return { rejected, already: twice, enrolled: rows - rejected - twice };
};

function rowOf(index: number): string {
  if (isBroken(index)) return `R-${index};"Camille" Moreau;only three\n`;
  const key = isTwice(index) ? index - 1 : index;
  return `R-${key};Camille;"Le ""Bihan""";c${key}@example.org;${index} rue de la Paix;44000;Nantes;oui\n`;
}

async function writeList(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write("id;prénom;nom;e-mail;adresse;CP;ville;opt-in email\n");
  for (let index = 0; index < rows; index += 1) if (!file.write(rowOf(index))) await once(file, "drain");
  file.end();
  await once(file, "close");
}

const columns = [
  ["id", "id"],
  ["prénom", "firstName"],
  ["nom", "lastName"],
  ["e-mail", "email"],
  ["adresse", "street"],
  ["CP", "postalCode"],
  ["ville", "locality"],
  ["opt-in email", "consent.email"],
].map(([column, target]) => ({ column, target }));

const flow = (file: string) =>
  [
    { id: "tab", type: "tab", label: "Audience" },
    { id: "c1", type: "campaign", name: "Spring", timeZone: "Europe/Paris", locale: "fr", store: "" },
    {
      ...{ id: "audience", type: "audience", version: 2, campaign: "c1", source: "file", file, columns },
      ...{ z: "tab", x: 100, y: 100, wires: [[], []] },
    },
  ] as unknown as FlowNode[];

export interface Played {
  /** Of the import, as the store tells it. */
  counts: Pick<Import, "enrolled" | "already" | "rejected" | "state">;
  journeys: number;
  recipients: number;
  imports: number;
  /** Rows that were done, and what the process held then, in MB. */
  memory: { rows: number; rss: number; peak: number }[];
  /** Milliseconds in which Node-RED was enrolling. */
  enrolling: number;
  /** Milliseconds from a start to the first commit of the import that goes on. */
  resuming: number[];
}

interface Row {
  position: number;
  enrolled: number;
  already: number;
  rejected: number;
  state: Import["state"];
}
const rowsOf = ({ enrolled, already, rejected }: Row) => enrolled + already + rejected;

export async function memoryOf(pid: number): Promise<{ rss: number; peak: number }> {
  const told = await readFile(`/proc/${pid}/status`, "utf8");
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(told)?.[1]) / 1_024;
  return { rss: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

/** Enrols a list of so many rows; kills Node-RED each time that so many are done. */
export async function playImport(rows: number, kills: readonly number[], marks: readonly number[]): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-import-"));
  const file = join(folder, "list.csv");
  await writeList(file, rows);
  const runtime = await Runtime.prepared(platform, flow(file));
  const memory: Played["memory"] = [];
  const resuming: number[] = [];
  let enrolling = 0;
  let store: DatabaseSync | undefined;
  const ask = (sql: string) => {
    store ??= new DatabaseSync(join(runtime.folder, "belle-histoire", "store.sqlite"), { readOnly: true });
    return store.prepare(sql).get() as unknown;
  };
  const look = () => ask("select * from import") as Row;
  try {
    await until(() => runtime.api("/flows"), "Node-RED answers");
    await until(() => runtime.api("/belle-histoire/audience/audience/start", {}), "the import begins");
    const left = [...kills];
    const open = [...marks];
    let began = performance.now();
    let again = false;
    for (let before = 0; ; ) {
      const row = await until(
        async () => {
          const next = look();
          return next.state !== "running" || rowsOf(next) > before ? next : undefined;
        },
        "the import goes on",
        120,
      );
      if (again) resuming.push(performance.now() - began);
      again = false;
      before = rowsOf(row);
      if (open[0] !== undefined && before >= open[0]) {
        memory.push({ rows: before, ...(await memoryOf(runtime.pid)) });
        open.shift();
      }
      if (row.state !== "running") break;
      if (left[0] === undefined || before < left[0]) continue;
      left.shift();
      await runtime.kill();
      enrolling += performance.now() - began;
      // What was committed after the last look counts as well.
      before = rowsOf(look());
      store?.close();
      store = undefined;
      await runtime.start();
      began = performance.now();
      again = true;
    }
    enrolling += performance.now() - began;
    const { enrolled, already, rejected, state } = look();
    const one = (sql: string) => Number((ask(sql) as { n: number }).n);
    return {
      counts: { enrolled, already, rejected, state },
      journeys: one("select count(*) as n from journey"),
      recipients: one("select count(distinct recipient) as n from journey"),
      imports: one("select count(*) as n from import"),
      memory,
      enrolling,
      resuming,
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${runtime.output}`, { cause: error });
  } finally {
    store?.close();
    await runtime.remove();
    await rm(folder, { recursive: true, force: true });
  }
}
