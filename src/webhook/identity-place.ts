/**
 * Where the id of an event may stand: `proof` is where the sender's scheme has it (`webhook-id`, the delivery
 * id of a preset, the header or field that a proof names), `field` a field of the body, `body` the hash of the body itself.
 */
export const identityPlaces = ["proof", "idempotency-key", "cloud-event", "field", "body"] as const;
export type IdentityPlace = (typeof identityPlaces)[number];
