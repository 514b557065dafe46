import { readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { PlayAnswer } from "../nodes/journey-sidebar/play/desk.ts";
import { Fault } from "../src/contract/index.ts";
import { sentence } from "../src/language/index.ts";
import { junitReport, type PlayCase, type PlayedCase, readCase } from "../src/play/index.ts";
import { type FlowNode, tame } from "./play/flow.ts";
import { type OwnNodeRed, startNodeRed } from "./play/node-red.ts";

export interface PlaySettings {
  junit?: string;
  language: string;
}

/** A JSON file. @throws Fault `play.cli.unreadable` */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Fault("play.cli.unreadable", { file, problem: error instanceof Error ? error.message : String(error) });
  }
}

/** The nodes of an exported flow. @throws Fault `play.cli.unreadable` */
async function readFlow(file: string): Promise<FlowNode[]> {
  const read = (await readJson(file)) as FlowNode[] | { flows?: FlowNode[] } | null;
  const nodes = Array.isArray(read) ? read : read?.flows;
  if (!Array.isArray(nodes)) throw new Fault("play.cli.unreadable", { file, problem: "[{ id, type, … }]" });
  return nodes;
}

/** Plays a case to its end. @throws Fault */
async function playCase(asked: PlayCase, nodeRed: OwnNodeRed): Promise<PlayAnswer> {
  let told = (await nodeRed.ask("play", { case: asked })) as PlayAnswer;
  while (told.state === "playing") {
    await pause(100);
    told = (await nodeRed.ask(`play/${told.id}`)) as PlayAnswer;
  }
  return told;
}

function storyOf({ steps }: PlayAnswer): string[] {
  return steps.map(({ at, label, text }) => `${at.slice(0, 16).replace("T", " ")}  ${label}: ${text}`);
}

/** Plays a file, and prints what happens. Never throws what is the fault of the case. */
async function playFile(file: string, nodeRed: OwnNodeRed, language: string): Promise<PlayedCase> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  let name = file;
  try {
    const asked = readCase(await readJson(file), language);
    name = asked.name;
    console.log(`\n${name}  (${file})`);
    const answer = await playCase(asked, nodeRed);
    const story = storyOf(answer);
    for (const line of story) console.log(`  ${line}`);
    for (const problem of answer.problems) console.log(`  ! ${problem}`);
    for (const { text, held } of answer.expected) console.log(`  ${held ? "✔" : "✘"} ${text}`);
    const error = answer.state === "ended" ? {} : { error: answer.problems.join(" ") };
    return { file, name, seconds: seconds(), expected: answer.expected, story, ...error };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const why = sentence(error.key, error.data, language);
    console.log(`  ! ${why}`);
    return { file, name, seconds: seconds(), expected: [], story: [], error: why };
  }
}

/**
 * Plays cases through a flow in a Node-RED of its own, from which nothing leaves.
 * @returns the exit code: 0 all went as expected, 1 an expectation did not hold, 2 something could not be played
 * @throws Fault `play.cli.…` where nothing could be played
 */
export async function runPlay(flow: string, cases: readonly string[], settings: PlaySettings): Promise<0 | 1 | 2> {
  const { junit, language } = settings;
  const nodes = tame(await readFlow(flow), dirname(resolve(flow)));
  const nodeRed = await startNodeRed(nodes, language);
  const played: PlayedCase[] = [];
  try {
    for (const file of cases) played.push(await playFile(file, nodeRed, language));
  } finally {
    await nodeRed.stop();
  }
  if (junit !== undefined) await writeFile(junit, junitReport(played));
  const expected = played.flatMap((one) => one.expected);
  const held = expected.filter((one) => one.held).length;
  console.log(`\n${sentence("play.cli.result", { held, count: expected.length }, language)}`);
  if (played.some(({ error }) => error !== undefined)) return 2;
  return held === expected.length ? 0 : 1;
}
