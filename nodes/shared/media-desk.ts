import type { MediaKind } from "./media-kind.ts";

/** What forms and the routes of a campaign's media folder say to each other. */

export interface MediaUpload {
  name: string;
  kind: MediaKind;
  /** MIME type. */
  type: string;
  bytes: number;
}

export interface MediaAnswer {
  files: MediaUpload[];
}

export const mediaAddress = (campaign: string, name?: string, replace = false): string => {
  const path = `belle-histoire/campaign/${encodeURIComponent(campaign)}/media`;
  return name === undefined ? path : `${path}?${new URLSearchParams({ name, replace: String(replace) })}`;
};
