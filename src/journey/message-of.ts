import { instant } from "../clock.ts";
import type { Task } from "../store/index.ts";
import type { NodeWork } from "./work.ts";

/** The message of a task, with the parts that an entry node writes. */
export function messageOf(task: Task, work: NodeWork): Record<string, unknown> {
  const { journey } = task;
  return {
    recipient: task.recipient,
    ...task.message,
    _msgid: task.id,
    campaign: work.campaign(),
    journey: {
      id: journey.id,
      ...(journey.caseKey !== undefined && { caseKey: journey.caseKey }),
      startedAt: instant(journey.startedAt),
      test: journey.test,
      task: task.id,
    },
  };
}
