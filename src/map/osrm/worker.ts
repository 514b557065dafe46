import { Fault } from "../../contract/index.ts";
import { openArea } from "../area/read.ts";
import type { Reason } from "../map-picture.ts";
import { answerOsrm, type OsrmAnswer } from "./answer.ts";

/** One question to an area file. */
export interface OsrmTask {
  area: string;
  path: string;
  query: string;
}

/** Runs in a worker thread: why the area cannot be opened, where it cannot. */
export function openInWorker(area: string): Reason | undefined {
  try {
    openArea(area);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return { key: error.key, data: error.data };
    throw error;
  }
}

/** Runs in a worker thread. JSON is made there as well, since a long way takes as long to write as to find. */
export function answerInWorker({ area, path, query }: OsrmTask): { status: number; json: string } {
  const { status, body } = answered(area, path, query);
  return { status, json: JSON.stringify(body) };
}

function answered(area: string, path: string, query: string): OsrmAnswer {
  try {
    return answerOsrm(openArea(area), path, query);
  } catch (error) {
    // The area file was there when the door was opened: whoever runs it has to look, not who asks.
    if (error instanceof Fault) return { status: 503, body: { code: "Unavailable", message: error.key } };
    throw error;
  }
}
