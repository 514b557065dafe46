/** Many cases at once, as statements that both databases read: their rows are those that the store itself writes. */

export interface Filling {
  campaign: string;
  /** Cases from 0 to below this one; at most 99,999,999. */
  cases: number;
  /** Milliseconds since the epoch at which all this was. */
  at: number;
}

export const recipientOf = (index: number) => `R-${String(index).padStart(8, "0")}`;
export const caseKeyOf = (index: number) => `C-${String(index).padStart(8, "0")}`;
const number = "substr(cast(100000000 + i as text), 2)";
/** Of the number `i`. */
export const journeyOf = `('0019ab' || ${number} || '0000fillbank')`;

/** A table of the numbers `i`. */
export const numbersOf = ({ cases }: Filling) =>
  `(with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${cases}) select i from n) as numbers`;

/** Recipients and their journeys, whose enrolment has ended. */
export function enrolled(filling: Filling): string[] {
  const { campaign, at } = filling;
  return [
    `insert into recipient (campaign, id, data, created_at) select '${campaign}', 'R-' || ${number},
       '{"id":"R-' || ${number} || '","firstName":"Camille","lastName":"Moreau","attributes":{}}', ${at}
     from ${numbersOf(filling)}`,
    `insert into journey (id, campaign, recipient, case_key, node, test, started_at)
     select ${journeyOf}, '${campaign}', 'R-' || ${number}, 'C-' || ${number}, 'audience', 0, ${at} from ${numbersOf(filling)}`,
    `insert into history (journey, at, kind, node, data)
     select ${journeyOf}, ${at}, 'journey.started', 'audience', '{}' from ${numbersOf(filling)}`,
  ];
}
