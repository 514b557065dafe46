import * as z from "zod";
import { Fault, type JsonObject } from "../../../src/contract/index.ts";
import type { Asked } from "../../shared/desk-route.ts";

/** What comes from the browser, as `desk.ts` says. Who acts is read by `by`, and passes here unread. */

const Id = z.string().min(1).max(2_000);
const why = z.string().trim().max(2_000);

export const OfPerson = z.object({ campaign: Id, id: Id });
export const Searching = z.object({ campaign: Id, begins: z.string().max(2_000) });
export const Telling = OfPerson.extend({ journey: Id.optional(), before: z.int().positive().optional() });
export const Looking = z.object({ campaign: Id, journey: Id, id: Id });
export const OfFile = Looking.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
export const Erasing = OfPerson.extend({ why });
export const Ending = z.object({ campaign: Id, journey: Id, why });
export const MovingOn = Ending.extend({ wait: Id, data: z.record(z.string(), z.json()).optional() });

/** Reads a question. @throws Fault `people.asked`; `people.why` where something is to be done without a reason */
export function readAsked<Question>(shape: z.ZodType<Question>): (asked: Asked) => Question {
  return ({ body }) => {
    const parsed = shape.safeParse(body);
    if (!parsed.success) throw new Fault("people.asked", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
    if ((parsed.data as JsonObject).why === "") throw new Fault("people.why");
    return parsed.data;
  };
}
