import { Worker } from "node:worker_threads";
import { renderText, TemplateFault } from "../../src/message/index.ts";
import { type Figure, median, type Result } from "./figures.ts";
import { bareEngine, takeTurns } from "./templates/bare.ts";
import { data, hostile } from "./templates/hostile.ts";
import { mail, message } from "./templates/message.ts";

const rounds = 9;
const perRound = 1_500;
/** Of each hostile template. */
const tries = 5;

const words = (html: string) => html.replace(/&quot;/g, "&#34;");

/** CPU time in milliseconds until a hostile template that was not read before has ended. */
function ended(template: string): number {
  const before = process.threadCpuUsage();
  try {
    renderText(template, data, { what: "body", kind: "html", language: "fr", timeZone: "Europe/Paris" });
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function endAll(): Figure[] {
  return Object.entries(hostile).map(([name, template]) => {
    const times = Array.from({ length: tries }, (_, index) => ended(`${template}${" ".repeat(index)}`));
    return { name, values: { "ms CPU": median(times) } };
  });
}

/** How many hostile templates end, one after the other, in a heap of 100 MB, with all of the code in it. */
function endedInSmallHeap(): Promise<number> {
  const worker = new Worker(new URL("templates/small-heap.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 84, maxYoungGenerationSizeMb: 16 },
  });
  let count = 0;
  worker.on("message", () => {
    count += 1;
  });
  return new Promise((resolve) => {
    // What does not fit ends the worker with an error.
    worker.on("error", () => resolve(count));
    worker.on("exit", () => resolve(count));
  });
}

/** Our render, with the copy of its data, its checks and its filters, against bare LiquidJS on the same template. */
export async function run(): Promise<Result> {
  const bare = bareEngine();
  const parsed = bare.parse(mail);
  const setting = { what: "body", kind: "html", language: "fr", timeZone: "Europe/Paris" } as const;
  const contenders: Record<string, () => string> = {
    "bare LiquidJS, parsed once": () => String(bare.renderSync(parsed, message)),
    "our render": () => renderText(mail, message, setting),
  };
  const [theirs = "", ours = ""] = Object.values(contenders).map((render) => words(render()));
  if (theirs !== ours) throw new Error(`They do not write the same:\n${theirs}\n${ours}`);
  const samples = takeTurns(contenders, rounds, perRound);
  const figures: Figure[] = Object.entries(samples).map(([name, all]) => ({
    name,
    values: { "µs CPU": median(all), "renders/s": 1e6 / median(all) },
  }));
  const [bareTime = Number.NaN, ourTime = Number.NaN] = Object.values(samples).map(median);
  const ratio = ourTime / bareTime;
  const ends = endAll();
  const slowest = Math.max(...ends.map(({ values }) => values["ms CPU"] ?? Number.NaN));
  const all = Object.keys(hostile).length;
  const small = await endedInSmallHeap();
  return {
    subject: `templates: an e-mail of ${(ours.length / 1024).toFixed(1)} KB, ${rounds} rounds of ${perRound}`,
    figures: [...figures, ...ends],
    claims: [
      { claim: "our render ÷ bare LiquidJS, CPU", measured: ratio, aim: "≤ 1.3", met: ratio <= 1.3 },
      { claim: "slowest hostile template, ms", measured: slowest, aim: "≤ 300", met: slowest <= 300 },
      {
        claim: "hostile templates that end in a heap of 100 MB",
        measured: small,
        aim: String(all),
        met: small === all,
      },
    ],
  };
}
