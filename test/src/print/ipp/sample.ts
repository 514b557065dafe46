import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { systemClock } from "../../../../src/clock.ts";
import {
  type IppFault,
  type IppJob,
  type IppLimits,
  type IppPrinter,
  type IppSecrets,
  type IppSettings,
  type JobReference,
  type JobStatus,
  openIppPrinter,
  usualIppLimits,
  usualIppSettings,
} from "../../../../src/print/ipp/index.ts";

/** A PDF of one empty page. */
export const letter = Buffer.from(
  [
    ...["%PDF-1.4", "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj", "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj"],
    ...["3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj", "trailer<</Size 4/Root 1 0 R>>", "%%EOF\n"],
  ].join("\n"),
);

/** One that takes more than what is on its way in the network. */
export const large = Buffer.concat([letter, Buffer.alloc(12_000_000, 0x20)]);

export const job = (key: string, more: Partial<IppJob> = {}): IppJob => ({
  key,
  document: letter,
  ticket: { media: "iso_a4_210x297mm", sides: "one-sided" },
  ...more,
});

/** A document whose stream breaks after so many octets. */
export const breaking = (octets: number) => ({
  open: () =>
    Readable.from(
      (function* () {
        yield letter;
        for (let at = 0; at < octets; at += 65_536) yield Buffer.alloc(65_536, 0x20);
        throw new Error("/home/moreau.pdf is gone");
      })(),
    ),
});

export function printerAt(
  address: string,
  {
    settings = {},
    limits = {},
    password,
  }: {
    settings?: Partial<IppSettings>;
    limits?: Partial<IppLimits>;
    password?: IppSecrets["password"];
  } = {},
): IppPrinter {
  const secrets = password === undefined ? {} : { password };
  return openIppPrinter({ ...usualIppSettings, address, ...settings }, secrets, {
    ...usualIppLimits,
    connect: 5000,
    silence: 5000,
    whole: 20_000,
    ...limits,
  });
}

export function faultOf(work: Promise<unknown>): Promise<IppFault> {
  return work.then(
    () => assert.fail("went well"),
    (fault: IppFault) => fault,
  );
}

export const ended = ({ ended: is }: JobStatus): boolean => is;

/** Watches a job until it is as wanted, and tells how it is where it is not in time. */
export async function watchUntil(
  printer: IppPrinter,
  reference: JobReference,
  wanted: (status: JobStatus) => boolean,
  time = 30_000,
): Promise<JobStatus> {
  const stop = new AbortController();
  let last: JobStatus | undefined;
  let fault: IppFault | undefined;
  const tell = (_: JobReference, status: JobStatus) => {
    last = status;
    if (wanted(status)) stop.abort();
  };
  const failed = (one: IppFault) => {
    fault = one;
  };
  const timer = setTimeout(() => stop.abort(), time);
  await printer.watch([reference], tell, { clock: systemClock, every: 30, signal: stop.signal, failed });
  clearTimeout(timer);
  if (last !== undefined && wanted(last)) return last;
  assert.fail(
    `job ${reference.id} is ${last?.state ?? "not told of"} after ${time} ms (${fault?.message ?? "no fault"})`,
  );
}
