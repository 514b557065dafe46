import { texts } from "./text.ts";

/** What is wrong with a postal address. */
export const addressTexts = texts(
  {
    "address.too-few": "The address has {lines} line(s). Write at least a name and a town with its postal code.",
    "address.too-many": "The address has {lines} lines; the post takes {most}. Put two of them together.",
    "address.blank": "Line {line} of the address is empty. Take it out.",
    "address.too-long": "Line {line} of the address has {length} characters; the post takes {most}. Shorten it.",
    "address.spaces": "Line {line} of the address has spaces at its ends, or several in a row. Take them out.",
    "address.punctuation":
      "Line {line} of the address has “{sign}”, which sorting machines stumble over. Write a space.",
    "address.lower-case": "Line {line} of the address has small letters. Write it in capitals.",
    "address.locality": "Line {line} is not a postal code of five digits and a town, such as 35000 RENNES. Correct it.",
    "address.postal-code": "{code} is no French postal code (line {line}). Correct it.",
    "address.cedex":
      "CEDEX stands at the end of the last line, with at most two digits: 35042 RENNES CEDEX 9. Correct line {line}.",
    "address.country-at-home": "The last line is the country. Leave it out in an address in France.",
    "address.country": "The last line ({line}) has to be the country alone: {country}.",
  },
  {
    "address.too-few": "L’adresse a {lines} ligne(s). Écrivez au moins un nom, et une ville avec son code postal.",
    "address.too-many": "L’adresse a {lines} lignes ; la poste en accepte {most}. Réunissez-en deux.",
    "address.blank": "La ligne {line} de l’adresse est vide. Retirez-la.",
    "address.too-long":
      "La ligne {line} de l’adresse a {length} caractères ; la poste en accepte {most}. Raccourcissez-la.",
    "address.spaces": "La ligne {line} de l’adresse a des espaces à ses bouts, ou plusieurs de suite. Retirez-les.",
    "address.punctuation":
      "La ligne {line} de l’adresse a le signe « {sign} », qui gêne les machines de tri. Mettez un espace.",
    "address.lower-case": "La ligne {line} de l’adresse a des minuscules. Écrivez-la en capitales.",
    "address.locality":
      "La ligne {line} n’est pas un code postal de cinq chiffres et une ville, comme 35000 RENNES. Corrigez-la.",
    "address.postal-code": "{code} n’est pas un code postal français (ligne {line}). Corrigez-le.",
    "address.cedex":
      "CEDEX est à la fin de la dernière ligne, avec deux chiffres au plus : 35042 RENNES CEDEX 9. Corrigez la ligne {line}.",
    "address.country-at-home": "La dernière ligne est le pays. Retirez-la d’une adresse en France.",
    "address.country": "La dernière ligne ({line}) doit être le pays seul : {country}.",
  },
);
