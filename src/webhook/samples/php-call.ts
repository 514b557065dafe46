import { type CallPlan, type Piece, planOf, type SampledCall, tokenLifetime } from "./call-plan.ts";
import { literal, type Spelling } from "./literal.ts";

const text = (words: string) => `'${words.replace(/[\\']/g, "\\$&")}'`;
const spelling: Spelling = {
  ...{ object: ["[", "]"], list: ["[", "]"], pair: " => ", step: "    ", id: "$id" },
  ...{ yes: "true", no: "false", none: "null", text },
};

const joined = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === "string" ? text(piece) : `$${piece.is}`)).join(" . ");

const encoded = (bytes: string, encoding: "hex" | "base64" | "base64url") =>
  encoding === "hex"
    ? `bin2hex(${bytes})`
    : encoding === "base64"
      ? `base64_encode(${bytes})`
      : `rtrim(strtr(base64_encode(${bytes}), '+/', '-_'), '=')`;

function keyOf({ encoding, prefix }: NonNullable<CallPlan["key"]>): string {
  const from = prefix === "" ? "$secret" : `str_replace(${text(prefix)}, '', $secret)`;
  if (encoding === "utf8") return from;
  if (encoding === "hex") return `hex2bin(${from})`;
  // A secret of Standard Webhooks is plain base64; others may have the letters of addresses.
  return prefix === "whsec_" ? `base64_decode(${from})` : `base64_decode(strtr(${from}, '-_', '+/'))`;
}

/** A program for PHP 8 with its curl extension that sends one event. Undefined where only the sender can. */
export function phpCall(call: SampledCall): string | undefined {
  const plan = planOf(call);
  if (plan === undefined) return undefined;
  const { url, secret, needsId, time, key, mac, token, query, user } = plan;
  const to = query === undefined ? "$url" : `$url . '?' . http_build_query([${text(query)} => $secret])`;
  return [
    "<?php",
    `$url = ${text(url)};`,
    ...(secret === undefined ? [] : [`$secret = getenv('${secret}');`]),
    ...(needsId ? ["$id = getenv('EVENT_ID') ?: 'msg_' . bin2hex(random_bytes(12));"] : []),
    ...(time === undefined ? [] : [`$time = ${time === "s" ? "time()" : "(int) (microtime(true) * 1000)"};`]),
    `$body = json_encode(${literal(plan.body, spelling)}, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);`,
    "",
    ...(key === undefined ? [] : [`$key = ${keyOf(key)};`]),
    ...(mac === undefined
      ? []
      : [
          `$signature = ${encoded(`hash_hmac('${mac.algorithm}', ${joined(mac.signed)}, $key, true)`, mac.encoding)};`,
          "",
        ]),
    ...(token === undefined ? [] : [...tokenLines(token), ""]),
    `$call = curl_init(${to});`,
    "curl_setopt_array($call, [",
    "    CURLOPT_POST => true,",
    "    CURLOPT_RETURNTRANSFER => true,",
    "    CURLOPT_POSTFIELDS => $body,",
    ...(user === undefined ? [] : [`    CURLOPT_USERPWD => ${text(`${user}:`)} . $secret,`]),
    "    CURLOPT_HTTPHEADER => [",
    "        'content-type: application/json',",
    ...plan.headers.map(([name, value]) => `        ${text(`${name}: `)} . ${joined(value)},`),
    "    ],",
    "]);",
    "$answer = curl_exec($call);",
    "echo curl_getinfo($call, CURLINFO_RESPONSE_CODE), ' ', $answer, PHP_EOL;",
  ].join("\n");
}

function tokenLines({ alg, hash, claims, bodyHash }: NonNullable<CallPlan["token"]>): string[] {
  const fixed = Object.entries(claims).map(([name, value]) => `, ${text(name)} => ${text(value)}`);
  const hashed =
    bodyHash === undefined
      ? ""
      : `, ${text(bodyHash.claim)} => ${encoded(`hash('${bodyHash.algorithm}', $body, true)`, bodyHash.encoding)}`;
  return [
    `$encode = fn ($data) => ${encoded("$data", "base64url")};`,
    `$claims = ['jti' => $id, 'iat' => $time, 'exp' => $time + ${tokenLifetime}${fixed.join("")}${hashed}];`,
    `$unsigned = $encode(${text(JSON.stringify({ alg, typ: "JWT" }))}) . '.' . $encode(json_encode($claims));`,
    `$token = $unsigned . '.' . $encode(hash_hmac('${hash}', $unsigned, $key, true));`,
  ];
}
