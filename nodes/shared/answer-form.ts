import type { IncomingMessage } from "node:http";
import { spokenTo } from "../../src/webhook/index.ts";
import { inWords } from "./in-words.ts";

export type FormRequest = IncomingMessage & {
  params: Record<string, string | string[] | undefined>;
  body?: unknown;
};
interface FormReply {
  json(body: object): unknown;
  status(code: number): { json(body: object): unknown };
}

/** A route that answers a form with JSON, and with a sentence in the editor's language where it cannot. */
export function answering(work: (request: FormRequest, language: string) => object | Promise<object>) {
  return (request: FormRequest, response: FormReply): void => {
    const language = spokenTo(request.headers["accept-language"]);
    const run = async () => work(request, language);
    run().then(
      (answer) => response.json(answer),
      (error: unknown) => response.status(422).json({ problem: inWords(error, language) }),
    );
  };
}
