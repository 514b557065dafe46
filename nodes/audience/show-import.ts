import type { Node } from "node-red";
import { sentence } from "../../src/language/index.ts";
import type { Import } from "../../src/store/index.ts";
import { sayStatus } from "../shared/say-status.ts";

/** Milliseconds between two words of progress. */
const pause = 1_000;

const rowsOf = ({ enrolled, updated, already, rejected }: Import) => enrolled + updated + already + rejected;

/** An import in a line. */
export function importInWords(state: Import, locale: string): string {
  const { name, enrolled, updated, rejected, bytes, position } = state;
  const percent = bytes === 0 ? 100 : Math.floor((100 * position) / bytes);
  const data = { name, enrolled, updated, rejected, percent, done: rowsOf(state) };
  const key = state.state === "done" && updated > 0 ? "updated" : state.state;
  return sentence(`audience.status.${key}`, data, locale);
}

const looks = {
  running: () => ({ fill: "blue", shape: "ring" }) as const,
  done: ({ rejected }: Import) => ({ fill: rejected > 0 ? "yellow" : "green", shape: "dot" }) as const,
  failed: () => ({ fill: "red", shape: "dot" }) as const,
};

/** Tells of imports in the status of a node: their progress once a second, their end at once. */
export function showImport(node: Node, locale: string): { show(state: Import): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let next: Import | undefined;
  const tell = (state: Import) =>
    sayStatus(node, (language) => ({ ...looks[state.state](state), text: importInWords(state, language) }), locale);
  const round = () => {
    timer = undefined;
    if (next === undefined) return;
    tell(next);
    next = undefined;
    timer = setTimeout(round, pause);
  };
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
    next = undefined;
  };
  return {
    show(state) {
      if (state.state !== "running") {
        stop();
        tell(state);
        return;
      }
      next = state;
      if (timer === undefined) round();
    },
    stop,
  };
}
