import { idAfter, idFrom } from "../contract/index.ts";

/**
 * The id of a content: the same on every replay of the task that it grew from. `part` tells the messages of a split
 * apart.
 */
export function contentId(task: string, renderNode: string, channel: string, part?: number): string {
  return idFrom("content", task, renderNode, channel, String(part ?? ""));
}

/** The id of a send: a replay finds it taken. `content` tells the sends of one task and node apart. */
export function sendId(task: string, senderNode: string, content: string): string {
  return idAfter("send", task, senderNode, content);
}
