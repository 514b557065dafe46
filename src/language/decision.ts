import { texts } from "./text.ts";

/** The decision switch: what is wrong with its settings, and its errors. */
export const decisionTexts = texts(
  {
    "decision.no-recipient":
      "The message has no recipient.id, by which people are drawn for an arm. Lead it through an audience or an inbound webhook first.",
    "decision.no-arm": "No arm has a weight, so nobody can be drawn for one. Give at least one arm a weight.",
    "decision.unknown":
      "“{value}” in {property} is none of the values that this switch knows: {known}. Add a branch for it, or correct what sends it.",
    "decision.unknown-personal":
      "The value of {property} is none of those that this switch knows: {known}. Add a branch for it, or correct the recipient.",
    "decision.unknown-missing":
      "There is no value in {property}; this switch knows: {known}. Add a branch for what is empty, or correct what sends it.",
    "decision.unknown-compound":
      "{property} holds a list or an object, which no rule takes; this switch knows: {known}. Choose a rule for lists, or a property within it.",
    "decision.rule-failed":
      "Rule {row}, “{label}”, cannot be judged: {why} Correct the expression, or what it looks at.",
    "decision.no-label": "Rule {row} has no label. Name the branch that it leads to.",
    "decision.label-other": "Rule {row}: “{label}” is the name of the last output. Choose another label.",
    "decision.duplicate-label":
      "Rules {by} and {row} are both labelled “{label}”. Give one another label, or make it a synonym of the other.",
    "decision.no-operator": "Rule {row}, “{label}”: choose how the value is compared.",
    "decision.no-value": "Rule {row}, “{label}”: fill in what the value is compared with.",
    "decision.not-a-number":
      "Rule {row}, “{label}”: “{value}” is not a number. Write digits, and a decimal point or comma.",
    "decision.not-money":
      "Rule {row}, “{label}”: “{value}” is not an amount in {currency}. Write digits, and a decimal point or comma with no more digits behind it than the currency has.",
    "decision.no-currency":
      "Rule {row}, “{label}”: “{currency}” is no currency. Write its three letters, for instance EUR.",
    "decision.not-a-date":
      "Rule {row}, “{label}”: “{value}” is not a date. Write it as 2026-03-31, or with a time as 2026-03-31T18:00.",
    "decision.not-days": "Rule {row}, “{label}”: “{value}” is no number of days. Write a whole number up to 3650.",
    "decision.not-a-count": "Rule {row}, “{label}”: “{value}” is no number of items. Write a whole number.",
    "decision.bounds-reversed": "Rule {row}, “{label}”: {value} is more than {value2}. Put the smaller number first.",
    "decision.dates-reversed": "Rule {row}, “{label}”: {value} is after {value2}. Put the earlier date first.",
    "decision.shadowed":
      "Rule {row}, “{label}”, is never reached: rule {by} takes all of its values. Move it up, or change one of the two.",
    "decision.word-taken":
      "Rule {row}, “{label}”: “{word}” is taken by rule {by} already. Capitals, accents and spaces make no difference. Keep it in one place.",
    "decision.weight":
      "Arm {row}, “{label}”: its weight is no number from 0 on. Write for instance 50; the form shows the percentage.",
    "decision.no-weight": "All arms have the weight 0. Give at least one of them a weight.",
    "decision.same-key": "Arms {by} and {row} draw the same people. Delete arm {row}, “{label}”, and add it anew.",
  },
  {
    "decision.no-recipient":
      "Le message n’a pas de recipient.id, d’après lequel se fait le tirage. Faites-le d’abord passer par une audience ou un webhook entrant.",
    "decision.no-arm":
      "Aucune variante n’a de poids : aucun tirage n’est possible. Donnez un poids à au moins une variante.",
    "decision.unknown":
      "« {value} » dans {property} n’est aucune des valeurs que connaît cet aiguillage : {known}. Ajoutez une branche, ou corrigez ce qui l’envoie.",
    "decision.unknown-personal":
      "La valeur de {property} n’est aucune de celles que connaît cet aiguillage : {known}. Ajoutez une branche, ou corrigez le destinataire.",
    "decision.unknown-missing":
      "Il n’y a pas de valeur dans {property} ; cet aiguillage connaît : {known}. Ajoutez une branche pour ce qui est vide, ou corrigez ce qui l’envoie.",
    "decision.unknown-compound":
      "{property} contient une liste ou un objet, qu’aucune règle ne traite ; cet aiguillage connaît : {known}. Choisissez une règle pour les listes, ou une propriété à l’intérieur.",
    "decision.rule-failed":
      "La règle {row} « {label} » ne peut être jugée : {why} Corrigez l’expression, ou ce qu’elle regarde.",
    "decision.no-label": "La règle {row} n’a pas de libellé. Nommez la branche où elle mène.",
    "decision.label-other": "Règle {row} : « {label} » est le nom de la dernière sortie. Choisissez un autre libellé.",
    "decision.duplicate-label":
      "Les règles {by} et {row} portent toutes deux le libellé « {label} ». Changez l’un des deux, ou faites-en un synonyme.",
    "decision.no-operator": "Règle {row} « {label} » : choisissez comment la valeur est comparée.",
    "decision.no-value": "Règle {row} « {label} » : indiquez à quoi la valeur est comparée.",
    "decision.not-a-number":
      "Règle {row} « {label} » : « {value} » n’est pas un nombre. Écrivez des chiffres, et un point ou une virgule décimale.",
    "decision.not-money":
      "Règle {row} « {label} » : « {value} » n’est pas un montant en {currency}. Écrivez des chiffres, et un point ou une virgule suivi d’au plus autant de décimales que la devise en compte.",
    "decision.no-currency":
      "Règle {row} « {label} » : « {currency} » n’est pas une devise. Écrivez ses trois lettres, par exemple EUR.",
    "decision.not-a-date":
      "Règle {row} « {label} » : « {value} » n’est pas une date. Écrivez-la 2026-03-31, ou avec une heure 2026-03-31T18:00.",
    "decision.not-days":
      "Règle {row} « {label} » : « {value} » n’est pas un nombre de jours. Écrivez un nombre entier jusqu’à 3650.",
    "decision.not-a-count":
      "Règle {row} « {label} » : « {value} » n’est pas un nombre d’éléments. Écrivez un nombre entier.",
    "decision.bounds-reversed":
      "Règle {row} « {label} » : {value} est supérieur à {value2}. Mettez le plus petit nombre d’abord.",
    "decision.dates-reversed":
      "Règle {row} « {label} » : {value} est après {value2}. Mettez la date la plus ancienne d’abord.",
    "decision.shadowed":
      "La règle {row} « {label} » n’est jamais atteinte : la règle {by} capte toutes ses valeurs. Remontez-la, ou changez l’une des deux.",
    "decision.word-taken":
      "Règle {row} « {label} » : « {word} » est déjà pris par la règle {by}. Majuscules, accents et espaces ne comptent pas. Gardez-le à un seul endroit.",
    "decision.weight":
      "Variante {row} « {label} » : son poids n’est pas un nombre positif ou nul. Écrivez par exemple 50 ; le formulaire montre le pourcentage.",
    "decision.no-weight": "Toutes les variantes ont le poids 0. Donnez un poids à au moins l’une d’elles.",
    "decision.same-key":
      "Les variantes {by} et {row} tirent les mêmes personnes. Supprimez la variante {row} « {label} » et ajoutez-la de nouveau.",
  },
);
