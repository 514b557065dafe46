import type { NodeAPI } from "node-red";
import * as z from "zod";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { answering, type FormRequest } from "../shared/answer-form.ts";
import { AskedService, openAsked } from "../shared/asked-service.ts";
import { inWords } from "../shared/in-words.ts";
import type { OpenService } from "../shared/map-services.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { aboutService, findPlaces, tryService } from "./about.ts";
import { areaFiles } from "./area-files.ts";
import { type AboutAnswer, type ImportState, type ImportsAnswer, uploadParts } from "./desk.ts";
import type { Import, Importer } from "./importer.ts";
import type { Uploads } from "./uploads.ts";

const root = "/belle-histoire/map-service";
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .catch("FR");
const text = z.string().max(500);

const About = z.object({ service: AskedService, area: z.string().default("") });
const Try = z.object({ service: AskedService.unwrap(), from: text, to: text, country });
const Find = z.object({ service: AskedService, area: z.string(), country, addresses: z.array(text).max(200) });
const File = z.object({ upload: z.string().optional(), path: z.string().optional() });
const Start = z.object({
  file: z.string().trim().min(1),
  name: z.string().trim().max(100),
  /** Empty: as the map data has it. */
  country: z.union([z.literal(""), z.string().regex(/^[A-Z]{2}$/)]).default(""),
  pbf: File,
  addresses: File.optional(),
  water: File.optional(),
});
const Cancel = z.object({ file: z.string() });

function importInWords({ state, stage, share, fault, report }: Import, language: string): string {
  if (fault !== undefined) return sentence(fault.key, fault.data, language);
  if (report !== undefined) {
    const { addresses, registerAddresses } = report.counts;
    const done = sentence("map.import.done", { name: report.name, count: addresses + registerAddresses }, language);
    return [done, ...report.notices.map(({ key, data }) => sentence(key, data, language))].join(" ");
  }
  if (state === "cancelled") return sentence("map.import.cancelled", {}, language);
  const doing = sentence(`map.import.stage-${stage || "read"}`, {}, language);
  return sentence("map.import.running", { doing, percent: Math.floor(share * 100) }, language);
}

/** The routes of the form: what a service allows, whether it works, and areas that are imported. */
export function deskRoutes(RED: NodeAPI, importer: Importer, uploads: Uploads): void {
  const inFolder = (path: string) => inUserFolder(RED, path);
  const read = RED.auth.needsPermission("map-service.read");
  const write = RED.auth.needsPermission("map-service.write");
  const bodyOf = <Shape extends z.ZodType>(shape: Shape, { body }: FormRequest): z.infer<Shape> => {
    const parsed = shape.safeParse(body);
    if (!parsed.success) throw new Fault("map.desk", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
    return parsed.data;
  };
  /** Opens a service for one answer. */
  async function withService<Answer>(service: OpenService, work: (service: OpenService) => Answer | Promise<Answer>) {
    try {
      return await work(service);
    } finally {
      await service.release();
    }
  }

  RED.httpAdmin.post(
    `${root}/about`,
    read,
    // Nothing is called for this: the terms are known.
    answering(async (request, language): Promise<AboutAnswer> => {
      const { service, area } = bodyOf(About, request);
      try {
        const opened = openAsked(RED, service, area, inFolder, { callsNothing: true });
        return await withService(opened, () => aboutService(opened, language));
      } catch (error) {
        // A form that is still being filled in is no bad request.
        return { terms: [], noPrint: "", attribution: "", area: "", samples: [], problem: inWords(error, language) };
      }
    }),
  );
  RED.httpAdmin.post(
    `${root}/try`,
    write,
    answering((request, language) => {
      const { service, ...ask } = bodyOf(Try, request);
      return withService(openAsked(RED, service, "", inFolder), (opened) => tryService(opened, ask, language));
    }),
  );
  RED.httpAdmin.post(
    `${root}/find`,
    write,
    answering((request, language) => {
      const { service, area, addresses, country } = bodyOf(Find, request);
      const opened = openAsked(RED, service, area, inFolder);
      return withService(opened, () => findPlaces(opened, addresses, country, language));
    }),
  );

  for (const part of uploadParts)
    RED.httpAdmin.post(
      `${root}/upload/${part}`,
      write,
      answering(async (request) => ({ id: await uploads.receive(request, part) })),
    );
  RED.httpAdmin.post(
    `${root}/import`,
    write,
    answering(async (request) => {
      const { file, name, country, ...files } = bodyOf(Start, request);
      const paths: Partial<Record<(typeof uploadParts)[number], string>> = {};
      for (const part of uploadParts) {
        const { upload, path } = files[part] ?? {};
        if (upload !== undefined) paths[part] = await uploads.path(upload, part);
        else if (path !== undefined && path.trim() !== "") paths[part] = inFolder(path.trim());
      }
      const { pbf: osm, ...sources } = paths;
      if (osm === undefined) throw new Fault("map.import-no-file");
      const sent = uploadParts.flatMap((part) => files[part]?.upload ?? []);
      const forget = async () => void (await Promise.all(sent.map((id) => uploads.forget(id))));
      importer.start(
        file,
        { ...sources, osm, ...(name !== "" && { name }), ...(country !== "" && { country }) },
        forget,
      );
      return {};
    }),
  );
  RED.httpAdmin.post(
    `${root}/cancel`,
    write,
    answering(async (request) => {
      await importer.cancel(bodyOf(Cancel, request).file);
      return {};
    }),
  );
  RED.httpAdmin.get(
    `${root}/imports`,
    read,
    answering(async (_request, language): Promise<ImportsAnswer> => {
      const told = importer.list().map(
        (one): ImportState => ({
          file: one.file,
          state: one.state,
          share: one.share,
          text: importInWords(one, language),
        }),
      );
      return { imports: told, areas: await areaFiles(inFolder("")) };
    }),
  );
}
