import * as z from "zod";
import { isTimeZone } from "./time-zone.ts";

/** GeoJSON position, RFC 7946 §3.1.1: `[longitude, latitude]` in WGS 84 degrees. */
export const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type Position = z.infer<typeof Position>;

/** One address schema for every country. `thoroughfare` holds the lines between the name and the locality, as they are printed. */
export const PostalAddress = z.object({
  /** ISO 3166-1 alpha-2. */
  country: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2}$/)
    .transform((code) => code.toUpperCase()),
  postalCode: z.string().trim().min(1).max(16),
  locality: z.string().trim().min(1).max(80),
  thoroughfare: z.array(z.string().trim().min(1).max(80)).max(4),
});
export type PostalAddress = z.infer<typeof PostalAddress>;

/** A person of the campaign. `attributes` holds whatever else the audience's rows carry. */
export const Recipient = z.object({
  id: z.string().trim().min(1).max(200),
  /** BCP 47, for instance `fr` or `en-GB`; the campaign's locale where absent. */
  locale: z.string().trim().min(2).max(35).optional(),
  /** IANA name, for instance `Europe/Paris`; where absent that of the postal address's country, or the campaign's. */
  timeZone: z.string().trim().refine(isTimeZone).optional(),
  title: z.string().trim().max(40).optional(),
  firstName: z.string().trim().max(120).optional(),
  lastName: z.string().trim().max(120).optional(),
  email: z.email().max(254).optional(),
  /** E.164, or as written by the audience. */
  phone: z.string().trim().max(32).optional(),
  postalAddress: PostalAddress.optional(),
  location: Position.optional(),
  /** Consent by channel, or by channel and purpose: `{ email: true, print: false, "sms.marketing": true }`. */
  consent: z.record(z.string(), z.boolean()).optional(),
  attributes: z.record(z.string(), z.json()).optional(),
});
export type Recipient = z.infer<typeof Recipient>;
