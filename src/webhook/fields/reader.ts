import type * as z from "zod";
import { Recipient } from "../../contract/index.ts";
import { type Field, type TableOptions, targetName } from "./field.ts";
import { addressReader } from "./read-address.ts";
import { moneyReader } from "./read-money.ts";
import {
  enumReader,
  readBoolean,
  readCaseKey,
  readDate,
  readEmail,
  readNumber,
  readText,
  readWrittenBoolean,
  readWrittenNumber,
} from "./read-plain.ts";
import { type Reader, unfit } from "./reading.ts";

export interface ReaderOptions extends TableOptions {
  /** All values are texts, as in a form. */
  text: boolean;
  /** Makes the reader of phone numbers. Handed in, because its tables are too large for the editor. */
  phone: (country: string | undefined) => Reader;
}

/** Reads values of a field into what is kept. */
export function readerOf(field: Field, options: ReaderOptions): Reader {
  if (field.target === "case-key") return readCaseKey;
  const read = plainReader(field, options);
  return field.target === "recipient" ? recipientReader(targetName(field), read) : read;
}

function plainReader(field: Field, { text, phone, ...table }: ReaderOptions): Reader {
  const country = field.country || table.country || undefined;
  switch (field.type) {
    case "text":
      return readText;
    case "number":
      return text ? readWrittenNumber : readNumber;
    case "boolean":
      return text ? readWrittenBoolean : readBoolean;
    case "date":
      return readDate;
    case "email":
      return readEmail;
    case "enum":
      return enumReader(field);
    case "money":
      return moneyReader(field.currency || table.currency || undefined, field.unit);
    case "address":
      return addressReader(country);
    case "phone":
      return phone(country);
  }
}

/** A value for a property that every recipient has must fit there, or the sends that follow would fail on it. */
function recipientReader(property: string, read: Reader): Reader {
  if (!Object.hasOwn(Recipient.shape, property)) return read;
  const schema: z.ZodType = Recipient.shape[property as keyof typeof Recipient.shape];
  return (value) => {
    const reading = read(value);
    return !reading.ok || schema.safeParse(reading.value).success ? reading : unfit("recipient", { property });
  };
}
