import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { House } from "../journey/index.ts";
import { observe } from "./seen.ts";

/** A campaign that runs, and where its things are. */
export interface Running {
  id: string;
  name: string;
  house: Promise<House>;
}

export interface Figures {
  /** The text of `text/plain; version=0.0.4`, as Prometheus reads it. */
  text(): Promise<{ contentType: string; text: string }>;
  /** Counts no longer. */
  stop(): void;
}

/** Things that wait for a person are counted up to here. */
const mostItems = 10_000;
/** Milliseconds for an answer of a store: one that is stuck must not keep the figures of the others. */
const patience = 4_000;

/** The same, or a rejection where it takes too long. */
function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("late")), patience);
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/**
 * Counts what this process does from now on, and reads from the stores what has happened before and what waits. Names follow
 * Prometheus (base units, `_total` for what only grows); labels hold ids and names of campaigns and nodes, never a person.
 */
export function openFigures(version: string, running: () => Running[]): Figures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const prefix = "belle_histoire";
  new Gauge({ name: `${prefix}_info`, help: "The version that runs.", labelNames: ["version"], registers }).set(
    { version },
    1,
  );
  const receipts = new Counter({
    ...{ name: `${prefix}_webhook_calls_total`, help: "Calls of webhooks answered by this process, by receipt." },
    ...{ labelNames: ["campaign", "node", "receipt", "status"], registers },
  });
  const operations = new Histogram({
    ...{ name: `${prefix}_store_operation_seconds`, help: "From the call of an operation of the store to its commit." },
    ...{
      labelNames: ["operation"],
      registers,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    },
  });
  const failures = new Counter({
    ...{ name: `${prefix}_store_failures_total`, help: "Operations of the store that failed in this process." },
    ...{ labelNames: ["operation"], registers },
  });
  const stop = observe((seen) => {
    if (seen.kind === "receipt") {
      const { campaign, node, receipt, status } = seen;
      receipts.inc({ campaign, node, receipt, status });
    } else if (seen.kind === "operation") {
      operations.observe({ operation: seen.operation }, seen.milliseconds / 1000);
      if (seen.failed) failures.inc({ operation: seen.operation });
    }
  });

  const node = ["campaign", "node", "type", "name"];
  const happened = new Gauge({
    ...{
      name: `${prefix}_history_lines`,
      help: "What happened at each node so far, in all processes of the store, by kind.",
    },
    ...{ labelNames: [...node, "kind"], registers },
  });
  const waiting = new Gauge({
    ...{ name: `${prefix}_waiting`, help: "People who wait at a node.", labelNames: node, registers },
  });
  const attention = new Gauge({
    ...{ name: `${prefix}_attention`, help: "Things that only a person can settle, by kind.", registers },
    labelNames: ["campaign", "kind"],
  });
  const holding = new Gauge({
    ...{
      name: `${prefix}_tasks_held`,
      help: "Tasks that this process works on now.",
      labelNames: ["campaign"],
      registers,
    },
  });
  const up = new Gauge({
    ...{ name: `${prefix}_store_up`, help: "1: the store answers.", labelNames: ["campaign", "name"], registers },
  });

  async function read(): Promise<void> {
    for (const gauge of [happened, waiting, attention, holding, up]) gauge.reset();
    await Promise.all(
      running().map(async ({ id, name, house }) => {
        try {
          const { store, engine } = await inTime(house);
          const [tallies, items] = await inTime(Promise.all([store.tally(), store.attention(mostItems, id)]));
          for (const { node: of, campaign, type = "", name: called = "", counts } of tallies) {
            if (campaign !== id) continue;
            const labels = { campaign: id, node: of, type, name: called };
            const { waiting: held, ...kinds } = counts;
            if (held !== undefined) waiting.set(labels, held);
            for (const [kind, count] of Object.entries(kinds)) happened.set({ ...labels, kind }, count);
          }
          for (const { kind } of items) attention.inc({ campaign: id, kind });
          holding.set({ campaign: id }, engine.holding);
          up.set({ campaign: id, name }, 1);
        } catch {
          // Whoever watches is told so by this figure, and a person by the node.
          up.set({ campaign: id, name }, 0);
        }
      }),
    );
  }

  let reading: Promise<{ contentType: string; text: string }> | undefined;
  return {
    text() {
      // Several who ask at once are one reading.
      reading ??= read()
        .then(async () => ({ contentType: registry.contentType, text: await registry.metrics() }))
        .finally(() => {
          reading = undefined;
        });
      return reading;
    },
    stop() {
      stop();
      registry.clear();
    },
  };
}
