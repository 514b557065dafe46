/** Colours by what they are for, in light and in dark. Each text on its ground has a contrast of 4.5 or more (WCAG 2.2, 1.4.3). */
const colours = {
  paper: ["#f5f1ec", "#1b1613"],
  card: ["#ffffff", "#28211d"],
  ink: ["#2a211c", "#f3ebe5"],
  quiet: ["#665a52", "#bdb0a7"],
  line: ["#8a7c72", "#94857a"],
  edge: ["#b9502f", "#e08a66"],
  button: ["#a8431f", "#e6946f"],
  "on-button": ["#ffffff", "#25130b"],
  hover: ["#8f3718", "#f0a785"],
  wrong: ["#b3261e", "#ffb4ab"],
  "wrong-ground": ["#fdf0ee", "#3d1f1b"],
  good: ["#1e6b3a", "#8fd6a6"],
  "good-ground": ["#eef7f0", "#1c3325"],
} as const;

/** What the document around may have them from: its own custom properties, which are told in `docs/page-templates.md`. */
const around: Readonly<Record<string, string>> = {
  card: "--paper",
  ink: "--ink",
  quiet: "--quiet",
  edge: "--accent",
  button: "--accent",
  hover: "--accent",
  "on-button": "--on-accent",
};

const declared = (value: (light: string, dark: string) => string) =>
  Object.entries(colours)
    .map(([name, [light, dark]]) => {
      const own = value(light, dark);
      const other = around[name];
      return `--house-${name}:${other === undefined ? own : `var(${other},${own})`}`;
    })
    .join(";");

/**
 * The house's colours as custom properties `--house-…` of what the selector takes. They follow the `color-scheme` of the
 * element that uses them, so that they fit a document that is light only as well; an old browser has the light ones.
 */
export const houseColours = (selector: string) => `${selector}{${declared((light) => light)}}
@supports (color:light-dark(#000,#fff)){${selector}{${declared((light, dark) => `light-dark(${light},${dark})`)}}}`;

/** What is filled in and pressed, wherever it stands. */
export const houseControls = (selector: string) => `${selector} button{width:100%;min-height:3.25rem;padding:.6rem 1rem;
border:0;border-radius:.6rem;background:var(--house-button);color:var(--house-on-button);font:inherit;font-weight:600;cursor:pointer}
${selector} button:hover{background:var(--house-hover)}
${selector} :is(a,button,input,select,textarea,summary):focus-visible{outline:.2rem solid var(--house-ink);outline-offset:.15rem}
${selector} :is(input[type=checkbox],input[type=radio]){flex:none;width:1.4rem;height:1.4rem;margin:.1rem 0 0;accent-color:var(--house-button)}
${selector} label.house-pick{display:flex;gap:.75rem;align-items:flex-start;padding:.7rem 0;font-weight:400;cursor:pointer}
${selector} fieldset{margin:0;padding:0;border:0;min-width:0}
${selector} legend{padding:0}`;

/** Of a whole page. No file, no font, no script: it opens in any browser, also without a network behind it. */
export const houseStyle = `:root{color-scheme:light dark}
${houseColours(":root")}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--house-paper);color:var(--house-ink);
font:1.125rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{width:100%;max-width:29rem;padding:2.25rem 2rem;background:var(--house-card);border-radius:1rem;
border-top:.3rem solid var(--house-edge);box-shadow:0 .6rem 2rem rgba(20,10,5,.12)}
h1{margin:0 0 1rem;font-size:1.6rem;line-height:1.25}
p{margin:0 0 .9rem}
p.more{font-size:1rem;color:var(--house-quiet)}
form{margin-top:1.75rem}
form+*{margin-top:1.5rem}
fieldset+button{margin-top:1rem}
a{color:inherit;text-underline-offset:.2em}
${houseControls("main")}`;
