export { checkWhy, erasePerson, finishErasing } from "./erase.ts";
export { assetsOf, exportOf, exportSchema, PersonExport } from "./person-export.ts";
export { printJobsOf } from "./print-jobs.ts";
export { forgetQuiet, keepRetention } from "./retention.ts";
export { tablesOfNobody, tablesOfPerson } from "./tables.ts";
