import type { NodeAPI } from "node-red";
import * as z from "zod";
import { instant, systemClock } from "../../src/clock.ts";
import { Fault, isTimeZone } from "../../src/contract/index.ts";
import { checkWait, type Deadline, knowsHolidays, readWait, schedule } from "../../src/journey/index.ts";
import { sentence } from "../../src/language/index.ts";
import { spokenTo } from "../../src/webhook/index.ts";
import { inWords } from "../shared/in-words.ts";
import { type ScheduleAnswer, schedulePath } from "./schedule-answer.ts";

const About = z.object({
  timeZone: z.string().refine(isTimeZone),
  date: z.string().max(40),
});

/** The route of the form's preview: when somebody who arrives now would be reminded and given up. */
export function scheduleRoute(RED: NodeAPI): void {
  const read = RED.auth.needsPermission("wait-for-decision.read");
  RED.httpAdmin.post(`/${schedulePath}`, read, (request, response) => {
    const language = spokenTo(request.headers["accept-language"]);
    scheduleFor(request.body, language).then(
      (answer) => response.json(answer),
      (error: unknown) => response.status(400).json({ problem: inWords(error, language) }),
    );
  });
}

async function scheduleFor(body: unknown, language: string): Promise<ScheduleAnswer> {
  const { deadline, reminders, country } = readWait(body);
  const about = About.safeParse(body);
  if (!about.success) throw new Fault("wait.settings");
  const [first] = checkWait(deadline, reminders, country);
  if (first !== undefined) throw first;
  const { timeZone, date } = about.data;
  const now = systemClock.now();
  // The form's date stands where the message would have it.
  const asked: Deadline = deadline.kind === "date" ? { ...deadline, field: "date" } : deadline;
  const { steps } = await schedule(asked, reminders, { message: { date }, now, timeZone, country });
  const last = new Date(steps.at(-1)?.at ?? now).getUTCFullYear();
  const counted = [deadline, ...reminders].some((one) => "unit" in one && one.unit === "working-days");
  const known = !counted || (await knowsHolidays(country, last));
  return {
    now: instant(now),
    steps: steps.map((step) => ({ ...step, at: instant(step.at) })),
    notes: known ? [] : [sentence("wait.no-holidays", { place: country }, language)],
  };
}
