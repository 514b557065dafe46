import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** A cut of Noto Sans, as the package of fonts calls it, such as `400Regular_Italic`. */
export type Cut = "400Regular" | "400Regular_Italic" | "500Medium" | "600SemiBold" | "700Bold" | "700Bold_Italic";

/** Where its TrueType file lies: beside the built package, else in the package of fonts. */
export function fontFile(cut: Cut): string {
  const built = fileURLToPath(new URL(`../fonts/NotoSans_${cut}.ttf`, import.meta.url));
  if (existsSync(built)) return built;
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans/${cut}/NotoSans_${cut}.ttf`);
}
