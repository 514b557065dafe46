import { texts } from "./text.ts";

/** Messages: why a template cannot be rendered. */
export const messageTexts = texts(
  {
    "message.template": "The template {what} has {count} problem(s). The first: {first}",
    "message.syntax": "This cannot be read as Liquid, or its value does not fit. Check the spelling and the quotes.",
    "message.unknown-variable":
      "Nothing is called {name} here. Check the spelling, or give a value for its absence: {{ name | default: '…' }}.",
    "message.unknown-filter": "There is no filter {name}. Check the spelling.",
    "message.unknown-tag": "There is no tag {name}, or it does not belong here. Templates cannot read other templates.",
    "message.not-closed": "Something that is opened here is never closed.",
    "message.too-long": "The template is too long; 200,000 characters are allowed. Shorten it.",
    "message.too-slow": "The template takes too long. Check its loops.",
    "message.too-much": "The template makes too much text or too long a list. Check its loops.",
    "message.no-print": "The map “{name}” may not be printed. {reason}",
    "message.no-vector": "The map “{name}” has no picture for print. Switch print on in its route map node.",
    "message.preview": "The form sent something that cannot be previewed: {where}. Save and reopen the node.",
    "message.context": "The message holds a value that is not JSON (a loop or a big integer). Remove it.",
    "message.setting": "A filter was used outside a rendering.",
    "message.not-a-number": "The filter {filter} needs a number.",
    "message.currency": "The filter money needs a currency of three letters: {{ amount | money: 'EUR' }}, in cents.",
    "message.plural": "The filter plural needs two words: {{ n | plural: 'day', 'days' }}.",
    "message.list": "The filter list needs a list of texts or numbers.",
    "message.not-a-date": "The filter date needs a date as ISO 8601 writes it, such as 2026-03-31.",
    "message.date-style":
      "The filter date needs a style (short, medium, long, full, time) or a pattern such as %d/%m/%Y.",
    "message.date-pattern": "The filter date does not know {conversion}.",
  },
  {
    "message.template": "Le modèle {what} a {count} problème(s). Le premier : {first}",
    "message.syntax":
      "Ceci ne se lit pas comme du Liquid, ou sa valeur ne convient pas. Vérifiez l’écriture et les guillemets.",
    "message.unknown-variable":
      "Rien ne s’appelle {name} ici. Vérifiez l’écriture, ou donnez une valeur de remplacement : {{ nom | default: '…' }}.",
    "message.unknown-filter": "Il n’y a pas de filtre {name}. Vérifiez l’écriture.",
    "message.unknown-tag":
      "Il n’y a pas de balise {name}, ou elle n’a pas sa place ici. Un modèle ne peut pas en lire un autre.",
    "message.not-closed": "Ce qui s’ouvre ici n’est jamais fermé.",
    "message.too-long": "Le modèle est trop long ; 200 000 caractères sont permis. Raccourcissez-le.",
    "message.too-slow": "Le modèle prend trop de temps. Vérifiez ses boucles.",
    "message.too-much": "Le modèle produit trop de texte ou une liste trop longue. Vérifiez ses boucles.",
    "message.no-print": "Le plan « {name} » ne doit pas être imprimé. {reason}",
    "message.no-vector":
      "Le plan « {name} » n’a pas d’image pour l’impression. Activez l’impression dans son nœud « plan d’accès ».",
    "message.preview":
      "Le formulaire a envoyé quelque chose qui ne peut pas être montré : {where}. Enregistrez et rouvrez le nœud.",
    "message.context":
      "Le message contient une valeur qui n’est pas du JSON (une boucle ou un très grand entier). Retirez-la.",
    "message.setting": "Un filtre a été utilisé hors d’un rendu.",
    "message.not-a-number": "Le filtre {filter} demande un nombre.",
    "message.currency":
      "Le filtre money demande une devise en trois lettres : {{ montant | money: 'EUR' }}, en centimes.",
    "message.plural": "Le filtre plural demande deux mots : {{ n | plural: 'jour', 'jours' }}.",
    "message.list": "Le filtre list demande une liste de textes ou de nombres.",
    "message.not-a-date": "Le filtre date demande une date au format ISO 8601, comme 2026-03-31.",
    "message.date-style":
      "Le filtre date demande un style (short, medium, long, full, time) ou un motif comme %d/%m/%Y.",
    "message.date-pattern": "Le filtre date ne connaît pas {conversion}.",
  },
);
