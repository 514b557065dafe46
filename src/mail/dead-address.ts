/** Enhanced codes (RFC 3463 §3.2, §3.3, RFC 7505) of an address that is not there, has moved or takes no mail. */
const dead = /^5\.(1\.[12346]|1\.10|2\.1)$/;
/** Codes that say nothing closer. */
const vague = /^5\.(0\.0|1\.0|2\.0|4\.0|5\.0)$|^$/;
/** What servers write that tell it in words alone. */
const words =
  /\b(user|mailbox|recipient|address|account)\b[^.]{0,30}\b(unknown|not (found|exist)|does(n't| not) exist|disabled|no longer)|\b(unknown|no such|invalid|nonexistent|non-existent)\b[^.]{0,20}\b(user|mailbox|recipient|address|account|alias)\b|unrout(e)?able address|user unknown/i;

/**
 * Whether a server says for good that nobody has an address, so that nothing should go there any more.
 * @param status enhanced code; empty: none
 */
export function tellsDeadAddress(status: string, response: string): boolean {
  return dead.test(status) || (vague.test(status) && words.test(response));
}
