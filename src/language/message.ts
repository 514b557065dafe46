import { texts } from "./text.ts";

/** Messages: why a template cannot be rendered. */
export const messageTexts = texts(
  {
    "message.template": "The template {what} has {count} problem(s). The first: {first}",
    "message.syntax": "This cannot be read as Liquid, or its value does not fit. Check the spelling and the quotes.",
    "message.unknown-variable":
      "Nothing is called {name} here. Check the spelling, or give a value for its absence: {{ name | default: '…' }}.",
    "message.unknown-filter": "There is no filter {name}. Check the spelling.",
    "message.unknown-tag":
      "There is no tag {name}, or it does not belong here. Shared texts are read with {% render %}.",
    "message.not-closed": "Something that is opened here is never closed.",
    "message.too-long":
      "The template is too long; 200,000 characters and 10,000 tags and values are allowed. Shorten it.",
    "message.too-slow": "The template takes too long. Check its loops.",
    "message.too-much": "The template makes too much text or too long a list. Check its loops.",
    "message.no-print": "The map “{name}” may not be printed. {reason}",
    "message.no-vector": "The map “{name}” has no picture for print. Switch print on in its route map node.",
    "message.preview": "The form sent something that cannot be previewed: {where}. Save and reopen the node.",
    "message.context":
      "The message holds a value that is not JSON (a loop or a big integer), or more than 100,000 values. Remove it.",
    "message.setting": "A filter was used outside a rendering.",
    "message.not-a-number": "The filter {filter} needs a number.",
    "message.currency": "The filter money needs a currency of three letters: {{ amount | money: 'EUR' }}, in cents.",
    "message.plural": "The filter plural needs two words: {{ n | plural: 'day', 'days' }}.",
    "message.list": "The filter list needs a list of texts or numbers.",
    "message.not-a-date": "The filter date needs a date as ISO 8601 writes it, such as 2026-03-31.",
    "message.date-style":
      "The filter date needs a style (short, medium, long, full, time) or a pattern such as %d/%m/%Y.",
    "message.date-pattern": "The filter date does not know {conversion}.",
    "message.unknown-filter-like": "There is no filter {name}. Did you mean {suggestion}?",
    "message.unknown-tag-like": "There is no tag {name} here. Did you mean {suggestion}?",
    "message.unknown-variable-like": "Nothing is called {name} here. Did you mean {suggestion}?",
    "message.unknown-block": "There is no block {name}. Check its name, or add it to the blocks that templates share.",
    "message.unknown-block-like": "There is no block {name}. Did you mean {suggestion}?",
    "message.block-name": 'The tag render needs the name of a block in quotes: {% render "footer" %}.',
    "message.block-kind":
      "The block {name} is HTML and does not belong here. Use it in an HTML template, or make it a text block.",
    "message.block-depth": "The block {name} is inside of too many others, or of itself. Ten levels are allowed.",
    "message.too-deep":
      "Too many things are inside of each other here; fifty levels are allowed. Make a block of some.",
    "message.nothing": "There is no value here. Give one for its absence: {{ name | default: '…' }}.",
    "message.not-a-text":
      "This is an object, not a text. Name the part that is meant, such as {{ recipient.lastName }}.",
    "message.option": "The filter {filter} does not know the option {name}, or its value.",
    "message.minor-units":
      "The filter money takes cents, without a point. For whole units write {{ amount | money: 'EUR', units: 'major' }}.",
    "message.division": "The filter {filter} cannot divide by zero. Check for it with {% if %} before.",
    "message.comparison":
      "A text and a number are not compared. Make a number of the text before: {% assign n = text | plus: 0 %}.",
    "message.encoding": "The filter {filter} cannot decode this value. Leave the filter out if it is not encoded.",
    "message.count": "A count is needed here: a whole number that is not negative.",
    "message.date-in-doubt":
      "The filter date does not guess whether this date begins with its day or its month. Send it as 2026-12-31.",
    "message.phone":
      "The filter phone cannot read this number. Numbers without + need their country: {{ number | phone: country: 'FR' }}.",
    "message.url": "This is no complete address. It must begin with https://, mailto: or tel:, without a password.",
    "message.url-scheme": "A message does not link to {scheme} addresses. Use https, mailto or tel.",
    "message.no-image": "There is no picture of a map called {name}. Check the name in its route map node.",
    "message.no-url-filter":
      'A value that begins an address needs the filter url at its end: {name}="{{ link | url }}".',
    "message.no-part-filter":
      'A value inside of an address needs the filter url_encode at its end: {name}="https://…/{{ id | url_encode }}".',
    "message.unquoted": 'Values in attributes need quotes around them: {name}="{{ … }}".',
    "message.in-tag":
      "A value cannot stand for the name of a tag or an attribute. Write the name, and the value in quotes.",
    "message.in-script":
      "A value in a script must end with the filter json, and must not stand in an attribute that is a script.",
    "message.in-style": "A value cannot stand in a style sheet. Write a style attribute for it.",
    "message.in-comment": "A tag that writes cannot stand in a comment of HTML. Take it out, or write {{ … }}.",
    "message.no-alt":
      'This picture has no words for those who do not see it. Add alt="…", or alt="" if it only decorates.',
    "message.no-language": "A text is missing: {language}. Add one, or its readers get the default language.",
  },
  {
    "message.template": "Le modèle {what} a {count} problème(s). Le premier : {first}",
    "message.syntax":
      "Ceci ne se lit pas comme du Liquid, ou sa valeur ne convient pas. Vérifiez l’écriture et les guillemets.",
    "message.unknown-variable":
      "Rien ne s’appelle {name} ici. Vérifiez l’écriture, ou donnez une valeur de remplacement : {{ nom | default: '…' }}.",
    "message.unknown-filter": "Il n’y a pas de filtre {name}. Vérifiez l’écriture.",
    "message.unknown-tag":
      "Il n’y a pas de balise {name}, ou elle n’a pas sa place ici. Les textes partagés se lisent par {% render %}.",
    "message.not-closed": "Ce qui s’ouvre ici n’est jamais fermé.",
    "message.too-long":
      "Le modèle est trop long ; 200 000 caractères, 10 000 balises et valeurs sont permis. Raccourcissez-le.",
    "message.too-slow": "Le modèle prend trop de temps. Vérifiez ses boucles.",
    "message.too-much": "Le modèle produit trop de texte ou une liste trop longue. Vérifiez ses boucles.",
    "message.no-print": "Le plan « {name} » ne doit pas être imprimé. {reason}",
    "message.no-vector":
      "Le plan « {name} » n’a pas d’image pour l’impression. Activez l’impression dans son nœud « plan d’accès ».",
    "message.preview":
      "Le formulaire a envoyé quelque chose qui ne peut pas être montré : {where}. Enregistrez et rouvrez le nœud.",
    "message.context":
      "Le message contient une valeur qui n’est pas du JSON (une boucle ou un très grand entier), ou plus de 100 000 valeurs. Retirez-la.",
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
    "message.unknown-filter-like": "Il n’y a pas de filtre {name}. Vouliez-vous dire {suggestion} ?",
    "message.unknown-tag-like": "Il n’y a pas de balise {name} ici. Vouliez-vous dire {suggestion} ?",
    "message.unknown-variable-like": "Rien ne s’appelle {name} ici. Vouliez-vous dire {suggestion} ?",
    "message.unknown-block":
      "Il n’y a pas de bloc {name}. Vérifiez son nom, ou ajoutez-le aux blocs que les modèles partagent.",
    "message.unknown-block-like": "Il n’y a pas de bloc {name}. Vouliez-vous dire {suggestion} ?",
    "message.block-name": 'La balise render demande le nom d’un bloc entre guillemets : {% render "pied" %}.',
    "message.block-kind":
      "Le bloc {name} est en HTML et n’a pas sa place ici. Utilisez-le dans un modèle HTML, ou faites-en un bloc de texte.",
    "message.block-depth": "Le bloc {name} est dans trop d’autres, ou dans lui-même. Dix niveaux sont permis.",
    "message.too-deep":
      "Trop de choses sont les unes dans les autres ici ; cinquante niveaux sont permis. Faites-en des blocs.",
    "message.nothing": "Il n’y a pas de valeur ici. Donnez-en une de remplacement : {{ nom | default: '…' }}.",
    "message.not-a-text": "Ceci est un objet, pas un texte. Nommez la partie voulue, comme {{ recipient.lastName }}.",
    "message.option": "Le filtre {filter} ne connaît pas l’option {name}, ou sa valeur.",
    "message.minor-units":
      "Le filtre money prend des centimes, sans virgule. Pour des unités entières : {{ montant | money: 'EUR', units: 'major' }}.",
    "message.division": "Le filtre {filter} ne peut pas diviser par zéro. Vérifiez-le avant par {% if %}.",
    "message.comparison":
      "Un texte et un nombre ne se comparent pas. Faites d’abord un nombre du texte : {% assign n = texte | plus: 0 %}.",
    "message.encoding":
      "Le filtre {filter} ne peut pas décoder cette valeur. Retirez le filtre si elle n’est pas encodée.",
    "message.count": "Il faut ici un nombre entier qui ne soit pas négatif.",
    "message.date-in-doubt":
      "Le filtre date ne devine pas si cette date commence par le jour ou par le mois. Envoyez-la sous la forme 2026-12-31.",
    "message.phone":
      "Le filtre phone ne peut pas lire ce numéro. Sans +, il faut son pays : {{ numero | phone: country: 'FR' }}.",
    "message.url":
      "Ce n’est pas une adresse complète. Elle doit commencer par https://, mailto: ou tel:, sans mot de passe.",
    "message.url-scheme": "Un message ne renvoie pas à des adresses {scheme}. Utilisez https, mailto ou tel.",
    "message.no-image": "Il n’y a pas d’image de plan nommée {name}. Vérifiez le nom dans son nœud « plan d’accès ».",
    "message.no-url-filter":
      'Une valeur qui commence une adresse doit finir par le filtre url : {name}="{{ lien | url }}".',
    "message.no-part-filter":
      'Une valeur dans une adresse doit finir par le filtre url_encode : {name}="https://…/{{ id | url_encode }}".',
    "message.unquoted": 'Les valeurs d’attributs ont besoin de guillemets : {name}="{{ … }}".',
    "message.in-tag":
      "Une valeur ne peut pas être le nom d’une balise ou d’un attribut. Écrivez le nom, et la valeur entre guillemets.",
    "message.in-script":
      "Dans un script, une valeur doit finir par le filtre json ; elle n’a pas sa place dans un attribut qui est un script.",
    "message.in-style": "Une valeur n’a pas sa place dans une feuille de style. Écrivez pour elle un attribut style.",
    "message.in-comment":
      "Une balise qui écrit n’a pas sa place dans un commentaire HTML. Retirez-la, ou écrivez {{ … }}.",
    "message.no-alt":
      'Cette image n’a pas de mots pour qui ne la voit pas. Ajoutez alt="…", ou alt="" si elle ne fait que décorer.',
    "message.no-language":
      "Un texte manque : {language}. Ajoutez-le, sinon ses lecteurs reçoivent la langue par défaut.",
  },
);
