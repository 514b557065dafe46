import { idAfter, type JsonObject } from "../../contract/index.ts";
import { type SendReport, senderOutput } from "../store.ts";
import { answered, unfollow } from "./follow.ts";
import { addEvent, write } from "./journeys.ts";
import { optOut } from "./opt-out.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { suppress } from "./suppression.ts";
import { wasLeft } from "./tasks.ts";

type Report = Awaited<ReturnType<typeof report>>;

/** A mail has a few delays and an end; whoever has one can write more reports on it, and without end. */
const mostReports = 20;

/** How far a letter is; what comes late and says less is not told. */
const letterStates = {
  ...{ printing: 1, printed: 2, untraced: 2, mailed: 3, delivered: 4, failed: 5, cancelled: 5, undeliverable: 5 },
} as const satisfies Partial<Record<SendReport["state"], number>>;

const isLetter = (row: Row) => (json(row.message).content as { channel?: string } | undefined)?.channel === "print";

/** What a carrier says of a send later: once for each key, whoever reads the report again. */
export async function report(
  statements: Statements,
  word: SendReport,
): Promise<"kept" | "known" | "early" | "unknown"> {
  const { one, run, lock } = statements;
  const { task, key, at } = word;
  await lock("select seq from task where id = ?", task);
  const row = await one(
    `select t.seq, t.state, t.campaign, t.journey, t.node, t.message, t.outcome, j.recipient, j.test, r.data as person
     from task t join journey j on j.id = t.journey left join recipient r on r.campaign = j.campaign and r.id = j.recipient
     where t.id = ? and t.kind = 'send'`,
    task,
  );
  // Nothing of the kind was sent here, or its person was erased.
  if (row === undefined) return "unknown";
  // Its end would be kept over what is said of it here.
  if (row.state !== "done" && row.state !== "dead") return "early";
  const outcome = json(row.outcome ?? "{}");
  const reports = (outcome.reports ?? []) as string[];
  if (word.last) await unfollow(statements, task);
  else if (word.state === "too-late") await answered(statements, task);
  const reached = isLetter(row) ? (letterStates[word.state as keyof typeof letterStates] ?? 0) : 0;
  const isBehind = reached > 0 && reached <= Number(outcome.reached ?? 0);
  const told: Report = reports.includes(key) || isBehind || reports.length >= mostReports ? "known" : "kept";
  if (told === "known") return told;
  const further = { ...lastWord(outcome, word), ...(reached > 0 && { reached }) };
  const kept = JSON.stringify({ ...outcome, reports: [...reports, key], ...further });
  await run("update task set outcome = ? where id = ?", kept, task);
  const journey = text(row.journey);
  const { state, bounce, reason, why } = word;
  const said = why ?? (reason === undefined ? {} : { reason });
  const data: JsonObject = { ...said, ...(bounce !== undefined && { bounce }) };
  await write(statements, journey, at, [{ kind: `send.${state}`, node: text(row.node), data }]);
  // What became of a test says nothing of the person, who was not written to.
  if (row.test !== 1) await heed(statements, word, row, typeof outcome.to === "string" ? outcome.to : undefined);
  if (!(await wasLeft(statements, journey, Number(row.seq)))) await tell(statements, word, row);
  return told;
}

/** How far the carrier is, of which words that come late say nothing any more. */
function lastWord({ told }: JsonObject, { state, at, why, last = false }: SendReport): { told?: JsonObject } {
  const ended = (told as JsonObject | undefined)?.last === true;
  if (state === "too-late" || (ended && !last)) return {};
  return { told: { state, at, last, ...(why !== undefined && { why }) } };
}

/** The story goes on by the output for later states. */
async function tell(statements: Statements, { task, key, at, ...word }: SendReport, row: Row): Promise<void> {
  const message = json(row.message);
  const { channel = "email" } = (message.content ?? {}) as { channel?: string };
  const { state, reason, bounce, corrected } = word;
  const send: JsonObject = {
    id: task,
    channel,
    state,
    at: new Date(at).toISOString(),
    ...(reason !== undefined && { reason }),
    ...(bounce !== undefined && { bounce }),
    ...(corrected !== undefined && { corrected: { ...corrected } }),
  };
  const event = {
    id: idAfter("report", task, key),
    node: text(row.node),
    output: senderOutput.status,
    message: { ...message, send, payload: send },
  };
  await addEvent(statements, text(row.campaign), text(row.journey), at, event, { follows: Number(row.seq) });
}

const emailOf = (person: unknown): string => String((person as { email?: unknown } | undefined)?.email ?? "").trim();

/**
 * An address that does not exist is written to no more; who complains gets no more marketing.
 * @param to the address that was written to; undefined: that of the message, for nobody kept another
 */
async function heed(
  statements: Statements,
  { state, bounce, at, key }: SendReport,
  row: Row,
  to: string | undefined,
): Promise<void> {
  if (state === "complained") {
    const [campaign, recipient] = [text(row.campaign), text(row.recipient)];
    const source = { source: "complaint", proof: key, reason: "complained" };
    await optOut(statements, { campaign, recipient, channel: "email", ...source, at });
    return;
  }
  if (bounce !== "hard" || row.person === null) return;
  const sentTo = to ?? emailOf(json(row.message).recipient);
  const email = emailOf(json(row.person));
  // An address that was changed meanwhile is not the one that this is about.
  if (email === "" || (sentTo !== "" && sentTo.toLowerCase() !== email.toLowerCase())) return;
  const who = { kind: "email", email } as const;
  await suppress(statements, [{ who, channel: "email", purpose: "*", reason: "bounced", source: "bounce", at }]);
}
