import type { Area } from "../area/area.ts";
import { answerNearest } from "./nearest.ts";
import { type Question, readQuestion, refuseWhatIsNotDone, type Service } from "./question.ts";
import { OsrmRefusal } from "./refusal.ts";
import { answerRoute } from "./route.ts";
import { answerTable } from "./table.ts";

/** What goes out over HTTP; the body is JSON. */
export interface OsrmAnswer {
  status: number;
  body: { code: string; message?: string };
}

const answers: Readonly<Record<Service, (area: Area, question: Question) => object>> = {
  route: answerRoute,
  table: answerTable,
  nearest: answerNearest,
};

/**
 * Answers a question of OSRM's HTTP API v1 (docs/http.md of osrm-backend) from an area file: `/route`, `/table` and `/nearest`.
 * `path` and `query` are as they stand in the address, `query` without its question mark. Whatever is asked, it answers.
 */
export function answerOsrm(area: Area, path: string, query: string): OsrmAnswer {
  try {
    const question = readQuestion(path, query);
    refuseWhatIsNotDone(question.options);
    const body = answers[question.service](area, question);
    const waypointsLeftOut = question.options.flag("skip_waypoints", false);
    return { status: 200, body: { code: "Ok", ...(waypointsLeftOut ? withoutWaypoints(body) : body) } };
  } catch (error) {
    if (error instanceof OsrmRefusal) return { status: 400, body: { code: error.code, message: error.message } };
    throw error;
  }
}

function withoutWaypoints(body: object): object {
  const { waypoints, sources, destinations, ...rest } = body as Record<string, unknown>;
  return rest;
}
