import type { EventPart } from "../../contract/index.ts";
import type { HoldRequest } from "../store.ts";
import { useAssets } from "./asset-use.ts";
import { count } from "./counters.ts";
import { decided } from "./decisions.ts";
import { takeResponse } from "./early-response.ts";
import { never, stillWanted, write } from "./journeys.ts";
import { cameToNothing, earlyFor, forget } from "./kept.ts";
import { updateRecipient } from "./recipients.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { columns, release } from "./waits.ts";

/** Holds a recipient, or lets them go on at once where an event, or their answer on a page, has come early. */
export async function hold(
  statements: Statements,
  wait: HoldRequest,
): Promise<"waiting" | "released" | "taken" | "over"> {
  const { one, run } = statements;
  const { id, campaign, journey, node, plan, at } = wait;
  const wanted = await stillWanted(statements, wait);
  const message = JSON.stringify(wait.message);
  await useAssets(statements, journey, message);
  if (wanted === undefined) return "over";
  const due = plan.steps[0]?.at ?? never;
  const added = await run(
    `insert into task (id, campaign, journey, kind, node, output, state, message, plan, flow, follows, parent, due_at,
       created_at)
     values (?, ?, ?, 'wait', ?, 0, 'ready', ?, ?, ?, 1, ?, ?, ?) on conflict (id) do nothing`,
    id,
    campaign,
    journey,
    node,
    message,
    JSON.stringify(plan),
    wait.flow ?? null,
    wanted.parent,
    due,
    at,
  );
  if (added === 0) return "taken";
  const end = plan.steps.findLast(({ output }) => output === "too-late");
  const data = {
    ...(end !== undefined && { until: new Date(end.at).toISOString() }),
    ...(wait.flow !== undefined && { flow: wait.flow }),
  };
  await write(statements, journey, at, [{ kind: "wait.started", node, data }]);
  await count(statements, node, "waiting", journey, 1);
  const row = await one(`select ${columns} from task where id = ?`, id);
  if (row !== undefined && (await takeResponse(statements, row, plan, wanted.parent, at))) return "released";
  const whose = await one("select recipient, case_key, test from journey where id = ?", journey);
  if (row === undefined || typeof whose?.case_key !== "string") return "waiting";
  const early = await earlyFor(statements, campaign, whose.case_key, plan.webhooks, whose.test === 1, at);
  const first = early[0];
  if (first === undefined) return "waiting";
  await takeEarly(statements, row, first, text(whose.recipient), at);
  for (const later of early.slice(1)) {
    if (later.digest === first.digest) {
      await forget(statements, Number(later.seq));
      await cameToNothing(statements, text(later.endpoint), text(later.event));
      // What came after it says something else, and nobody has heard it yet.
    } else await run("update kept set reason = 'conflict', until = ? where seq = ?", never, Number(later.seq));
  }
  return "released";
}

async function takeEarly(statements: Statements, wait: Row, kept: Row, recipient: string, at: number): Promise<void> {
  const { run } = statements;
  const data = json(kept.data);
  const journey = text(wait.journey);
  const event: EventPart = {
    id: text(kept.event),
    type: text(kept.type),
    receivedAt: new Date(Number(kept.received_at)).toISOString(),
    data,
  };
  const said = { source: "webhook", proof: event.id, at: Number(kept.received_at) };
  await updateRecipient(statements, text(wait.campaign), recipient, json(kept.recipient), said);
  const history = await write(statements, journey, at, [
    { kind: "event.accepted", node: text(kept.node), data: { event: event.id, data } },
  ]);
  const task = await release(statements, wait, event, { at, history });
  await decided(
    statements,
    { journey, endpoint: text(kept.endpoint), type: event.type },
    {
      digest: text(kept.digest),
      event: event.id,
      task: task.id,
      history,
    },
  );
  await run(
    "update event set task = ?, journey = ? where endpoint = ? and id = ?",
    task.id,
    journey,
    text(kept.endpoint),
    event.id,
  );
  await forget(statements, Number(kept.seq));
}
