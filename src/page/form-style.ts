import { houseColours, houseControls } from "../links/index.ts";
import { accentStyle } from "./accent.ts";

const part = ":is(.house-response,.house-foot)";

/** Of what is put into a document, and of nothing else in it. */
const style = `${houseColours(part)}
.house-response,.house-response *{box-sizing:border-box}
.house-response{position:relative;max-width:36rem;margin:2rem auto;padding:1.75rem 1.5rem;border:1px solid var(--line,transparent);border-radius:1rem;border-top:.3rem solid var(--house-edge);
background:var(--house-card);color:var(--house-ink);font-size:1.0625rem;line-height:1.5;text-align:start;
box-shadow:0 .3rem 1.5rem rgba(20,10,5,.14);scroll-margin-top:1rem}
.house-response:focus,.house-response .house-told:focus{outline:none}
.house-response p{margin:0 0 1rem;color:inherit}
.house-response .house-intro{font-size:1.125rem}
.house-response .house-field{margin:0 0 1.35rem;padding:0;border:0}
.house-response :is(.house-field>label:not(.house-pick),legend){display:block;margin:0 0 .35rem;font-weight:600}
.house-response .house-part{margin:.6rem 0 0}
.house-response .house-part label{display:block;margin:0 0 .25rem}
.house-response :is(input:not([type=checkbox],[type=radio]),select,textarea){display:block;width:100%;min-height:3rem;margin:0;
padding:.6rem .75rem;border:1px solid var(--house-line);border-radius:.5rem;background:var(--house-card);color:inherit;font:inherit}
.house-response textarea{resize:vertical}
.house-response [aria-invalid=true]:not([type=checkbox],[role]){border:2px solid var(--house-wrong)}
.house-response .house-needed,.house-response .house-fault{color:var(--house-wrong)}
.house-response .house-fault{display:block;margin:0 0 .35rem;font-weight:600}
.house-response :is(.house-hint,.house-note){display:block;margin:0 0 .35rem;color:var(--house-quiet);font-size:1rem}
.house-response .house-note{margin:0 0 1rem}
.house-response .house-field:has(>label.house-pick){margin:0 0 .5rem}
.house-response .house-unit{display:flex;gap:.75rem;align-items:center}
.house-response .house-unit .house-hint{margin:0}
.house-response .house-told{margin:0 0 1.5rem;padding:1rem 1.15rem;border-inline-start:.35rem solid var(--house-wrong);
border-radius:.4rem;background:var(--house-wrong-ground)}
.house-response .house-told.house-good{border-color:var(--house-good);background:var(--house-good-ground);font-size:1.125rem}
.house-response .house-told :is(h2,p,ul):last-child{margin-bottom:0}
.house-response .house-told h2{margin:0 0 .5rem;font-size:1.125rem;line-height:1.35;color:inherit}
.house-response .house-told ul{margin:0;padding-inline-start:1.25rem}
.house-response .house-told a{color:inherit}
.house-response summary{padding:.5rem 0;cursor:pointer;font-weight:600}
.house-response details form{margin-top:1rem}
.house-response .house-trap{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.house-response>:last-child{margin-bottom:0}
.house-foot{max-width:36rem;margin:2rem auto 1.5rem;padding:0 1.5rem;text-align:center;font-size:1rem;line-height:1.5}
.house-foot a{color:inherit;text-underline-offset:.2em}
@media (min-width:40rem){.house-response{padding:2rem 2.25rem}
.house-response .house-address{display:grid;grid-template-columns:1fr 2fr;column-gap:1rem;align-items:end}
.house-response .house-address>:not(.house-postalCode,.house-locality){grid-column:1/-1}}
${houseControls(part)}`;

/** @param accentColour `#rrggbb`; anything else: the colour of the house */
export const formStyle = (accentColour: string) => style + accentStyle(part, accentColour);
