import { createHash } from "node:crypto";

/** The id as part of a file name: itself where it is safe on every file system, else a hash of it. */
export function fileId(id: string): string {
  return /^[A-Za-z0-9_-]{1,100}$/.test(id) ? id : createHash("sha256").update(id).digest("hex").slice(0, 40);
}

/** Name of a job's PDF: the case key made safe, at most 60 characters, and the id, which makes it unique. */
export function pdfName(caseKey: string | undefined, id: string): string {
  const safe = (caseKey ?? "")
    .slice(0, 300)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return `${safe || "job"}-${fileId(id)}.pdf`;
}
