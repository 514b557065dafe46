import type { LoadMedia, WrittenStoryboard } from "../../../src/video/index.ts";

/** A video that is written and not made yet: its storyboard with the texts of one recipient. */
export interface Film {
  /** The video becomes `msg.video.<name>`. */
  name: string;
  storyboard: WrittenStoryboard;
  load: LoadMedia;
  /** What each scene says. */
  said: string[];
  /** In words, in the recipient's language. */
  alt: string;
  /** Seconds and megabytes. */
  limits: { timeLimit?: number; sizeLimit?: number };
  /** An error of the studio at its place in the form; any other as it is. @param language BCP 47, of the problem */
  placed(error: unknown, language: string): unknown;
}
