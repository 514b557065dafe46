import { accentOf } from "./accent.ts";

/** The papers that texts and links stand on; links are made readable on the darker of the light and the lighter of the dark. */
const papers = { light: "#f4f1ec", dark: "#232c31" };

/**
 * The style of pages that bring none: for a phone first, for light and dark. Its classes are told in `docs/page-templates.md`, and
 * its colours are custom properties, which the form of a page takes as well.
 * @param accentColour `#rrggbb`; empty: the house style's
 */
export function houseStyle(accentColour: string): string {
  const accent = accentOf(accentColour, papers);
  return `
:root {
  color-scheme: light dark;
  --accent: ${accent.fill}; --on-accent: ${accent.onFill}; --link: ${accent.onLight};
  --paper: #ffffff; --ground: #f4f1ec; --soft: #f4f1ec; --ink: #1f272b; --quiet: #56646c; --line: #d9d3c9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --link: ${accent.onDark};
    --paper: #1a2125; --ground: #101518; --soft: #232c31; --ink: #e9eef0; --quiet: #a9b6bd; --line: #3b474e;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: break-word;
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.page { max-width: 44rem; min-height: 100vh; margin: 0 auto; padding: 1.5rem var(--side) 2.5rem; background: var(--paper); --side: 1.25rem; }
.page > :first-child { margin-top: 0; }
.page > :last-child { margin-bottom: 0; }
h1, h2, h3 { margin: 2.25rem 0 .75rem; font-family: Georgia, "Times New Roman", serif; font-weight: normal; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.9rem, 7vw, 2.6rem); }
h2 { font-size: 1.5rem; }
h3 { font-size: 1.2rem; }
p, ul, ol, dl, figure, table, blockquote { margin: 0 0 1.1rem; }
ul, ol { padding-left: 1.4rem; }
li { margin-bottom: .35rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
img, video { display: block; max-width: 100%; height: auto; }
hr { margin: 2rem 0; border: 0; border-top: 1px solid var(--line); }
blockquote { margin: 1.5rem 0; padding-left: 1rem; border-left: 4px solid var(--accent); color: var(--quiet); }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .55rem .75rem .55rem 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
.page > .brand { margin: -1.5rem calc(-1 * var(--side)) 0; padding: 1.1rem var(--side); background: var(--accent); color: var(--on-accent); font: 1.25rem/1.3 Georgia, "Times New Roman", serif; }
.page > .hero { margin: -1.5rem calc(-1 * var(--side)) 2rem; padding: 2.25rem var(--side); background: var(--accent); color: var(--on-accent); }
.page > .brand + .hero { margin-top: 0; padding-top: .75rem; }
.hero > :first-child { margin-top: 0; }
.hero > :last-child { margin-bottom: 0; }
.hero > img:first-child { width: calc(100% + 2 * var(--side)); max-width: none; max-height: 24rem; margin: -2.25rem calc(-1 * var(--side)) 1.75rem; object-fit: cover; }
.brand + .hero > img:first-child { margin-top: -.75rem; }
.hero > img:only-child { margin-bottom: -2.25rem; }
.hero a:not(.button) { color: inherit; }
.hero :focus-visible { outline-color: var(--on-accent); }
.lead { font-size: 1.2rem; line-height: 1.5; }
.small, figcaption { font-size: .9rem; line-height: 1.5; color: var(--quiet); }
figcaption { padding-top: .5rem; }
figure > img, figure > a > img, figure > video { width: 100%; border-radius: .6rem; background: var(--soft); }
.button {
  display: inline-block; min-height: 3rem; padding: .7rem 1.5rem; border: 2px solid var(--accent); border-radius: .6rem;
  background: var(--accent); color: var(--on-accent); font-weight: 600; line-height: 1.5; text-align: center; text-decoration: none;
}
.button + .button { margin-left: .5rem; }
.button:hover { filter: brightness(.93); }
.button.quiet { border-color: var(--link); background: transparent; color: var(--link); }
.hero .button { border-color: var(--on-accent); background: var(--on-accent); color: var(--accent); }
.price { margin: 1.75rem 0; padding: 1.4rem var(--side); border: 1px solid var(--line); border-top: 5px solid var(--accent); border-radius: .6rem; background: var(--soft); }
.price > :first-child { margin-top: 0; }
.price > :last-child { margin-bottom: 0; }
.price strong { display: block; font: 2.4rem/1.15 Georgia, "Times New Roman", serif; font-variant-numeric: tabular-nums; }
.note { margin: 1.75rem 0; padding: 1rem 1.25rem; border-left: 5px solid var(--accent); border-radius: .3rem; background: var(--soft); }
.note > :last-child { margin-bottom: 0; }
details { margin: 0 0 1.1rem; }
summary { padding: .4rem 0; color: var(--link); cursor: pointer; }
details > p, details > ol, details > ul { margin: .4rem 0 .6rem; }
.footer { margin: 2.5rem calc(-1 * var(--side)) 0; padding: 1.25rem var(--side) 0; border-top: 1px solid var(--line); font-size: .9rem; line-height: 1.5; color: var(--quiet); }
@media (max-width: 30rem) { .button { display: block; width: 100%; } .button + .button { margin: .75rem 0 0; } }
@media (min-width: 48rem) {
  body { padding: 2.5rem 0; }
  .page { --side: 3rem; min-height: 0; border-radius: 1rem; overflow: hidden; box-shadow: 0 1px 2px #0002, 0 12px 40px #0001; }
  .price { --side: 1.75rem; }
}
@media print { body, .page { background: none; padding: 0; box-shadow: none; } .button { filter: none; } }
`;
}
