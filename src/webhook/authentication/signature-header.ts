import type { IncomingHttpHeaders } from "node:http";
import { header } from "./call.ts";
import type { HmacScheme } from "./scheme.ts";

/** What the signature headers of a call hold, without the prefixes. */
export interface GivenSignatures {
  signatures: string[];
  /** Times among the signatures, where the scheme has them there. */
  times: string[];
}

/** Reads the signature headers of a scheme; undefined when none of them is there. */
export function signatureReader(scheme: HmacScheme): (headers: IncomingHttpHeaders) => GivenSignatures | undefined {
  const { headers: names, prefix, separator } = scheme.signature;
  const timePrefix = scheme.timestamp.in === "signature" ? scheme.timestamp.prefix : undefined;
  return (headers) => {
    let found = false;
    const given: GivenSignatures = { signatures: [], times: [] };
    for (const name of names) {
      const value = header(headers, name);
      if (value === undefined) continue;
      found = true;
      for (const item of separator === "" || !value.includes(separator) ? [value] : value.split(separator)) {
        const trimmed = item.trim();
        if (timePrefix !== undefined && trimmed.startsWith(timePrefix))
          given.times.push(trimmed.slice(timePrefix.length));
        else if (trimmed.startsWith(prefix)) given.signatures.push(trimmed.slice(prefix.length));
      }
    }
    return found ? given : undefined;
  };
}
