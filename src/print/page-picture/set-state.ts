import type { Operation } from "./content.ts";
import { colourOf, type State, times } from "./state.ts";

/**
 * Operators that set what holds from then on, and need nothing of the document (ISO 32000-2, 8.4.4, 8.6.8 and 9.3).
 * @returns whether the operator is one of them
 */
export function setState(state: State, { name, operands }: Operation): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = operands.map((one) => (typeof one === "number" ? one : 0));
  const last = operands.at(-1);
  const called = typeof last === "string" ? last.slice(1) : "";
  const first = operands[0];
  switch (name) {
    case "cm":
      state.matrix = times([a, b, c, d, e, f], state.matrix);
      return true;
    case "w":
      state.width = a;
      return true;
    case "J":
      state.cap = a;
      return true;
    case "j":
      state.join = a;
      return true;
    case "M":
      state.miter = a;
      return true;
    case "d":
      state.dash = Array.isArray(first) ? first.filter((one) => typeof one === "number") : [];
      state.dashFrom = b;
      return true;
    case "g":
    case "rg":
    case "k":
      state.fill = colourOf(operands as number[]);
      return true;
    case "G":
    case "RG":
    case "K":
      state.stroke = colourOf(operands as number[]);
      return true;
    case "cs":
      [state.fillSpace, state.fill] = [called, "#000000"];
      return true;
    case "CS":
      [state.strokeSpace, state.stroke] = [called, "#000000"];
      return true;
    case "Tf":
      if (typeof first === "string") [state.font, state.size] = [first.slice(1), b];
      return true;
    case "Tc":
      state.charSpace = a;
      return true;
    case "Tz":
      state.stretch = a / 100;
      return true;
    case "TL":
      state.leading = a;
      return true;
    case "Ts":
      state.rise = a;
      return true;
    case "Tr":
      state.mode = a;
      return true;
    default:
      return false;
  }
}
