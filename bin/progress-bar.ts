import type { WriteStream } from "node:tty";

/** Where a long piece of work is: a bar on a terminal, a line for each stage elsewhere. */
export interface Progress<Stage extends string> {
  told(stage: Stage, share: number): void;
  end(): void;
}

const width = 28;
/** Milliseconds between two drawings of the bar. */
const pause = 100;

export function progressOn<Stage extends string>(
  stream: Pick<WriteStream, "isTTY" | "write">,
  nameOf: (stage: Stage) => string,
): Progress<Stage> {
  let last: { stage: Stage; at: number } | undefined;
  return {
    told(stage, share) {
      const now = performance.now();
      const first = last?.stage !== stage;
      if (stream.isTTY) {
        if (!first && share < 1 && now - (last?.at ?? 0) < pause) return;
        if (first && last !== undefined) stream.write("\n");
        const full = Math.round(share * width);
        const percent = String(Math.floor(share * 100)).padStart(3);
        stream.write(`\r${"█".repeat(full)}${"░".repeat(width - full)} ${percent} % ${nameOf(stage)}`);
      } else if (first) stream.write(`${nameOf(stage)}\n`);
      last = { stage, at: now };
    },
    end() {
      if (stream.isTTY && last !== undefined) stream.write("\n");
      last = undefined;
    },
  };
}
