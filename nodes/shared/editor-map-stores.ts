import { type FindAnswer, type FindRequest, servicePath } from "../map-service/desk.ts";
import type { StoreRow } from "../route-map/config.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import type { MovableStores } from "./editor-map-preview.ts";
import { previews } from "./editor-preview.ts";
import { rowOfStore, type StoreCells, storeOfRow, storesProblem } from "./editor-stores.ts";
import { table } from "./editor-table.ts";

export interface StoresTable {
  rows(): StoreRow[];
  movable: MovableStores;
}

/**
 * The stores of the form: a table, a button that finds their places by their addresses, and what a click on the map moves.
 *
 * @param asked the service that finds, as the form has it now
 */
export function storesTable(
  _: Translate,
  saved: readonly StoreRow[],
  asked: () => Omit<FindRequest, "addresses">,
  changed: () => void,
): StoresTable {
  const list = $("#belle-stores");
  const stores = table<StoreCells>({
    list,
    columns: "minmax(0, 3fr) minmax(0, 2fr) minmax(0, 2fr)",
    cells: [
      { key: "name", kind: "text", label: _("store.name"), placeholder: _("example.store") },
      { key: "longitude", kind: "text", label: _("store.longitude"), placeholder: "4.8357" },
      { key: "latitude", kind: "text", label: _("store.latitude"), placeholder: "45.7640" },
      { key: "address", kind: "text", label: _("store.address"), placeholder: _("example.address"), below: true },
      { key: "phone", kind: "text", label: _("store.phone"), placeholder: _("example.phone"), below: true },
      { key: "id", kind: "text", label: _("store.id"), placeholder: _("example.id"), below: true },
    ],
    rows: saved.map(rowOfStore),
    blank: { id: "", name: "", address: "", phone: "", longitude: "", latitude: "" },
    add: _("button.add"),
    changed: (rows) => {
      $("#belle-stores-problem").text(storesProblem(rows.map(storeOfRow), _) ?? "");
      changed();
    },
  });
  const cellOf = (index: number, key: keyof StoreRow) => list.children("li").eq(index).find(`[data-cell="${key}"]`);
  const place = (index: number, [longitude, latitude]: readonly [number, number]) => {
    cellOf(index, "longitude").val(String(longitude));
    cellOf(index, "latitude").val(String(latitude)).trigger("change");
  };
  const present = () => stores.rows().map(storeOfRow);
  const isPlaced = ({ longitude, latitude }: StoreRow) => longitude !== "" && latitude !== "";

  previews($("#belle-find-stores"), async () => {
    const found = $("#belle-found-stores").empty();
    const say = (text: string) => found.append($("<li>").text(text));
    const wanted = present().flatMap((row, index) => (!isPlaced(row) && row.address !== "" ? [{ row, index }] : []));
    if (wanted.length === 0) return void say(_("find.nothing"));
    const request: FindRequest = { ...asked(), addresses: wanted.map(({ row }) => row.address) };
    const answer = await ask<FindAnswer>(servicePath("find"), _, json(request));
    if ("problem" in answer) return void say(answer.problem);
    for (const [at, { row, index }] of wanted.entries()) {
      const one = answer.value.places[at];
      if (one === undefined) continue;
      const name = row.name || row.address;
      if ("problem" in one) {
        say(_("find.problem", { name, problem: one.problem }));
        continue;
      }
      place(index, [one.longitude, one.latitude]);
      say(_("find.found", { name, label: one.label }));
    }
  });
  return {
    rows: present,
    movable: {
      names: () => present().map(({ id, name }) => ({ id, name })),
      position(index) {
        const { longitude = "", latitude = "" } = present()[index] ?? {};
        return longitude === "" || latitude === "" ? undefined : [longitude, latitude];
      },
      move: place,
    },
  };
}
