import type { HTTPRequest, Page } from "puppeteer-core";

/** What a form is answered, by the last part of the address: `calls`, `listen`, `try`. */
export type FakeAnswers = Record<string, (body: unknown) => { status: number; json?: unknown } | undefined>;

export interface FakeDesk {
  /** Every question, in its order. */
  asked: { what: string; body: unknown }[];
  /** Those that were given up. */
  givenUp: string[];
  close(): Promise<void>;
}

/**
 * Answers the form of a node in the place of Node-RED, so that a test says what it hears; what no answer is given for goes to
 * Node-RED. Undefined as an answer: the question stays open.
 */
export async function fakeDesk(page: Page, answers: FakeAnswers, node = "inbound-webhook"): Promise<FakeDesk> {
  const asked: FakeDesk["asked"] = [];
  const givenUp: string[] = [];
  const address = new RegExp(`/belle-histoire/${node}/(?:[^/?]+/)?([\\w-]+)(?:$|\\?)`);
  const whatOf = (request: HTTPRequest) => address.exec(request.url())?.[1] ?? "";
  const answer = (request: HTTPRequest) => {
    const what = whatOf(request);
    if (what === "" || !Object.hasOwn(answers, what)) return void request.continue();
    const text = request.postData();
    const body: unknown = text === undefined ? undefined : JSON.parse(text);
    asked.push({ what, body });
    const given = answers[what]?.(body);
    if (given === undefined) return;
    const { status, json } = given;
    void request.respond({
      status,
      contentType: "application/json",
      body: json === undefined ? "" : JSON.stringify(json),
    });
  };
  const failed = (request: HTTPRequest) => {
    if (whatOf(request) !== "") givenUp.push(whatOf(request));
  };
  page.on("request", answer);
  page.on("requestfailed", failed);
  await page.setRequestInterception(true);
  return {
    asked,
    givenUp,
    async close() {
      await page.setRequestInterception(false);
      page.off("request", answer);
      page.off("requestfailed", failed);
    },
  };
}
