import type { Secrets } from "../../src/webhook/authentication/slots.ts";
import { slotOf } from "../../src/webhook/authentication/slots.ts";
import type { Translate } from "./editor-catalogue.ts";
import { showSentences } from "./editor-faults.ts";
import { formButton } from "./editor-rows.ts";
import { togetherFaults } from "./editor-webhook-faults.ts";
import { type ProofCard, proofCard } from "./editor-webhook-proof.ts";
import { type SecretSlots, usedSecrets } from "./editor-webhook-secrets.ts";
import { freshId, mintFor, type ProofInput, proofOf } from "./editor-webhook-senders.ts";
import { authenticationSentences } from "./editor-webhook-sentences.ts";

export interface Proofs {
  proofs(): ProofInput[];
  /** Those that the proofs have a use for. */
  secrets(): SecretSlots;
  showLastUse(lastUse: Record<string, string>): void;
}

export interface ProofsOptions {
  _: Translate;
  /** Where the cards stand, and where the sentences about all of them. */
  list: JQuery;
  problem: JQuery;
  proofs: readonly ProofInput[];
  secrets: Secrets;
  changed(): void;
}

/** The list of proofs, any one of which suffices; one card each. */
export function proofList(options: ProofsOptions): Proofs {
  const { _, list, problem } = options;
  const secrets: SecretSlots = Object.fromEntries(
    Object.entries(options.secrets).filter((one): one is [string, string] => one[1] !== undefined),
  );
  const taken = new Set(options.proofs.map(({ id }) => id));
  let cards: ProofCard[] = [];
  const proofs = () => cards.map((card) => card.proof());
  const place = $("<div>").appendTo(list);

  const changed = () => {
    showSentences(problem, authenticationSentences(togetherFaults(proofs()), _));
    options.changed();
  };
  const add = (proof: ProofInput): ProofCard => {
    const card = proofCard({
      _,
      proof,
      secrets,
      changed,
      remove() {
        cards = cards.filter((one) => one !== card);
        card.element.remove();
        addButton.trigger("focus");
        changed();
      },
    });
    cards.push(card);
    place.append(card.element);
    return card;
  };
  const addButton = formButton(_("button.addProof"), "plus", () => {
    const id = freshId("standard-webhooks", taken);
    taken.add(id);
    const proof = proofOf("standard-webhooks", { id });
    secrets[slotOf(id, "current")] = mintFor(proof) ?? "";
    // The others fold up, so that the new one is seen as a whole.
    for (const { element } of cards) element.prop("open", false);
    add(proof).element.find(".belle-sender-name").trigger("focus");
    changed();
  })
    .attr("id", "belle-add-proof")
    .appendTo(list);
  for (const proof of options.proofs) add(proof);
  if (cards.length > 1) for (const { element } of cards.slice(1)) element.prop("open", false);
  showSentences(problem, authenticationSentences(togetherFaults(proofs()), _));

  return {
    proofs,
    secrets: () => usedSecrets(proofs(), secrets),
    showLastUse(lastUse) {
      for (const card of cards) card.showLastUse(lastUse);
    },
  };
}
