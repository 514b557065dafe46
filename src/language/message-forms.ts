import { texts } from "./text.ts";

/** Render message: what is wrong with a message, its shared texts and its samples, and what its form answers. */
export const messageFormsTexts = texts(
  {
    "message.problems": "{count} problem(s): see the debug sidebar",
    "message.sms-empty": "The text message is empty. Write a text, or what stands in where its data is missing.",
    "message.sms-long":
      "The text message takes {segments} parts of {encoding}; {most} are allowed. Shorten it, or have more of it written in plain letters.",
    "message.no-letter":
      "There is no letter to attach. Put a render message node with the channel “letter” before this one, or switch the attachment off.",
    "message.no-public-address":
      "The campaign has no public address, so nobody can follow {link}. Write the address into the campaign's form.",
    "message.no-way-out":
      "The campaign has no public address, and the e-mail does not tell its reader how to get no more of them. Send email refuses it unless its account names a mailbox for unsubscriptions. Write the address into the campaign's form, or a link to unsubscribe into the text.",
    "message.language-tag": "“{language}” is no language. Write it as fr, en or pt-BR.",
    "message.language-twice": "There are several texts in {language}. Remove all but one.",
    "message.blocks-folder":
      "The folder of shared texts cannot be read: {folder}. Check the campaign's form and who may read the folder.",
    "message.blocks-many": "The folder of shared texts has more than {limit} files. Move what is not used.",
    "message.blocks-size":
      "The shared texts are larger than {limit} MB together. The rest of them was not read; move what is not used.",
    "message.block-file-name":
      "The shared text {file} has a name that templates cannot write. Name it like footer.html, footer.fr.html or footer.fr.txt.",
    "message.block-twice":
      "The shared text {file} is there a second time, for the same language. Remove one of both files of {name}.",
    "message.block-two-kinds":
      "The shared text {file} is of another kind than the other files of {name}: HTML or plain. Give one of both another name.",
    "message.block-size": "The shared text {file} is larger than {limit} kB. Shorten it.",
    "message.block-outside":
      "The shared text {file} is a link that leads out of its folder. Put a copy of the file there.",
    "message.block-unreadable": "The shared text {file} cannot be read. Check that it is a file, and who may read it.",
    "message.block-encoding": "The shared text {file} is not UTF-8. Save it as UTF-8.",
    "message.map-deploy":
      "The map reads a file that no deployed map reads. Deploy the route map first: a preview reads no other files than those.",
    "message.sample-plain": "Camille Moreau, in French",
    "message.sample-english": "Oliver O’Connor, in English",
    "message.sample-long": "A long name in Greek letters",
    "message.sample-missing": "Somebody of whom nothing but the address is known",
    "message.sample-text": "Example",
    "message.sample-film": "A film that is made for each recipient.",
    "message.sample-letter": "This letter stands for the one that the message will bring.",
    "message.sample-json": "The sample is not JSON from here on. Check quotes, commas and brackets.",
    "message.sample-value":
      "The value of {path} is none that a message can have. Compare it with the help of the node.",
    "message.sample-name": "A sample has no {name} here. It may have {names}.",
    "message.test-channel": "Letters and pages are not sent as a test: their preview shows what they are.",
    "message.test-channel.video": "A video is not sent as a test: film its draft in the preview.",
    "message.test-to":
      "Nobody can be reached there. Write an e-mail address, or a phone number with + and its country, as the channel asks.",
    "message.test-account": "This account is not deployed, or is of another channel. Choose one and deploy it first.",
    "message.test-problems":
      "Nothing was sent, for the message cannot be written. The first of {count} problem(s): {first}",
  },
  {
    "message.problems": "{count} problème(s) : voir le panneau de débogage",
    "message.sms-empty": "Le SMS est vide. Écrivez un texte, ou ce qui remplace les données absentes.",
    "message.sms-long":
      "Le SMS prend {segments} parties en {encoding} ; {most} sont permises. Raccourcissez-le, ou faites écrire davantage en lettres simples.",
    "message.no-letter":
      "Il n’y a pas de courrier à joindre. Placez avant ce nœud un « composer le message » de canal « courrier », ou désactivez la pièce jointe.",
    "message.no-public-address":
      "La campagne n’a pas d’adresse publique : personne ne peut suivre {link}. Écrivez l’adresse dans le formulaire de la campagne.",
    "message.no-way-out":
      "La campagne n’a pas d’adresse publique, et l’e-mail ne dit pas comment se désabonner. Le nœud d’envoi le refuse, sauf si son compte indique une boîte pour les désabonnements. Écrivez l’adresse dans le formulaire de la campagne, ou un lien de désabonnement dans le texte.",
    "message.language-tag": "« {language} » n’est pas une langue. Écrivez-la comme fr, en ou pt-BR.",
    "message.language-twice": "Il y a plusieurs textes en {language}. N’en gardez qu’un.",
    "message.blocks-folder":
      "Le dossier des textes partagés ne se lit pas : {folder}. Vérifiez le formulaire de la campagne et les droits de lecture du dossier.",
    "message.blocks-many": "Le dossier des textes partagés a plus de {limit} fichiers. Déplacez ce qui ne sert pas.",
    "message.blocks-size":
      "Les textes partagés dépassent ensemble {limit} Mo. Le reste n’a pas été lu ; déplacez ce qui ne sert pas.",
    "message.block-file-name":
      "Le texte partagé {file} a un nom que les modèles ne peuvent pas écrire. Nommez-le comme pied.html, pied.fr.html ou pied.fr.txt.",
    "message.block-twice":
      "Le texte partagé {file} est là une seconde fois, pour la même langue. Retirez un des deux fichiers de {name}.",
    "message.block-two-kinds":
      "Le texte partagé {file} est d’une autre sorte que les autres fichiers de {name} : HTML ou texte simple. Donnez à l’un des deux un autre nom.",
    "message.block-size": "Le texte partagé {file} dépasse {limit} ko. Raccourcissez-le.",
    "message.block-outside":
      "Le texte partagé {file} est un lien qui mène hors de son dossier. Mettez-y une copie du fichier.",
    "message.block-unreadable":
      "Le texte partagé {file} ne se lit pas. Vérifiez que c’est un fichier, et ses droits de lecture.",
    "message.block-encoding": "Le texte partagé {file} n’est pas en UTF-8. Enregistrez-le en UTF-8.",
    "message.map-deploy":
      "Le plan lit un fichier qu’aucun plan déployé ne lit. Déployez d’abord le plan d’accès : un aperçu ne lit pas d’autres fichiers.",
    "message.sample-plain": "Camille Moreau, en français",
    "message.sample-english": "Oliver O’Connor, en anglais",
    "message.sample-long": "Un long nom en lettres grecques",
    "message.sample-missing": "Quelqu’un dont on ne connaît que l’adresse",
    "message.sample-text": "Exemple",
    "message.sample-film": "Un film fait pour chaque destinataire.",
    "message.sample-letter": "Ce courrier tient lieu de celui que le message apportera.",
    "message.sample-json": "À partir d’ici, l’exemple n’est pas du JSON. Vérifiez guillemets, virgules et accolades.",
    "message.sample-value":
      "La valeur de {path} n’est pas de celles qu’un message peut avoir. Comparez-la à l’aide du nœud.",
    "message.sample-name": "Un exemple n’a pas de {name} ici. Il peut avoir {names}.",
    "message.test-channel":
      "Les courriers et les pages ne s’envoient pas en essai : leur aperçu montre ce qu’ils sont.",
    "message.test-channel.video": "Une vidéo ne s’envoie pas en essai : tournez son brouillon dans l’aperçu.",
    "message.test-to":
      "Personne ne peut être joint ainsi. Écrivez une adresse e-mail, ou un numéro de téléphone avec + et son pays, selon le canal.",
    "message.test-account":
      "Ce compte n’est pas déployé, ou il est d’un autre canal. Choisissez-en un et déployez-le d’abord.",
    "message.test-problems":
      "Rien n’a été envoyé, car le message ne peut pas être composé. Le premier de {count} problème(s) : {first}",
  },
);
