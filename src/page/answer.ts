import type { PageAnswer, PageAsk, PageBehind } from "./behind.ts";

/** What a personal page answers. Never rejects: what fails behind it is told to `behind.failed` and answered with 503. */
export async function answerPage(ask: PageAsk, behind: PageBehind): Promise<PageAnswer> {
  const page = await behind.find(ask.token);
  return { status: page === undefined ? 404 : 200, headers: {}, body: new Uint8Array() };
}
