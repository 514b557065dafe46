import { Fault } from "../contract/index.ts";
import { type Row, type Statements, text } from "./operations/index.ts";

/** What a store knows of a move that it takes or took part in. */
export interface Relocation {
  id: string;
  /** Where it came from, or where it has gone. */
  way: "from" | "to";
  /** The other place, without what is secret in it. */
  place: string;
  at: number;
  /** False: nothing has arrived here yet. */
  done: boolean;
}

const columns = "id, way, place, at, done";

const relocationOf = (row: Row): Relocation => ({
  id: text(row.id),
  way: row.way === "to" ? "to" : "from",
  place: text(row.place),
  at: Number(row.at),
  done: Number(row.done) === 1,
});

/** All moves, the last one first. */
export async function relocations({ all }: Pick<Statements, "all">): Promise<Relocation[]> {
  return (await all(`select ${columns} from relocation order by at desc, way desc`)).map(relocationOf);
}

export async function keepRelocation(
  { run }: Pick<Statements, "run">,
  { id, way, place, at, done }: Relocation,
): Promise<void> {
  await run(
    `insert into relocation (${columns}) values (?, ?, ?, ?, ?) on conflict (id) do update set done = excluded.done`,
    id,
    way,
    place,
    at,
    done ? 1 : 0,
  );
}

/** What a person is told who opens a store that is elsewhere. */
export function faultOfMoved(here: string, { place, at }: Relocation): Fault {
  return new Fault("store.moved", { here, place, date: new Date(at).toISOString().slice(0, 10) });
}

/** Only one of the two places of a move may be opened. @throws Fault `store.moved`, `store.unfinished` */
export async function refuseMoved(statements: Pick<Statements, "all">, here: string): Promise<void> {
  const moves = await relocations(statements);
  const gone = moves.find(({ way }) => way === "to");
  if (gone !== undefined) throw faultOfMoved(here, gone);
  const begun = moves.find(({ done }) => !done);
  if (begun !== undefined) throw new Fault("store.unfinished", { here, place: begun.place });
}
