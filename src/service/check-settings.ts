import { Fault } from "../contract/index.ts";
import { originOf } from "./address.ts";
import { fixedValue } from "./rows.ts";
import { type BodyRow, bodyKindOf, bounds, type HeaderRow, type ServiceSettings } from "./settings.ts";

/** Header names of RFC 9110 §5.1. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What the call itself says, or HTTP. */
const ours: ReadonlySet<string> = new Set([
  ...["host", "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "te", "trailer", "expect"],
  ...["idempotency-key", "webhook-id", "webhook-timestamp", "webhook-signature", "proxy-authorization"],
]);
const reservedNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** What is wrong with the address; undefined: nothing. */
export function addressFault(address: string): Fault | undefined {
  try {
    originOf(address);
    return undefined;
  } catch (error) {
    return error as Fault;
  }
}

/** What is wrong with the headers. Rows count from 1. */
export function headerFaults(headers: readonly HeaderRow[]): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [index, { name }] of headers.entries()) {
    const data = { row: index + 1, name };
    const known = name.toLowerCase();
    const taken = ours.has(known) || known === "authorization";
    if (!token.test(name)) faults.push(new Fault("service.header-name", data));
    else if (taken) faults.push(new Fault("service.header-ours", data));
    else if (seen.has(known)) faults.push(new Fault("service.header-twice", data));
    seen.add(known);
  }
  return faults;
}

/** What is wrong with a mapping table. Rows count from 1. */
export function rowFaults(rows: readonly BodyRow[], asForm: boolean): Fault[] {
  const faults: Fault[] = [];
  if (rows.length === 0) faults.push(new Fault("service.no-rows"));
  for (const [index, row] of rows.entries()) {
    const name = row.name.trim();
    const data = { row: index + 1, name };
    const path = asForm ? [name] : name.split(".");
    const earlier = rows.slice(0, index).map((other) => other.name.trim());
    const clash = earlier.find((other) => other === name || insideOne(other, name, asForm));
    if (path.some((part) => part.trim() === "" || reservedNames.has(part)))
      faults.push(new Fault("service.row-name", data));
    else if (clash !== undefined) faults.push(new Fault("service.row-twice", { ...data, other: clash }));
    if (row.source === "message" && row.value.trim() === "") faults.push(new Fault("service.row-property", data));
    if (row.source === "json") {
      try {
        fixedValue(row);
      } catch (error) {
        faults.push(error as Fault);
      }
    }
  }
  return faults;
}

function insideOne(one: string, other: string, asForm: boolean): boolean {
  return !asForm && (one.startsWith(`${other}.`) || other.startsWith(`${one}.`));
}

/** What is wrong with the authentication. */
function authenticationFaults(settings: ServiceSettings): Fault[] {
  const faults: Fault[] = [];
  const { authentication, user, header, tokenAddress, clientId } = settings;
  if (authentication === "basic" && (user === "" || user.includes(":"))) faults.push(new Fault("service.user"));
  if (authentication === "api-key" && (!token.test(header) || ours.has(header.toLowerCase())))
    faults.push(new Fault("service.key-header"));
  if (authentication !== "oauth2") return faults;
  if (/[{}#]/.test(tokenAddress) || addressFault(tokenAddress) !== undefined)
    faults.push(new Fault("service.token-address"));
  if (clientId.trim() === "") faults.push(new Fault("service.client"));
  return faults;
}

/** Everything that is wrong with how a service is to be called, but for its templates, fields and secret. */
export function settingsFaults(settings: ServiceSettings): Fault[] {
  const address = addressFault(settings.address);
  const faults = [...(address === undefined ? [] : [address]), ...headerFaults(settings.headers)];
  const body = bodyKindOf(settings);
  if (body === "table" || body === "form") faults.push(...rowFaults(settings.rows, body === "form"));
  faults.push(...authenticationFaults(settings));
  for (const [setting, { least, most }] of Object.entries(bounds)) {
    const value = settings[setting as keyof typeof bounds];
    if (!Number.isInteger(value) || value < least || value > most)
      faults.push(new Fault("service.bounds", { setting, least, most }));
  }
  return faults;
}
