import * as z from "zod";
import { Fault } from "../../contract/index.ts";
import { Deadline, Reminder } from "./shape.ts";

const Wait = z.object({ deadline: Deadline, reminders: z.array(Reminder).max(100), country: z.string().max(10) });
export type Wait = z.infer<typeof Wait>;

/**
 * The settings of a wait as they were saved or sent; what they say is for `checkWait`.
 * @throws Fault `wait.settings` where they have another shape
 */
export function readWait(settings: unknown): Wait {
  const parsed = Wait.safeParse(settings);
  if (!parsed.success) throw new Fault("wait.settings");
  return parsed.data;
}
