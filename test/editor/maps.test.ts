import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, it } from "mocha";
import { madeUpTown, readArea } from "../../src/map/index.ts";
import { villagePbf } from "../nodes/small-map.ts";
import type { Desk } from "./desk.ts";
import { cancel, cell, done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

const town = readArea(madeUpTown());
const inOneLine = (index: number) => {
  const { thoroughfare, postalCode, locality } = town.samples[index]!.address;
  return `${thoroughfare.join(", ")}, ${postalCode} ${locality}`;
};

describe("the forms of maps", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });

  const shown = (selector: string) =>
    desk.page.$eval(selector, (element) => element.closest("[hidden]") === null && !(element as HTMLElement).hidden);
  const field = (name: string) => `#node-config-input-${name}`;
  /** Waits until an element says something else than `before`. */
  const says = async (selector: string, before = "") => {
    await desk.page.waitForFunction((where, text) => ($(where).text().trim() || text) !== text, {}, selector, before);
    return textOf(desk.page, selector);
  };
  /** A map that was drawn after the one of before. */
  const newMap = (before: string) =>
    desk.page.waitForFunction(
      (old) => {
        const image = document.querySelector<HTMLImageElement>("#belle-map img");
        return (
          image !== null &&
          image.naturalWidth > 300 &&
          image.src !== old &&
          $("#belle-map").attr("aria-busy") === undefined
        );
      },
      {},
      before,
    );
  const map = () => desk.page.$eval("#belle-map img", (image) => image.src);

  it("map service: shows what each kind asks for, and what its terms allow", async () => {
    const { page } = desk;
    await openDialog(page, "maps");
    assert.match(await says("#belle-terms"), /may be printed.*no address leaves it.*Saint-Aurèle/s);
    const asked = async () => {
      const names = [
        "area",
        "osrmPort",
        "url",
        "routeUrl",
        "geocodeUrl",
        "imageUrl",
        "tiles",
        "key",
        "signingSecret",
        "fallbackArea",
      ];
      const all = await Promise.all(names.map((name) => shown(field(name))));
      return names.filter((_name, index) => all[index]);
    };
    const kinds: Record<string, string[]> = {
      area: ["area", "osrmPort"],
      osrm: ["url", "tiles", "fallbackArea"],
      ign: ["routeUrl", "geocodeUrl", "tiles", "fallbackArea"],
      google: ["routeUrl", "geocodeUrl", "imageUrl", "key", "signingSecret", "fallbackArea"],
      custom: ["routeUrl", "geocodeUrl", "imageUrl", "tiles", "key", "fallbackArea"],
    };
    for (const [kind, names] of Object.entries(kinds)) {
      await fill(page, field("kind"), kind);
      assert.deepEqual(await asked(), names, kind);
    }
    await fill(page, field("kind"), "area");
    await fill(page, field("osrmPort"), "70000");
    assert.match(await textOf(page, `${field("osrmPort")}-problem`), /from 1 to 65535/);
    await fill(page, field("kind"), "osrm");
    assert.match(await textOf(page, `${field("url")}-problem`), /Write the address/);
    await fill(page, field("url"), "https://{host}/osrm");
    assert.match(await textOf(page, `${field("url")}-problem`), /https:\/\//);
    await fill(page, field("kind"), "google");
    assert.match(await textOf(page, "#belle-key-problem"), /without a key/);
    await page.waitForFunction(() => /may not be printed/.test($("#belle-terms").text()));
    await fill(page, field("printAllowed"), "contract 7");
    await page.waitForFunction(() => /taken it on yourself/.test($("#belle-terms").text()));
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("map service: keeps what was written, and its key apart from the flow", async () => {
    const { page } = desk;
    await openDialog(page, "maps");
    await fill(page, field("kind"), "google");
    await fill(page, field("key"), "AIza-typed");
    await fill(page, field("rate"), "12");
    await fill(page, field("printAllowed"), "contract 7");
    await done(page);
    assert.deepEqual(
      [await saved(page, "maps", "kind"), await saved(page, "maps", "rate"), await saved(page, "maps", "key")],
      ["google", "12", undefined],
    );
    await openDialog(page, "maps");
    assert.deepEqual(
      [await read(page, field("kind")), await read(page, field("printAllowed"))],
      ["google", "contract 7"],
    );
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("map service: tries itself", async () => {
    const { page } = desk;
    await openDialog(page, "maps");
    await fill(page, field("kind"), "area");
    await says("#belle-terms");
    await fill(page, "#belle-try-from", inOneLine(0));
    await fill(page, "#belle-try-to", inOneLine(6));
    await press(page, "#belle-try");
    assert.match(await says("#belle-tried"), /Found: .* alike.*By car to .* km/s);
    await fill(page, "#belle-try-from", "somewhere");
    await press(page, "#belle-try");
    assert.match(await says("#belle-try-problem"), /no address that can be looked for/);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("map service: imports an area with a progress bar, also when its dialog is closed meanwhile", async () => {
    const { page } = desk;
    const file = join(desk.userFolder, "village.osm.pbf");
    await writeFile(file, villagePbf());
    await openDialog(page, "maps");
    await fill(page, field("kind"), "area");
    await page.evaluate(() => $("#belle-import").prop("open", true));
    await press(page, "#belle-import-start");
    assert.match(await says("#belle-import-problem"), /Choose the map data|does not fit/);
    const input = await page.$("#belle-import-pbf");
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    await fill(page, "#belle-import-file", "village.area");
    // Every value that the bar shows.
    await page.evaluate(() => {
      const seen: number[] = [];
      Object.assign(window, { seen });
      const bar = document.querySelector<HTMLProgressElement>("#belle-import-progress")!;
      new MutationObserver(() => !bar.hidden && seen.push(bar.value)).observe(bar, { attributes: true });
    });
    await press(page, "#belle-import-start");
    await page.waitForFunction(() => !$("#belle-import-cancel").prop("hidden"));
    await cancel(page);
    assert.ok((await page.evaluate(() => (window as unknown as { seen: number[] }).seen.length)) > 0);
    // It has gone on, and is told of where it is looked at again.
    await page.waitForFunction(async () => {
      const { imports } = await $.getJSON("belle-histoire/map-service/imports");
      return imports[0]?.state === "done";
    });
    await openDialog(page, "maps");
    await page.waitForFunction(() => $("#belle-area-files option").length === 1);
    await fill(page, field("kind"), "area");
    await fill(page, field("area"), "village.area");
    await page.waitForFunction(() => /Kerbihan, 3 addresses/.test($("#belle-terms").text()));
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("map service: takes the area that was imported while one looks on", async () => {
    const { page } = desk;
    await writeFile(join(desk.userFolder, "village.osm.pbf"), villagePbf());
    await openDialog(page, "maps");
    await fill(page, field("kind"), "area");
    await fill(page, "#belle-import-pbf-path", "village.osm.pbf");
    await fill(page, "#belle-import-file", "again.area");
    await press(page, "#belle-import-start");
    await page.waitForFunction((area) => $(area).val() === "again.area", {}, field("area"));
    assert.match(await textOf(page, "#belle-import-state"), /^Kerbihan is imported: 3 addresses\./);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("route map: a node of the first version shows what it did, and is saved as the second", async () => {
    const { page } = desk;
    assert.equal(await saved(page, "map", "storesFrom"), undefined);
    await openDialog(page, "map");
    const names = ["storesFrom", "origin", "screenType", "printForm", "precision", "care", "fallback", "labels"];
    const values = await Promise.all(names.map((name) => read(page, `#node-input-${name}`)));
    assert.deepEqual(values, ["table", "recipient", "jpeg", "vector", "house", "usual", "none", true]);
    assert.equal(
      await page.$$eval(".belle-mark", (marks) => marks.filter((mark) => !(mark as HTMLElement).hidden).length),
      0,
    );
    await done(page);
    assert.deepEqual(
      [
        await saved(page, "map", "version"),
        await saved(page, "map", "fallback"),
        await saved(page, "map", "videoWidth"),
      ],
      [2, "none", 1280],
    );
    assert.deepEqual(desk.complaints, []);
  });

  it("route map: keeps a chosen service, a typed property, a pasted list and what is for unknown addresses", async () => {
    const { page } = desk;
    await openDialog(page, "map");
    assert.equal(await shown("#node-input-area"), true);
    await fill(page, "#node-input-service", "maps");
    await page.waitForFunction(() => $("#belle-area-row").prop("hidden"));
    await fill(page, "#node-input-origin", "property");
    await page.evaluate(() => {
      const input = $("#node-input-originProperty") as unknown as { typedInput(what: string, value: string): void };
      input.typedInput("type", "jsonata");
      input.typedInput("value", "event.data.home");
    });
    await fill(page, "#node-input-storesFrom", "text");
    assert.match(await textOf(page, "#node-input-storesText-problem"), /Paste/);
    await fill(page, "#node-input-storesText", "nom;lat;lon\nA;46.55;-2.95");
    await fill(page, "#node-input-fallback", "picture");
    assert.match(await textOf(page, "#node-input-fallbackPicture-problem"), /path of the picture/);
    await fill(page, "#node-input-fallbackPicture", "plan.png");
    await done(page);
    const kept = ["service", "originProperty", "originType", "storesFrom", "storesText", "fallback", "fallbackPicture"];
    assert.deepEqual(await Promise.all(kept.map((name) => saved(page, "map", name))), [
      "maps",
      "event.data.home",
      "jsonata",
      "text",
      "nom;lat;lon\nA;46.55;-2.95",
      "picture",
      "plan.png",
    ]);
    await openDialog(page, "map");
    assert.deepEqual(
      [await read(page, "#node-input-service"), await read(page, "#node-input-originType")],
      ["maps", "jsonata"],
    );
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("route map: says before the deploy that a service's maps may not be printed", async () => {
    const { page } = desk;
    await openDialog(page, "maps");
    await fill(page, field("kind"), "google");
    await fill(page, field("printAllowed"), "");
    await done(page);
    await openDialog(page, "map");
    await fill(page, "#node-input-service", "maps");
    assert.match(await says("#belle-print-problem"), /Google Maps do not grant/);
    assert.ok(await page.$eval("#belle-tab-pictures .belle-mark", (mark) => !(mark as HTMLElement).hidden));
    await fill(page, "#node-input-print", false);
    assert.equal(await textOf(page, "#belle-print-problem"), "");
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("route map: finds a store's position, draws it for somebody, follows changes, and moves it by click and by keys", async () => {
    const { page } = desk;
    await openDialog(page, "map");
    await fill(page, "#node-input-service", "");
    await fill(page, "#node-input-storesFrom", "table");
    await press(page, ".belle-histoire .red-ui-editableList-addButton");
    await fill(page, cell("#belle-stores", 1, "name"), "Agence des Essais");
    await fill(page, cell("#belle-stores", 1, "address"), inOneLine(3));
    await press(page, "#belle-find-stores");
    assert.match(await says("#belle-found-stores"), /Agence des Essais: .*99380/);
    const position = async () =>
      Promise.all(
        ["longitude", "latitude"].map(async (key) => Number(await read(page, cell("#belle-stores", 1, key)))),
      );
    assert.deepEqual(await position(), town.samples[3]?.location);

    await page.waitForFunction((input) => $(input).val() !== "", {}, cell("#belle-stores", 1, "longitude"));
    await fill(page, "#belle-preview-from", inOneLine(8));
    await press(page, "#belle-preview-map");
    await newMap("");
    assert.match(await textOf(page, "#belle-map-words"), /Agence des Essais/);
    const before = await map();
    await fill(page, "#node-input-lineColour", "#aa2200");
    await newMap(before);

    // A click in the middle: the store lies there, in the middle between the corners of what was shown.
    const red = await map();
    const [lon = 0, lat = 0] = await position();
    await page.evaluate(() => {
      const image = document.querySelector<HTMLElement>("#belle-map img")!;
      const { left, top, width, height } = image.getBoundingClientRect();
      const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true };
      image.dispatchEvent(new MouseEvent("click", at));
    });
    const [x = 0, y = 0] = await position();
    const home = town.samples[8]!.location;
    assert.ok(Math.abs(x - (lon + home[0]) / 2) < Math.abs(lon - home[0]) && (x !== lon || y !== lat), `${x} ${y}`);
    assert.ok(Math.abs(y - (lat + home[1]) / 2) < 0.01, `${y}`);
    await newMap(red);

    await page.focus("#belle-map");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.down("Shift");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.up("Shift");
    const [east = 0, north = 0] = await position();
    assert.ok(east > x && north > y && east - x > north - y, `${east} ${north}`);
    await done(page);
    const stores = (await saved(page, "map", "stores")) as { longitude: number; latitude: number }[];
    assert.deepEqual([stores[0]?.longitude, stores[0]?.latitude], [east, north]);
    assert.deepEqual(desk.complaints, []);
  });
});
