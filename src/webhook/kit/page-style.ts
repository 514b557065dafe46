import { houseColours, houseControls } from "../../links/index.ts";

/** Of the kit's page. No file and no font is loaded; a narrow screen gets each row of a table as a card. */
export const pageStyle = `:root{color-scheme:light dark}
${houseColours(":root")}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;padding:1.5rem 1rem 4rem;background:var(--house-paper);color:var(--house-ink);
font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main,header{max-width:56rem;margin:0 auto}
header{margin-bottom:1.5rem}
header .links{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;margin:0}
h1{margin:0 0 .6rem;font-size:1.75rem;line-height:1.25;overflow-wrap:anywhere}
h2{margin:0 0 .8rem;font-size:1.3rem;line-height:1.3}
h3{margin:1.2rem 0 .5rem;font-size:1.05rem}
p,ul,ol,dl{margin:0 0 .9rem}
ul,ol{padding-left:1.3rem}
.lead{font-size:1.15rem}
.quiet{color:var(--house-quiet);font-size:1rem}
a{color:inherit;text-underline-offset:.2em}
section{padding:1.4rem 1.5rem;margin:0 0 1.2rem;background:var(--house-card);border-radius:.8rem;border-top:.2rem solid var(--house-edge)}
code{font:.92em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.block{position:relative;margin:0 0 .9rem}
section>:last-child{margin-bottom:0}
pre{margin:0;min-height:3.4rem;padding:.9rem 1rem;overflow:auto;background:var(--house-paper);border-radius:.5rem}
dd code{white-space:pre-wrap}
td code{white-space:nowrap}
pre code{white-space:pre;overflow-wrap:normal}
pre:focus-visible{outline:.15rem solid var(--house-ink);outline-offset:.1rem}
table{width:100%;margin:0 0 .9rem;border-collapse:collapse;font-size:1rem}
th,td{padding:.5rem .6rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--house-line)}
thead th{font-weight:600;white-space:nowrap}
tbody th{font-weight:600}
em{font-style:normal;font-weight:400;font-size:.9em;color:var(--house-quiet)}
dt{font-weight:600}
dd{margin:0 0 .5rem}
summary{padding:.45rem 0;font-weight:600;cursor:pointer}
label{display:block;margin:0 0 .3rem;font-weight:600}
input[type=password],textarea{width:100%;margin:0 0 1rem;padding:.6rem .7rem;border:1px solid var(--house-line);border-radius:.5rem;
background:var(--house-paper);color:inherit;font:.95rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
${houseControls("main")}
main button{max-width:22rem}
main .copy{position:absolute;right:.5rem;top:.5rem;width:auto;min-height:2rem;padding:.1rem .7rem;font-size:.85rem}
.told{padding:.8rem 1rem;margin:0 0 1rem;border-radius:.5rem;background:var(--house-wrong-ground);color:var(--house-wrong)}
.answer{margin-top:1.2rem}
.answer strong{display:inline-block;padding:.1rem .6rem;border-radius:.4rem;background:var(--house-wrong-ground);color:var(--house-wrong)}
.answer[data-kind=good] strong{background:var(--house-good-ground);color:var(--house-good)}
@media (max-width:40rem){
section{padding:1.1rem 1rem}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,th,td{display:block;width:100%}
tr{padding:.6rem 0;border-bottom:1px solid var(--house-line)}
th,td{padding:.1rem 0;border:0}
}`;
