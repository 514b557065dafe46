import type { BodyRow } from "../../service/index.ts";
import { type EventSettings, type MappingSettings, type StateRow, usualEvents, usualMapping } from "./settings.ts";

const given = (name: string, value: string, required = false): BodyRow => ({
  ...{ name, source: "message", value, required },
});
const fixed = (name: string, value: string): BodyRow => ({ name, source: "text", value, required: false });
const states = (words: Readonly<Record<string, StateRow["state"]>>): StateRow[] =>
  Object.entries(words).map(([word, state]) => ({ word, state }));

type MappingPreset = MappingSettings & EventSettings;

/**
 * Lob, `POST /v1/letters` (lob/lob-openapi, resources/letters). A letter is taken back by DELETE while it has not been
 * sent to print. Events are signed over `time.body`, the time in milliseconds.
 */
const lob: MappingPreset = {
  ...usualMapping,
  ...usualEvents,
  address: "https://api.lob.com/v1/letters",
  file: "file",
  rows: [
    fixed("description", "{{ id }}"),
    given("to[name]", "address.name", true),
    given("to[address_line1]", "address.line1", true),
    given("to[address_line2]", "address.line2"),
    given("to[address_city]", "address.locality", true),
    given("to[address_zip]", "address.postalCode", true),
    given("to[address_country]", "address.country", true),
    fixed("from", "adr_…"),
    given("color", "color"),
    given("double_sided", "duplex"),
    fixed("use_type", "operational"),
    fixed("metadata[key]", "{{ id }}"),
  ],
  authentication: "key-as-user",
  keyHeader: "Idempotency-Key",
  keyHours: 24,
  statusAddress: "https://api.lob.com/v1/letters/{{ name }}",
  statePath: "status",
  whyPath: "failure_reason.message",
  findAddress: "https://api.lob.com/v1/letters?metadata[key]={{ id }}",
  findPath: "data",
  keyPath: "metadata.key",
  cancelAddress: "https://api.lob.com/v1/letters/{{ name }}",
  checkAddress: "https://api.lob.com/v1/letters?limit=1",
  signatureHeader: "Lob-Signature",
  time: "header",
  timeHeader: "Lob-Signature-Timestamp",
  timeUnit: "ms",
  eventName: "body.id",
  eventKey: "body.metadata.key",
  eventState: "event_type.id",
  eventWhy: "body.failure_reason.message",
  states: states({
    processed: "waiting",
    rendered: "printing",
    failed: "failed",
    "letter.mailed": "mailed",
    "letter.in_transit": "mailed",
    "letter.in_local_area": "mailed",
    "letter.processed_for_delivery": "mailed",
    "letter.delivered": "delivered",
    "letter.re-routed": "mailed",
    "letter.returned_to_sender": "undeliverable",
    "letter.failed": "failed",
    "letter.deleted": "cancelled",
    "letter.certified.mailed": "mailed",
    "letter.certified.in_transit": "mailed",
    "letter.certified.delivered": "delivered",
    "letter.certified.returned_to_sender": "undeliverable",
  }),
};

/**
 * PostGrid, `POST /print-mail/v1/letters` (postgrid/postgrid-node, docs/sdks/letters). Events come as JSON, signed over
 * `time.body` as in `PostGrid-Signature: t=…,v1=…`.
 */
const postgrid: MappingPreset = {
  ...usualMapping,
  ...usualEvents,
  address: "https://api.postgrid.com/print-mail/v1/letters",
  file: "pdf",
  rows: [
    fixed("description", "{{ id }}"),
    given("to[firstName]", "address.name", true),
    given("to[addressLine1]", "address.line1", true),
    given("to[addressLine2]", "address.line2"),
    given("to[city]", "address.locality", true),
    given("to[postalOrZip]", "address.postalCode", true),
    given("to[countryCode]", "address.country", true),
    fixed("from", "contact_…"),
    given("color", "color"),
    given("doubleSided", "duplex"),
    fixed("addressPlacement", "top_first_page"),
    fixed("metadata[key]", "{{ id }}"),
  ],
  authentication: "api-key",
  header: "x-api-key",
  // That it knows keys is written down nowhere: what is in doubt stays so.
  statusAddress: "https://api.postgrid.com/print-mail/v1/letters/{{ name }}",
  statePath: "status",
  whyPath: "cancellation.reason",
  cancelAddress: "https://api.postgrid.com/print-mail/v1/letters/{{ name }}",
  checkAddress: "https://api.postgrid.com/print-mail/v1/letters?limit=1",
  signatureHeader: "PostGrid-Signature",
  signaturePrefix: "v1=",
  time: "signature",
  timeUnit: "ms",
  eventName: "data.id",
  eventKey: "data.metadata.key",
  eventState: "data.status",
  eventWhy: "data.cancellation.reason",
  states: states({
    ready: "waiting",
    printing: "printing",
    processed_for_delivery: "mailed",
    completed: "delivered",
    cancelled: "cancelled",
  }),
};

/** What a form is filled in with; all of it can be changed. */
export const mappingPresets = { lob, postgrid } as const;
export type MappingPresetId = keyof typeof mappingPresets;
