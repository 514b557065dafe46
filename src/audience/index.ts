export { copyContent, type Source } from "./content.ts";
export { encodingFinder, encodings } from "./encoding.ts";
export { type List, openList, type RowFound, readRows } from "./list.ts";
export { type Look, lookAt } from "./look.ts";
export type { Place } from "./records.ts";
export { type RowSettings, readRow } from "./row.ts";
export { separatorOf, separators } from "./separator.ts";
export type { Column } from "./targets.ts";
