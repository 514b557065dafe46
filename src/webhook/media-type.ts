import type { IncomingHttpHeaders } from "node:http";

export type MediaFault = { code: "webhook.media-type" | "webhook.charset" | "webhook.encoding"; value: string };

const json = /^application\/(?:json|[a-z0-9!#$&^_.-]+\+json)$/;

/** Why a body so labelled is not read: only uncompressed JSON in UTF-8 is (RFC 8259 §8.1, RFC 6839 §3.1). */
export function mediaFault(headers: IncomingHttpHeaders): MediaFault | undefined {
  const encoding = (headers["content-encoding"] ?? "").trim().toLowerCase();
  if (encoding !== "" && encoding !== "identity") return { code: "webhook.encoding", value: encoding };
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  if (!json.test(type.trim())) return { code: "webhook.media-type", value: type.trim() };
  for (const parameter of parameters) {
    const [name, value = ""] = parameter.split("=").map((part) => part.trim());
    if (name !== "charset") continue;
    const charset = value.replaceAll('"', "");
    if (charset !== "utf-8" && charset !== "utf8") return { code: "webhook.charset", value: charset };
  }
  return undefined;
}
