import { Fault } from "../../contract/index.ts";
import { addressFault, headerFaults, rowFaults, type ServiceSettings } from "../../service/index.ts";
import { bounds, type EventSettings, type MappingSettings, mappedStates, type PingenSettings } from "./settings.ts";

/** A mapping's proof, as that of a service. */
export function serviceOf({ address, authentication, user, header }: MappingSettings): ServiceSettings {
  return {
    ...{ method: "POST", address, headers: [], body: "none", rows: [], template: "" },
    ...{ authentication: authentication === "key-as-user" ? "basic" : authentication, user, header },
    ...{ tokenAddress: "", clientId: "", scope: "", clientIn: "header", inside: false, answer: "json", fields: [] },
    ...{ country: "", currency: "", recovery: "park", time: 30, limit: 1024, tries: 1 },
  };
}

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What is wrong with a base address; empty is the usual one. */
export function baseFault(address: string): Fault | undefined {
  const fits = address.trim() === "" || (addressFault(address) === undefined && !/[{}?#]/.test(address));
  return fits ? undefined : new Fault("print-service.server");
}

export const isOrganisation = (id: string): boolean => /^[A-Za-z0-9-]{8,64}$/.test(id.trim());
/** Words of Pingen's delivery products. */
export const isProduct = (word: string): boolean => /^[a-z][a-z0-9_]{1,60}$/.test(word.trim());

export function pingenFaults({ server, identity, organisation, clientId, product }: PingenSettings): Fault[] {
  const faults = [baseFault(server), baseFault(identity)].filter((fault) => fault !== undefined);
  if (!isOrganisation(organisation)) faults.push(new Fault("print-service.organisation"));
  if (clientId.trim() === "") faults.push(new Fault("print-service.client"));
  if (!isProduct(product)) faults.push(new Fault("print-service.product"));
  return faults;
}

export function statesFaults(states: MappingSettings["states"]): Fault[] {
  const seen = new Set<string>();
  return states.flatMap(({ word, state }, index) => {
    const data = { row: index + 1, word };
    const twice = seen.has(word.trim());
    seen.add(word.trim());
    if (!/^[\x21-\x7e]{1,200}$/.test(word.trim()) || !mappedStates.includes(state))
      return [new Fault("print-service.state", data)];
    return twice ? [new Fault("print-service.state-twice", data)] : [];
  });
}

/** Whose host another call goes to: the secret goes to one alone. */
function otherHost(address: string, other: string): boolean {
  if (other.trim() === "") return false;
  const origin = (text: string) => /^https?:\/\/[^/?#{}\s\\@]+/i.exec(text.trim())?.[0].toLowerCase();
  return origin(other) !== origin(address);
}

/** Everything that is wrong with a mapping but its templates and its secret. */
export function mappingFaults(mapping: MappingSettings): Fault[] {
  const { address, rows, body, headers, file, authentication, user, header, keyHeader, namePath, states } = mapping;
  const faults: Fault[] = [];
  const wrong = addressFault(address);
  if (wrong !== undefined) faults.push(wrong);
  faults.push(...headerFaults(headers), ...rowFaults(rows, body === "multipart"), ...statesFaults(states));
  const others = [mapping.statusAddress, mapping.findAddress, mapping.cancelAddress, mapping.checkAddress];
  if (wrong === undefined && others.some((other) => otherHost(address, other)))
    faults.push(new Fault("print-service.other-host"));
  if (file.trim() === "") faults.push(new Fault("print-service.file"));
  if (namePath.trim() === "") faults.push(new Fault("print-service.name-path"));
  if (authentication === "basic" && (user === "" || user.includes(":"))) faults.push(new Fault("service.user"));
  if (authentication === "api-key" && !token.test(header)) faults.push(new Fault("service.key-header"));
  if (keyHeader.trim() !== "" && !token.test(keyHeader.trim())) faults.push(new Fault("print-service.key-header"));
  if (mapping.findAddress.trim() !== "" && mapping.keyPath.trim() === "")
    faults.push(new Fault("print-service.key-path"));
  for (const [setting, { least, most }] of Object.entries(bounds)) {
    const value = mapping[setting as keyof typeof bounds];
    if (!(Number.isInteger(value) && value >= least && value <= most))
      faults.push(new Fault("print-service.bounds", { setting, least, most }));
  }
  return faults;
}

/** What is wrong with how a provider's own calls are proven. */
export function eventFaults({ signatureHeader, time, timeHeader }: EventSettings): Fault[] {
  const fits = token.test(signatureHeader.trim()) && (time !== "header" || token.test(timeHeader.trim()));
  return fits ? [] : [new Fault("print-service.signature")];
}
