export { knowsHolidays } from "../../holidays.ts";
export { checkWait } from "./check.ts";
export { readWait } from "./read-wait.ts";
export { schedule } from "./schedule.ts";
export { Deadline, Reminder } from "./shape.ts";
