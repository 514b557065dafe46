import { mintSecret } from "../../src/webhook/index.ts";
import { storyFlow } from "./flows.ts";

/** The story's webhook with an advertiser's kit and a test secret. */
export const advertiser = {
  endpoint: "0123456789abcdefghjkmnpqrs",
  kit: "srqpnmkjhgfedcba9876543210",
  secret: mintSecret(),
  testSecret: mintSecret(),
};

export function advertiserFlow(): object[] {
  const { kit, secret, testSecret } = advertiser;
  const secrets = JSON.stringify({ "sender.current": secret, "sender.test": testSecret });
  const webhook = { kit, kitOpen: true, name: "Insurer’s decision", slug: "insurer", credentials: { secrets } };
  return (storyFlow() as { id?: string; type: string }[]).map((node) => {
    if (node.id !== "webhook") return node;
    const { fields } = node as unknown as { fields: object[] };
    const more = { required: false, values: [], as: "" };
    return {
      ...node,
      ...webhook,
      fields: [
        ...fields,
        { ...more, name: "premium", type: "money", target: "event", meaning: "Yearly premium" },
        { ...more, name: "email", type: "email", target: "recipient" },
      ],
    };
  });
}
