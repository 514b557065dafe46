import { privateHeaders, readPageToken } from "../links/index.ts";
import type { PageAnswer, PageAsk, PageBehind } from "./behind.ts";
import { looksLikeProgram, toldByScript } from "./caller.ts";
import { showChoices, takeChoices } from "./choices.ts";
import { showPage } from "./show-page.ts";
import { takeAnswer } from "./take-answer.ts";
import { answerFailed, sayBusy, sayMethod, sayNone } from "./words.ts";

const look = ["GET", "HEAD"];
const lookOrSay = [...look, "POST"];

/**
 * What a personal page answers. To look at it changes nothing, for programs look at every link of a message: a visit is told by
 * the page's own script, an answer by its form. Never rejects: what fails behind it is told to `behind.failed` and answered with 503.
 */
export async function answerPage(ask: PageAsk, behind: PageBehind): Promise<PageAnswer> {
  const answer = await answered(ask, behind).catch((error: unknown) => {
    behind.failed(error);
    return answerFailed(ask.language);
  });
  return ask.method === "HEAD" ? { ...answer, body: new Uint8Array() } : answer;
}

async function answered(ask: PageAsk, behind: PageBehind): Promise<PageAnswer> {
  const { method, action, language } = ask;
  const token = readPageToken(ask.token);
  if (token === undefined || (action === "choices" && !behind.choices)) return sayNone(language);
  const asks = behind.form.fields.length > 0;
  const allowed =
    action === "seen" ? ["POST"] : action === "choices" || (action === "answer" && asks) ? lookOrSay : look;
  if (!allowed.includes(method)) return sayMethod(language, allowed.join(", "));
  if (method === "POST" && action === "answer") return takeAnswer(ask, token, behind);
  if (method === "POST" && action === "choices") return takeChoices(ask, token, behind);
  const wait = await behind.tooMany(token, "look");
  if (wait !== undefined) return sayBusy(language, wait);
  if (action === "seen") return seen(ask, token, behind);
  const page = await behind.find(token);
  if (page === undefined) return sayNone(language);
  return action === "choices" ? showChoices(token, page, behind) : showPage(page, token, behind);
}

/** A visit, which the page's script tells; nobody reads what it is answered. */
async function seen({ headers }: PageAsk, token: string, behind: PageBehind): Promise<PageAnswer> {
  // A page of another node is not shown at this one's address.
  const page = await behind.find(token);
  const doubtful = !toldByScript(headers) || looksLikeProgram(headers);
  const visit = page === undefined ? "none" : await behind.visited(token, doubtful);
  return { status: visit === "none" ? 404 : 204, headers: privateHeaders, body: new Uint8Array() };
}
