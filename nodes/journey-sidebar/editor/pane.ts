import type { Translate } from "../../shared/editor-catalogue.ts";

export type PaneName = "overview" | "webhooks" | "people" | "attention";

/** What a page of the sidebar has of the sidebar. */
export interface Desk {
  /** A sentence of the sidebar's catalogue. */
  _: Translate;
  /** Id of the chosen campaign; undefined: none runs. */
  campaign(): string | undefined;
  /** Shows another page; `about`: what it is to show, such as a case key. */
  go(page: PaneName, about?: string): void;
  /** How many things wait for a person; shown at the page's name and at the tab. */
  count(page: PaneName, waiting: number): void;
}

/** A page of the sidebar, as it lies open. */
export interface PaneLife {
  /** It is in sight now: looks at once, and then for itself. Called again when the campaign is another one. */
  shown(about?: string): void;
  /** It is out of sight: asks nothing any more. */
  hidden(): void;
}

export interface Pane {
  name: PaneName;
  /** Font Awesome 4.7, without `fa-`. */
  icon: string;
  /** Fills its place; called once, before it is first shown. */
  open(place: JQuery, desk: Desk): PaneLife;
}
