import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { distanceInWords } from "../../../src/language/index.ts";
import { edgeFlag } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { wayToNearest } from "../../../src/map/road/nearest.ts";
import { altText } from "../../../src/map/words/alt.ts";
import { durationInWords } from "../../../src/map/words/measures.ts";
import { stepsOf } from "../../../src/map/words/steps.ts";
import { into } from "../../../src/map/words/street-phrase.ts";
import { at, oneWay, smallArea } from "./small-area.ts";
import { areaFile } from "./town-file.ts";

describe("the way in words", () => {
  const ring = { access: oneWay, flags: edgeFlag.roundabout };
  const area = openArea(
    areaFile(
      "words",
      smallArea([
        [
          "Rue du Port",
          [
            [0, 0],
            [200, 0],
          ],
        ],
        [
          "Avenue de la Gare",
          [
            [200, 0],
            [200, 180],
          ],
        ],
        [
          "Rond-point",
          [
            [200, 180],
            [220, 200],
          ],
          ring,
        ],
        [
          "Rond-point",
          [
            [220, 200],
            [200, 220],
          ],
          ring,
        ],
        [
          "Rond-point",
          [
            [200, 220],
            [180, 200],
          ],
          ring,
        ],
        [
          "Rond-point",
          [
            [180, 200],
            [200, 180],
          ],
          ring,
        ],
        [
          "Route Basse",
          [
            [220, 200],
            [500, 200],
          ],
        ],
        [
          "Quai Nord",
          [
            [200, 220],
            [200, 500],
          ],
        ],
        [
          "",
          [
            [200, 500],
            [100, 500],
          ],
        ],
      ]),
    ),
  );
  const say = (from: [number, number], to: [number, number], language: "fr" | "en") => {
    const store = { id: "s", name: "Agence", location: at(...to) };
    const { way, search } = wayToNearest(area, "car", [store], at(...from));
    return { way, steps: stepsOf(area, way, search, store.name, language) };
  };

  const ways: [from: [number, number], to: [number, number], fr: string[], en: string[]][] = [
    [
      [10, 5],
      [205, 100],
      [
        "Partez dans la rue du Port.",
        "Tournez à gauche sur l’avenue de la Gare.",
        "Vous êtes arrivé : Agence, sur l’avenue de la Gare.",
      ],
      [
        "Head off onto Rue du Port.",
        "Turn left onto Avenue de la Gare.",
        "You have arrived: Agence, on Avenue de la Gare.",
      ],
    ],
    [
      [205, 100],
      [10, 5],
      [
        "Partez sur l’avenue de la Gare.",
        "Tournez à droite dans la rue du Port.",
        "Vous êtes arrivé : Agence, dans la rue du Port.",
      ],
      ["Head off onto Avenue de la Gare.", "Turn right onto Rue du Port.", "You have arrived: Agence, on Rue du Port."],
    ],
    [
      [205, 100],
      [400, 205],
      [
        "Partez sur l’avenue de la Gare.",
        "Au rond-point, prenez la 1re sortie sur la route Basse.",
        "Vous êtes arrivé : Agence, sur la route Basse.",
      ],
      [
        "Head off onto Avenue de la Gare.",
        "At the roundabout, take the 1st exit onto Route Basse.",
        "You have arrived: Agence, on Route Basse.",
      ],
    ],
    [
      [205, 100],
      [150, 505],
      [
        "Partez sur l’avenue de la Gare.",
        "Au rond-point, prenez la 2e sortie sur le quai Nord.",
        "Tournez à gauche.",
        "Vous êtes arrivé : Agence, sur le quai Nord.",
      ],
      [
        "Head off onto Avenue de la Gare.",
        "At the roundabout, take the 2nd exit onto Quai Nord.",
        "Turn left.",
        "You have arrived: Agence, on Quai Nord.",
      ],
    ],
  ];
  for (const [from, to, fr, en] of ways) {
    it(`leads from ${from} to ${to}`, () => {
      assert.deepEqual(
        say(from, to, "fr").steps.map(({ text }) => text),
        fr,
      );
      const { way, steps } = say(from, to, "en");
      assert.deepEqual(
        steps.map(({ text }) => text),
        en,
      );
      const sum = (pick: (step: (typeof steps)[number]) => number) =>
        steps.reduce((total, step) => total + pick(step), 0);
      assert.ok(Math.abs(sum((step) => step.distance) - way.distance) < 0.01);
      assert.ok(Math.abs(sum((step) => step.duration) - way.duration) < 0.01);
    });
  }

  const streets: [string, string][] = [
    ["Avenue des Pins", "sur l’avenue des Pins"],
    ["Impasse des Lilas", "dans l’impasse des Lilas"],
    ["Quai de la Criée", "sur le quai de la Criée"],
    ["Allée des Mimosas", "dans l’allée des Mimosas"],
    ["Le Bourg", "sur Le Bourg"],
  ];
  for (const [street, phrase] of streets) it(`goes ${phrase}`, () => assert.equal(into(street, "fr"), phrase));

  const plain = (text: string) => text.replace(/[\u00a0\u202f]/gu, " ");
  const measures: [said: string, expected: string][] = [
    [distanceInWords(4, "fr"), "10 m"],
    [distanceInWords(846, "fr"), "850 m"],
    [distanceInWords(1_437, "fr"), "1,4 km"],
    [distanceInWords(1_437, "en"), "1.4 km"],
    [distanceInWords(12_600, "fr"), "13 km"],
    [durationInWords(10, "fr"), "1 minute"],
    [durationInWords(360, "fr"), "6 minutes"],
    [durationInWords(3_900, "fr"), "1 heure 5 minutes"],
    [durationInWords(3_600, "en"), "1 hour"],
    [
      altText("Agence du Port", { distance: 1400, duration: 360 }, "car", "fr"),
      "Plan : de votre domicile à l’Agence du Port, 1,4 km, 6 minutes en voiture.",
    ],
    [
      altText("Magasin central", { distance: 300, duration: 240 }, "foot", "fr"),
      "Plan : de votre domicile au Magasin central, 300 m, 4 minutes à pied.",
    ],
    [
      altText("Agence du Port", { distance: 1400, duration: 360 }, "bike", "en"),
      "Map: from your home to Agence du Port, 1.4 km, 6 minutes by bike.",
    ],
    [altText("Agence du Port", undefined, "car", "fr"), "Plan des environs : Agence du Port."],
    [altText("Agence du Port", undefined, "car", "en"), "Map of the surroundings: Agence du Port."],
  ];
  for (const [said, expected] of measures) it(`says ${expected}`, () => assert.equal(plain(said), expected));
});
