import { type CallPlan, type Piece, planOf, type SampledCall, tokenLifetime } from "./call-plan.ts";
import { literal, type Spelling } from "./literal.ts";

const spelling: Spelling = {
  ...{ object: ["{", "}"], list: ["[", "]"], pair: ": ", step: "  ", id: "id" },
  ...{ yes: "true", no: "false", none: "null", text: (text) => JSON.stringify(text) },
};

const inTemplate = (text: string) => text.replace(/[`\\]|\$(?=\{)/g, "\\$&");

function templateOf(pieces: readonly Piece[]): string {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return typeof only === "string" ? JSON.stringify(only) : only.is;
  return `\`${pieces.map((piece) => (typeof piece === "string" ? inTemplate(piece) : `\${${piece.is}}`)).join("")}\``;
}

function keyOf({ encoding, prefix }: NonNullable<CallPlan["key"]>): string {
  const text = prefix === "" ? "secret" : `secret.replace(${JSON.stringify(prefix)}, "")`;
  return `Buffer.from(${text}, "${encoding}")`;
}

/** A module for Node.js 18 and later that sends one event, without a package. Undefined where only the sender can. */
export function nodeCall(call: SampledCall): string | undefined {
  const plan = planOf(call);
  if (plan === undefined) return undefined;
  const { url, secret, needsId, time, key, mac, token, query, user } = plan;
  const crypto = [
    ...(token?.bodyHash === undefined ? [] : ["createHash"]),
    ...(mac === undefined && token === undefined ? [] : ["createHmac"]),
    ...(needsId ? ["randomUUID"] : []),
  ];
  const headers = [...plan.headers];
  const basic = user === undefined ? "" : `Buffer.from(\`${inTemplate(user)}:\${secret}\`).toString("base64")`;
  const to =
    query === undefined ? "url" : `\`\${url}?${inTemplate(encodeURIComponent(query))}=\${encodeURIComponent(secret)}\``;
  return [
    ...(crypto.length === 0 ? [] : [`import { ${crypto.join(", ")} } from "node:crypto";`, ""]),
    `const url = ${JSON.stringify(url)};`,
    ...(secret === undefined ? [] : [`const secret = process.env.${secret};`]),
    ...(needsId ? [`const id = process.env.EVENT_ID ?? \`msg_\${randomUUID()}\`;`] : []),
    ...(time === undefined ? [] : [`const time = ${time === "s" ? "Math.floor(Date.now() / 1000)" : "Date.now()"};`]),
    `const body = JSON.stringify(${literal(plan.body, spelling)});`,
    "",
    ...(key === undefined ? [] : [`const key = ${keyOf(key)};`]),
    ...(mac === undefined
      ? []
      : [
          `const signature = createHmac("${mac.algorithm}", key).update(${templateOf(mac.signed)}).digest("${mac.encoding}");`,
          "",
        ]),
    ...(token === undefined ? [] : [...tokenLines(token), ""]),
    `const response = await fetch(${to}, {`,
    `  method: "POST",`,
    "  headers: {",
    `    "content-type": "application/json",`,
    ...headers.map(([name, value]) => `    ${JSON.stringify(name)}: ${templateOf(value)},`),
    ...(basic === "" ? [] : [`    authorization: \`Basic \${${basic}}\`,`]),
    "  },",
    "  body,",
    "});",
    "console.log(response.status, await response.text());",
  ].join("\n");
}

function tokenLines({ alg, hash, claims, bodyHash }: NonNullable<CallPlan["token"]>): string[] {
  const fixed = Object.entries(claims).map(([name, value]) => `, ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const hashed =
    bodyHash === undefined
      ? ""
      : `, ${JSON.stringify(bodyHash.claim)}: createHash("${bodyHash.algorithm}").update(body).digest("${bodyHash.encoding}")`;
  return [
    `const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");`,
    `const claims = { jti: id, iat: time, exp: time + ${tokenLifetime}${fixed.join("")}${hashed} };`,
    `const unsigned = \`\${encode({ alg: "${alg}", typ: "JWT" })}.\${encode(claims)}\`;`,
    `const token = \`\${unsigned}.\${createHmac("${hash}", key).update(unsigned).digest("base64url")}\`;`,
  ];
}
