import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { dirname } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { NodeAPI } from "node-red";
import * as z from "zod";
import { encodings, lookAt, separators } from "../../src/audience/index.ts";
import { instant } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import { spokenTo } from "../../src/webhook/index.ts";
import { inWords } from "../shared/in-words.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import type { ImportsAnswer, LookAnswer, UploadAnswer } from "./desk.ts";
import { freshUpload, type Places, placesOf } from "./places.ts";
import { importInWords } from "./show-import.ts";
import { type AudienceNode, fileOf, rowSettings } from "./source.ts";

const root = "/belle-histoire/audience/:id";
/** Megabytes of a file that is chosen in the form. */
const mostUploaded = 500;

const Form = z.object({
  source: z.enum(["file", "upload"]),
  file: z.string(),
  uploadId: z.string(),
  uploadName: z.string(),
  separator: z.enum(["auto", ...separators]),
  encoding: z.enum(["auto", ...encodings]),
  columns: z.array(z.object({ column: z.string(), target: z.string() })),
  key: z.enum(["", "caseKey", "email", "phone"]),
});

/** The routes of the form: a file is chosen, looked at and enrolled, and what became of others before. */
export function deskRoutes(RED: NodeAPI): void {
  const inFolder = (path: string) => inUserFolder(RED, path);
  const deployed = (id: unknown) => (RED.nodes.getNode(String(id)) as AudienceNode | null)?.desk;
  const read = RED.auth.needsPermission("audience.read");
  const write = RED.auth.needsPermission("audience.write");
  type Ask = IncomingMessage & { params: Record<string, string | string[] | undefined>; body?: unknown };

  /** A route that answers with JSON, and with a sentence in the editor's language where it cannot. */
  const answering =
    (work: (request: Ask, language: string) => Promise<object>) =>
    (
      request: Ask,
      response: { json(body: object): unknown; status(code: number): { json(body: object): unknown } },
    ) => {
      const language = spokenTo(request.headers["accept-language"]);
      work(request, language).then(
        (answer) => response.json(answer),
        (error: unknown) => response.status(422).json({ problem: inWords(error, language) }),
      );
    };

  RED.httpAdmin.post(
    `${root}/upload`,
    write,
    answering(async (request): Promise<UploadAnswer> => {
      const id = freshUpload();
      await receive(request, placesOf(inFolder, String(request.params.id)), id);
      return { id };
    }),
  );

  // It opens whatever file the form names, as the deployed node would.
  RED.httpAdmin.post(
    `${root}/look`,
    write,
    answering(async (request, language): Promise<LookAnswer> => {
      const form = Form.safeParse(request.body);
      if (!form.success) throw new Fault("audience.no-file");
      const { data } = form;
      const { file } = fileOf(data, placesOf(inFolder, String(request.params.id)), inFolder);
      return lookAt(file, data, rowSettings(data), language);
    }),
  );

  RED.httpAdmin.post(`${root}/start`, write, (request, response) => {
    const desk = deployed(request.params.id);
    if (desk === undefined) return void response.sendStatus(404);
    const language = spokenTo(request.headers["accept-language"]);
    const refuse = (error: unknown) => response.status(409).json({ problem: inWords(error, language) });
    let answered = false;
    // What goes wrong at once is told to who has asked; the list itself may take long, and is told by the node.
    const at = setTimeout(() => {
      answered = true;
      response.status(202).json({});
    }, 300);
    desk.enrolNow().then(
      () => {
        clearTimeout(at);
        if (!answered) response.status(202).json({});
      },
      (error: unknown) => {
        clearTimeout(at);
        if (answered) desk.problem(error);
        else refuse(error);
      },
    );
  });

  RED.httpAdmin.get(
    `${root}/imports`,
    read,
    answering(async (request, language): Promise<ImportsAnswer> => {
      const desk = deployed(request.params.id);
      if (desk === undefined) return { imports: [], busy: false, people: [] };
      const { store } = await desk.campaign.house;
      const imports = await store.imports(String(request.params.id), 5);
      const people = await store.sample(desk.campaign.part.id, 5);
      return {
        imports: imports.map((one) => ({ at: instant(one.startedAt), text: importInWords(one, language) })),
        busy: desk.importer.busy,
        people: people.map((person) => ({ ...person })),
      };
    }),
  );
}

/** Keeps a file that comes as a body, and nothing of one that is too large. */
async function receive(request: IncomingMessage, places: Places, id: string): Promise<void> {
  const path = places.upload(id);
  const part = places.upload(`${id}-part`);
  await mkdir(dirname(path), { recursive: true });
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mostUploaded * 1_000_000) done(new Fault("audience.upload-size", { limit: mostUploaded }));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(request, measured, createWriteStream(part, { mode: 0o600 }));
    if (bytes === 0) throw new Fault("audience.upload-empty");
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
