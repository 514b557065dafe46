import type { Page } from "puppeteer-core";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The words that one sees in a part of a page, in the order of the document; those of a mail or page that it shows are all there. */
export function wordsIn(page: Page, within: string, clip: Box): Promise<string[]> {
  return page.evaluate(
    (selector, { x, y, width, height }) => {
      const inClip = (at: { x: number; y: number }) =>
        at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
      /** Whether nothing lies over it, and no edge cuts it off; labels of the canvas let the pointer through. */
      const onTop = (element: Element, at: { x: number; y: number }) => {
        const hit = document.elementFromPoint(at.x, at.y);
        if (hit === null) return false;
        const drawing = element.closest("svg");
        return (
          hit === element ||
          element.contains(hit) ||
          hit.contains(element) ||
          (drawing !== null && hit.closest("svg") === drawing)
        );
      };
      const isSeen = (element: Element, boxes: Iterable<DOMRect>) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        [...boxes]
          .filter((box) => box.width > 1 && box.height > 1)
          .map((box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }))
          .some((at) => inClip(at) && onTop(element, at));
      const plain = (text: string | null | undefined) => (text ?? "").replace(/[\s\u00a0\u202f]+/g, " ").trim();
      const ofField = (field: Element) => {
        if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.text;
        if (field instanceof HTMLTextAreaElement) return field.value || field.placeholder;
        if (!(field instanceof HTMLInputElement)) return undefined;
        if (["checkbox", "radio"].includes(field.type)) return `[${field.checked ? "x" : " "}]`;
        return field.value || field.placeholder;
      };
      const ofFrame = (html: string) => {
        const inner = new DOMParser().parseFromString(html, "text/html");
        for (const unseen of inner.querySelectorAll("style, script, title")) unseen.remove();
        return inner.body.textContent;
      };
      const wordsOf = (node: Node): string => {
        if (node instanceof Text) {
          const range = document.createRange();
          range.selectNodeContents(node);
          const parent = node.parentElement;
          return parent !== null && isSeen(parent, range.getClientRects()) ? plain(node.data) : "";
        }
        const element = node as Element;
        const text = element instanceof HTMLIFrameElement ? ofFrame(element.srcdoc) : ofField(element);
        return plain(text) !== "" && isSeen(element, element.getClientRects()) ? plain(text) : "";
      };
      const root = document.querySelector(selector);
      if (root === null) return [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      const words: string[] = [];
      while (walker.nextNode()) {
        const { parentElement } = walker.currentNode;
        if (parentElement?.closest("select, textarea, style, script") != null) continue;
        words.push(wordsOf(walker.currentNode));
      }
      return words.filter((text) => text !== "");
    },
    within,
    clip,
  );
}
