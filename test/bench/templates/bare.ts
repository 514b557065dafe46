import { Liquid } from "liquidjs";

/** LiquidJS as it comes, with its own escaping, and for the filters that it lacks the least that writes the same. */
export function bareEngine(escapes = true): Liquid {
  const liquid = new Liquid(escapes ? { outputEscape: "escape" } : {});
  const euros = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" });
  const kilometres = new Intl.NumberFormat("fr-FR", { style: "unit", unit: "kilometer", maximumFractionDigits: 1 });
  liquid.registerFilter("money", (value: number) => euros.format(value / 100));
  liquid.registerFilter("distance", (value: number) => kilometres.format(value / 1000));
  liquid.registerFilter("url", (value: string) => value);
  return liquid;
}

/** CPU time in microseconds a rendering, over a round of many. */
function timed(render: () => unknown, perRound: number): number {
  const before = process.threadCpuUsage();
  for (let index = 0; index < perRound; index += 1) render();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / perRound;
}

/** CPU times of contenders that take turns, the first of which warms up: microseconds a rendering, by name. */
export function takeTurns(
  contenders: Readonly<Record<string, () => unknown>>,
  rounds: number,
  perRound: number,
): Record<string, number[]> {
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round += 1)
    for (const [name, render] of Object.entries(contenders)) {
      const microseconds = timed(render, perRound);
      if (round >= 0) samples[name]?.push(microseconds);
    }
  return samples;
}
