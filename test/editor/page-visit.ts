import type { Page } from "puppeteer-core";
import type { Heard, PageDesk } from "./page-flow.ts";

/** A browser of today, as it names itself where nobody drives it. */
const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** The form of a page. */
export const form = "#response form[action^='?answer']";

/** A window before a page, and what people do with it. */
export interface Visit {
  page: Page;
  /** What the page wrote to the console as an error, what it threw, and what it asked. */
  complaints: string[];
  choose(value: string): Promise<void>;
  /** Sends the form, and waits for the page that follows. */
  submit(): Promise<void>;
  /** Waits for the page that follows something. */
  following(work: () => Promise<unknown>): Promise<void>;
  /** What stands in the place of the form, the form itself included. */
  shown(): Promise<string>;
}

/** A window of its own: no visit knows of another. It hides that we drive it, unless it is that of a program. */
export async function openWindow({ page: editor }: PageDesk, by: "person" | "program" = "person"): Promise<Visit> {
  const page = await editor.browser().newPage();
  if (by === "person")
    await page.evaluateOnNewDocument(() => Object.defineProperty(Navigator.prototype, "webdriver", { value: false }));
  await page.setUserAgent({ userAgent });
  await page.setViewport({ width: 1280, height: 900 });
  await page.bringToFront();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // The browser reports every answer of 4xx by itself; a form with something wrong is one.
    if (message.type() === "error" && !/status of (?:404|409|422)/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.accept();
  });
  const following = async (work: () => Promise<unknown>) =>
    void (await Promise.all([page.waitForNavigation(), work()]));
  return {
    page,
    complaints,
    choose: (value) => page.click(`${form} input[type=radio][value=${value}]`),
    submit: () => following(() => page.click(`${form} button`)),
    following,
    shown: () => page.$eval("#response", (part) => part.textContent ?? ""),
  };
}

let people = 0;

/** An id that nobody had before, in this Node-RED. */
export function freshId(): string {
  people += 1;
  return `P-${Date.now()}-${people}`;
}

/** Somebody new with their page before them, who has been seen there. */
export async function visit(desk: PageDesk, person: object = {}): Promise<Visit & { id: string; url: string }> {
  const id = freshId();
  const url = await desk.invite({ firstName: "Camille", ...person, id });
  const opened = await openWindow(desk);
  await opened.page.goto(url);
  await desk.hears(id, 1);
  return { ...opened, id, url };
}

export function dataOf(heard: Heard | undefined): Record<string, unknown> {
  return (heard?.payload ?? {}) as Record<string, unknown>;
}
