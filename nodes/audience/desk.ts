import type { Look } from "../../src/audience/look.ts";
import type { AudienceConfig } from "./config.ts";

/** What the form and the routes of an audience node say to each other. */

/** The form as it stands. */
export type LookRequest = Pick<
  AudienceConfig,
  "source" | "file" | "uploadId" | "uploadName" | "separator" | "encoding" | "columns" | "key"
>;

export type LookAnswer = Look;

export interface UploadAnswer {
  id: string;
}

export interface ImportsAnswer {
  /** The last imports, a line each, the newest first. */
  imports: { at: string; text: string }[];
  busy: boolean;
  /** Some people of the campaign. */
  people: Record<string, unknown>[];
}

export const audiencePath = (node: string, what: "upload" | "look" | "start" | "imports"): string =>
  `belle-histoire/audience/${encodeURIComponent(node)}/${what}`;
