import { type PresetId, presets } from "../../src/webhook/authentication/presets.ts";
import {
  type HmacInput,
  type JwtInput,
  type ProofInput,
  takesPublicKey,
} from "../../src/webhook/authentication/proof-input.ts";
import { HmacScheme } from "../../src/webhook/authentication/scheme.ts";

export { type HmacInput, type JwtInput, type ProofInput, takesPublicKey };

/** What one chooses a proof by: a sender that is known, or a way to prove that is described in the form. */
export type SenderChoice = PresetId | Exclude<ProofInput["kind"], "standard-webhooks">;

/** The choices as the form lists them, what is usual first. */
export const senderGroups = {
  usual: ["standard-webhooks"],
  known: ["github", "stripe", "shopify", "svix", "hookdeck"],
  other: ["hmac", "jwt", "bearer", "api-key", "basic", "address-only"],
} as const satisfies Record<string, readonly SenderChoice[]>;

/** Senders that make the secret themselves and show it to their customers. */
const theirSecret: ReadonlySet<SenderChoice> = new Set(["stripe", "shopify", "svix", "hookdeck"]);

function sameScheme(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map((scheme) => HmacScheme.safeParse(scheme).data);
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

/** What a saved proof was chosen by. */
export function choiceOf(proof: ProofInput): SenderChoice {
  if (proof.kind === "standard-webhooks") return proof.headers === "svix" ? "svix" : "standard-webhooks";
  if (proof.kind !== "hmac") return proof.kind;
  const known = Object.entries(presets).find(
    ([, preset]) => preset.kind === "hmac" && sameScheme(preset.scheme, proof.scheme),
  );
  return (known?.[0] as PresetId | undefined) ?? "hmac";
}

/** The scheme that one starts from where nothing is known of the sender. */
const plainScheme: HmacInput["scheme"] = {
  algorithm: "sha256",
  encoding: "hex",
  signature: { headers: ["x-signature"] },
  signed: [{ part: "body" }],
};

/**
 * A proof of another kind in the place of `before`, of which id and name stay; between two signatures, the scheme and the
 * last day of the previous secret as well.
 */
export function proofOf(
  choice: SenderChoice,
  before: Pick<ProofInput, "id" | "name"> & Partial<ProofInput>,
): ProofInput {
  const { id, name } = before;
  const common = { id, ...(name === undefined ? {} : { name }) };
  switch (choice) {
    case "hmac": {
      // A known sender's scheme is a good start for one that does nearly the same.
      const scheme = before.kind === "hmac" && before.scheme !== undefined ? before.scheme : plainScheme;
      const { previousUntil } = before.kind === "hmac" ? before : {};
      const until = previousUntil === undefined ? {} : { previousUntil };
      return { kind: "hmac", ...common, ...until, scheme: structuredClone(scheme) };
    }
    case "jwt":
      return { kind: "jwt", ...common, algorithms: ["HS256"] };
    case "bearer":
      return { kind: "bearer", ...common };
    case "api-key":
      return { kind: "api-key", ...common, header: "x-api-key" };
    case "basic":
      return { kind: "basic", ...common, user: "" };
    case "address-only":
      return { kind: "address-only", ...common };
    default:
      return { ...structuredClone(presets[choice]), ...common } as unknown as ProofInput;
  }
}

/** An id that no proof of the form has or had: `github`, `github-2`. */
export function freshId(choice: SenderChoice, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? choice : `${choice}-${count}`;
    if (!taken.has(id)) return id;
  }
}

/** Who makes the secret: this webhook, or the sender, from whom it is copied. */
export function secretMaker(proof: ProofInput): "us" | "sender" | "nobody" {
  if (proof.kind === "address-only") return "nobody";
  return takesPublicKey(proof) || theirSecret.has(choiceOf(proof)) ? "sender" : "us";
}

function randomBytes(count: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(count));
}

/** Random bytes as text of the alphabet that a secret is written in. */
function mintText(encoding: "utf8" | "base64" | "hex", count = 32): string {
  const bytes = randomBytes(count);
  if (encoding === "hex") return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = btoa(String.fromCharCode(...bytes));
  return encoding === "base64" ? base64 : base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** A new secret for a proof; undefined where the sender makes it, or there is none. */
export function mintFor(proof: ProofInput): string | undefined {
  if (secretMaker(proof) !== "us") return undefined;
  switch (proof.kind) {
    case "standard-webhooks":
      return `whsec_${mintText("base64")}`;
    case "hmac": {
      const { encoding = "utf8", prefix = "" } = proof.scheme.secret ?? {};
      return `${prefix}${mintText(encoding)}`;
    }
    case "jwt":
      return mintText(proof.secretEncoding ?? "utf8", 64);
    default:
      return mintText("utf8");
  }
}
