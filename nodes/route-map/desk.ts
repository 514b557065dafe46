import type { FormService } from "../shared/form-service.ts";

/** What the form of a route map asks its preview, and what it is told. */

export interface PreviewRequest {
  config: Record<string, unknown>;
  /** The chosen map service as the editor holds it; null: none. */
  service: FormService | null;
  /** Address or position of somebody, in one line; empty: one of the area's own. */
  from: string;
}

export interface PreviewAnswer {
  /** A data URL; absent where no picture for screens is made. */
  image: string;
  alt: string;
  /** West, south, east, north of the picture in degrees. */
  extent?: [number, number, number, number];
  /** Id of the store that is shown. */
  store: string;
  /** Why the way is missing; empty: it is not. */
  fallback: string;
  /** Rows of a list of stores that are left out, and what else is to be known. */
  hints: string[];
}

export const previewPath = "belle-histoire/route-map/preview";
