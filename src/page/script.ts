import { createHash } from "node:crypto";

/**
 * The one script of a page. It tells a visit once, when the page has been in sight for a second: what is loaded ahead, or
 * opened by a program that looks at links, is in nobody's sight. A browser that is driven by one (W3C WebDriver, `webdriver`) tells it
 * as a preview.
 */
export const pageScript = `(()=>{"use strict";const d=document;let told=false,timer;
const look=()=>{clearTimeout(timer);if(told||d.prerendering||d.visibilityState!=="visible")return;
timer=setTimeout(()=>{told=true;fetch(location.pathname+"?seen",{method:"POST",keepalive:true,cache:"no-store",
headers:navigator.webdriver?{purpose:"preview"}:{}}).catch(()=>{})},1000)};
d.addEventListener("visibilitychange",look);d.addEventListener("prerenderingchange",look);look()})()`;

/** As a Content-Security-Policy names it. */
export const scriptSource = `'sha256-${createHash("sha256").update(pageScript).digest("base64")}'`;
