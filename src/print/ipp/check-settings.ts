import { Fault } from "../../contract/index.ts";
import { namesInside } from "../../inside.ts";
import { type PrinterAddress, readAddress } from "./http/address.ts";
import { certificatesOf } from "./http/dial.ts";
import type { IppSecrets, IppSettings } from "./settings.ts";

function addressOf(address: string): PrinterAddress | undefined {
  try {
    return readAddress(address);
  } catch {
    return undefined;
  }
}

/** Octets of a `requesting-user-name`, RFC 8011 §5.1.3. */
const mostOctets = 255;
const isTooLong = (name: string) => Buffer.byteLength(name) > mostOctets;

/** All that is wrong with the settings of a printer. */
export function checkIppSettings(settings: IppSettings, { password = "" }: IppSecrets = {}): Fault[] {
  const { address, inside, authority, user, sender } = settings;
  const faults: Fault[] = [];
  const read = addressOf(address);
  if (read === undefined) faults.push(new Fault("ipp.address"));
  else if (!read.encrypted && !inside && !namesInside(read.host))
    faults.push(new Fault("ipp.unencrypted", { host: read.host }));
  if (authority.trim() !== "" && certificatesOf(authority) === undefined) faults.push(new Fault("ipp.authority"));
  // A colon ends the name in what Basic sends, RFC 7617 §2.
  if (user.includes(":") || isTooLong(user)) faults.push(new Fault("ipp.user"));
  if (user !== "" && password === "") faults.push(new Fault("ipp.no-password"));
  if (user === "" && (sender.trim() === "" || isTooLong(sender))) faults.push(new Fault("ipp.sender"));
  return faults;
}
