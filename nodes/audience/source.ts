import { basename } from "node:path";
import type { Node } from "node-red";
import type { RowSettings } from "../../src/audience/index.ts";
import { Fault } from "../../src/contract/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { AudienceConfig } from "./config.ts";
import type { Importer } from "./importer.ts";
import type { Places } from "./places.ts";

/** What an audience node shows to its own routes. */
export interface AudienceNode extends Node {
  /** Absent where the node cannot work. */
  desk?: { campaign: CampaignNode; importer: Importer; enrolNow(): Promise<void>; problem(error: unknown): void };
}

export function rowSettings({ columns, key }: Pick<AudienceConfig, "columns" | "key">): RowSettings {
  return { columns, ...(key !== "" && { key }) };
}

/** The file that a node is set to enrol. @throws Fault `audience.from-message`, `audience.no-file` */
export function fileOf(
  config: Pick<AudienceConfig, "source" | "file" | "uploadId" | "uploadName">,
  places: Places,
  inFolder: (path: string) => string,
): { file: string; name: string } {
  if (config.source === "message") throw new Fault("audience.from-message");
  const given = config.source === "file" ? config.file.trim() : config.uploadId;
  if (given === "") throw new Fault("audience.no-file");
  if (config.source === "upload") return { file: places.upload(given), name: config.uploadName };
  return { file: inFolder(given), name: basename(given) };
}
