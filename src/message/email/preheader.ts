import { inHtml } from "../kind.ts";

/** Characters that programs show of an e-mail beside its subject, at most. */
const shown = 150;
/** Takes room and shows nothing: programs would go on with the text of the e-mail otherwise. */
const filling = "\u034f\u200c\u00a0";

const unseen = [
  ...["display:none", "max-height:0", "max-width:0", "overflow:hidden", "opacity:0", "mso-hide:all"],
  ...["font-size:1px", "line-height:1px", "color:transparent"],
].join(";");

/** The preheader as it begins a page: read by programs that list e-mails, seen in none that shows them. */
export function hiddenPreheader(preheader: string): string {
  if (preheader === "") return "";
  const rest = filling.repeat(Math.max(0, shown - preheader.length));
  return `<div style="${unseen}">${inHtml(preheader)}${rest}</div>`;
}
