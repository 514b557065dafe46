import { type Lettering, setLettering, shortened } from "./fonts.ts";
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
  const parts = [attributionPlate(pen, view, attribution), northArrow(pen, view)];
  if (view.width >= 260) parts.push(scaleBar(pen, view));
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

/** Who made the map; there is no way to leave it out. */
function attributionPlate(pen: Pen, { width, height }: View, attribution: string): Part {
  setLettering(pen, { size: 9, weight: 400 });
  const text = shortened(pen, attribution, width - 24);
  const w = pen.measureText(text).width + 12;
  const rect: Rect = [width - w, height - 16, width, height];
  return {
    rect: [rect[0] - 3, rect[1] - 3, rect[2], rect[3]],
    paint() {
      pen.beginPath();
      pen.roundRect(rect[0], rect[1], w, 16, [5, 0, 0, 0]);
      pen.fillStyle = "#fdfbf7";
      pen.fill();
      setLettering(pen, { size: 9, weight: 400 });
      pen.textAlign = "left";
      pen.textBaseline = "alphabetic";
      pen.fillStyle = "#5d5247";
      pen.fillText(text, rect[0] + 6, rect[3] - 4.8);
    },
  };
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
      pen.fillStyle = "#5d5247";
      pen.fill();
      const lettering: Lettering = { size: 10, weight: 600 };
      setLettering(pen, lettering);
      const half = pen.measureText("N").width / 2;
      writeHaloed(pen, [{ text: "N", x: x - half, y: y + 27.5, angle: 0 }], lettering, "#5d5247");
    },
  };
}

function scaleBar(pen: Pen, { height, scale }: View): Part {
  const most = 96 / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  const [x, y, w] = [14, height - 13, metres * scale];
  const text = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  return {
    rect: [0, y - 20, x + w + 10, height],
    paint() {
      pen.lineCap = "butt";
      pen.lineJoin = "miter";
      for (const [colour, width] of [
        [palette.halo, 4.6],
        ["#5d5247", 1.4],
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
      writeHaloed(pen, [{ text, x: x + 4, y: y - 5, angle: 0 }], { size: 9.5, weight: 500 }, "#5d5247");
    },
  };
}
