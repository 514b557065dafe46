import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { distanceInWords } from "../../../src/language/index.ts";
import { edgeFlag } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { wayToNearest } from "../../../src/map/road/nearest.ts";
import { altText } from "../../../src/map/words/alt.ts";
import { durationInWords } from "../../../src/map/words/measures.ts";
import { sentenceOf, stepLanguage } from "../../../src/map/words/sentence.ts";
import { stepsOf } from "../../../src/map/words/steps.ts";
import { at, oneWay, smallArea } from "./small-area.ts";
import { areaFile } from "./town-file.ts";

const stepOf = (type: string, modifier: string | undefined, name: string) => ({
  distance: 1,
  duration: 1,
  name,
  maneuver: { location: [0, 0] as [number, number], type, modifier },
});

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
  const say = (from: [number, number], to: [number, number], language: string) => {
    const store = { id: "s", name: "Agence", location: at(...to) };
    const { way, search } = wayToNearest(area, "car", [store], at(...from));
    return { way, steps: stepsOf(area, way, search, store, language) };
  };

  const ways: [from: [number, number], to: [number, number], fr: string[], en: string[]][] = [
    [
      [10, 5],
      [205, 100],
      [
        "Se diriger vers l’est sur la rue du Port",
        "Continuer à gauche sur l’avenue de la Gare",
        "Vous êtes arrivé à l’Agence, sur la droite",
      ],
      ["Head east on Rue du Port", "Continue left onto Avenue de la Gare", "You have arrived at Agence, on the right"],
    ],
    [
      [205, 100],
      [400, 205],
      [
        "Se diriger vers le nord sur l’avenue de la Gare",
        "Prendre le rond-point, puis la première sortie sur la route Basse",
        "Vous êtes arrivé à l’Agence, sur la gauche",
      ],
      [
        "Head north on Avenue de la Gare",
        "Enter Rond-point and take the 1st exit onto Route Basse",
        "You have arrived at Agence, on the left",
      ],
    ],
    [
      [205, 100],
      [150, 505],
      [
        "Se diriger vers le nord sur l’avenue de la Gare",
        "Prendre le rond-point, puis la seconde sortie sur le quai Nord",
        "Vous êtes arrivé à l’Agence, sur la droite",
      ],
      [
        "Head north on Avenue de la Gare",
        "Enter Rond-point and take the 2nd exit onto Quai Nord",
        "You have arrived at Agence, on the right",
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

  const onto = (name: string) => sentenceOf(stepOf("turn", "left", name), "fr-FR");
  const streets: [street: string, phrase: string][] = [
    ["Avenue des Pins", "sur l’avenue des Pins"],
    ["Impasse des Lilas", "sur l’impasse des Lilas"],
    ["Quai de la Criée", "sur le quai de la Criée"],
    ["Allée des Mimosas", "sur l’allée des Mimosas"],
    ["Ancienne Route de Nice", "sur l’ancienne route de Nice"],
    ["Escalier du Castelleretto", "sur l’escalier du Castelleretto"],
    ["Ruelle Sainte-Barbe", "sur la ruelle Sainte-Barbe"],
    ["Le Bourg", "sur Le Bourg"],
  ];
  for (const [street, phrase] of streets) {
    it(`turns ${phrase}`, () => assert.equal(onto(street), `Tourner à gauche ${phrase}`));
  }

  const tags: [tag: string, told: string, sentence: string][] = [
    ["fr-CA", "fr", "Tourner à gauche sur Rua"],
    ["de-AT", "de", "Links abbiegen auf Rua"],
    ["pt-BR", "pt-BR", "Vire à esquerda em Rua"],
    ["pt", "pt-PT", "Vire à esquerda para Rua"],
    ["es-ES", "es-ES", "Gira a la izquierda por Rua"],
    ["nb-NO", "no", "Sving til venstre inn på Rua"],
    ["zh-Hans-CN", "zh-Hans", "左转，驶入Rua"],
    ["tlh", "en", "Turn left onto Rua"],
    ["", "en", "Turn left onto Rua"],
  ];
  for (const [tag, told, expected] of tags) {
    it(`tells steps for "${tag}" in ${told}`, () => {
      assert.equal(stepLanguage(tag), told);
      assert.equal(sentenceOf(stepOf("turn", "left", "Rua"), tag), expected);
    });
  }

  it("tells a type of step that it does not know as a turn, and keeps a name as it is written", () => {
    assert.equal(sentenceOf(stepOf("teleport", "right", "Rue du Port"), "fr"), "Tourner à droite sur la rue du Port");
    assert.equal(sentenceOf(stepOf("turn", undefined, ""), "en"), "Go straight");
    const odd = "La Rue <b>$& l'été";
    assert.equal(sentenceOf(stepOf("arrive", undefined, ""), "en", odd), `You have arrived at ${odd}`);
    assert.equal(sentenceOf(stepOf("arrive", undefined, ""), "fr", odd), `Vous êtes arrivé à ${odd}`);
  });

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
