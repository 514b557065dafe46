import { texts } from "./text.ts";

/** Templates: what is wrong with them, and where. */
export const messageTexts = texts(
  {
    "message.template": "The message cannot be rendered; each problem names its place.",
    "message.problem": "{what}, line {line}, column {column}: {message}",
    "message.no-vector": "The map “{name}” has no picture for print. Switch print on in its route map node.",
    "distance.m": "{value} m",
    "distance.km": "{value} km",
    "duration.minutes": "{value} min",
    "duration.hours": "{hours} h {value} min",
  },
  {
    "message.template": "Le message ne peut pas être composé ; chaque problème indique sa place.",
    "message.problem": "{what}, ligne {line}, colonne {column} : {message}",
    "message.no-vector":
      "Le plan « {name} » n’a pas d’image pour l’impression. Activez l’impression dans son nœud « plan d’accès ».",
    "distance.m": "{value} m",
    "distance.km": "{value} km",
    "duration.minutes": "{value} min",
    "duration.hours": "{hours} h {value} min",
  },
);
