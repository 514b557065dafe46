import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import { languages, types } from "../package/definitions.ts";
import type { Desk } from "./desk.ts";
import { pale } from "./pale.ts";
import { deskWithStory } from "./shared-desk.ts";

/** What themes for Node-RED 4.1, which has none of its own, say of the help in the dark. */
const darkOfOthers: Record<string, string> = {
  "primary-text-color": "#dddddd",
  "secondary-text-color": "#aaaaaa",
  "secondary-background": "#1e1e1e",
  "primary-background": "#252526",
  "text-color-code": "#e06c75",
};

const kinds = ["note", "tip", "important", "warning", "caution"];

/** Opens the help of a kind of node in the sidebar. */
function openHelp(page: Page, type: string): Promise<void> {
  return page.evaluate((name) => {
    (RED.sidebar as unknown as { help: { show(type: string): void } }).help.show(name);
  }, type);
}

/** Switches to the dark theme, or back. */
function darken(page: Page, dark: boolean): Promise<void> {
  return page.evaluate(
    (on, colours) => {
      const { classList, style } = document.documentElement;
      classList.toggle("nr-theme-dark", on);
      const hasOwn = getComputedStyle(document.body).getPropertyValue("--red-ui-text-color-markdown-alert-note") !== "";
      for (const [name, colour] of Object.entries(colours))
        if (on && !hasOwn) style.setProperty(`--red-ui-${name}`, colour);
        else style.removeProperty(`--red-ui-${name}`);
    },
    dark,
    darkOfOthers,
  );
}

/** Texts of the help that reach over its right edge. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = $(".red-ui-help:visible")[0]!.getBoundingClientRect().right;
    return [...document.querySelectorAll(".red-ui-help :is(p, code, dt, dd)")]
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => element.getBoundingClientRect().right > edge || element.scrollWidth > element.clientWidth)
      .map((element) => element.textContent ?? "");
  });
}

/** How alerts of the help look, those of a selector. */
function looks(page: Page, selector: string) {
  return page.evaluate(
    (where) =>
      [...document.querySelectorAll<HTMLElement>(where)].map((alert) => {
        const title = alert.querySelector<HTMLElement>(":scope > .red-ui-markdown-alert-title");
        const [box, head] = [getComputedStyle(alert), getComputedStyle(title ?? alert)];
        const sign = getComputedStyle(title ?? alert, "::before");
        return {
          kind: [...alert.classList].find((name) => name.startsWith("red-ui-markdown-alert-"))?.slice(22) ?? "",
          shown: alert.getClientRects().length > 0,
          border: `${box.borderLeftWidth} ${box.borderLeftStyle} ${box.borderLeftColor}`,
          box: `${box.padding} / ${box.margin}`,
          colour: head.color,
          head: `${head.display} ${head.fontWeight} ${head.margin}`,
          sign: `${sign.fontFamily} ${sign.content.codePointAt(1)?.toString(16)}`,
        };
      }),
    selector,
  );
}

/** Whether the editor itself makes alerts of Markdown, as that of Node-RED 5.0 does. */
const knowsAlerts = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { utils } = RED as unknown as { utils: { renderMarkdown(text: string): string } };
    return utils.renderMarkdown("> [!NOTE]\n> Text").includes("red-ui-markdown-alert");
  });

/** Puts an alert of each kind into the help: as we write it, or as the editor makes it of Markdown. */
function putAlerts(page: Page, whose: "ours" | "theirs"): Promise<void> {
  return page.evaluate(
    (all, own) => {
      const theirs = (kind: string) => {
        const { utils } = RED as unknown as { utils: { renderMarkdown(text: string): string } };
        return utils.renderMarkdown(`> [!${kind.toUpperCase()}]\n> Text`);
      };
      const ours = (kind: string) =>
        `<div class="red-ui-markdown-alert red-ui-markdown-alert-${kind} belle-alert"><p class="red-ui-markdown-alert-title">Title</p><p>Text, <b>bold</b>, <code>code</code></p></div>`;
      $(".red-ui-help > span:visible").html(all.map(own ? ours : theirs).join(""));
    },
    kinds,
    whose === "ours",
  );
}

describe("help in the sidebar", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;

  // French first: the tests before this file have it open.
  for (const language of [...languages].reverse()) {
    describe(language, () => {
      before(async () => {
        desk = await deskWithStory(language);
      });

      it("shows alerts of every node as alerts, and cuts nothing off", async () => {
        const { page } = desk;
        for (const type of types) {
          await openHelp(page, type);
          const alerts = await looks(page, ".red-ui-help .belle-alert");
          assert.ok(alerts.length > 0, type);
          for (const { shown, border, sign } of alerts) {
            assert.ok(shown, type);
            assert.match(border, /^4px solid /, type);
            assert.match(sign, /^FontAwesome f[0-9a-f]{3}$/, type);
          }
          assert.deepEqual(await cutOff(page), [], type);
        }
        assert.deepEqual(desk.complaints, []);
      });
    });
  }

  describe("alerts of each kind", () => {
    before(async () => {
      desk = await deskWithStory("en-US");
    });

    it("has a colour and a sign for each kind, readable in both themes; the editor's own where it has them", async () => {
      const { page } = desk;
      for (const dark of [true, false]) {
        await darken(page, dark);
        await openHelp(page, "audience");
        await putAlerts(page, "ours");
        const ours = await looks(page, ".red-ui-help .red-ui-markdown-alert");
        assert.deepEqual(
          ours.map(({ kind }) => kind),
          kinds,
        );
        for (const part of ["border", "colour", "sign"] as const)
          assert.equal(new Set(ours.map((alert) => alert[part])).size, kinds.length, part);
        assert.deepEqual(await pale(page, ".red-ui-help .belle-alert :is(p, b, code)"), [], dark ? "dark" : "light");
        await putAlerts(page, "theirs");
        const theirs = await looks(page, ".red-ui-help .red-ui-markdown-alert");
        if (!(await knowsAlerts(page))) continue;
        // On its dark theme the editor's blue cannot be read.
        const alike = (all: typeof ours) => all.filter(({ kind }) => !dark || kind !== "important");
        assert.deepEqual(alike(ours), alike(theirs));
      }
    });

    it("leaves alone what others write", async () => {
      const { page } = desk;
      await openHelp(page, "audience");
      await putAlerts(page, "ours");
      const drawn = () => looks(page, ".red-ui-help .red-ui-markdown-alert-warning").then(([one]) => one?.border);
      const ours = await drawn();
      await page.evaluate(() => $(".red-ui-help .belle-alert").removeClass("belle-alert"));
      const others = await drawn();
      assert.equal(others, (await knowsAlerts(page)) ? ours : others?.replace(/^\S+ \S+/, "0px none"));
    });
  });
});
