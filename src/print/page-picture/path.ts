/** A path while it is built (ISO 32000-2, 8.5.2), as the data of an SVG path. */
export class Path {
  #data: string[] = [];
  #here: [number, number] = [0, 0];

  /** @returns whether the operator builds a path */
  add(name: string, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: readonly number[]): boolean {
    const [x, y] = this.#here;
    switch (name) {
      case "m":
        return this.#step(`M${a} ${b}`, [a, b]);
      case "l":
        return this.#step(`L${a} ${b}`, [a, b]);
      case "c":
        return this.#step(`C${a} ${b} ${c} ${d} ${e} ${f}`, [e, f]);
      case "v":
        return this.#step(`C${x} ${y} ${a} ${b} ${c} ${d}`, [c, d]);
      case "y":
        return this.#step(`C${a} ${b} ${c} ${d} ${c} ${d}`, [c, d]);
      case "h":
        return this.#step("Z", this.#here);
      case "re":
        return this.#step(`M${a} ${b}h${c}v${d}h${-c}Z`, [a, b]);
      default:
        return false;
    }
  }
  #step(data: string, here: [number, number]): true {
    this.#data.push(data);
    this.#here = here;
    return true;
  }

  /** The data so far; the next path begins. */
  take(): string {
    const data = this.#data.join("");
    this.#data = [];
    return data;
  }
}
