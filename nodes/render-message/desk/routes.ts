import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeAPI } from "node-red";
import type { Asset } from "../../../src/contract/index.ts";
import { spokenTo } from "../../../src/webhook/index.ts";
import { inWords } from "../../shared/in-words.ts";
import type { InFolder } from "../../shared/map-services.ts";
import { addressOfAsset } from "../channels/page.ts";
import { flowBefore } from "../flow-before.ts";
import type { PreviewAnswer, SamplesAnswer } from "../preview-answer.ts";
import { blocksOfCampaign } from "../templates.ts";
import { draftFilm, storyboardFor } from "./film.ts";
import { type Previewed, previewMessage } from "./preview.ts";
import { readQuestion, readTest } from "./preview-question.ts";
import { madeUpPeople } from "./samples.ts";
import { testSend } from "./test-send.ts";

const root = "/belle-histoire/render-message";

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

/** A page with its pictures in it. A film is no picture: its still picture is enough to see where it stands. */
async function withPictures(html: string, shown: readonly Asset[], assets: Previewed["assets"]): Promise<string> {
  let page = html;
  for (const asset of shown)
    page = page.replaceAll(
      addressOfAsset(asset),
      asset.type.startsWith("image/") ? `data:${asset.type};base64,${base64(await assets.get(asset))}` : "",
    );
  return page;
}

/** What the form shows of a message. */
async function answerOf(
  previewed: Previewed,
  channel: string,
  reader: string,
  inFolder: InFolder,
): Promise<PreviewAnswer> {
  const { language, problems, written, assets } = previewed;
  if (written === undefined) return { language, problems };
  if (written.film !== undefined) {
    const { storyboard: video, problems: all } = await storyboardFor(written.film, problems, reader, inFolder);
    return { language, problems: all, video };
  }
  const {
    pdf,
    pages = 1,
    subject = "",
    preheader = "",
    html,
    text = "",
    inline = [],
    attachments = [],
    assets: shownAssets = [],
  } = written.content;
  if (pdf !== undefined) return { language, problems, letter: { pdf: base64(await assets.get(pdf)), pages } };
  if (html === undefined) return { language, problems, sms: { text } };
  if (channel === "page") {
    const page = { title: subject, html: await withPictures(html, shownAssets, assets) };
    return { language, problems, page };
  }
  let shown = html;
  for (const { cid, asset } of inline)
    shown = shown.replaceAll(`cid:${cid}`, `data:${asset.type};base64,${base64(await assets.get(asset))}`);
  const files = attachments.map(({ name, asset }) => ({ name, bytes: asset.bytes }));
  const size = Buffer.byteLength(html);
  return { language, problems, email: { subject, preheader, html: shown, text, attachments: files, size } };
}

/** What the form offers for a node. */
async function offersFor(RED: NodeAPI, node: string, language: string): Promise<SamplesAnswer> {
  const { blocks } = await blocksOfCampaign(flowBefore(RED, node).campaign);
  const names = Object.entries(blocks).map(([name, { kind }]) => ({ name, kind }));
  return { samples: madeUpPeople(language), blocks: names };
}

/** The routes of the form: its made-up people, what it holds as one of them would get it, and a test to oneself. */
export function deskRoutes(RED: NodeAPI, inFolder: InFolder): void {
  const read = RED.auth.needsPermission("render-message.read");
  const write = RED.auth.needsPermission("render-message.write");

  /** A route that answers with JSON, and with sentences in the editor's language where it cannot. */
  const answering =
    (
      work: (
        body: unknown,
        language: string,
        query: Record<string, unknown>,
        signal: AbortSignal,
      ) => object | Promise<object>,
    ) =>
    (
      request: IncomingMessage & { body?: unknown; query?: Record<string, unknown> },
      response: Pick<ServerResponse, "once" | "writableEnded"> & {
        json(body: object): unknown;
        status(code: number): { json(body: object): unknown };
      },
    ) => {
      const language = spokenTo(request.headers["accept-language"]);
      const gone = new AbortController();
      response.once("close", () => response.writableEnded || gone.abort());
      Promise.resolve()
        .then(() => work(request.body, language, request.query ?? {}, gone.signal))
        .then(
          (answer) => response.json(answer),
          (error: unknown) => response.status(422).json({ problems: [inWords(error, language)] }),
        );
    };

  RED.httpAdmin.get(
    `${root}/samples`,
    read,
    answering((_body, language, { node }) => offersFor(RED, String(node ?? ""), language)),
  );
  RED.httpAdmin.post(
    `${root}/preview`,
    read,
    answering(async (body, language) => {
      const question = readQuestion(body);
      const previewed = await previewMessage(RED, question, language, inFolder);
      return answerOf(previewed, question.config.channel, language, inFolder);
    }),
  );
  RED.httpAdmin.post(
    `${root}/film`,
    write,
    answering((body, language, _query, signal) => draftFilm(RED, readQuestion(body), language, inFolder, signal)),
  );
  RED.httpAdmin.post(
    `${root}/test-send`,
    write,
    answering((body, language) => testSend(RED, readTest(body), language, inFolder)),
  );
}
