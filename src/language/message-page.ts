import { texts } from "./text.ts";

/** Pages of recipients, films and files: what is wrong with their templates. */
export const messagePageTexts = texts(
  {
    "message.page-title": "The page has no title. Write one: browsers show it, and it is what is read aloud first.",
    "message.page-half": "This is half a page. Write <html> and <body>, or neither: then both are added.",
    "message.page-element":
      "<{name}> does not work in a page: its security policy runs no scripts and loads nothing from elsewhere. Take it out, or link to it.",
    "message.page-handler": "{name} does not work in a page: its security policy runs no scripts. Take it out.",
    "message.page-code":
      "A {scheme} address does not work in a page: its security policy runs no scripts. Take it out.",
    "message.page-meta":
      "<meta http-equiv> would change what the page's server says of it. Take it out; character set and width are added.",
    "message.page-form":
      "The personal page node makes the form. Write <response-form></response-form> where it belongs, and the fields in that node.",
    "message.page-field":
      '<{name}> does nothing outside of the form. Write the fields in the personal page node, and a link as <a class="button">.',
    "message.page-forms": "The form can stand in a page once. Keep one <response-form></response-form>.",
    "message.page-mjml": "<{name}> is MJML, which is for e-mails. Write HTML in a page.",
    "message.page-style": "A page loads no style sheets and fonts from elsewhere. Write the CSS into <style>.",
    "message.page-picture":
      "A page loads no pictures and videos from elsewhere. Put the file into the campaign's media folder and write {{ 'picture.jpg' | media }}.",
    "message.page-asset": "A picture or video can stand in src or poster, not in {name}.",
    "message.page-link":
      "An address in a page must be complete, and begin with https://, or with # for a place in the page.",
    "message.no-film": "There is no video called {name}. Check the name in the render message node that makes it.",
    "message.no-player":
      "An e-mail plays no video. Show its picture with {{ 'name' | video_image }}, and link it to link.page.",
    "message.no-media": "There is no file {name}. Put it into the campaign's media folder, and deploy again.",
    "message.film-label": "Video, {duration}",
    "message.film-words": "The video in words",
    "message.no-page-chosen":
      "No personal page is chosen, so link.page leads nowhere. Choose one among the options of the node.",
    "message.page-gone":
      "The personal page of link.page is gone, or belongs to another campaign. Choose one among the options of the node, and deploy.",
  },
  {
    "message.page-title":
      "La page n’a pas de titre. Écrivez-en un : les navigateurs le montrent, et c’est lui qui est lu en premier.",
    "message.page-half":
      "C’est une moitié de page. Écrivez <html> et <body>, ou aucun des deux : ils sont alors ajoutés.",
    "message.page-element":
      "<{name}> ne fonctionne pas dans une page : sa politique de sécurité n’exécute pas de scripts et ne charge rien d’ailleurs. Retirez-le, ou mettez un lien.",
    "message.page-handler":
      "{name} ne fonctionne pas dans une page : sa politique de sécurité n’exécute pas de scripts. Retirez-le.",
    "message.page-code":
      "Une adresse {scheme} ne fonctionne pas dans une page : sa politique de sécurité n’exécute pas de scripts. Retirez-la.",
    "message.page-meta":
      "<meta http-equiv> changerait ce que le serveur dit de la page. Retirez-le ; le jeu de caractères et la largeur sont ajoutés.",
    "message.page-form":
      "Le nœud « page personnelle » fait le formulaire. Écrivez <response-form></response-form> à sa place, et les champs dans ce nœud.",
    "message.page-field":
      '<{name}> ne fait rien hors du formulaire. Écrivez les champs dans le nœud « page personnelle », et un lien comme <a class="button">.',
    "message.page-forms":
      "Le formulaire ne peut se trouver qu’une fois dans une page. Gardez un seul <response-form></response-form>.",
    "message.page-mjml": "<{name}> est du MJML, fait pour les e-mails. Écrivez du HTML dans une page.",
    "message.page-style": "Une page ne charge ni feuilles de style ni polices d’ailleurs. Écrivez le CSS dans <style>.",
    "message.page-picture":
      "Une page ne charge ni images ni vidéos d’ailleurs. Mettez le fichier dans le dossier de médias de la campagne et écrivez {{ 'image.jpg' | media }}.",
    "message.page-asset": "Une image ou une vidéo peut se trouver dans src ou poster, pas dans {name}.",
    "message.page-link":
      "Dans une page, une adresse doit être complète et commencer par https://, ou par # pour un endroit de la page.",
    "message.no-film":
      "Il n’y a pas de vidéo nommée {name}. Vérifiez le nom dans le nœud « composer le message » qui la fait.",
    "message.no-player":
      "Un e-mail ne lit pas de vidéo. Montrez son image par {{ 'nom' | video_image }}, avec un lien vers link.page.",
    "message.no-media":
      "Il n’y a pas de fichier {name}. Mettez-le dans le dossier de médias de la campagne, et déployez à nouveau.",
    "message.film-label": "Vidéo, {duration}",
    "message.film-words": "La vidéo en mots",
    "message.no-page-chosen":
      "Aucune page personnelle n’est choisie : link.page ne mène nulle part. Choisissez-en une dans les options du nœud.",
    "message.page-gone":
      "La page personnelle de link.page n’existe plus, ou appartient à une autre campagne. Choisissez-en une dans les options du nœud, et déployez.",
  },
);
