/** One measured line of a subject. */
export interface Figure {
  name: string;
  /** By column, as measured; the unit stands in the column's name. */
  values: Record<string, number>;
}

/** What a subject measured in one run. Only its ratios mean something on another machine. */
export interface Result {
  subject: string;
  figures: Figure[];
  /** Ratios and other claims with what was aimed at. */
  claims: { claim: string; measured: number; aim: string; met: boolean }[];
}

/** The value below which `share` (0 to 1) of the samples lie, by nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

function cell(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toFixed(2);
}

/** A result as a table for people. */
export function table({ subject, figures, claims }: Result): string {
  const columns = [...new Set(figures.flatMap((figure) => Object.keys(figure.values)))];
  const rows = [
    ["", ...columns],
    ...figures.map(({ name, values }) => [name, ...columns.map((column) => cell(values[column] ?? Number.NaN))]),
  ];
  const widths = ["", ...columns].map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join("  "),
  );
  const told = claims.map(
    ({ claim, measured, aim, met }) => `${met ? "met   " : "MISSED"}  ${claim}: ${cell(measured)} (aim ${aim})`,
  );
  return [`\n## ${subject}\n`, ...lines, "", ...told].join("\n");
}
