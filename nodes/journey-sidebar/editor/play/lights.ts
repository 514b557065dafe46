import type { PlayStep, PlayWire } from "../../play/desk.ts";

/** What the canvas shows of a play. */
export interface Lights {
  /** The story comes to a node, on the wires of the step. Its flow is opened, and the node moved into sight. */
  step(step: PlayStep): void;
  /** Takes every mark off the canvas. */
  clear(): void;
}

/** What a node bears of the story: the signs of Font Awesome 4.7, and how it looks. */
const signs: Partial<Record<PlayStep["kind"], string>> = {
  "would-call": "\uf0ac",
  page: "\uf0f6",
  "not-sent": "\uf05e",
  "kept-out": "\uf05e",
  failed: "\uf071",
  "too-late": "\uf017",
  wait: "\uf252",
};
const sentSigns: Readonly<Record<string, string>> = {
  email: "\uf0e0",
  sms: "\uf10b",
  print: "\uf02f",
  page: "\uf0f6",
  video: "\uf008",
};

const svg = "http://www.w3.org/2000/svg";
const keyOf = ({ from, port, to }: PlayWire) => `${from}:${port}:${to}`;

interface Drawn extends Element {
  /** What Node-RED has bound to a wire that it draws. */
  __data__?: { source?: { id: string }; sourcePort?: number | string; target?: { id: string } };
}

interface Mark {
  /** The last step there. */
  number: number;
  sign?: string;
  title?: string;
}

/**
 * Lights the way of a story on the canvas. Node-RED draws its flows anew whenever another one is opened or a node moves,
 * so what is lit is remembered here and put on again.
 *
 * @param open a sign at a node was chosen: shows what is behind the step
 */
export function lightsOn(open: (number: number) => void): Lights {
  /** In which order they were lit. */
  const wires = new Map<string, number>();
  const nodes = new Map<string, Mark>();
  let newest: { wires: Set<string>; node: string } | undefined;

  const paintWire = (group: Drawn) => {
    const { source, sourcePort, target } = group.__data__ ?? {};
    if (source === undefined || target === undefined) return;
    const key = keyOf({ from: source.id, port: Number(sourcePort), to: target.id });
    const order = wires.get(key);
    group.classList.toggle("belle-lit", order !== undefined);
    group.classList.toggle("belle-lit-now", newest?.wires.has(key) === true);
    if (order === undefined) group.removeAttribute("data-belle-order");
    else group.setAttribute("data-belle-order", String(order));
  };
  const paintNode = (group: Element) => {
    const mark = nodes.get(group.id);
    group.classList.toggle("belle-visited", mark !== undefined);
    group.classList.toggle("belle-visited-now", newest?.node === group.id);
    const there = group.querySelector(":scope > .belle-sign");
    if (mark?.sign === undefined) return there?.remove();
    if (there?.getAttribute("data-step") === String(mark.number)) return;
    there?.remove();
    group.append(signOf(mark));
  };
  const signOf = ({ number, sign = "", title = "" }: Mark): Element => {
    const place = document.createElementNS(svg, "g");
    place.setAttribute("class", "belle-sign");
    place.setAttribute("data-step", String(number));
    place.setAttribute("transform", "translate(2, -9)");
    const disc = document.createElementNS(svg, "circle");
    disc.setAttribute("r", "11");
    const glyph = document.createElementNS(svg, "text");
    glyph.textContent = sign;
    const name = document.createElementNS(svg, "title");
    name.textContent = title;
    place.append(name, disc, glyph);
    // A press of the mouse would take hold of the node below.
    for (const kind of ["mousedown", "mouseup", "touchstart"])
      place.addEventListener(kind, (event) => event.stopPropagation());
    place.addEventListener("click", (event) => {
      event.stopPropagation();
      open(number);
    });
    return place;
  };
  const chart = document.getElementById("red-ui-workspace-chart");
  const paint = () => {
    for (const group of chart?.querySelectorAll<Drawn>(".red-ui-flow-link") ?? []) paintWire(group);
    for (const group of chart?.querySelectorAll(".red-ui-flow-node-group, .red-ui-flow-node") ?? []) paintNode(group);
  };
  const redrawn = new MutationObserver(paint);
  const watch = () => {
    if (chart !== null) redrawn.observe(chart, { childList: true, subtree: true });
  };

  return {
    step({ number, node, kind, text, content, wires: way }) {
      if (wires.size === 0 && nodes.size === 0) watch();
      for (const wire of way) wires.set(keyOf(wire), number);
      const sign = content?.request === undefined && content !== undefined ? sentSigns[content.channel] : undefined;
      const seen = sign ?? signs[kind];
      // What would leave stays in sight, whatever passes the node after it.
      const before = nodes.get(node);
      nodes.set(node, seen === undefined && before !== undefined ? before : { number, sign: seen, title: text });
      newest = { wires: new Set(way.map(keyOf)), node };
      if (RED.nodes.node(node)) RED.view.reveal(node, false);
      paint();
    },
    clear() {
      wires.clear();
      nodes.clear();
      newest = undefined;
      redrawn.disconnect();
      paint();
    },
  };
}
