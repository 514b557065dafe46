import { instant } from "../clock.ts";
import { testClock } from "../policy/index.ts";
import type { Task } from "../store/index.ts";
import type { NodeWork } from "./work.ts";

/** The message of a task, with the parts that an entry node writes; `play`: the play that it is part of. */
export function messageOf(task: Task, work: NodeWork, play?: string): Record<string, unknown> {
  const { journey } = task;
  const clock = testClock(journey.startedAt, journey.test ? (work.rules?.().testing.faster ?? 1) : 1);
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
      at: instant(clock.ahead(task.createdAt)),
      ...(play !== undefined && { play }),
    },
  };
}
