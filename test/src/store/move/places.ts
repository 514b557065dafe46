import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault } from "../../../../src/contract/index.ts";
import { moveStore, openDesk, openStore } from "../../../../src/store/index.ts";
import { oneFileWithStore } from "../../../one-file.ts";
import { emptyDatabase } from "../../../postgres/shared-server.ts";
import { row } from "../calls.ts";

export type Kind = "file" | "database";

const dies = new URL("./dies.ts", import.meta.url);
export const at = Date.UTC(2026, 10, 24, 12);
export const move = (from: string, to: string) => moveStore({ from, to, at });

/** A folder for the files of one test. */
export class Places {
  folder = "";
  private count = 0;

  async begin(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), "belle-histoire-move-"));
  }

  end(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** Where nothing is yet. */
  async empty(kind: Kind): Promise<string> {
    this.count += 1;
    return kind === "database" ? emptyDatabase() : join(this.folder, `${this.count}`, "store.sqlite");
  }

  /** A store with one recipient. */
  async filled(kind: Kind): Promise<string> {
    const place = await this.empty(kind);
    const { store } = await openStore(place);
    await store.enrol([row(0)]);
    await store.close();
    return place;
  }
}

/** What somebody is told who wants to work there. */
export async function opens(place: string): Promise<string> {
  try {
    const desk = await openDesk(place);
    await desk.attention(1).finally(() => desk.close());
    return "open";
  } catch (error) {
    return error instanceof Fault ? error.key : String(error);
  }
}

/** The same, when the server has noticed that its client is gone. */
export async function opensAtLast(place: string): Promise<string> {
  for (;;) {
    const answer = await opens(place);
    if (answer !== "store.being-moved") return answer;
  }
}

/** Moves a store in a process that is killed at a border of the move. */
export async function dieAt(border: string, from: string, to: string): Promise<void> {
  const program = oneFileWithStore(dies, "dies-in-a-move");
  const child = spawn(process.execPath, [program, from, to, border], { stdio: ["ignore", "ignore", "inherit"] });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  assert.equal(signal, "SIGKILL", "the border was reached");
}
