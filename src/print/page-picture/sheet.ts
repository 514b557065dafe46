import type { Matrix, State } from "./state.ts";

const short = (value: number) => String(Math.round(value * 1000) / 1000);
const matrixOf = (matrix: Matrix) => `matrix(${matrix.map((part) => String(Math.round(part * 1e5) / 1e5)).join(" ")})`;
const caps = ["butt", "round", "square"];
const joins = ["miter", "round", "bevel"];

/** A page as SVG, in its order: what is drawn through a clip stands in a group of that clip. */
export class Sheet {
  readonly #defs: string[] = [];
  readonly #body: string[] = [];
  readonly #glyphs = new Map<string, string>();
  /** Of the groups that are open, the outermost first. */
  #clips: readonly string[] = [];
  #ids = 0;

  #id(kind: string): string {
    this.#ids += 1;
    return `${kind}${this.#ids}`;
  }
  #add(element: string, { clip }: State): void {
    let common = 0;
    while (common < clip.length && clip[common] === this.#clips[common]) common += 1;
    for (let open = this.#clips.length; open > common; open -= 1) this.#body.push("</g>");
    for (const id of clip.slice(common)) this.#body.push(`<g clip-path="url(#${id})">`);
    this.#clips = clip;
    this.#body.push(element);
  }
  #look({ blend }: State): string {
    return blend === "normal" ? "" : ` style="mix-blend-mode:${blend}"`;
  }
  #filled(state: State): string {
    const alpha = state.fillAlpha < 1 ? ` fill-opacity="${short(state.fillAlpha)}"` : "";
    return ` fill="${state.fill}"${alpha}`;
  }
  #stroked(state: State): string {
    const { stroke, strokeAlpha, width, cap, join, miter, dash, dashFrom } = state;
    const parts = [` stroke="${stroke}" stroke-width="${short(width)}"`];
    if (strokeAlpha < 1) parts.push(` stroke-opacity="${short(strokeAlpha)}"`);
    if (cap !== 0) parts.push(` stroke-linecap="${caps[cap] ?? "butt"}"`);
    if (join !== 0) parts.push(` stroke-linejoin="${joins[join] ?? "miter"}"`);
    else if (miter !== 4) parts.push(` stroke-miterlimit="${short(Math.max(1, miter))}"`);
    if (dash.some((length) => length > 0)) parts.push(` stroke-dasharray="${dash.map(short).join(" ")}"`);
    if (dashFrom !== 0) parts.push(` stroke-dashoffset="${short(dashFrom)}"`);
    return parts.join("");
  }

  /** A path in the coordinates of the state. */
  path(path: string, state: State, { fill, stroke, evenOdd }: { fill: boolean; stroke: boolean; evenOdd: boolean }) {
    const paint = fill ? `${this.#filled(state)}${evenOdd ? ' fill-rule="evenodd"' : ""}` : ' fill="none"';
    const line = stroke ? this.#stroked(state) : "";
    this.#add(`<path d="${path}" transform="${matrixOf(state.matrix)}"${paint}${line}${this.#look(state)}/>`, state);
  }

  /** The clips that hold once a path clips as well: what is drawn is seen where all of them meet. */
  clip(path: string, { matrix, clip }: State, evenOdd: boolean): readonly string[] {
    const id = this.#id("c");
    const rule = evenOdd ? ' clip-rule="evenodd"' : "";
    this.#defs.push(`<clipPath id="${id}"><path d="${path}" transform="${matrixOf(matrix)}"${rule}/></clipPath>`);
    return [...clip, id];
  }

  /** Letters side by side; `matrix` leads from their font's units to the page. */
  glyphs(font: string, placed: readonly { code: number; outline: string; matrix: Matrix }[], state: State): void {
    const uses = placed.map(({ code, outline, matrix }) => {
      const key = `${font} ${code}`;
      let id = this.#glyphs.get(key);
      if (id === undefined) {
        id = this.#id("g");
        this.#glyphs.set(key, id);
        this.#defs.push(`<path id="${id}" d="${outline}"/>`);
      }
      return `<use href="#${id}" transform="${matrixOf(matrix)}"/>`;
    });
    if (uses.length > 0) this.#add(`<g${this.#filled(state)}${this.#look(state)}>${uses.join("")}</g>`, state);
  }

  /** A picture that fills the unit square, its first row on top. */
  image({ url, mask }: { url: string; mask?: string }, state: State): void {
    const image = (address: string) =>
      `<image href="${address}" width="1" height="1" preserveAspectRatio="none" transform="matrix(1 0 0 -1 0 1)"/>`;
    let masked = "";
    if (mask !== undefined) {
      const id = this.#id("m");
      this.#defs.push(
        `<mask id="${id}" maskUnits="userSpaceOnUse" x="0" y="0" width="1" height="1">${image(mask)}</mask>`,
      );
      masked = ` mask="url(#${id})"`;
    }
    const alpha = state.fillAlpha < 1 ? ` opacity="${short(state.fillAlpha)}"` : "";
    const group = `<g transform="${matrixOf(state.matrix)}"${masked}${alpha}${this.#look(state)}>${image(url)}</g>`;
    this.#add(group, state);
  }

  /** The whole; sizes in points. */
  svg(width: number, height: number, lacking: string): string {
    const end = "</g>".repeat(this.#clips.length);
    const size = `width="${short(width)}pt" height="${short(height)}pt" viewBox="0 0 ${short(width)} ${short(height)}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} data-lacking="${lacking}"><rect width="100%" height="100%" fill="#ffffff"/><defs>${this.#defs.join("")}</defs>${this.#body.join("")}${end}</svg>`;
  }
}
