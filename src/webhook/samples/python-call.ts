import { type CallPlan, type Piece, planOf, type SampledCall, tokenLifetime, type Variable } from "./call-plan.ts";
import { literal, type Spelling } from "./literal.ts";

// An escaped text of JSON is one of Python as well.
const text = (words: string) => JSON.stringify(words);
const spelling: Spelling = {
  ...{ object: ["{", "}"], list: ["[", "]"], pair: ": ", step: "    ", id: "event_id" },
  ...{ yes: "True", no: "False", none: "None", text },
};
const names: Readonly<Record<Variable, string>> = {
  id: "event_id",
  time: "now",
  secret: "secret",
  signature: "signature",
  token: "token",
  body: "body",
};

function stringOf(pieces: readonly Piece[]): string {
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === "string") return text(only);
  if (pieces.length === 1 && only !== undefined && typeof only !== "string" && only.is !== "time")
    return names[only.is];
  const inner = pieces.map((piece) =>
    typeof piece === "string" ? text(piece).slice(1, -1).replace(/[{}]/g, "$&$&") : `{${names[piece.is]}}`,
  );
  return `f"${inner.join("")}"`;
}

/** What is signed, as bytes: the body is bytes already. */
function bytesOf(pieces: readonly Piece[]): string {
  const parts: string[] = [];
  let texts: Piece[] = [];
  const close = () => {
    if (texts.length > 0) parts.push(`${stringOf(texts)}.encode()`);
    texts = [];
  };
  for (const piece of pieces) {
    if (typeof piece === "string" || piece.is !== "body") texts.push(piece);
    else {
      close();
      parts.push("body");
    }
  }
  close();
  return parts.join(" + ");
}

const encoded = (bytes: string, encoding: "hex" | "base64" | "base64url") =>
  encoding === "hex"
    ? `${bytes}.hex()`
    : encoding === "base64"
      ? `base64.b64encode(${bytes}).decode()`
      : `base64.urlsafe_b64encode(${bytes}).decode().rstrip("=")`;

function keyOf({ encoding, prefix }: NonNullable<CallPlan["key"]>): string {
  const from = prefix === "" ? "secret" : `secret.removeprefix(${text(prefix)})`;
  if (encoding === "utf8") return `${from}.encode()`;
  if (encoding === "hex") return `bytes.fromhex(${from})`;
  // A secret of Standard Webhooks is plain base64; others may have the letters of addresses, and no padding.
  return prefix === "whsec_"
    ? `base64.b64decode(${from})`
    : `base64.b64decode(${from}.replace("-", "+").replace("_", "/") + "==")`;
}

/** A program for Python 3.9 and later that sends one event, with the standard library alone. Undefined where only the sender can. */
export function pythonCall(call: SampledCall): string | undefined {
  const plan = planOf(call);
  if (plan === undefined) return undefined;
  const { url, secret, needsId, time, key, mac, token, query, user } = plan;
  const lines = [
    `url = ${text(url)}`,
    ...(secret === undefined ? [] : [`secret = os.environ["${secret}"]`]),
    ...(needsId ? [`event_id = os.environ.get("EVENT_ID") or f"msg_{uuid.uuid4()}"`] : []),
    ...(time === undefined ? [] : [`now = int(time.time()${time === "ms" ? " * 1000" : ""})`]),
    `body = json.dumps(${literal(plan.body, spelling)}).encode()`,
    "",
    ...(key === undefined ? [] : [`key = ${keyOf(key)}`]),
    ...(mac === undefined
      ? []
      : [
          `mac = hmac.new(key, ${bytesOf(mac.signed)}, hashlib.${mac.algorithm}).digest()`,
          `signature = ${encoded("mac", mac.encoding)}`,
          "",
        ]),
    ...(token === undefined ? [] : [...tokenLines(token), ""]),
    "headers = {",
    `    "content-type": "application/json",`,
    ...plan.headers.map(([name, value]) => `    ${text(name)}: ${stringOf(value)},`),
    ...(user === undefined
      ? []
      : [
          `    "authorization": "Basic " + ${encoded(`f"${text(user).slice(1, -1).replace(/[{}]/g, "$&$&")}:{secret}".encode()`, "base64")},`,
        ]),
    "}",
    ...(query === undefined ? [] : [`url += "?" + urllib.parse.urlencode({${text(query)}: secret})`]),
    `request = urllib.request.Request(url, data=body, headers=headers, method="POST")`,
    "try:",
    "    response = urllib.request.urlopen(request)",
    "except urllib.error.HTTPError as error:",
    "    response = error",
    "print(response.status, response.read().decode())",
  ];
  const modules = ["base64", "hashlib", "hmac", "json", "os", "time", "uuid"].filter((name) =>
    lines.some((line) => new RegExp(`(?<![\\w."])${name}\\.`).test(line)),
  );
  const web = ["urllib.error", ...(query === undefined ? [] : ["urllib.parse"]), "urllib.request"];
  return [`import ${[...modules, ...web].join(", ")}`, "", ...lines].join("\n");
}

function tokenLines({ alg, hash, claims, bodyHash }: NonNullable<CallPlan["token"]>): string[] {
  const fixed = Object.entries(claims).map(([name, value]) => `, ${text(name)}: ${text(value)}`);
  const hashed =
    bodyHash === undefined
      ? ""
      : `, ${text(bodyHash.claim)}: ${encoded(`hashlib.${bodyHash.algorithm}(body).digest()`, bodyHash.encoding)}`;
  return [
    "def encode(data):",
    `    return ${encoded("data", "base64url")}`,
    "",
    `claims = {"jti": event_id, "iat": now, "exp": now + ${tokenLifetime}${fixed.join("")}${hashed}}`,
    `unsigned = encode(b${text(JSON.stringify({ alg, typ: "JWT" }))}) + "." + encode(json.dumps(claims).encode())`,
    `token = unsigned + "." + encode(hmac.new(key, unsigned.encode(), hashlib.${hash}).digest())`,
  ];
}
