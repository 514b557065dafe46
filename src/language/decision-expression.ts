import { texts } from "./text.ts";

/** The decision switch: what is wrong with an expression, when it is written and when it is asked. */
export const decisionExpressionTexts = texts(
  {
    "decision.expression-row": "Rule {row}, “{label}”: {why}",
    "decision.request": "The form asked in a way that is not understood. Open it anew.",
    "decision.expression-wrong": "Line {line}, column {column} of the expression: {problem}.",
    "decision.expression-wrong.unexpected_token":
      "Line {line}, column {column}: the expression cannot be read from here on. Something is missing, or too much.",
    "decision.expression-wrong.unexpected_character":
      "Line {line}, column {column}: the expression ends before this; something is too much.",
    "decision.expression-wrong.unknown_variable":
      "Line {line}, column {column}: there is no “{word}”. An expression knows recipient, event, decision, map, journey, campaign and now.",
    "decision.expression-wrong.no_such_overload":
      "Line {line}, column {column}: these cannot be combined like this: {problem}.",
    "decision.expression-wrong.limit_exceeded":
      "Line {line}, column {column}: the expression is too large or too deep. Divide it into several rules.",
    "decision.expression-failed":
      "The expression cannot be judged for this message (line {line}, column {column}): {problem}.",
    "decision.expression-failed.no_such_key":
      "The message has no “{word}” (line {line}, column {column} of the expression). Ask has(…) first where it may be missing.",
    "decision.expression-failed.unknown_variable":
      "The message has no “{word}” (line {line}, column {column} of the expression).",
    "decision.expression-failed.no_such_overload":
      "The expression combines values that do not go together (line {line}, column {column}): {problem}.",
    "decision.expression-failed.division_by_zero": "The expression divides by 0 (line {line}, column {column}).",
    "decision.expression-failed.invalid_duration":
      "The expression takes for a duration what is none (line {line}, column {column}). Durations are written like 90s or 1h30m.",
    "decision.expression-failed.invalid_timestamp":
      "The expression takes for an instant what is none (line {line}, column {column}). Instants are written like 2026-03-31T18:00:00Z.",
    "decision.expression-failed.invalid_regular_expression":
      "The expression searches by a pattern that is no regular expression (line {line}, column {column}).",
    "decision.expression-failed.numeric_overflow":
      "The expression calculates a whole number that is too large (line {line}, column {column}).",
    "decision.expression-impossible":
      "The expression cannot be calculated for this message: it names, for instance, a time zone that does not exist, or makes a text that grows too long.",
    "decision.expression-long": "An expression is longer than {limit} characters. Divide it into several rules.",
    "decision.expression-loops":
      "Line {line}, column {column}: more than {limit} loops stand in one another. Write it with fewer.",
    "decision.expression-item": "Line {line}, column {column}: an item cannot be called “map”. Give it another name.",
    "decision.expression-no-answer":
      "The expression answers neither true nor false, but {type}. Compare it with something.",
    "decision.expression-slow":
      "The expression took longer than {limit} milliseconds for this message. Write it without loops within loops.",
    "decision.expression-part": "{part} of the message is no JSON, so that no expression can look at it.",
    "decision.expression-not-ready": "The expression is not ready yet. Deploy, or try again in a moment.",
  },
  {
    "decision.expression-row": "Règle {row} « {label} » : {why}",
    "decision.request": "Le formulaire a posé une question incompréhensible. Rouvrez-le.",
    "decision.expression-wrong": "Ligne {line}, colonne {column} de l’expression : {problem}.",
    "decision.expression-wrong.unexpected_token":
      "Ligne {line}, colonne {column} : l’expression ne se lit plus à partir d’ici. Il manque quelque chose, ou il y a quelque chose de trop.",
    "decision.expression-wrong.unexpected_character":
      "Ligne {line}, colonne {column} : l’expression se termine avant ; il y a quelque chose de trop.",
    "decision.expression-wrong.unknown_variable":
      "Ligne {line}, colonne {column} : « {word} » n’existe pas. Une expression connaît recipient, event, decision, map, journey, campaign et now.",
    "decision.expression-wrong.no_such_overload":
      "Ligne {line}, colonne {column} : ceci ne se combine pas ainsi : {problem}.",
    "decision.expression-wrong.limit_exceeded":
      "Ligne {line}, colonne {column} : l’expression est trop grande ou trop imbriquée. Répartissez-la sur plusieurs règles.",
    "decision.expression-failed":
      "L’expression ne peut être jugée pour ce message (ligne {line}, colonne {column}) : {problem}.",
    "decision.expression-failed.no_such_key":
      "Le message n’a pas de « {word} » (ligne {line}, colonne {column} de l’expression). Demandez d’abord has(…) là où il peut manquer.",
    "decision.expression-failed.unknown_variable":
      "Le message n’a pas de « {word} » (ligne {line}, colonne {column} de l’expression).",
    "decision.expression-failed.no_such_overload":
      "L’expression combine des valeurs incompatibles (ligne {line}, colonne {column}) : {problem}.",
    "decision.expression-failed.division_by_zero": "L’expression divise par 0 (ligne {line}, colonne {column}).",
    "decision.expression-failed.invalid_duration":
      "L’expression prend pour une durée ce qui n’en est pas une (ligne {line}, colonne {column}). Une durée s’écrit par exemple 90s ou 1h30m.",
    "decision.expression-failed.invalid_timestamp":
      "L’expression prend pour un instant ce qui n’en est pas un (ligne {line}, colonne {column}). Un instant s’écrit par exemple 2026-03-31T18:00:00Z.",
    "decision.expression-failed.invalid_regular_expression":
      "L’expression cherche d’après un motif qui n’est pas une expression régulière (ligne {line}, colonne {column}).",
    "decision.expression-failed.numeric_overflow":
      "L’expression calcule un nombre entier trop grand (ligne {line}, colonne {column}).",
    "decision.expression-impossible":
      "L’expression ne peut être calculée pour ce message : elle nomme par exemple un fuseau horaire qui n’existe pas, ou produit un texte trop long.",
    "decision.expression-long": "Une expression dépasse {limit} caractères. Répartissez-la sur plusieurs règles.",
    "decision.expression-loops":
      "Ligne {line}, colonne {column} : plus de {limit} boucles sont imbriquées. Écrivez-la avec moins.",
    "decision.expression-item":
      "Ligne {line}, colonne {column} : un élément ne peut s’appeler « map ». Donnez-lui un autre nom.",
    "decision.expression-no-answer":
      "L’expression ne répond ni vrai ni faux, mais {type}. Comparez-la à quelque chose.",
    "decision.expression-slow":
      "L’expression a pris plus de {limit} millisecondes pour ce message. Écrivez-la sans boucles imbriquées.",
    "decision.expression-part": "{part} du message n’est pas du JSON : aucune expression ne peut le regarder.",
    "decision.expression-not-ready": "L’expression n’est pas encore prête. Déployez, ou réessayez dans un instant.",
  },
);
