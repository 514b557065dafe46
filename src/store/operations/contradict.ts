import { type AcceptResult, waitOutput } from "../store.ts";
import { decided, type Release } from "./decisions.ts";
import { claimedTask, eventOf, type Heard, held, keepConflict, keepEvent, saidIn } from "./heard.ts";
import { addEvent, addNewEvent, write } from "./journeys.ts";
import { parentOf } from "./lineage.ts";
import { orderedId } from "./ordered-id.ts";
import { recallLine } from "./recall.ts";
import { tokenOf } from "./receipts.ts";
import { updateRecipient } from "./recipients.ts";
import { json, type Statements, text } from "./statements.ts";

/** A second, different decision for a case: the campaign's policy says what becomes of it. Never both go on. */
export async function contradict(statements: Statements, heard: Heard, standing: Release): Promise<AcceptResult> {
  const { conflict = "first" } = heard.request;
  if (conflict === "ask") return held(statements, heard, "conflict");
  if (conflict === "first") return keepConflict(statements, heard, standing.event);
  return (await supersede(statements, heard, standing)) ?? keepConflict(statements, heard, standing.event, "too-late");
}

/** The last word stands: what the one before has set going is taken back. Undefined: it is past the point of no return. */
export async function supersede(
  statements: Statements,
  { request, digest, journey, recipient }: Heard,
  standing: Release,
): Promise<AcceptResult | undefined> {
  const { campaign, endpoint, eventId, eventType, at } = request;
  const before = await recallLine(statements, { journey, task: standing.task, history: standing.history }, at);
  if (before === undefined) return undefined;
  await write(statements, journey, at, [
    { kind: "event.recalled", node: text(before.node), data: { event: standing.event } },
  ]);
  const id = orderedId(at);
  const node = text(before.node);
  const message = { ...json(before.message), event: { ...eventOf(request) }, payload: request.data };
  const output = Number(before.output);
  const task = await addNewEvent(
    statements,
    campaign,
    journey,
    at,
    { id, node, output, message },
    { lease: request.lease, follows: parentOf(before) },
  );
  const kept = await keepEvent(statements, request, journey, "accepted", { task: { id, seq: task } });
  const { seq, history } = kept;
  await decided(statements, { journey, endpoint, type: eventType }, { digest, event: eventId, task: id, history });
  if (request.mode !== "release")
    await updateRecipient(statements, campaign, recipient, request.recipient, saidIn(request));
  await endAgain(statements, { request, journey }, standing, {
    state: "released",
    event: eventId,
    task: id,
    history,
    digest,
  });
  const claimed = request.lease && {
    claimed: await claimedTask(statements, { id, campaign, journey, node, message, at }),
  };
  return { receipt: "accepted", journey, task: id, statusToken: tokenOf(seq, request.statusToken), ...claimed };
}

/** The waits that the word before had ended were ended by this one: whoever went on from another of them does so again. */
async function endAgain(
  statements: Statements,
  { request, journey }: Pick<Heard, "request" | "journey">,
  standing: Release,
  { task: first, ...word }: Release,
): Promise<void> {
  const { campaign, at } = request;
  const waits = await statements.all(
    "select seq, node, message, outcome from task where journey = ? and kind = 'wait' and state = 'done'",
    journey,
  );
  for (const wait of waits) {
    const ended = json(wait.outcome ?? "{}");
    if (ended.state !== "released" || ended.history !== standing.history) continue;
    const id = ended.task === standing.task ? first : orderedId(at);
    const outcome = JSON.stringify({ ...word, task: id });
    await statements.run("update task set outcome = ? where seq = ?", outcome, Number(wait.seq));
    if (id === first) continue;
    const message = { ...json(wait.message), event: { ...eventOf(request) }, payload: request.data };
    await addEvent(
      statements,
      campaign,
      journey,
      at,
      { id, node: text(wait.node), output: waitOutput.decision, message },
      { follows: Number(wait.seq) },
    );
  }
}
