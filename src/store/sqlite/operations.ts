import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { canonicalJson, Fault, idFrom, type JsonObject, type Recipient, sha256 } from "../../contract/index.ts";
import type {
  AcceptRequest,
  AcceptResult,
  ClaimRequest,
  EnrolRequest,
  EnrolResult,
  Finish,
  HistoryLine,
  Journey,
  NextEvent,
  SendRequest,
  Store,
  Story,
  Task,
} from "../store.ts";

/** The store's operations as they run inside one transaction of the worker: synchronous, each a few statements. */
export type Operations = {
  [Name in Exclude<keyof Store, "close">]: (...input: Parameters<Store[Name]>) => Awaited<ReturnType<Store[Name]>>;
};

type Row = Record<string, SQLInputValue>;

const text = (value: SQLInputValue | undefined): string => String(value ?? "");
const json = (value: SQLInputValue | undefined): JsonObject => JSON.parse(text(value)) as JsonObject;

function journeyOf(row: Row): Journey {
  return {
    id: text(row.journey_id),
    campaign: text(row.campaign),
    recipient: text(row.recipient),
    caseKey: row.case_key === null ? undefined : text(row.case_key),
    startedAt: Number(row.started_at),
    test: row.test === 1,
  };
}

const journeyColumns =
  "j.id as journey_id, j.campaign, j.recipient, j.case_key, j.started_at, j.ended_at, j.test, r.data as person";
const journeyJoin = "join recipient r on r.campaign = j.campaign and r.id = j.recipient";

