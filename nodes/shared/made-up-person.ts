import type { Recipient } from "../../src/contract/index.ts";

/** Somebody nobody knows, where a campaign has no people yet: the number and the address are nobody's. */
export const madeUpPerson: Recipient = {
  id: "R-1001",
  title: "Mme",
  firstName: "Camille",
  lastName: "Moreau",
  email: "camille.moreau@example.org",
  phone: "+33639981234",
  locale: "fr",
  postalAddress: {
    country: "FR",
    postalCode: "99380",
    locality: "Saint-Aurèle-sur-Mer",
    thoroughfare: ["51 boulevard des Dunes"],
  },
};
