import { texts } from "./text.ts";

/** What is said to whoever runs Node-RED. */
export const observeTexts = texts(
  {
    "metrics.token":
      "The figures for Prometheus stay off: their token has less than {shortest} characters. Give a longer one in settings.js (belleHistoire.metricsToken) or in BELLE_HISTOIRE_METRICS_TOKEN.",
  },
  {
    "metrics.token":
      "Les chiffres pour Prometheus restent coupés : leur jeton a moins de {shortest} caractères. Donnez-en un plus long dans settings.js (belleHistoire.metricsToken) ou dans BELLE_HISTOIRE_METRICS_TOKEN.",
  },
);
