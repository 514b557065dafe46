import type { JsonObject } from "../../contract/index.ts";
import type { AcceptRequest, AcceptResult, Task } from "../store.ts";
import { decided } from "./decisions.ts";
import { claimedTask, eventOf, type Heard, keepEvent, saidIn } from "./heard.ts";
import { addNewEvent } from "./journeys.ts";
import { orderedId } from "./ordered-id.ts";
import { tokenOf } from "./receipts.ts";
import { updateRecipient } from "./recipients.ts";
import type { Row, Statements } from "./statements.ts";
import { release } from "./waits.ts";

/** The story goes on from the webhook itself. */
export async function goOn(
  statements: Statements,
  { request, digest, journey, recipient }: Heard,
): Promise<AcceptResult> {
  const { campaign, node, endpoint, eventId, eventType, at } = request;
  const id = orderedId(at);
  const message = messageOf(request);
  const { lease } = request;
  const task = await addNewEvent(statements, campaign, journey, at, { id, node, output: 0, message }, { lease });
  const kept = await keepEvent(statements, request, journey, "accepted", { task: { id, seq: task } });
  const { seq, history } = kept;
  await decided(statements, { journey, endpoint, type: eventType }, { digest, event: eventId, task: id, history });
  await updateRecipient(statements, campaign, recipient, request.recipient, saidIn(request));
  const claimed = request.lease && {
    claimed: await claimedTask(statements, { id, campaign, journey, node, message, at }),
  };
  return { receipt: "accepted", journey, task: id, statusToken: tokenOf(seq, request.statusToken), ...claimed };
}

/** Lets a recipient go on from their waits. */
export async function goOnFrom(statements: Statements, heard: Heard, waits: Row[]): Promise<AcceptResult> {
  const { request, digest, journey, recipient } = heard;
  const { campaign, endpoint, eventId, eventType, at } = request;
  if (request.mode === "update")
    await updateRecipient(statements, campaign, recipient, request.recipient, saidIn(request));
  const { seq, history } = await keepEvent(statements, request, journey, "accepted");
  let claimed: { claimed: Task } | undefined;
  let task = "";
  for (const wait of waits) {
    const lease = task === "" ? request.lease : undefined;
    const { id, node, message } = await release(statements, wait, eventOf(request), { at, history, lease });
    if (lease !== undefined)
      claimed = { claimed: await claimedTask(statements, { id, campaign, journey, node, message, at }) };
    task ||= id;
  }
  await decided(statements, { journey, endpoint, type: eventType }, { digest, event: eventId, task, history });
  await statements.run("update event set task = ? where seq = ?", task, seq);
  return { receipt: "accepted", journey, task, statusToken: tokenOf(seq, request.statusToken), ...claimed };
}

function messageOf(request: AcceptRequest): JsonObject {
  return { event: { ...eventOf(request) }, payload: request.data };
}
