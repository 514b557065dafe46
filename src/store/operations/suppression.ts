import type { Recipient } from "../../contract/index.ts";
import { fingerprint, type Identity, identitiesOf, type Suppressed } from "../../policy/index.ts";
import type { ConsentWord, Suppression, Whom } from "../store.ts";
import { ownPepper, pepperOf } from "./pepper.ts";
import { addConsent, updateRecipient } from "./recipients.ts";
import { json, marksFor, type Row, type Statements, text } from "./statements.ts";

/** Who must not be written to: kept as fingerprints, so that the list names nobody. */

async function identitiesOfWhom({ all }: Statements, who: Whom): Promise<Identity[]> {
  if (who.kind !== "person") return [who];
  const rows =
    who.campaign === undefined
      ? await all("select campaign, data from recipient where id = ?", who.id)
      : await all("select campaign, data from recipient where id = ? and campaign = ?", who.id, who.campaign);
  return rows.flatMap((row) => identitiesOf(text(row.campaign), json(row.data) as unknown as Recipient));
}

export async function suppress(statements: Statements, entries: Suppression[]): Promise<number> {
  const pepper = await ownPepper(statements);
  let added = 0;
  // The first word stays, with its reason and its date.
  for (const { who, channel, purpose, reason, source, at } of entries)
    for (const identity of await identitiesOfWhom(statements, who))
      added += await statements.run(
        `insert into suppression (hash, channel, purpose, reason, source, at) values (?, ?, ?, ?, ?, ?)
         on conflict (hash, channel, purpose) do nothing`,
        fingerprint(pepper, identity),
        channel,
        purpose,
        reason,
        source,
        at,
      );
  return added;
}

export async function unsuppress(statements: Statements, people: Whom[], channel?: string): Promise<number> {
  const pepper = await pepperOf(statements);
  if (pepper === undefined) return 0;
  let removed = 0;
  for (const who of people)
    for (const identity of await identitiesOfWhom(statements, who)) {
      const hash = fingerprint(pepper, identity);
      removed +=
        channel === undefined
          ? await statements.run("delete from suppression where hash = ?", hash)
          : await statements.run("delete from suppression where hash = ? and channel = ?", hash, channel);
    }
  return removed;
}

const suppressedOf = (row: Row): Suppressed => ({
  channel: text(row.channel) as Suppressed["channel"],
  purpose: text(row.purpose) as Suppressed["purpose"],
  reason: text(row.reason),
});

/** What the list says of some people, in their order; where it is empty, at no cost but one statement. */
export async function suppressedAmong(
  statements: Statements,
  people: readonly { campaign: string; recipient: Recipient }[],
): Promise<Suppressed[][]> {
  const pepper = await pepperOf(statements);
  if (pepper === undefined || people.length === 0) return people.map(() => []);
  return Promise.all(
    people.map(async ({ campaign, recipient }) => {
      const hashes = identitiesOf(campaign, recipient).map((identity) => fingerprint(pepper, identity));
      const rows = await statements.all(
        `select channel, purpose, reason from suppression where hash in (${marksFor(hashes)}) order by at`,
        ...hashes,
      );
      return rows.map(suppressedOf);
    }),
  );
}

export async function suppressed(
  statements: Statements,
  campaign: string,
  recipient: Recipient,
): Promise<Suppressed[]> {
  const [found = []] = await suppressedAmong(statements, [{ campaign, recipient }]);
  return found;
}

/** Keeps what people said, and lets it count from the next claim on. */
export async function consented(statements: Statements, words: ConsentWord[]): Promise<void> {
  for (const word of words) {
    const { campaign, recipient, channel, purpose, granted } = word;
    await addConsent(statements, word);
    const found = await statements.one("select data from recipient where campaign = ? and id = ?", campaign, recipient);
    if (found === undefined) continue;
    await updateRecipient(statements, campaign, recipient, { consent: { [`${channel}.${purpose}`]: granted } });
  }
}
