export { checkWhy, erasePerson, finishErasing } from "./erase.ts";
export { handedOverOf } from "./handed-over.ts";
export { assetsOf, exportOf, exportSchema, PersonExport } from "./person-export.ts";
export { forgetQuiet, keepRetention } from "./retention.ts";
export { tablesOfNobody, tablesOfPerson } from "./tables.ts";
