import { texts } from "./text.ts";

/** Text messages: what is wrong with an account, and why a message was not sent. */
export const smsTexts = texts(
  {
    "sms.kind": "This kind of SMS account does not exist. Choose one of: {kinds}.",
    "sms.no-sender": "Say who sends: a name of at most 11 letters and digits, or a number that the provider gave you.",
    "sms.sender-name":
      "A sender's name has at most 11 letters without accents, digits and single spaces; this one has {length} characters or others. Shorten it, or write a number.",
    "sms.sender-number":
      "A sender's number is a short number of the provider, or an international one with + and the country: +33612345678.",
    "sms.server":
      "The address of the provider's server is a whole one without variables, question mark or #: https://api.example.org.",
    "sms.pace": "Messages a second are a number from {least} to {most}; 0 sends as fast as they come.",
    "sms.stop":
      "The line for STOP has at most 40 characters that every phone knows (no accents but é, è, à, ù, no typographic quotation marks), on one line.",
    "sms.service-name": "Write the name of OVH's SMS service as its customer area shows it, such as sms-ab12345-1.",
    "sms.application-key": "Write the application key (AK) that OVH gave you: letters and digits.",
    "sms.account-sid": "Write the Account SID as Twilio's console shows it: AC and 32 more characters.",
    "sms.account-missing":
      "The chosen SMS account is not deployed, or is switched off. Open the node, choose an account and deploy.",
    "sms.desk": "The form sent something that cannot be tried ({where}). Close the form and open it again.",
    "sms.no-try":
      "This service has no call that only tries the settings. Send a test message to yourself, from a test journey.",
    "sms.verified": "{host} accepts the settings. Nothing was sent.",
    "sms.verified-credits":
      "The settings are accepted; {credits} credit(s) for text messages are left. Nothing was sent.",
    "sms.verified-inactive":
      "{host} knows the account, but it is not active: no message would go out. Look into the provider's console.",
    "sms.verified-folder": "Messages can be laid into {path}. Nothing was written there.",
    "sms.no-number": "The recipient has no phone number.",
    "sms.not-a-number": "The recipient's phone number is none that can be called. Correct it with its country: +33 6 …",
    "sms.not-a-number-of":
      "The recipient's phone number is none of the country {country}. Correct it, or write it with +.",
    "sms.no-text": "The message has no text: nothing would be on the phone.",
    "sms.too-long":
      "The text takes {segments} parts ({encoding}, {units} units), and at most {most} are allowed. Shorten it, have it transliterated, or allow more in the node.",
    "sms.stop-in-service":
      "The text holds [STOP_CODE], which Brevo makes a marketing message of, but the message is a service message. Take the line out, or make it marketing.",
    "sms.number-refused": "{host} does not send to the recipient's number.",
    "sms.refused": "{host} refused the message (status {status}): {said}",
    "sms.refused-silently": "{host} refused the message (status {status}) and did not say why.",
    "sms.given-up": "{host} took the message and gave it up at once (error {code}).",
    "sms.unknown":
      "{host} broke off ({code}), and nobody can say whether the message goes out. A person must look in the provider's console; nothing is sent again by itself.",
    "sms.unclear":
      "{host} answered {status}, but not as the provider does, and nobody can say whether the message goes out. A person must look in the provider's console; nothing is sent again by itself.",
    "sms.no-time": "{host} does not tell its time, which a call is signed with. Nothing was sent yet.",
    "sms.closing": "The flows were stopped before the message's turn. Nothing was sent yet.",
    "sms.id": "The message has no key that could be the name of a file. Nothing was sent.",
    "sms.folder-full": "The disk of the folder {path} is full. Make room; the message is tried again.",
    "sms.folder-not-writable":
      "Nothing can be written to the folder {path}. Check that it is a folder, and that Node-RED may write there; then send the message again.",
    "sms.folder-unknown":
      "The message lies in the folder {path}, but the system does not say that it is on the disk ({code}). Look there after a loss of power; nothing is laid there again by itself.",
    "sms.folder-failed":
      "The folder {path} did not take the message; the system says {code}. It is tried again; check the disk or the network share if this lasts.",
  },
  {
    "sms.kind": "La sorte de compte SMS n’est pas connue. Choisissez parmi : {kinds}.",
    "sms.no-sender":
      "Dites qui envoie : un nom d’au plus 11 lettres et chiffres, ou un numéro que le fournisseur vous a donné.",
    "sms.sender-name":
      "Un nom d’expéditeur a au plus 11 lettres sans accents, chiffres et espaces simples ; celui-ci a {length} caractères ou d’autres signes. Raccourcissez-le, ou écrivez un numéro.",
    "sms.sender-number":
      "Un numéro d’expéditeur est un numéro court du fournisseur, ou un numéro international avec + et le pays : +33612345678.",
    "sms.server":
      "L’adresse du serveur du fournisseur est entière, sans variable, point d’interrogation ni # : https://api.example.org.",
    "sms.pace": "Le nombre de messages par seconde va de {least} à {most} ; 0 envoie au fil de l’eau.",
    "sms.stop":
      "La ligne pour STOP a au plus 40 caractères que tout téléphone connaît (pas d’accents sauf é, è, à, ù, pas de guillemets typographiques), sur une ligne.",
    "sms.service-name":
      "Écrivez le nom du service SMS d’OVH comme l’espace client l’affiche, par exemple sms-ab12345-1.",
    "sms.application-key": "Écrivez la clé d’application (AK) donnée par OVH : des lettres et des chiffres.",
    "sms.account-sid": "Écrivez l’Account SID comme la console de Twilio l’affiche : AC et 32 autres caractères.",
    "sms.account-missing":
      "Le compte SMS choisi n’est pas déployé, ou est désactivé. Ouvrez le nœud, choisissez un compte et déployez.",
    "sms.desk":
      "Le formulaire a envoyé quelque chose qui ne peut pas être essayé ({where}). Fermez le formulaire et rouvrez-le.",
    "sms.no-try":
      "Ce service n’a pas d’appel qui n’essaie que les réglages. Envoyez-vous un message de test, depuis un parcours de test.",
    "sms.verified": "{host} accepte les réglages. Rien n’a été envoyé.",
    "sms.verified-credits": "Les réglages sont acceptés ; il reste {credits} crédit(s) SMS. Rien n’a été envoyé.",
    "sms.verified-inactive":
      "{host} connaît le compte, mais il n’est pas actif : aucun message ne partirait. Voyez la console du fournisseur.",
    "sms.verified-folder": "Des messages peuvent être déposés dans {path}. Rien n’y a été écrit.",
    "sms.no-number": "Le destinataire n’a pas de numéro de téléphone.",
    "sms.not-a-number":
      "Le numéro de téléphone du destinataire ne peut pas être appelé. Corrigez-le avec son pays : +33 6 …",
    "sms.not-a-number-of":
      "Le numéro de téléphone du destinataire n’existe pas dans le pays {country}. Corrigez-le, ou écrivez-le avec +.",
    "sms.no-text": "Le message n’a pas de texte : rien n’apparaîtrait sur le téléphone.",
    "sms.too-long":
      "Le texte prend {segments} parties ({encoding}, {units} unités), et {most} au plus sont permises. Raccourcissez-le, faites-le translittérer, ou permettez-en plus dans le nœud.",
    "sms.stop-in-service":
      "Le texte contient [STOP_CODE], dont Brevo fait un message commercial, alors que c’est un message de service. Retirez la ligne, ou faites-en un message commercial.",
    "sms.number-refused": "{host} n’envoie pas vers le numéro du destinataire.",
    "sms.refused": "{host} a refusé le message (statut {status}) : {said}",
    "sms.refused-silently": "{host} a refusé le message (statut {status}) sans dire pourquoi.",
    "sms.given-up": "{host} a pris le message et l’a abandonné aussitôt (erreur {code}).",
    "sms.unknown":
      "{host} s’est interrompu ({code}), et personne ne peut dire si le message part. Une personne doit regarder dans la console du fournisseur ; rien n’est renvoyé tout seul.",
    "sms.unclear":
      "{host} a répondu {status}, mais pas comme le fait le fournisseur, et personne ne peut dire si le message part. Une personne doit regarder dans la console du fournisseur ; rien n’est renvoyé tout seul.",
    "sms.no-time": "{host} ne donne pas son heure, avec laquelle un appel est signé. Rien n’a encore été envoyé.",
    "sms.closing": "Les flux ont été arrêtés avant le tour du message. Rien n’a encore été envoyé.",
    "sms.id": "Le message n’a pas de clé qui puisse nommer un fichier. Rien n’a été envoyé.",
    "sms.folder-full": "Le disque du dossier {path} est plein. Libérez de la place ; le message sera retenté.",
    "sms.folder-not-writable":
      "Rien ne peut être écrit dans le dossier {path}. Vérifiez que c’est bien un dossier et que Node-RED peut y écrire, puis renvoyez le message.",
    "sms.folder-unknown":
      "Le message est dans le dossier {path}, mais le système ne dit pas qu’il est sur le disque ({code}). Regardez-y après une coupure de courant ; rien n’y est redéposé tout seul.",
    "sms.folder-failed":
      "Le dossier {path} n’a pas pris le message ; le système répond {code}. Il sera retenté ; si cela dure, vérifiez le disque ou le partage réseau.",
  },
);
