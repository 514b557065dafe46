import type { BodyRow, HeaderRow } from "../../service/index.ts";
import type { JobSeen } from "../way.ts";

/** How letters go by way of Pingen. */
export interface PingenSettings {
  environment: "production" | "staging";
  /** Base address of the API, where it is not the usual one of the environment. */
  server: string;
  /** Where access tokens are got, where it is not the usual place. */
  identity: string;
  /** Id of the organisation: the last part of an address in Pingen's own pages. */
  organisation: string;
  clientId: string;
  /** On which side the envelope's window is. */
  position: "left" | "right";
  /** What letters are sent by that name no postage: `cheap`, `fast`, `bulk`, `premium`, `registered`. */
  product: string;
  /** Letters are made, and a person sends them in Pingen's own pages. */
  draft: boolean;
}

/** States that words of a provider stand for; `waiting` is none that is told. */
export const mappedStates = [
  ...(["waiting", "printing", "printed", "mailed", "delivered", "undeliverable", "failed", "cancelled"] as const),
] satisfies JobSeen["state"][];
type MappedState = (typeof mappedStates)[number];

/** A word of the provider, and what it means. */
export interface StateRow {
  word: string;
  state: MappedState;
}

/** How letters go by way of a provider whose calls are described. Paths lead into answers: `data.id`. */
export interface MappingSettings {
  /** Has a letter printed: a Liquid template behind the host. */
  address: string;
  method: "POST" | "PUT";
  headers: readonly HeaderRow[];
  /** `multipart`: a form with the document as a file; `json`: with the document in base64. */
  body: "multipart" | "json";
  rows: readonly BodyRow[];
  /** The field of the document. */
  file: string;
  /** `key-as-user`: Basic, with the key for a user and no password. */
  authentication: "none" | "bearer" | "basic" | "key-as-user" | "api-key";
  user: string;
  /** Of `api-key`: the header that carries the key. */
  header: string;
  /** The header that carries our key; empty: the provider knows none. */
  keyHeader: string;
  /** Hours for which the provider knows a key again. */
  keyHours: number;
  /** Where the answer holds what the provider calls the letter. */
  namePath: string;
  /** Asks how a letter is; `{{ name }}` is what the provider calls it. Empty: nobody is asked. */
  statusAddress: string;
  statePath: string;
  whyPath: string;
  states: readonly StateRow[];
  /** Asks for the letter of a key, `{{ id }}`. Empty: it cannot be asked for. */
  findAddress: string;
  /** Where that answer holds the letters; empty: it is one itself. */
  findPath: string;
  /** Where a letter holds our key. */
  keyPath: string;
  /** Minutes after which a letter that is not found was never taken; 0: that proves nothing. */
  absent: number;
  /** Takes a letter back, `{{ name }}`. Empty: it cannot be taken back. */
  cancelAddress: string;
  cancelMethod: "DELETE" | "POST" | "PATCH";
  /** Something harmless to ask, to try out address and secret. */
  checkAddress: string;
}

/** How a provider proves its own calls, and what they tell. */
export interface EventSettings {
  signatureHeader: string;
  /** What stands before the signature in its header: `v1=`. */
  signaturePrefix: string;
  encoding: "hex" | "base64";
  /** Where the time is that is signed with the body, as `time.body`: nowhere, in the signature's header as `t=`, or in one of its own. */
  time: "none" | "signature" | "header";
  timeHeader: string;
  timeUnit: "s" | "ms";
  /** Where an event holds what the provider calls the letter, our key, its word for the state, and why. */
  eventName: string;
  eventKey: string;
  eventState: string;
  eventWhy: string;
}

export const usualPingen: PingenSettings = {
  ...{ environment: "production", server: "", identity: "", organisation: "", clientId: "" },
  ...{ position: "left", product: "cheap", draft: false },
};

const field = (name: string, value = name): BodyRow => ({ name, source: "message", value, required: true });
const optional = (name: string, value: string): BodyRow => ({ ...field(name, value), required: false });

export const usualMapping: MappingSettings = {
  ...{ address: "", method: "POST", headers: [], body: "multipart", file: "file" },
  rows: [
    field("reference", "id"),
    field("name", "address.name"),
    field("line1", "address.line1"),
    optional("line2", "address.line2"),
    ...["postalCode", "locality", "country"].map((name) => field(name, `address.${name}`)),
    field("colour", "color"),
    field("duplex"),
  ],
  ...{ authentication: "bearer", user: "", header: "" },
  ...{ keyHeader: "", keyHours: 24, namePath: "id" },
  ...{ statusAddress: "", statePath: "status", whyPath: "" },
  states: [],
  ...{ findAddress: "", findPath: "", keyPath: "", absent: 0 },
  ...{ cancelAddress: "", cancelMethod: "DELETE", checkAddress: "" },
};

export const usualEvents: EventSettings = {
  ...{ signatureHeader: "", signaturePrefix: "", encoding: "hex" },
  ...{ time: "none", timeHeader: "", timeUnit: "s" },
  ...{ eventName: "id", eventKey: "", eventState: "status", eventWhy: "" },
};

export const bounds = {
  keyHours: { least: 0, most: 720 },
  absent: { least: 0, most: 10_080 },
} as const;

/** A provider, of either kind. */
export type ProviderSettings = { inside: boolean } & (
  | { kind: "pingen"; pingen: PingenSettings }
  | { kind: "provider"; mapping: MappingSettings & EventSettings }
);
