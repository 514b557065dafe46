import { texts } from "./text.ts";

/** The mail account and the sending of mails. */
export const sendEmailTexts = texts(
  {
    "send-email.account-missing":
      "The mail account of this node is gone or switched off. Open the node and choose one.",
    "send-email.no-address":
      "The recipient has no e-mail address. Put one into the audience, or choose another channel before.",
    "send-email.no-subject": "The mail has no subject. Write one in the render message node.",
    "send-email.empty":
      "The mail says nothing: it has neither text nor HTML. Look at its template in the render message node.",
    "send-email.no-way-out":
      "This is advertising without a way to unsubscribe, which may not be sent. Give the campaign its public address, or put a link to unsubscribe into the mail.",
    "send-email.too-large":
      "The mail would be {size} MB; most mailboxes take no more than {most} MB. Use smaller pictures and attachments.",
    "mail-account.desk": "The form sent something that cannot be read ({where}). Load the editor again.",
    "mail-account.variable":
      "The setting {setting} is an environment variable here and not in what is deployed. Deploy, then look again.",
    "mail-account.found-smtp": "{host} answers, is who it says, and takes the account's login.",
    "mail-account.found-folder": "The mails can be written to {folder}.",
    "mail-account.found-folder-bounces": "The folder of mails that came back can be read.",
    "mail-account.found-imap-bounces": "{host} opens the mailbox of mails that came back.",
    "story.send.bounced.hard": "It came back: the address does not exist. {reason}",
    "story.send.bounced.soft": "It came back. {reason}",
    "story.send.complained": "The recipient called it unwanted.",
    "story.send.delayed": "It is delayed; a server still tries. {reason}",
    "story.send.delivered": "It has arrived. {reason}",
    "policy.suppressed.bounced": "The recipient’s e-mail address does not exist: a mail came back.",
  },
  {
    "send-email.account-missing":
      "Le compte de messagerie de ce nœud a disparu ou est désactivé. Ouvrez le nœud et choisissez-en un.",
    "send-email.no-address":
      "Le destinataire n’a pas d’adresse e-mail. Ajoutez-la à l’audience, ou choisissez avant un autre canal.",
    "send-email.no-subject": "L’e-mail n’a pas d’objet. Écrivez-en un dans le nœud « composer le message ».",
    "send-email.empty":
      "L’e-mail ne dit rien : il n’a ni texte ni HTML. Regardez son modèle dans le nœud « composer le message ».",
    "send-email.no-way-out":
      "C’est de la publicité sans moyen de se désabonner : elle ne peut pas partir. Donnez à la campagne son adresse publique, ou mettez un lien de désabonnement dans l’e-mail.",
    "send-email.too-large":
      "L’e-mail ferait {size} Mo ; la plupart des boîtes n’en prennent pas plus de {most}. Prenez des images et des pièces jointes plus petites.",
    "mail-account.desk": "Le formulaire a envoyé quelque chose d’illisible ({where}). Rechargez l’éditeur.",
    "mail-account.variable":
      "Le réglage {setting} est ici une variable d’environnement, et pas dans ce qui est déployé. Déployez, puis regardez à nouveau.",
    "mail-account.found-smtp": "{host} répond, est bien celui qu’il dit et accepte l’identification du compte.",
    "mail-account.found-folder": "Les e-mails peuvent être écrits dans {folder}.",
    "mail-account.found-folder-bounces": "Le dossier des e-mails revenus peut être lu.",
    "mail-account.found-imap-bounces": "{host} ouvre la boîte des e-mails revenus.",
    "story.send.bounced.hard": "Il est revenu : l’adresse n’existe pas. {reason}",
    "story.send.bounced.soft": "Il est revenu. {reason}",
    "story.send.complained": "Le destinataire l’a signalé comme indésirable.",
    "story.send.delayed": "Il est retardé ; un serveur essaie encore. {reason}",
    "story.send.delivered": "Il est arrivé. {reason}",
    "policy.suppressed.bounced": "L’adresse e-mail du destinataire n’existe pas : un e-mail est revenu.",
  },
);
