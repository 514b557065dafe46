import type { Page } from "puppeteer-core";

/** What a person does with an edit dialog. */

/** Opens the dialog of a node of a flow, or of a config node. */
export async function openDialog(page: Page, id: string): Promise<void> {
  const isConfig = await page.evaluate((node) => {
    const found = RED.nodes.node(node);
    if (found === null || found === undefined) throw new Error(`There is no node ${node}`);
    const config = (found._def as unknown as { category: string }).category === "config";
    const editor = RED.editor as unknown as {
      edit(node: unknown): void;
      editConfig(name: string, type: string, id: string): void;
    };
    if (config) editor.editConfig("", found.type, found.id);
    else editor.edit(found);
    return config;
  }, id);
  await page.waitForSelector(isConfig ? "#node-config-dialog-ok" : "#node-dialog-ok", { visible: true });
  // The sidebar is of the house style as well.
  await page.waitForSelector(".red-ui-tray .belle-histoire", { visible: true });
  await stand(page);
}

/** Waits until the dialog has come to a stand. */
async function stand(page: Page): Promise<void> {
  await page.waitForFunction(() => Number.parseFloat($(".red-ui-tray").last().css("right")) === 0);
}

async function leave(page: Page, button: string): Promise<void> {
  await page.evaluate((selector) => $(selector).filter(":visible").trigger("click"), button);
  await page.waitForFunction(() => $(".red-ui-tray").length === 0);
}

export const done = (page: Page): Promise<void> => leave(page, "#node-dialog-ok, #node-config-dialog-ok");
export const cancel = (page: Page): Promise<void> => leave(page, "#node-dialog-cancel, #node-config-dialog-cancel");

/** Waits for something outside the page: what the page asked reaches the test a moment after the page went on. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 40_000; !(await holds()); ) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Sets an input as typing does: value, then the events that the form listens to. */
export async function fill(page: Page, selector: string, value: string | boolean): Promise<void> {
  await page.waitForSelector(selector);
  await page.evaluate(
    (where, what) => {
      const input = $(where);
      if (typeof what === "boolean") input.prop("checked", what);
      else input.val(what);
      input.trigger("input").trigger("change");
    },
    selector,
    value,
  );
}

export function read(page: Page, selector: string): Promise<string | boolean> {
  return page.$eval(selector, (element) => {
    const input = element as HTMLInputElement;
    return input.type === "checkbox" ? input.checked : input.value;
  });
}

/** The visible text of an element. */
export function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => element.textContent?.trim() ?? "");
}

export async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.evaluate((where) => $(where).trigger("click"), selector);
}

/** Inputs of a column of a table, from the first row to the last. */
export function column(page: Page, list: string, key: string): Promise<string[]> {
  return page.$$eval(`${list} [data-cell="${key}"]`, (inputs) =>
    inputs.map((input) => (input as HTMLInputElement).value),
  );
}

/** The input of a cell; rows count from 1. */
export function cell(list: string, row: number, key: string): string {
  return `${list} > li:nth-child(${row}) [data-cell="${key}"]`;
}

/** A saved property of a node as the editor holds it. */
export function saved(page: Page, id: string, property: string): Promise<unknown> {
  return page.evaluate((node, name) => RED.nodes.node(node)?.[name], id, property);
}

/** Where the wires of a node lead: `[output, target]`, in the order of the outputs. */
export function wires(page: Page, id: string): Promise<[number, string][]> {
  return page.evaluate((node) => {
    const nodes = RED.nodes as unknown as {
      filterLinks(filter: object): { sourcePort: number | string; target: { id: string } }[];
    };
    const links = nodes.filterLinks({ source: RED.nodes.node(node) });
    return links
      .map((link) => [Number(link.sourcePort), link.target.id] as [number, string])
      .sort((a, b) => a[0] - b[0]);
  }, id);
}

/** A variable of the environment, as one writes it into a field. */
export function variable(name: string): string {
  return `\${${name}}`;
}

/** One of the editor's own actions, as its menus and keys call them. */
export function invoke(page: Page, action: string): Promise<void> {
  return page.evaluate((name) => {
    (RED as unknown as { actions: { invoke(name: string): void } }).actions.invoke(name);
  }, action);
}
