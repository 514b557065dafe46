import * as z from "zod";
import { first, groupsOf, needed, numbers, type PlainAttributes, strings, yesOrNo } from "../attributes.ts";
import type { IppClient } from "../client.ts";
import type { IppAttribute } from "../codec/index.ts";
import type { IppDocument } from "../http/document.ts";
import type { Progress } from "../http/exchange.ts";
import { IppFault, notNow } from "../ipp-fault.ts";
import { jobAttributes, readJob, type SeenJob } from "../job.ts";
import { operations, pdf } from "./codes.ts";

const name = (key: string) => strings("nameWithoutLanguage", "job-name", key);
const asked = strings("keyword", "requested-attributes", ...jobAttributes);
/** What cannot be done as asked is refused, not done in another way: RFC 8011 §5.2. */
const faithful = yesOrNo("ipp-attribute-fidelity", true);

const creation = (key: string, ticket: readonly IppAttribute[]) => ({
  attributes: [name(key), faithful],
  groups: ticket.length === 0 ? [] : [{ name: "job" as const, attributes: ticket }],
});

/** An answer that is one of IPP, but does not say what it has to. */
function unclear(host: string): IppFault {
  return notNow("ipp.unclear", { host });
}

function groupIn(groups: PlainAttributes[], host: string): PlainAttributes {
  const [group] = groups;
  if (group === undefined) throw unclear(host);
  return group;
}

/** Whether the printer would take such a job, RFC 8011 §4.2.3. @throws IppFault */
export async function validateJob(client: IppClient, key: string, ticket: readonly IppAttribute[]): Promise<void> {
  const { attributes, groups } = creation(key, ticket);
  const format = strings("mimeMediaType", "document-format", pdf);
  await client.ask({ operation: operations["Validate-Job"], attributes: [...attributes, format], groups });
}

const Created = z.object({ "job-id": needed(z.int().positive()), "job-uuid": first(z.string().min(1)) });

/** Opens a job without a document, RFC 8011 §4.2.4. @returns its number. @throws IppFault */
export async function createJob(client: IppClient, key: string, ticket: readonly IppAttribute[]): Promise<number> {
  const answer = await client.ask({ operation: operations["Create-Job"], ...creation(key, ticket) });
  const created = Created.safeParse(groupIn(groupsOf(answer, "job"), client.host));
  if (!created.success) throw unclear(client.host);
  return created.data["job-id"];
}

const target = (id: number) => numbers("integer", "job-id", id);

/**
 * Gives an open job its only document, RFC 8011 §4.3.1.
 * @param progress tells, whatever is thrown, how far the document got
 * @throws IppFault
 */
export async function sendDocument(
  client: IppClient,
  id: number,
  { document, title }: { document: IppDocument; title: string },
  { progress, signal }: { progress: Progress; signal?: AbortSignal | undefined },
): Promise<void> {
  const attributes = [
    target(id),
    ...(title === "" ? [] : [strings("nameWithoutLanguage", "document-name", title)]),
    strings("mimeMediaType", "document-format", pdf),
    yesOrNo("last-document", true),
  ];
  await client.ask({ operation: operations["Send-Document"], attributes, document, progress, signal });
}

/** The job of a number, RFC 8011 §4.3.4; undefined: the printer knows none. @throws IppFault */
export async function getJob(client: IppClient, id: number): Promise<SeenJob | undefined> {
  try {
    const answer = await client.ask({
      operation: operations["Get-Job-Attributes"],
      attributes: [target(id), asked],
    });
    // The number is known, and some printers do not repeat it.
    const job = readJob({ "job-id": [id], ...groupIn(groupsOf(answer, "job"), client.host) });
    if (job === undefined) throw unclear(client.host);
    return job;
  } catch (error) {
    if (error instanceof IppFault && error.key === "ipp.not-found") return undefined;
    throw error;
  }
}

/** All jobs of one of the two lists, of whoever sent them, RFC 8011 §4.2.6. @throws IppFault */
export async function getJobs(client: IppClient, which: "not-completed" | "completed"): Promise<SeenJob[]> {
  const answer = await client.ask({
    operation: operations["Get-Jobs"],
    attributes: [strings("keyword", "which-jobs", which), asked],
  });
  const jobs = groupsOf(answer, "job").map(readJob);
  // One that cannot be read may be the very one that is looked for.
  if (jobs.includes(undefined)) throw unclear(client.host);
  return jobs.filter((job) => job !== undefined);
}

/** RFC 8011 §4.3.3. @throws IppFault `ipp.not-possible` where it has ended or is ending */
export async function cancelJob(client: IppClient, id: number): Promise<void> {
  await client.ask({ operation: operations["Cancel-Job"], attributes: [target(id)] });
}
