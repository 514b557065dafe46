/** One way to log in that a server offers, RFC 9110 §11.6.1. */
export interface Challenge {
  /** In lower case. */
  scheme: string;
  /** Names in lower case. */
  parameters: Readonly<Record<string, string>>;
}

/** A token, or a quoted string. */
const parameterForm = /^([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w/:=-]*))\s*/;
const schemeForm = /^([!#$%&'*+.^_`|~\w-]+)(?:\s+|$|(?=,))/;

/** Reads a WWW-Authenticate field, of which a list may hold several; what is no challenge ends the reading. */
export function readChallenges(field: string): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  let rest = field.slice(0, 16_384).trimStart();
  while (rest !== "") {
    const parameter = parameterForm.exec(rest);
    const current = challenges.at(-1);
    if (parameter !== null && current !== undefined) {
      const [whole, name = "", quoted, token = ""] = parameter;
      current.parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, "$1") ?? token;
      rest = rest.slice(whole.length);
    } else {
      const [whole, scheme = ""] = schemeForm.exec(rest) ?? [];
      if (whole === undefined) break;
      challenges.push({ scheme: scheme.toLowerCase(), parameters: {} });
      rest = rest.slice(whole.length);
    }
    rest = rest.replace(/^[\s,]+/, "");
  }
  return challenges;
}
