import type { Column } from "../../src/audience/targets.ts";

/** The audience node as Node-RED saves it. */
export interface AudienceConfig {
  version: number;
  name: string;
  campaign: string;
  /** Where the people come from: what a message brings, a file of the server, or one that was chosen in the form. */
  source: "message" | "file" | "upload";
  /** Path of the file; a relative one counts from Node-RED's user directory. */
  file: string;
  /** Name under which a chosen file is kept, and the name that it had. */
  uploadId: string;
  uploadName: string;
  separator: "auto" | ";" | "," | "\t" | "|";
  encoding: "auto" | "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
  /** Empty: columns are taken by their own names; unknown ones become attributes. */
  columns: Column[];
  /** What a recipient is known by where no column holds the key; empty: each row needs one. */
  key: "" | "caseKey" | "email" | "phone";
  duplicates: "skip" | "update" | "refuse";
  reentry: "never" | "ended" | "always";
}

export const defaults: AudienceConfig = {
  version: 2,
  name: "",
  campaign: "",
  source: "message",
  file: "",
  uploadId: "",
  uploadName: "",
  separator: "auto",
  encoding: "auto",
  columns: [],
  key: "",
  duplicates: "skip",
  reentry: "never",
};

/**
 * Brings a node saved by an earlier version to the present shape. Version 1 knew messages only, and enrolled each person
 * once: what the defaults say.
 */
export function migrate(saved: Partial<AudienceConfig>): AudienceConfig {
  return { ...defaults, ...saved, version: defaults.version };
}
