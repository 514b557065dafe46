import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { spokenTo } from "../../src/webhook/index.ts";
import { inWords } from "../shared/in-words.ts";
import type { MediaAnswer, MediaUpload } from "../shared/media-desk.ts";
import { isMediaName, listMedia, type MediaFile, mediaFile, mediaLimits, mediaPathOf } from "../shared/media-folder.ts";
import { headBytes, mediaTypeOf } from "../shared/media-kind.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";

const root = "/belle-histoire/campaign/:id/media";

type Ask = IncomingMessage & {
  params: Record<string, string | string[] | undefined>;
  query?: Record<string, unknown>;
};

const shown = ({ name, kind, type, bytes }: MediaFile): MediaUpload => ({ name, kind, type, bytes });

/**
 * Keeps a file that comes as a body; nothing of one that is too large, or of a kind that no message uses.
 * @throws Fault `media.…`; `media.exists` where another file has the name and is not to be replaced
 */
async function receive(request: IncomingMessage, campaign: CampaignNode, name: string, replace: boolean) {
  if (!isMediaName(name)) throw new Fault("media.name", { name });
  const path = join(mediaPathOf(campaign), name);
  const known = await mediaFile(campaign, name).catch((error: unknown) => {
    if (error instanceof Fault && error.key === "media.missing") return undefined;
    if (error instanceof Fault && error.key !== "media.name") return "other";
    throw error;
  });
  if (known !== undefined && !replace) throw new Fault("media.exists", { name });
  await mkdir(mediaPathOf(campaign), { recursive: true });
  const part = join(mediaPathOf(campaign), `.${randomUUID()}.part`);
  const file = await open(part, "wx", 0o600);
  try {
    let head = Buffer.alloc(0);
    let bytes = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes)]);
      const type = mediaTypeOf(head);
      if (head.length >= headBytes && type === undefined) throw new Fault("media.kind", { name });
      const limit = mediaLimits[type?.kind ?? "picture"];
      if (bytes > limit * 1_000_000) throw new Fault("media.size", { name, limit });
      await file.write(chunk);
    }
    if (bytes === 0) throw new Fault("media.empty", { name });
    if (mediaTypeOf(head) === undefined) throw new Fault("media.kind", { name });
    await file.sync();
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

/** The routes of the campaign's media folder, for the forms that choose from it. */
export function mediaRoutes(RED: NodeAPI): void {
  const read = RED.auth.needsPermission("campaign.read");
  const write = RED.auth.needsPermission("campaign.write");
  /** A route that answers with JSON, and with a sentence in the editor's language where it cannot. */
  const answering =
    (work: (request: Ask, campaign: CampaignNode) => Promise<object>) =>
    (
      request: Ask,
      response: {
        json(body: object): unknown;
        sendStatus(code: number): unknown;
        status(code: number): { json(body: object): unknown };
      },
    ) => {
      const campaign = RED.nodes.getNode(String(request.params.id)) as CampaignNode | null;
      if (campaign?.mediaFolder === undefined) return void response.sendStatus(404);
      const language = spokenTo(request.headers["accept-language"]);
      work(request, campaign).then(
        (answer) => response.json(answer),
        (error: unknown) => {
          // What is left of the body is not waited for.
          request.unpipe();
          request.resume();
          const known = error instanceof Fault;
          const fault = known ? error : new Fault("media.full", { name: String(request.query?.name ?? "") });
          response.status(fault.key === "media.exists" ? 409 : 422).json({ problem: inWords(fault, language) });
        },
      );
    };

  RED.httpAdmin.get(
    root,
    read,
    answering(async (_request, campaign): Promise<MediaAnswer> => ({ files: (await listMedia(campaign)).map(shown) })),
  );
  RED.httpAdmin.post(
    root,
    write,
    answering(async (request, campaign): Promise<MediaUpload> => {
      const { name, replace } = request.query ?? {};
      const asked = String(name ?? "").normalize("NFC");
      await receive(request, campaign, asked, replace === "true");
      return shown(await mediaFile(campaign, asked));
    }),
  );
}
