import type { PlayCase, PlayStep, PlayWire } from "../../../src/play/index.ts";

export type { PlayCase, PlayContent, PlayExpectation, PlayStep, PlayWire, PlayWord } from "../../../src/play/index.ts";

/**
 * Playing a person through the flow that runs: in test mode, with a clock that jumps to what is due next, in a store that
 * exists for this play alone. Nothing leaves. Paths are below `belle-histoire/journey/`.
 */

/** `POST play` with `{ case: PlayCase }`: begins; `GET play/:id`: how far it is; `POST play/:id/stop`. At most one a user and five in all. */
export interface PlayAnswer {
  id: string;
  state: "playing" | "ended" | "stopped" | "failed";
  case: PlayCase;
  steps: PlayStep[];
  /** Why it failed, or what of the flow was not played: sentences. */
  problems: string[];
  /** Of a case that expects something: each expectation in words, and whether it held. */
  expected: { text: string; held: boolean }[];
}

/** `GET play-entries`: where a person may come in, and who may be a sample. */
export interface PlayEntriesAnswer {
  entries: { id: string; label: string; type: string; example: Omit<PlayCase, "version" | "name" | "entry"> }[];
}

/** Told to all editors at `belle-histoire/play/<id>`: no content, nobody's name. */
export interface PlayTold {
  number: number;
  node: string;
  wires: PlayWire[];
  state: PlayAnswer["state"];
}
