import { texts } from "./text.ts";

/** Calls to a service: what is wrong with how it is to be called, and what became of a call. */
export const serviceTexts = texts(
  {
    "service.address":
      "The address must begin with https:// or http:// and a host that is written out: https://api.example.org/cases/{{ journey.caseKey }}. Variables may stand behind the host only.",
    "service.address-other":
      "With this message's data the address would lead away from {host}. Nothing was sent. Check the address.",
    "service.address-path":
      "With this message's data the path would hold “.” or “..”, which lead elsewhere on the same host. Nothing was sent.",
    "service.header-name": "Row {row}: “{name}” cannot be the name of a header. Use letters, digits and hyphens.",
    "service.header-ours": "Row {row}: the header {name} is written by the call itself. Remove the row.",
    "service.header-twice": "Row {row}: the header {name} is there twice. Remove one.",
    "service.header-value":
      "The header {name} would hold a character that is not allowed there, such as an accent or a line break.",
    "service.no-rows": "The table of the body has no rows. Add one, or choose a call without a body.",
    "service.row-name": "Row {row}: the field has no name, an empty part, or a name that is not allowed.",
    "service.row-twice": "Row {row}: {name} and {other} cannot both be fields. Remove one.",
    "service.row-property": "Row {row}: say which property of the message {name} comes from, such as journey.caseKey.",
    "service.row-json": 'The fixed value of {name} is no JSON. Write 12, true, "text" or [1, 2].',
    "service.row-missing":
      "{name} is needed, and the message has no {value}. Give the recipient the property, or do not require it.",
    "service.no-callback": "The address of the webhook is asked for, and none is chosen. Choose one in the node.",
    "service.callback-missing":
      "The chosen webhook is not deployed, or belongs to another campaign. Open the node and choose one.",
    "service.callback-address":
      "The campaign has no public address, so nobody could call the webhook back. Open the campaign and write it.",
    "service.body-json":
      "The template of the body makes no JSON: look at line {line}. Texts stand in quotes, and | json writes any value.",
    "service.user": "Write a user name; it cannot hold a colon.",
    "service.key-header": "Write the name of the header that carries the key, such as X-Api-Key.",
    "service.token-address":
      "The token address must be a whole address without variables: https://login.example.org/token.",
    "service.client": "Write the client's id.",
    "service.no-secret": "The secret is missing. Open the node and fill it in.",
    "service.secret-form": "The secret holds a character that cannot be sent in a header, such as a line break.",
    "service.bounds": "The setting {setting} must be a whole number from {least} to {most}.",
    "service.token-unavailable": "{host} gives no access token at the moment ({status}).",
    "service.token-refused":
      "{host} refuses an access token ({status}). Check the client's id, its secret and the scope.",
    "service.token-answer": "{host} answered without a bearer token. Check the token address.",
    "service.unavailable": "{host} could not do it now (status {status}).",
    "service.refused": "{host} refused the call (status {status}). What it said is in msg.service.data.",
    "service.redirect":
      "{host} points to another address (status {status}), which is not followed. Write the final address into the node.",
    "service.inside":
      "{host} lies in a private network. If it is meant to, say so in the node: “The service is inside our network”.",
    "service.unknown":
      "{host} broke off ({code}), and nobody can say whether it did what it was asked. A person must look; nothing is called again by itself.",
    "service.answer-unfit":
      "{host} did it, but {count} field(s) of its answer do not fit: {where}. They are in msg.service.problems.",
    "service.answer-json": "The answer is no JSON, or nested too deeply.",
    "service.answer-object": "A JSON object is expected as the answer: { … }.",
    "service.answer-text": "The answer is no text in the character set that it names.",
    "service.preview": "The form sent something that cannot be previewed. Save and reopen the node.",
    "http.slow": "{host} did not answer within {time} s.",
    "http.too-large": "The answer of {host} is larger than {limit} bytes.",
  },
  {
    "service.address":
      "L’adresse doit commencer par https:// ou http:// et un hôte écrit en toutes lettres : https://api.example.org/dossiers/{{ journey.caseKey }}. Les variables ne viennent qu’après l’hôte.",
    "service.address-other":
      "Avec les données de ce message, l’adresse mènerait ailleurs que chez {host}. Rien n’a été envoyé. Vérifiez l’adresse.",
    "service.address-path":
      "Avec les données de ce message, le chemin contiendrait « . » ou « .. », qui mènent ailleurs chez le même hôte. Rien n’a été envoyé.",
    "service.header-name":
      "Ligne {row} : « {name} » ne peut pas être un nom d’en-tête. Utilisez lettres, chiffres et traits d’union.",
    "service.header-ours": "Ligne {row} : l’en-tête {name} est écrit par l’appel lui-même. Retirez la ligne.",
    "service.header-twice": "Ligne {row} : l’en-tête {name} est là deux fois. Retirez-en un.",
    "service.header-value":
      "L’en-tête {name} contiendrait un caractère qui y est interdit, comme un accent ou un saut de ligne.",
    "service.no-rows": "Le tableau du corps n’a pas de ligne. Ajoutez-en une, ou choisissez un appel sans corps.",
    "service.row-name": "Ligne {row} : le champ n’a pas de nom, une partie vide, ou un nom interdit.",
    "service.row-twice": "Ligne {row} : {name} et {other} ne peuvent pas être tous deux des champs. Retirez-en un.",
    "service.row-property":
      "Ligne {row} : dites de quelle propriété du message vient {name}, par exemple journey.caseKey.",
    "service.row-json": 'La valeur fixe de {name} n’est pas du JSON. Écrivez 12, true, "texte" ou [1, 2].',
    "service.row-missing":
      "{name} est nécessaire et le message n’a pas de {value}. Donnez cette propriété au destinataire, ou ne l’exigez pas.",
    "service.no-callback": "L’adresse du webhook est demandée et aucun n’est choisi. Choisissez-en un dans le nœud.",
    "service.callback-missing":
      "Le webhook choisi n’est pas déployé, ou appartient à une autre campagne. Ouvrez le nœud et choisissez-en un.",
    "service.callback-address":
      "La campagne n’a pas d’adresse publique : personne ne pourrait rappeler le webhook. Ouvrez la campagne et écrivez-la.",
    "service.body-json":
      "Le modèle du corps ne donne pas du JSON : voyez la ligne {line}. Les textes sont entre guillemets, et | json écrit toute valeur.",
    "service.user": "Écrivez un nom d’utilisateur ; il ne peut pas contenir de deux-points.",
    "service.key-header": "Écrivez le nom de l’en-tête qui porte la clé, par exemple X-Api-Key.",
    "service.token-address":
      "L’adresse des jetons doit être complète et sans variable : https://login.example.org/token.",
    "service.client": "Écrivez l’identifiant du client.",
    "service.no-secret": "Le secret manque. Ouvrez le nœud et remplissez-le.",
    "service.secret-form":
      "Le secret contient un caractère qui ne peut pas être envoyé dans un en-tête, comme un saut de ligne.",
    "service.bounds": "Le réglage {setting} doit être un nombre entier de {least} à {most}.",
    "service.token-unavailable": "{host} ne donne pas de jeton d’accès pour le moment ({status}).",
    "service.token-refused":
      "{host} refuse un jeton d’accès ({status}). Vérifiez l’identifiant du client, son secret et la portée.",
    "service.token-answer": "{host} a répondu sans jeton au porteur. Vérifiez l’adresse des jetons.",
    "service.unavailable": "{host} n’a pas pu le faire maintenant (statut {status}).",
    "service.refused": "{host} a refusé l’appel (statut {status}). Ce qu’il a dit est dans msg.service.data.",
    "service.redirect":
      "{host} renvoie vers une autre adresse (statut {status}), qui n’est pas suivie. Écrivez l’adresse finale dans le nœud.",
    "service.inside":
      "{host} est dans un réseau privé. Si c’est voulu, dites-le dans le nœud : « Le service est dans notre réseau ».",
    "service.unknown":
      "{host} s’est interrompu ({code}) et personne ne peut dire s’il a fait ce qui était demandé. Une personne doit regarder ; rien n’est rappelé tout seul.",
    "service.answer-unfit":
      "{host} l’a fait, mais {count} champ(s) de sa réponse ne conviennent pas : {where}. Ils sont dans msg.service.problems.",
    "service.answer-json": "La réponse n’est pas du JSON, ou elle est imbriquée trop profondément.",
    "service.answer-object": "Un objet JSON est attendu comme réponse : { … }.",
    "service.answer-text": "La réponse n’est pas un texte du jeu de caractères qu’elle annonce.",
    "service.preview":
      "Le formulaire a envoyé quelque chose qui ne peut pas être montré. Enregistrez et rouvrez le nœud.",
    "http.slow": "{host} n’a pas répondu en {time} s.",
    "http.too-large": "La réponse de {host} dépasse {limit} octets.",
  },
);
