import { paintAttribution, placeAttribution } from "./attribution.ts";
import { type Lettering, setLettering } from "./fonts.ts";
import { writeHaloed } from "./haloed-text.ts";
import type { Rect } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Scale bar, north arrow and attribution: where they stand, and how they are drawn. */
interface Furniture {
  rects: Rect[];
  paint(): void;
}

export function furnish(pen: Pen, view: View, attribution: string): Furniture {
  const plate = placeAttribution(pen, view, attribution);
  const [left, top, right, bottom] = plate.rect;
  const parts: Part[] = [
    { rect: [left - 3, top - 3, right, bottom], paint: () => paintAttribution(pen, plate) },
    northArrow(pen, view),
  ];
  // Beside the credits, or above them where they take the whole width.
  if (view.width >= 200) parts.push(scaleBar(pen, view, left < 150 ? top : view.height));
  return {
    rects: parts.map(({ rect }) => rect),
    paint: () => {
      for (const { paint } of parts) paint();
    },
  };
}

interface Part {
  rect: Rect;
  paint(): void;
}

function northArrow(pen: Pen, { width }: View): Part {
  const [x, y] = [width - 20, 12];
  return {
    rect: [x - 12, y - 6, x + 12, y + 34],
    paint() {
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(x + 6.2, y + 17);
      pen.lineTo(x, y + 13.4);
      pen.lineTo(x - 6.2, y + 17);
      pen.closePath();
      pen.lineJoin = "round";
      pen.strokeStyle = palette.halo;
      pen.lineWidth = 3.4;
      pen.stroke();
      pen.fillStyle = palette.furniture;
      pen.fill();
      const lettering: Lettering = { size: 10, weight: 600 };
      setLettering(pen, lettering);
      const half = pen.measureText("N").width / 2;
      writeHaloed(pen, [{ text: "N", x: x - half, y: y + 27.5, angle: 0 }], lettering, palette.furniture);
    },
  };
}

function scaleBar(pen: Pen, { width, scale }: View, floor: number): Part {
  const most = Math.min(96, width * 0.3) / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  const [x, y, w] = [14, floor - 13, metres * scale];
  const text = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  return {
    rect: [0, y - 20, x + w + 10, floor],
    paint() {
      pen.lineCap = "butt";
      pen.lineJoin = "miter";
      for (const [colour, width] of [
        [palette.halo, 4.6],
        [palette.furniture, 1.4],
      ] as const) {
        pen.beginPath();
        pen.moveTo(x, y - 4);
        pen.lineTo(x, y);
        pen.lineTo(x + w, y);
        pen.lineTo(x + w, y - 4);
        pen.strokeStyle = colour;
        pen.lineWidth = width;
        pen.stroke();
      }
      writeHaloed(pen, [{ text, x: x + 4, y: y - 5, angle: 0 }], { size: 9.5, weight: 500 }, palette.furniture);
    },
  };
}
