import type { Node, NodeAPI } from "node-red";
import type { VideoPart } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import type { Assets } from "../../../src/store/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import { inWords } from "../../shared/in-words.ts";
import { sayStatus } from "../../shared/say-status.ts";
import { atWork } from "../../shared/settlement.ts";
import { inUserFolder } from "../../shared/user-folder.ts";
import type { Film } from "./film.ts";
import { useFilming } from "./filming.ts";

/** The films of a node: what it says of them while they are made. */
export interface Films {
  /** Says at a deploy that no video can be made here. @param language BCP 47 */
  check(language: string): void;
  /** @throws NotWritten where a text does not fit; Fault */
  make(film: Film, message: Message, assets: Assets, language: string): Promise<VideoPart>;
  close(): Promise<void>;
}

/** Hundredths by which a film must have gone on to be told again. */
const step = 10;

export function filmsOf(RED: NodeAPI, node: Node): Films {
  const filming = useFilming(inUserFolder(RED, ""));
  let open = true;
  let count = 0;

  /** Tells how far the film is that is being made; others wait. */
  function teller(language: string): (share: number) => void {
    let told = -1;
    return (share) => {
      const percent = step * Math.floor((100 * share) / step);
      if (percent === told || !open) return;
      told = percent;
      const data = { percent, count: count - 1, ...(count > 1 && { reason: "waiting" }) };
      sayStatus(
        node,
        (viewer) => ({ fill: "blue", shape: "ring", text: sentence("film.progress", data, viewer) }),
        language,
      );
    };
  }

  return {
    check(language) {
      filming.studio().catch((error: unknown) => {
        if (!open) return;
        node.error(inWords(error, language));
        sayStatus(
          node,
          (viewer) => ({ fill: "red", shape: "ring", text: sentence("film.cannot", {}, viewer) }),
          language,
        );
      });
    },
    async make(film, message, assets, language) {
      const rest = atWork(message);
      count += 1;
      try {
        const made = await filming.make(film, assets, teller(language));
        return { ...made, alt: film.alt };
      } catch (error) {
        throw film.placed(error, language);
      } finally {
        count -= 1;
        rest();
      }
    },
    async close() {
      open = false;
      await filming.close();
    },
  };
}
