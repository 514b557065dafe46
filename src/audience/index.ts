export { copyContent, type Source } from "./content.ts";
export { type Encoding, encodings } from "./encoding.ts";
export { guessColumns } from "./guess.ts";
export { type List, openList, type RowFound, readRows } from "./list.ts";
export { type Look, lookAt } from "./look.ts";
export type { Place } from "./records.ts";
export { type ReadRow, type RowSettings, readRow } from "./row.ts";
export { type Separator, separators } from "./separator.ts";
export { type Column, isTarget, targets } from "./targets.ts";
