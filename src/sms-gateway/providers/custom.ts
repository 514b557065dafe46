import type { Json } from "../../contract/index.ts";
import { readPath } from "../../decision/index.ts";
import type { SmsAccountSettings, SmsSecrets } from "../settings.ts";
import { withStop } from "../stop.ts";
import { customService } from "./custom-settings.ts";
import { idIn, type SmsProvider } from "./provider.ts";

/** A service whose call the account describes: `to`, `text`, `sender`, `id`, `purpose` and `language` stand in it. */
export function custom(settings: SmsAccountSettings, { secret = "" }: SmsSecrets): SmsProvider {
  const call = customService(settings);
  const where = settings.reference.trim();
  return {
    call,
    secret,
    hidden: [secret.trim()],
    material: (message) => ({
      ...{ id: message.id, to: message.to, sender: settings.sender },
      ...{ text: withStop(message, settings.stop), purpose: message.purpose, language: message.language },
    }),
    read(answer) {
      // Where nothing is to be found, a 2xx is all that is said.
      if (where === "") return { reference: "" };
      const reference = idIn(readPath(answer, where) as Json | undefined);
      return reference === undefined ? undefined : { reference };
    },
  };
}