/** Prepares every statement once and answers the operations over them. */
export function operations(database: DatabaseSync): Operations {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    let known = prepared.get(sql);
    if (known === undefined) {
      known = database.prepare(sql);
      prepared.set(sql, known);
    }
    return known;
  };
  const one = (sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as Row | undefined;
  const all = (sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Row[];
  const run = (sql: string, ...values: SQLInputValue[]) => Number(statement(sql).run(...values).changes);

  function write(journey: string, at: number, lines: readonly HistoryLine[]): void {
    for (const line of lines)
      run(
        "insert into history (journey, at, kind, node, data) values (?, ?, ?, ?, ?)",
        journey,
        at,
        line.kind,
        line.node ?? null,
        JSON.stringify(line.data ?? {}),
      );
  }

  function addEvent(campaign: string, journey: string, at: number, event: NextEvent): boolean {
    return (
      run(
        `insert into task (id, campaign, journey, kind, node, output, state, message, due_at, created_at)
         values (?, ?, ?, 'event', ?, ?, 'ready', ?, ?, ?) on conflict (id) do nothing`,
        event.id,
        campaign,
        journey,
        event.node,
        event.output,
        JSON.stringify(event.message),
        at,
        at,
      ) === 1
    );
  }

  function accept(request: AcceptRequest): AcceptResult {
    const known = one("select * from event where endpoint = ? and id = ?", request.endpoint, request.eventId);
    if (known !== undefined) {
      if (known.body_hash !== request.bodyHash) return { receipt: "reused-id" };
      const journey = text(known.journey);
      const firstEvent = text(known.first_event);
      if (known.receipt === "conflict") return { receipt: "conflict", journey, firstEvent };
      return { receipt: "duplicate", journey, reason: "same-event", firstEvent };
    }
    const row = one(
      `select ${journeyColumns} from journey j ${journeyJoin} where j.campaign = ? and j.case_key = ?`,
      request.campaign,
      request.caseKey,
    );
    if (row === undefined) return { receipt: "unknown-case" };
    const journey = journeyOf(row);
    if (row.ended_at !== null) return { receipt: "ended", journey: journey.id };

    const keep = (receipt: string, firstEvent: string) =>
      run(
        `insert into event (endpoint, id, body_hash, receipt, first_event, journey, data, received_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        request.endpoint,
        request.eventId,
        request.bodyHash,
        receipt,
        firstEvent,
        journey.id,
        JSON.stringify(request.data),
        request.at,
      );
    const digest = sha256(canonicalJson(request.data));
    const standing = one(
      "select digest, event from decision where journey = ? and endpoint = ? and type = ?",
      journey.id,
      request.endpoint,
      request.eventType,
    );
    if (standing !== undefined) {
      const firstEvent = text(standing.event);
      const receipt = standing.digest === digest ? "duplicate" : "conflict";
      keep(receipt, firstEvent);
      write(journey.id, request.at, [
        { kind: `event.${receipt}`, node: request.node, data: { event: request.eventId, data: request.data } },
      ]);
      if (receipt === "conflict") return { receipt, journey: journey.id, firstEvent };
      return { receipt, journey: journey.id, reason: "same-decision", firstEvent };
    }

    keep("accepted", request.eventId);
    run(
      "insert into decision (journey, endpoint, type, digest, event) values (?, ?, ?, ?, ?)",
      journey.id,
      request.endpoint,
      request.eventType,
      digest,
      request.eventId,
    );
    if (Object.keys(request.recipient).length > 0) updateRecipient(journey, json(row.person), request.recipient);
    const event = {
      id: request.eventId,
      type: request.eventType,
      receivedAt: new Date(request.at).toISOString(),
      data: request.data,
    };
    const task = idFrom("event", request.endpoint, request.eventId);
    addEvent(request.campaign, journey.id, request.at, {
      id: task,
      node: request.node,
      output: 0,
      message: { event, payload: request.data },
    });
    write(journey.id, request.at, [
      { kind: "event.accepted", node: request.node, data: { event: request.eventId, data: request.data } },
    ]);
    return { receipt: "accepted", journey: journey.id, task };
  }

  function updateRecipient(journey: Journey, present: JsonObject, change: JsonObject): void {
    const attributes = { ...(present.attributes as JsonObject), ...(change.attributes as JsonObject) };
    const data = { ...present, ...change, id: journey.recipient, attributes };
    run(
      "update recipient set data = ? where campaign = ? and id = ?",
      JSON.stringify(data),
      journey.campaign,
      journey.recipient,
    );
  }

  function enrolOne(request: EnrolRequest): EnrolResult {
    const { campaign, recipient, node, at } = request;
    const caseKey = request.caseKey ?? null;
    if (caseKey !== null) {
      const taken = one("select id, recipient from journey where campaign = ? and case_key = ?", campaign, caseKey);
      if (taken !== undefined)
        return taken.recipient === recipient.id
          ? { state: "already", journey: text(taken.id) }
          : { state: "case-taken" };
    }
    const journey = idFrom("journey", campaign, node, recipient.id, caseKey ?? "");
    if (one("select 1 from journey where id = ?", journey) !== undefined) return { state: "already", journey };
    run(
      `insert into recipient (campaign, id, data, created_at) values (?, ?, ?, ?)
       on conflict (campaign, id) do update set data = excluded.data`,
      campaign,
      recipient.id,
      JSON.stringify(recipient),
      at,
    );
    run(
      `insert into journey (id, campaign, recipient, case_key, node, test, started_at) values (?, ?, ?, ?, ?, ?, ?)`,
      journey,
      campaign,
      recipient.id,
      caseKey,
      node,
      request.test ? 1 : 0,
      at,
    );
    const task = idFrom("enrolled", journey);
    addEvent(campaign, journey, at, { id: task, node, output: 0, message: {} });
    write(journey, at, [{ kind: "journey.started", node }]);
    return { state: "enrolled", journey, task };
  }

  function claim(request: ClaimRequest): Task[] {
    const marks = request.nodes.map(() => "?").join(", ");
    const claimed = all(
      `update task set state = 'leased', interrupted = (state = 'leased'), owner = ?, due_at = ?,
         version = version + 1, attempt = attempt + 1
       where id in (select id from task where state in ('ready', 'leased') and kind = ? and node in (${marks})
                    and due_at <= ? order by due_at limit ?)
       returning id, journey, node, output, message, version, attempt, interrupted, created_at`,
      request.owner,
      request.now + request.lease,
      request.kind,
      ...request.nodes,
      request.now,
      request.limit,
    );
    claimed.sort((a, b) => Number(a.created_at) - Number(b.created_at));
    return claimed.map((row) => {
      const journeyRow = one(
        `select ${journeyColumns} from journey j ${journeyJoin} where j.id = ?`,
        text(row.journey),
      );
      if (journeyRow === undefined) throw new Error(`task ${text(row.id)} has no journey`);
      const journey = journeyOf(journeyRow);
      return {
        id: text(row.id),
        campaign: journey.campaign,
        journey,
        recipient: json(journeyRow.person) as unknown as Recipient,
        kind: request.kind,
        node: text(row.node),
        output: Number(row.output),
        message: json(row.message),
        version: Number(row.version),
        attempt: Number(row.attempt),
        interrupted: row.interrupted === 1,
      };
    });
  }

  function finish(end: Finish): boolean {
    const row = one(
      `update task set state = ?, outcome = ?, ended_at = ?, owner = null, version = version + 1
       where id = ? and version = ? and state = 'leased' returning campaign, journey`,
      end.state,
      end.outcome === undefined ? null : JSON.stringify(end.outcome),
      end.at,
      end.task,
      end.version,
    );
    if (row === undefined) return false;
    for (const event of end.next) addEvent(text(row.campaign), text(row.journey), end.at, event);
    write(text(row.journey), end.at, end.history);
    return true;
  }

  function release(task: string, version: number, due: number, history: HistoryLine[]): boolean {
    const row = one(
      `update task set state = 'ready', due_at = ?, owner = null, version = version + 1
       where id = ? and version = ? and state = 'leased' returning journey`,
      due,
      task,
      version,
    );
    if (row === undefined) return false;
    write(text(row.journey), due, history);
    return true;
  }

  function enqueue(send: SendRequest): "queued" | "taken" {
    // A message may claim any journey, and a task without one would keep every other from being claimed.
    if (one("select 1 from journey where id = ? and campaign = ?", send.journey, send.campaign) === undefined)
      throw new Fault("send.no-journey");
    const added = run(
      `insert into task (id, campaign, journey, kind, node, output, state, message, due_at, created_at)
       values (?, ?, ?, 'send', ?, 0, 'ready', ?, ?, ?) on conflict (id) do nothing`,
      send.id,
      send.campaign,
      send.journey,
      send.node,
      JSON.stringify(send.message),
      send.at,
      send.at,
    );
    if (added === 0) return "taken";
    write(send.journey, send.at, [send.history]);
    return "queued";
  }

  function nextDue(nodes: string[], kind: string): number | undefined {
    if (nodes.length === 0) return undefined;
    const marks = nodes.map(() => "?").join(", ");
    const row = one(
      `select min(due_at) as due from task where state in ('ready', 'leased') and kind = ? and node in (${marks})`,
      kind,
      ...nodes,
    );
    return row?.due == null ? undefined : Number(row.due);
  }

  function story(key: string, campaign?: string): Story[] {
    const rows = all(
      `select ${journeyColumns} from journey j ${journeyJoin}
       where (j.case_key = ?1 or j.recipient = ?1) and (?2 is null or j.campaign = ?2) order by j.started_at`,
      key,
      campaign ?? null,
    );
    return rows.map((row) => ({
      journey: journeyOf(row),
      lines: all("select at, kind, node, data from history where journey = ? order by seq", text(row.journey_id)).map(
        (line) => ({
          at: Number(line.at),
          kind: text(line.kind),
          node: line.node === null ? undefined : text(line.node),
          data: json(line.data),
        }),
      ),
    }));
  }

  return {
    accept,
    enrol: (requests) => requests.map(enrolOne),
    claim,
    extend(owner, tasks, until) {
      for (const task of tasks)
        run("update task set due_at = ? where id = ? and state = 'leased' and owner = ?", until, task, owner);
    },
    finish,
    release,
    enqueue,
    note: write,
    nextDue,
    story,
    sample: (campaign, limit) =>
      all("select data from recipient where campaign = ? order by created_at limit ?", campaign, limit).map(
        (row) => json(row.data) as unknown as Recipient,
      ),
  };
}
