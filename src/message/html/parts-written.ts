import type { Problem } from "../../contract/index.ts";
import { TemplateFault } from "../problems.ts";
import type { Rendered } from "../render.ts";

/** The parts of a message while they are written: what is wrong in one does not keep the others from being looked at. */
export function partsWritten() {
  const wrong: Problem[] = [];
  const overcome: Problem[] = [];
  /**
   * The text of a part; empty where something is wrong with it.
   * @param place where a problem is in what was written by hand
   */
  function take(write: () => Rendered, place = (problem: Problem) => problem): string {
    try {
      const written = write();
      overcome.push(...written.overcome.map(place));
      return written.text;
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      wrong.push(...error.problems.map(place));
      return "";
    }
  }
  return { wrong, overcome, take };
}
