import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { exists, syncFolder, systemCode } from "../durable-file.ts";

/** How a letter is taken out of a print folder again, whose print room may be taking it at the same moment. */

const placesOf = (path: string, file: string) => {
  const name = file.replace(/\.pdf$/, "");
  const work = join(path, ".work");
  return {
    work,
    ticket: join(path, `${name}.json`),
    pdf: join(path, file),
    // They stay until the end is committed, so that a second try finds what the first has done.
    ticketOut: join(work, `${name}.json.cancelled`),
    pdfOut: join(work, `${name}.pdf.cancelled`),
  };
};

/** Whether it is there now, moved by this call or by one that was cut short. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    return exists(to);
  }
}

/**
 * Takes a letter out, ticket first: whoever has the ticket has the letter. Where the print room has the PDF already, the
 * ticket is given back to it.
 * @throws the system's error where the folder cannot be used
 */
export async function takeOut(path: string, file: string): Promise<"cancelled" | "too-late"> {
  const { work, ticket, pdf, ticketOut, pdfOut } = placesOf(path, file);
  await mkdir(work, { recursive: true });
  if (!(await moved(ticket, ticketOut))) return "too-late";
  const whole = await moved(pdf, pdfOut);
  if (!whole) await rename(ticketOut, ticket);
  await Promise.all([syncFolder(path), syncFolder(work)]);
  return whole ? "cancelled" : "too-late";
}

/** Forgets a letter that was taken out. */
export async function forgetTakenOut(path: string, file: string): Promise<void> {
  const { ticketOut, pdfOut } = placesOf(path, file);
  await rm(pdfOut, { force: true });
  await rm(ticketOut, { force: true });
}
