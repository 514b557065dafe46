import { texts } from "./text.ts";

/** The decision switch: why a branch was taken, and what is wrong with a table of rules. */
export const decisionTexts = texts(
  {
    "decision.reason.value": "“{value}” matches rule {number}, “{label}”.",
    "decision.reason.synonym": "“{value}” matches rule {number}, “{label}”, by its synonym “{word}”.",
    "decision.reason.less": "{value} is less than {bound}: rule {number}, “{label}”.",
    "decision.reason.at-most": "{value} is at most {bound}: rule {number}, “{label}”.",
    "decision.reason.more": "{value} is more than {bound}: rule {number}, “{label}”.",
    "decision.reason.at-least": "{value} is at least {bound}: rule {number}, “{label}”.",
    "decision.reason.between": "{value} is between {bound} and {bound2}: rule {number}, “{label}”.",
    "decision.reason.empty": "There is no value: rule {number}, “{label}”.",
    "decision.reason.not-empty": "There is a value: rule {number}, “{label}”.",
    "decision.other.missing": "There is no value, and no rule is for that.",
    "decision.other.compound": "The value is a list or an object; no rule compares those.",
    "decision.other.number": "No rule matches the number {value}.",
    "decision.other.value": "No rule matches “{value}”.",
    "decision.no-label": "Rule {row} has no label. Name the branch that it leads to.",
    "decision.label-other": "Rule {row}: “{label}” is the name of the last output. Choose another label.",
    "decision.duplicate-label":
      "Rules {by} and {row} are both labelled “{label}”. Give one another label, or make it a synonym of the other.",
    "decision.no-operator": "Rule {row}, “{label}”: choose how the value is compared.",
    "decision.no-value": "Rule {row}, “{label}”: fill in what the value is compared with.",
    "decision.not-a-number":
      "Rule {row}, “{label}”: “{value}” is not a number. Write digits, and a decimal point or comma.",
    "decision.bounds-reversed": "Rule {row}, “{label}”: {value} is more than {value2}. Put the smaller number first.",
    "decision.shadowed":
      "Rule {row}, “{label}”, is never reached: rule {by} takes all of its values. Move it up, or change one of the two.",
    "decision.word-taken":
      "Rule {row}, “{label}”: “{word}” is taken by rule {by} already. Capitals, accents and spaces make no difference. Keep it in one place.",
  },
  {
    "decision.reason.value": "« {value} » correspond à la règle {number} « {label} ».",
    "decision.reason.synonym": "« {value} » correspond à la règle {number} « {label} » par le synonyme « {word} ».",
    "decision.reason.less": "{value} est inférieur à {bound} : règle {number} « {label} ».",
    "decision.reason.at-most": "{value} est inférieur ou égal à {bound} : règle {number} « {label} ».",
    "decision.reason.more": "{value} est supérieur à {bound} : règle {number} « {label} ».",
    "decision.reason.at-least": "{value} est supérieur ou égal à {bound} : règle {number} « {label} ».",
    "decision.reason.between": "{value} est compris entre {bound} et {bound2} : règle {number} « {label} ».",
    "decision.reason.empty": "Il n’y a pas de valeur : règle {number} « {label} ».",
    "decision.reason.not-empty": "Il y a une valeur : règle {number} « {label} ».",
    "decision.other.missing": "Il n’y a pas de valeur, et aucune règle ne le prévoit.",
    "decision.other.compound": "La valeur est une liste ou un objet ; aucune règle ne les compare.",
    "decision.other.number": "Aucune règle ne correspond au nombre {value}.",
    "decision.other.value": "Aucune règle ne correspond à « {value} ».",
    "decision.no-label": "La règle {row} n’a pas de libellé. Nommez la branche où elle mène.",
    "decision.label-other": "Règle {row} : « {label} » est le nom de la dernière sortie. Choisissez un autre libellé.",
    "decision.duplicate-label":
      "Les règles {by} et {row} portent toutes deux le libellé « {label} ». Changez-en un, ou faites-en un synonyme.",
    "decision.no-operator": "Règle {row} « {label} » : choisissez comment la valeur est comparée.",
    "decision.no-value": "Règle {row} « {label} » : indiquez à quoi la valeur est comparée.",
    "decision.not-a-number":
      "Règle {row} « {label} » : « {value} » n’est pas un nombre. Écrivez des chiffres, et un point ou une virgule décimale.",
    "decision.bounds-reversed":
      "Règle {row} « {label} » : {value} est supérieur à {value2}. Mettez le plus petit nombre d’abord.",
    "decision.shadowed":
      "La règle {row} « {label} » n’est jamais atteinte : la règle {by} prend toutes ses valeurs. Remontez-la, ou changez l’une des deux.",
    "decision.word-taken":
      "Règle {row} « {label} » : « {word} » est déjà pris par la règle {by}. Majuscules, accents et espaces ne comptent pas. Gardez-le à un seul endroit.",
  },
);
