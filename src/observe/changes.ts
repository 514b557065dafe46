/** Operations of the store after which figures are others. What is claimed or looked up changes none that people see. */
export const changes: ReadonlySet<string> = new Set([
  ...["accept", "enrol", "finish", "release", "postpone", "enqueue", "hold", "elapse"],
  ...["answer", "replay", "resolve", "giveUp", "abandon", "exit", "moveOn", "move", "deployed", "removed", "report"],
  ...["note", "erase", "retain", "publish", "visited", "responded", "pageOptOut", "revokePages", "cancelSends"],
  ...["collect", "closeBatch", "finishPieces", "postponeBatch", "endBatch", "approveBatch", "refuseBatch"],
]);
