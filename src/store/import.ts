import type { JsonObject } from "../contract/index.ts";

/** What becomes of a row whose recipient is there already and whom no new journey begins for. */
type Duplicates = "skip" | "update" | "refuse";

/** Whether a recipient without a case key may enter again. A case has one journey ever. */
type Reentry = "never" | "ended" | "always";

/** How rows are enrolled. */
export interface EnrolTerms {
  /** Absent: `skip`. */
  duplicates?: Duplicates;
  /** Absent: `never`. */
  reentry?: Reentry;
  /** What the rows come from: nobody enters twice in one run, whatever the re-entry. */
  run?: string;
  progress?: ImportProgress;
}

/** One part of an import. */
export interface ImportProgress {
  import: string;
  /** Bytes of the content before this part, and with it. */
  from: number;
  to: number;
  /** Number of the line that the next part begins with. */
  line: number;
  /** Rows of this part that never came as far as the store. */
  rejected: number;
  at: number;
}

/** A list that is about to be enrolled. */
export interface ImportStart {
  id: string;
  campaign: string;
  /** Id of the audience node. */
  node: string;
  /** Of the file, for people. */
  name: string;
  /** SHA-256 of the content as it came. */
  digest: string;
  /** The encoding that it came in. */
  encoding: string;
  /** Length of the content as it is read. */
  bytes: number;
  at: number;
}

export interface Import extends Omit<ImportStart, "at"> {
  /** Bytes that are done. */
  position: number;
  line: number;
  enrolled: number;
  updated: number;
  already: number;
  rejected: number;
  state: "running" | "done" | "failed";
  /** Of a failed one: catalogue key and data. */
  problem?: JsonObject;
  startedAt: number;
  changedAt: number;
}
