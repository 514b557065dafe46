/**
 * Gives a one-page PDF the exact size of its page. The drawing library rounds pages up to whole points; the page keeps
 * its upper left corner, and the table of offsets behind it is moved by what the new box is longer (ISO 32000-1, 7.5.4).
 * Sizes in points; throws where the file is not built as expected. What lies between is most of the file and stays bytes.
 */
export function withPageSize(pdf: Buffer, width: number, height: number): Uint8Array {
  const boxAt = pdf.indexOf("/MediaBox [0 0 ", 0, "latin1");
  const box = /^\/MediaBox \[0 0 (\d+) (\d+)\]/u.exec(pdf.toString("latin1", boxAt, boxAt + 60));
  const endAt = pdf.lastIndexOf("startxref", undefined, "latin1");
  const end = /^startxref\s+(\d+)\s+%%EOF\s*$/u.exec(pdf.toString("latin1", endAt));
  if (box === null || end === null) throw new Error("unexpected form of PDF");
  const top = Number(box[2]);
  const short = (value: number) => `${Math.round(value * 10_000) / 10_000}`;
  const exact = `/MediaBox [0 ${short(top - height)} ${short(width)} ${top}]`;
  const growth = exact.length - box[0].length;
  const tableAt = Number(end[1]);
  const table = pdf
    .toString("latin1", tableAt, endAt)
    .replace(/^(\d{10}) (\d{5} n)/gmu, (_, offset: string, rest: string) => {
      const moved = Number(offset) + (Number(offset) > boxAt ? growth : 0);
      return `${String(moved).padStart(10, "0")} ${rest}`;
    });
  return Uint8Array.from(
    Buffer.concat([
      pdf.subarray(0, boxAt),
      Buffer.from(exact, "latin1"),
      pdf.subarray(boxAt + box[0].length, tableAt),
      Buffer.from(`${table}startxref\n${tableAt + growth}\n%%EOF\n`, "latin1"),
    ]),
  );
}
