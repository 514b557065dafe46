export { checkIppSettings } from "./check-settings.ts";
export { IppFault } from "./ipp-fault.ts";
export type { JobReference } from "./job.ts";
export { type IppPrinter, openIppPrinter } from "./printer.ts";
export { type IppLimits, type IppSecrets, type IppSettings, usualIppLimits, usualIppSettings } from "./settings.ts";
export type { JobStatus } from "./status-of-job.ts";
export type { IppJob, Submission, Submitted } from "./submit.ts";
export type { IppTicket } from "./ticket.ts";
