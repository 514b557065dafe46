import type { StoreRow } from "../route-map/config.ts";
import type { Translate } from "./editor-catalogue.ts";

/** A store as its row in the form holds it: all text. */
export type StoreCells = Record<keyof StoreRow, string>;

export function rowOfStore(store: StoreRow): StoreCells {
  return { ...store, longitude: String(store.longitude), latitude: String(store.latitude) };
}

/** Degrees; the French decimal comma is understood. */
function degrees(text: string): number | "" {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) ? "" : number;
}

/** A letter or digit for each part of the name, so that one need not think of an id. */
function idOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

export function storeOfRow(row: StoreCells): StoreRow {
  const name = row.name.trim();
  return {
    id: row.id.trim() || idOf(name),
    name,
    address: row.address.trim(),
    phone: row.phone.trim(),
    longitude: degrees(row.longitude),
    latitude: degrees(row.latitude),
  };
}

/** What is wrong with the stores, as a sentence; undefined when nothing is. */
export function storesProblem(stores: readonly StoreRow[], _: Translate): string | undefined {
  const ids = new Set<string>();
  for (const { id, name, longitude, latitude } of stores) {
    if (name === "") return _("problem.store-name");
    if (longitude === "" || latitude === "") return _("problem.store-place", { name });
    if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return _("problem.store-place", { name });
    if (ids.has(id)) return _("problem.store-twice", { id });
    ids.add(id);
  }
  return undefined;
}
