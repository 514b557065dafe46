/** Elements of MJML 5 whose content is HTML, which it carries along as it is. */
export const holdHtml = new Set([
  ...["mj-accordion-text", "mj-accordion-title", "mj-button", "mj-navbar-link", "mj-preview", "mj-raw"],
  ...["mj-social-element", "mj-style", "mj-table", "mj-text", "mj-title"],
]);

/** All others of MJML 5. */
const holdElements = [
  ...["mj-accordion", "mj-accordion-element", "mj-all", "mj-attributes", "mj-body", "mj-breakpoint", "mj-carousel"],
  ...["mj-carousel-image", "mj-class", "mj-column", "mj-divider", "mj-font", "mj-group", "mj-head", "mj-hero"],
  ...["mj-html-attribute", "mj-html-attributes", "mj-image", "mj-navbar", "mj-section", "mj-selector", "mj-social"],
  ...["mj-spacer", "mj-wrapper", "mjml"],
];

export const elementsOfMjml: ReadonlySet<string> = new Set([...holdHtml, ...holdElements]);

/** What a block that is not MJML needs around it, by what it stands in; an mj-text in all. */
export const aroundBlock: Readonly<Record<string, readonly string[]>> = {
  "mj-body": ["mj-section", "mj-column", "mj-text"],
  "mj-wrapper": ["mj-section", "mj-column", "mj-text"],
  "mj-section": ["mj-column", "mj-text"],
  "mj-group": ["mj-column", "mj-text"],
  "mj-column": ["mj-text"],
  "mj-hero": ["mj-text"],
};
