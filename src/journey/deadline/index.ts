export { checkWait } from "./check.ts";
export { knowsHolidays } from "./holidays.ts";
export { readWait, type Wait } from "./read-wait.ts";
export { schedule, type WaitAbout, type WaitStep } from "./schedule.ts";
export { Deadline, Reminder } from "./shape.ts";
