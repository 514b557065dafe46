import type { Recipient } from "../../contract/index.ts";
import { fingerprint, type Identity, identitiesOf } from "../../policy/index.ts";
import { ownPepper, pepperOf } from "./pepper.ts";
import { marksFor, type Statements } from "./statements.ts";

/** Who was erased is known again by fingerprints alone, so that no import and no call brings them back. */

const reason = "erased";

interface Known {
  campaign: string;
  recipient?: Recipient;
  caseKeys: readonly string[];
}

function identities({ campaign, recipient, caseKeys }: Known): Identity[] {
  const cases = caseKeys.map((caseKey): Identity => ({ kind: "case", campaign, caseKey }));
  return recipient === undefined ? cases : [...identitiesOf(campaign, recipient), ...cases];
}

/** Puts a person on the list of those who are not written to, whatever it said of them before. */
export async function keepOut(statements: Statements, known: Known, at: number): Promise<void> {
  const pepper = await ownPepper(statements);
  for (const identity of identities(known))
    await statements.run(
      `insert into suppression (hash, channel, purpose, reason, source, at) values (?, '*', '*', ?, 'erasure', ?)
       on conflict (hash, channel, purpose) do update set reason = excluded.reason, source = excluded.source`,
      fingerprint(pepper, identity),
      reason,
      at,
    );
}

/** Asks whether somebody was erased; of a store whose list is empty at no cost but one statement. */
export async function erasedIn(statements: Statements): Promise<(known: Known) => Promise<boolean>> {
  const pepper = await pepperOf(statements);
  return async (known) => {
    if (pepper === undefined) return false;
    const hashes = identities(known).map((identity) => fingerprint(pepper, identity));
    if (hashes.length === 0) return false;
    const found = await statements.one(
      `select hash from suppression where hash in (${marksFor(hashes)}) and reason = '${reason}' limit 1`,
      ...hashes,
    );
    return found !== undefined;
  };
}
