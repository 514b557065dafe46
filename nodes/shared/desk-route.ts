import type { NodeAPI } from "node-red";
import { Fault, type JsonObject } from "../../src/contract/index.ts";
import { spokenTo } from "../../src/webhook/index.ts";
import { inWords } from "./in-words.ts";

/** What the editor asks. */
export interface Asked {
  params: Record<string, string>;
  query: URLSearchParams;
  /** Of a POST: what was sent as JSON. */
  body: JsonObject;
  /** The editor's. */
  language: string;
  /** Name of the user of the editor; empty: it has none. */
  user: string;
  /** Who asks: the user of the editor; where it has none, the name that was given. @throws Fault `desk.who` */
  by(): string;
}

/** An answer that is no JSON. */
export class FileAnswer {
  readonly content: Uint8Array | string;
  readonly type: string;
  /** Name under which it is saved; absent: it is shown. */
  readonly saveAs?: string;

  constructor(content: Uint8Array | string, type: string, saveAs?: string) {
    this.content = content;
    this.type = type;
    this.saveAs = saveAs;
  }
}

/** Answers with a value, which becomes JSON, a `FileAnswer`, or undefined: there is no such thing (404). */
type Answering = (asked: Asked) => Promise<unknown>;

interface Call {
  params: Record<string, string>;
  url: string;
  body?: unknown;
  headers: { "accept-language"?: string };
  user?: { username?: unknown };
}

function byOf({ user, body }: Call): string {
  const given = (body as { by?: unknown } | undefined)?.by;
  const name = typeof user?.username === "string" ? user.username : typeof given === "string" ? given.trim() : "";
  if (name === "") throw new Fault("desk.who");
  return name.slice(0, 200);
}

/** No browser keeps what it is shown of people, nor runs what a message brings with it. */
const careful = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy":
    "sandbox; default-src 'none'; img-src data: 'self'; media-src 'self'; style-src 'unsafe-inline'",
};

/** How a route is asked. `look`: by POST, for a question that names a person, which stands in no address; it changes nothing. */
type Method = "get" | "look" | "post";

/**
 * Opens routes below `belle-histoire/journey` of the editor, behind its permissions: `journey.read` to look, `journey.write` to
 * change. A fault is told in the editor's language with status 422, any other error with 503; neither ends Node-RED.
 */
export function deskRoute(RED: NodeAPI, method: Method, path: string, answering: Answering): void {
  const permission = RED.auth.needsPermission(method === "post" ? "journey.write" : "journey.read");
  RED.httpAdmin[method === "get" ? "get" : "post"](
    `/belle-histoire/journey/${path}`,
    permission,
    (request, response) => {
      const call = request as unknown as Call;
      const language = spokenTo(call.headers["accept-language"]);
      // A sentence of what is wrong may name somebody as well.
      response.set(careful);
      const run = async () => {
        const answer = await answering({
          params: call.params,
          query: new URL(call.url, "http://desk").searchParams,
          body: (call.body ?? {}) as JsonObject,
          language,
          user: typeof call.user?.username === "string" ? call.user.username : "",
          by: () => byOf(call),
        });
        if (response.writableEnded) return;
        if (answer === undefined) response.sendStatus(404);
        else if (!(answer instanceof FileAnswer)) response.json(answer);
        else {
          if (answer.saveAs !== undefined) response.attachment(answer.saveAs);
          response
            .type(answer.type)
            .send(typeof answer.content === "string" ? answer.content : Buffer.from(answer.content));
        }
      };
      run().catch((error: unknown) => {
        if (response.headersSent) return void response.destroy();
        response.status(error instanceof Fault ? 422 : 503).json({ problem: inWords(error, language) });
      });
    },
  );
}
