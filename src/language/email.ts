import { texts } from "./text.ts";

/** E-mail templates: what is wrong with one. */
export const emailTexts = texts(
  {
    "email.no-subject": "The subject is empty. Write one: without it, few open an e-mail.",
    "email.no-html": "The e-mail is empty. Write its text, or insert a starter.",
    "email.no-mjml": "MJML begins with <mjml> and ends with </mjml>. Put both around all that is written.",
    "email.no-body": "MJML needs <mj-body> around what is shown. Put it inside of <mjml>, behind <mj-head>.",
    "email.mjml": "MJML cannot be compiled here. Check the elements at this place and those around them.",
    "email.not-closed": "<{name}> is never closed. Write </{name}> behind what it holds.",
    "email.not-opened": "</{name}> closes nothing: no <{name}> is open here. Take it out, or open one before.",
    "email.tag": "The tag <{name}> has no end. Write > behind its last attribute.",
    "email.quote": 'The value of {name} has no quote at its end: {name}="…".',
    "email.comment": "This comment has no end. Write --> behind it.",
    "email.unknown-element": "There is no element <{name}> in MJML. Check the spelling.",
    "email.unknown-element-like": "There is no element <{name}> in MJML. Did you mean <{suggestion}>?",
    "email.html-outside": "<{name}> is HTML and would be left out here. Put it into an mj-text, mj-table or mj-raw.",
    "email.stray-text": "Text between elements would be left out. Put it into an mj-text.",
    "email.attribute": "<{element}> has no attribute {name}. Check the spelling, or take it out.",
    "email.value":
      "The attribute {name} does not take this value. Measures need their unit (px or %), colours their #.",
    "email.measure": "MJML calculates with {name}, and cannot wait for a value of the data. Write a fixed measure.",
    "email.place": "<{name}> cannot stand in <{parent}>. It belongs into: {places}.",
    "email.include": "An e-mail reads no files. Use a block: {% render 'footer' %}.",
    "email.preview": "The preheader has a field of its own. Write it there, and take mj-preview out.",
    "email.liquid-in-tag":
      'Liquid cannot stand between the attributes of MJML. Put it into a value: align="{% if … %}left{% else %}right{% endif %}".',
    "email.liquid-in-head": "Liquid cannot choose between parts of mj-head. Use it in mj-body.",
    "email.liquid-lost": "MJML does not carry Liquid along at this place. Put it around the element, or into its text.",
    "email.crossing":
      "This belongs to a tag that began in another element. Let both stand in the same one, around whole elements.",
    "email.block-place": "The block {name} cannot stand here. Put it into an mj-text, or between columns or sections.",
    "email.mjml-block":
      "The block {name} is MJML and belongs between elements of MJML. Here it can only be HTML or text.",
    "email.half-page": "This is half a page. Write <html> and <body>, or neither: then both are added.",
    "email.css": "The style sheet cannot be read, and stays as it is; some mail programs leave it out. Check its CSS.",
    "email.css-long":
      "The style sheet has too many rules for so long a page, and stays as it is. Take out those that are not used.",
    "email.element": "Mail programs leave <{name}> out, or block the e-mail. Take it out, and link to a page instead.",
    "email.external-style": "Mail programs fetch no style sheets or fonts. Write the CSS into <style> or mj-style.",
    "email.handler": "Mail programs run no scripts. Take {name} out.",
    "email.relative": "An address in an e-mail must be complete, and begin with https://.",
    "email.picture": "A picture is not shown from a {scheme} address. Use https, or the filter map_image.",
    "email.cid": "Nothing is attached under this name. For the picture of a map write {{ 'name' | map_image }}.",
    "email.too-large":
      "The HTML has {size} KB; Gmail cuts off what is over 102 KB. Shorten it, or take unused styles out.",
  },
  {
    "email.no-subject": "L’objet est vide. Écrivez-en un : sans lui, peu de gens ouvrent un e-mail.",
    "email.no-html": "L’e-mail est vide. Écrivez son texte, ou insérez un modèle de départ.",
    "email.no-mjml": "Le MJML commence par <mjml> et finit par </mjml>. Mettez-les autour de tout ce qui est écrit.",
    "email.no-body":
      "Il faut <mj-body> autour de ce qui est montré. Mettez-le à l’intérieur de <mjml>, après <mj-head>.",
    "email.mjml": "Le MJML ne peut pas être compilé ici. Vérifiez les éléments à cet endroit et autour.",
    "email.not-closed": "<{name}> n’est jamais fermé. Écrivez </{name}> après son contenu.",
    "email.not-opened": "</{name}> ne ferme rien : aucun <{name}> n’est ouvert ici. Retirez-le, ou ouvrez-en un avant.",
    "email.tag": "La balise <{name}> n’a pas de fin. Écrivez > après son dernier attribut.",
    "email.quote": 'La valeur de {name} n’a pas de guillemet à la fin : {name}="…".',
    "email.comment": "Ce commentaire n’a pas de fin. Écrivez --> après lui.",
    "email.unknown-element": "Il n’y a pas d’élément <{name}> en MJML. Vérifiez l’écriture.",
    "email.unknown-element-like": "Il n’y a pas d’élément <{name}> en MJML. Vouliez-vous dire <{suggestion}> ?",
    "email.html-outside":
      "<{name}> est du HTML et serait perdu ici. Mettez-le dans un mj-text, un mj-table ou un mj-raw.",
    "email.stray-text": "Un texte entre les éléments serait perdu. Mettez-le dans un mj-text.",
    "email.attribute": "<{element}> n’a pas d’attribut {name}. Vérifiez l’écriture, ou retirez-le.",
    "email.value":
      "L’attribut {name} n’accepte pas cette valeur. Les mesures ont besoin de leur unité (px ou %), les couleurs de leur #.",
    "email.measure":
      "MJML calcule avec {name}, et ne peut pas attendre une valeur des données. Écrivez une mesure fixe.",
    "email.place": "<{name}> ne peut pas se trouver dans <{parent}>. Sa place est dans : {places}.",
    "email.include": "Un e-mail ne lit pas de fichiers. Utilisez un bloc : {% render 'pied' %}.",
    "email.preview": "Le préheader a son propre champ. Écrivez-le là, et retirez mj-preview.",
    "email.liquid-in-tag":
      'Du Liquid ne peut pas se trouver entre les attributs de MJML. Mettez-le dans une valeur : align="{% if … %}left{% else %}right{% endif %}".',
    "email.liquid-in-head": "Du Liquid ne peut pas choisir entre des parties de mj-head. Utilisez-le dans mj-body.",
    "email.liquid-lost":
      "MJML ne transporte pas de Liquid à cet endroit. Mettez-le autour de l’élément, ou dans son texte.",
    "email.crossing":
      "Ceci appartient à une balise qui a commencé dans un autre élément. Laissez les deux dans le même, autour d’éléments entiers.",
    "email.block-place":
      "Le bloc {name} ne peut pas se trouver ici. Mettez-le dans un mj-text, ou entre des colonnes ou des sections.",
    "email.mjml-block":
      "Le bloc {name} est en MJML et a sa place entre des éléments MJML. Ici, il ne peut être que du HTML ou du texte.",
    "email.half-page":
      "C’est une moitié de page. Écrivez <html> et <body>, ou aucun des deux : ils sont alors ajoutés.",
    "email.css":
      "La feuille de style ne se lit pas, et reste telle quelle ; certaines messageries l’ignorent. Vérifiez son CSS.",
    "email.css-long":
      "La feuille de style a trop de règles pour une page si longue, et reste telle quelle. Retirez celles qui ne servent pas.",
    "email.element":
      "Les messageries ignorent <{name}>, ou bloquent l’e-mail. Retirez-le, et mettez plutôt un lien vers une page.",
    "email.external-style":
      "Les messageries ne chargent ni feuilles de style ni polices. Écrivez le CSS dans <style> ou mj-style.",
    "email.handler": "Les messageries n’exécutent pas de scripts. Retirez {name}.",
    "email.relative": "Dans un e-mail, une adresse doit être complète et commencer par https://.",
    "email.picture": "Une image n’est pas montrée depuis une adresse {scheme}. Utilisez https, ou le filtre map_image.",
    "email.cid": "Rien n’est joint sous ce nom. Pour l’image d’un plan, écrivez {{ 'nom' | map_image }}.",
    "email.too-large":
      "Le HTML fait {size} Ko ; Gmail coupe ce qui dépasse 102 Ko. Raccourcissez-le, ou retirez les styles inutiles.",
  },
);
