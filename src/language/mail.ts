import { texts } from "./text.ts";

/** E-mail: why one was not sent, and what came back. */
export const mailTexts = texts(
  {
    "mail.test-subject": "[Test] {subject}",
    "mail.from-address": "The sender's address must be a whole one in plain letters before the @: news@example.org.",
    "mail.reply-address": "The address for answers must be a whole one in plain letters before the @, or empty.",
    "mail.bounce-address":
      "The address that failed mails come back to must be a whole one in plain letters before the @, or empty.",
    "mail.unsubscribe-mailbox":
      "The mailbox for unsubscriptions must be a whole address in plain letters before the @, or empty.",
    "mail.bounce-token":
      "The address that failed mails come back to is too long to carry the id of a mail as well (bounce+id@…). Take one with at most 37 characters before the @, without quotation marks.",
    "mail.dkim-domain": "DKIM key {row}: write the domain that signs, such as example.org.",
    "mail.dkim-selector":
      "DKIM key {row}: the selector is a name of the DNS, of letters, digits and hyphens, such as mail2026.",
    "mail.dkim-twice": "DKIM key {row}: domain and selector are there twice. Remove one of them.",
    "mail.dkim-no-key": "DKIM key {row}: the private key is missing. Open the node and paste it in PEM.",
    "mail.dkim-key":
      "The private DKIM key of {selector} cannot be read. It has to be PEM without a passphrase: -----BEGIN PRIVATE KEY-----.",
    "mail.dkim-kind": "The DKIM key of {selector} is of a kind that DKIM does not know. Use RSA or Ed25519.",
    "mail.dkim-short":
      "The DKIM key of {selector} has {bits} bits; receivers believe none under {least}. Make one of 2048 bits.",
    "mail.folder": "Name the folder for the mails by its whole path.",
    "mail.host": "Write the name or the IP address of the mail server: smtp.example.org.",
    "mail.unencrypted":
      "{host} is not known to lie in a private network, and mails leave that only encrypted. Choose TLS or STARTTLS, or say that the server is inside your network, if it is.",
    "mail.authority":
      "The certificates of your own authority cannot be read. They have to be PEM: -----BEGIN CERTIFICATE-----.",
    "mail.user": "The user name holds a control character. Write it anew.",
    "mail.no-password": "The password of the mail account is missing. Open the node and fill it in.",
    "mail.client-name":
      "The name to greet with must be a full name of the DNS, or an IP address in brackets: [192.0.2.1], [IPv6:2001:db8::1].",
    "mail.choice": "The setting {setting} is none that there is. Choose one of: {words}.",
    "mail.bounds": "The setting {setting} must be a number from {least} to {most}.",
    "mail.id": "The mail has no id of letters and digits under which it could be sent once.",
    "mail.recipient-address":
      "The recipient's e-mail address is none that mail can be sent to. Correct it in the audience.",
    "mail.unsubscribe-address":
      "The address to unsubscribe at must be a web address of at most {longest} characters. Check the campaign's public address.",
    "mail.picture-name": "A picture cannot be called “{cid}” in a mail. Use letters, digits, dots and hyphens.",
    "mail.folder-full": "The disk of the mail folder {path} is full. Make room; the mail is tried again.",
    "mail.folder-not-writable":
      "Nothing can be written to the mail folder {path}. Check that it is a folder, and that Node-RED may write there; then send the mail again.",
    "mail.folder-failed":
      "The mail folder {path} did not take the mail ({code}). It is tried again; check the disk or the network share if this lasts.",
    "mail.folder-unknown":
      "The mail was laid into the folder {path}, but the disk did not confirm it ({code}). Check the disk, and whether the mail is there; it is not sent again by itself.",
    "mail.inside": "{host} lies in a private network. If it is meant to, tick “Inside our network” in the account.",
    "mail.host-unknown": "The name {host} is not in the DNS at the moment ({code}). It is tried again; check the name.",
    "mail.unreachable": "{host} cannot be reached ({code}). It is tried again; check address, port and firewall.",
    "mail.certificate":
      "{host} shows a certificate that is not to be trusted ({code}); nothing was sent. If your own authority signed it, paste that authority's certificate into the account. It is tried again.",
    "mail.tls": "{host} does not speak TLS as it should ({code}); nothing was sent. Check port and kind of encryption.",
    "mail.no-starttls":
      "{host} offers no encryption (STARTTLS), which the account asks for; nothing was sent. Check the port, and who stands between. It is tried again.",
    "mail.no-login": "{host} takes no login on this port, and the account has one; nothing was sent. Check the port.",
    "mail.login":
      "{host} refuses the account's login ({status}: {words}). Check user and password; mails wait and are tried again.",
    "mail.server-refused":
      "{host} refuses to talk to us ({status}: {words}). The mail is tried again; ask its operator.",
    "mail.sender-refused":
      "{host} does not accept the sender ({status}: {words}). Check the sender's address and what the account may send as.",
    "mail.address-unknown": "The recipient's address does not exist, says {host} ({status}: {words}). Correct it.",
    "mail.address-refused": "{host} takes no mail for the recipient ({status}: {words}).",
    "mail.mailbox": "{host} does not open the recipient's mailbox ({status}: {words}).",
    "mail.mailbox-full": "The recipient's mailbox is full, says {host} ({status}: {words}).",
    "mail.too-large": "The mail is too large for {host} ({status}: {words}). Use smaller pictures and attachments.",
    "mail.policy":
      "{host} refuses the mail by its rules ({status}: {words}). Check SPF, DKIM and DMARC of the sender's domain, and the text.",
    "mail.refused": "{host} refuses the mail ({status}: {words}).",
    "mail.busy": "{host} cannot take the mail now ({status}: {words}). It is tried again.",
    "mail.protocol": "What {host} answered is no SMTP ({code}). The mail is tried again; check address and port.",
    "mail.cut-off": "The connection to {host} broke off before anything was handed over ({code}). It is tried again.",
    "mail.unknown":
      "{host} had the whole mail and broke off without an answer: nobody can say whether it was sent. A person must look; it is not sent again by itself.",
    "mail.international":
      "{host} takes no addresses with letters beyond a to z before the @ (SMTPUTF8). Ask the recipient for another address.",
    "mail.pace": "More mails wait for {host} than its rate lets through in a minute. The mail is tried again.",
    "mail.closed": "The account was closed before the mail was handed over to {host}. It is tried again.",
    "mail.report-path": "Name the folder that failed mails come back to by its whole path.",
    "mail.report-user": "Write the user of the mailbox that failed mails come back to.",
    "mail.report-password": "The password of the mailbox that failed mails come back to is missing. Fill it in.",
    "mail.report-mailbox-name": "Name the mailbox that failed mails come back to, such as INBOX.",
    "mail.report-folder":
      "The folder {path}, which failed mails come back to, cannot be read ({code}). Check that it is there and that Node-RED may read and move what lies in it.",
    "mail.report-login":
      "{host} refuses the login of the mailbox that failed mails come back to. Check user and password.",
    "mail.report-mailbox": "{host} has no mailbox {mailbox}. Check its name.",
    "mail.report-untold": "A report on a mail could not be kept. It stays where it is and is read again.",
  },
  {
    "mail.test-subject": "[Test] {subject}",
    "mail.from-address":
      "L’adresse de l’expéditeur doit être complète, en lettres simples avant le @ : infos@example.org.",
    "mail.reply-address": "L’adresse de réponse doit être complète, en lettres simples avant le @, ou vide.",
    "mail.bounce-address":
      "L’adresse où reviennent les e-mails en échec doit être complète, en lettres simples avant le @, ou vide.",
    "mail.unsubscribe-mailbox":
      "L’adresse de désabonnement par e-mail doit être complète, en lettres simples avant le @, ou vide.",
    "mail.bounce-token":
      "L’adresse où reviennent les e-mails en échec est trop longue pour porter aussi l’identifiant d’un e-mail (retour+id@…). Prenez-en une d’au plus 37 caractères avant le @, sans guillemets.",
    "mail.dkim-domain": "Clé DKIM {row} : écrivez le domaine qui signe, par exemple example.org.",
    "mail.dkim-selector":
      "Clé DKIM {row} : le sélecteur est un nom du DNS, fait de lettres, de chiffres et de traits d’union, par exemple mail2026.",
    "mail.dkim-twice": "Clé DKIM {row} : ce domaine et ce sélecteur figurent deux fois. Retirez l’une des deux lignes.",
    "mail.dkim-no-key": "Clé DKIM {row} : la clé privée manque. Ouvrez le nœud et collez-la en PEM.",
    "mail.dkim-key":
      "La clé DKIM privée de {selector} est illisible. Il faut du PEM sans phrase secrète : -----BEGIN PRIVATE KEY-----.",
    "mail.dkim-kind": "La clé DKIM de {selector} est d’un type que DKIM ne connaît pas. Utilisez RSA ou Ed25519.",
    "mail.dkim-short":
      "La clé DKIM de {selector} n’a que {bits} bits ; les serveurs destinataires n’en acceptent aucune de moins de {least}. Générez-en une de 2048 bits.",
    "mail.folder": "Nommez le dossier des e-mails par son chemin complet.",
    "mail.host": "Écrivez le nom ou l’adresse IP du serveur de courrier : smtp.example.org.",
    "mail.unencrypted":
      "{host} n’est pas connu comme faisant partie d’un réseau privé, et les e-mails n’en sortent que chiffrés. Choisissez TLS ou STARTTLS, ou indiquez que le serveur est dans votre réseau si c’est le cas.",
    "mail.authority":
      "Les certificats de votre propre autorité sont illisibles. Il faut du PEM : -----BEGIN CERTIFICATE-----.",
    "mail.user": "Le nom d’utilisateur contient un caractère de contrôle. Saisissez-le à nouveau.",
    "mail.no-password": "Le mot de passe du compte de messagerie manque. Ouvrez le nœud et saisissez-le.",
    "mail.client-name":
      "Le nom annoncé au serveur (EHLO) doit être un nom DNS complet, ou une adresse IP entre crochets : [192.0.2.1], [IPv6:2001:db8::1].",
    "mail.choice": "Le réglage {setting} n’a pas une valeur connue. Choisissez parmi : {words}.",
    "mail.bounds": "Le réglage {setting} doit être un nombre de {least} à {most}.",
    "mail.id": "L’e-mail n’a pas d’identifiant de lettres et de chiffres sous lequel il puisse partir une seule fois.",
    "mail.recipient-address":
      "Aucun e-mail ne peut être envoyé à l’adresse du destinataire. Corrigez-la dans l’audience.",
    "mail.unsubscribe-address":
      "Le lien de désabonnement doit être une adresse web d’au plus {longest} caractères. Vérifiez l’adresse publique de la campagne.",
    "mail.picture-name":
      "Une image ne peut pas s’appeler « {cid} » dans un e-mail. Utilisez lettres, chiffres, points et traits d’union.",
    "mail.folder-full":
      "Le disque du dossier des e-mails {path} est plein. Libérez de la place ; nouvel essai plus tard.",
    "mail.folder-not-writable":
      "Rien ne peut être écrit dans le dossier des e-mails {path}. Vérifiez que c’est bien un dossier et que Node-RED peut y écrire, puis renvoyez l’e-mail.",
    "mail.folder-failed":
      "Le dossier des e-mails {path} n’a pas accepté l’e-mail ({code}). Nouvel essai plus tard ; si cela dure, vérifiez le disque ou le partage réseau.",
    "mail.folder-unknown":
      "L’e-mail a été posé dans le dossier {path}, mais le disque ne l’a pas confirmé ({code}). Vérifiez le disque, et si l’e-mail y est ; il n’est pas renvoyé automatiquement.",
    "mail.inside": "{host} est dans un réseau privé. Si c’est voulu, cochez « Dans notre réseau » dans le compte.",
    "mail.host-unknown":
      "Le nom {host} n’est pas dans le DNS pour le moment ({code}). Nouvel essai plus tard ; vérifiez le nom.",
    "mail.unreachable":
      "{host} est injoignable ({code}). Nouvel essai plus tard ; vérifiez l’adresse, le port et le pare-feu.",
    "mail.certificate":
      "{host} montre un certificat auquel on ne peut pas se fier ({code}) ; rien n’a été envoyé. Si votre propre autorité l’a signé, collez le certificat de celle-ci dans le compte. Nouvel essai plus tard.",
    "mail.tls":
      "{host} ne parle pas TLS comme il faut ({code}) ; rien n’a été envoyé. Vérifiez le port et le mode de chiffrement.",
    "mail.no-starttls":
      "{host} n’offre pas le chiffrement (STARTTLS) que le compte exige ; rien n’a été envoyé. Vérifiez le port, et qui se trouve entre les deux. Nouvel essai plus tard.",
    "mail.no-login":
      "{host} n’accepte pas d’identification sur ce port, et le compte en a une ; rien n’a été envoyé. Vérifiez le port.",
    "mail.login":
      "{host} refuse l’identification du compte ({status} : {words}). Vérifiez l’utilisateur et le mot de passe ; les e-mails attendent, et l’envoi sera tenté de nouveau.",
    "mail.server-refused":
      "{host} refuse la connexion ({status} : {words}). Nouvel essai plus tard ; renseignez-vous auprès de son exploitant.",
    "mail.sender-refused":
      "{host} n’accepte pas l’expéditeur ({status} : {words}). Vérifiez son adresse et ce que le compte peut envoyer.",
    "mail.address-unknown": "Selon {host}, l’adresse du destinataire n’existe pas ({status} : {words}). Corrigez-la.",
    "mail.address-refused": "{host} n’accepte pas de courrier pour le destinataire ({status} : {words}).",
    "mail.mailbox": "{host} ne donne pas accès à la boîte du destinataire ({status} : {words}).",
    "mail.mailbox-full": "Selon {host}, la boîte du destinataire est pleine ({status} : {words}).",
    "mail.too-large":
      "L’e-mail est trop gros pour {host} ({status} : {words}). Prenez des images et des pièces jointes plus petites.",
    "mail.policy":
      "{host} refuse l’e-mail d’après ses règles ({status} : {words}). Vérifiez SPF, DKIM et DMARC du domaine de l’expéditeur, et le texte.",
    "mail.refused": "{host} refuse l’e-mail ({status} : {words}).",
    "mail.busy": "{host} ne peut pas accepter l’e-mail pour le moment ({status} : {words}). Nouvel essai plus tard.",
    "mail.protocol":
      "La réponse de {host} n’est pas du SMTP ({code}). Nouvel essai plus tard ; vérifiez l’adresse et le port.",
    "mail.cut-off": "La connexion à {host} s’est rompue avant la remise de l’e-mail ({code}). Nouvel essai plus tard.",
    "mail.unknown":
      "{host} avait reçu l’e-mail et s’est interrompu sans répondre : impossible de savoir s’il est parti. Quelqu’un doit vérifier ; il n’est pas renvoyé automatiquement.",
    "mail.international":
      "{host} n’accepte pas les adresses qui ont, avant le @, des accents ou des lettres d’un autre alphabet (SMTPUTF8). Demandez une autre adresse au destinataire.",
    "mail.pace":
      "Plus d’e-mails attendent {host} que le débit réglé n’en laisse passer en une minute. Nouvel essai plus tard.",
    "mail.closed": "Le compte a été fermé avant la remise de l’e-mail à {host}. Nouvel essai plus tard.",
    "mail.report-path": "Nommez le dossier où reviennent les e-mails en échec par son chemin complet.",
    "mail.report-user": "Écrivez l’utilisateur de la boîte où reviennent les e-mails en échec.",
    "mail.report-password": "Le mot de passe de la boîte où reviennent les e-mails en échec manque. Saisissez-le.",
    "mail.report-mailbox-name": "Nommez la boîte où reviennent les e-mails en échec, par exemple INBOX.",
    "mail.report-folder":
      "Le dossier {path}, où reviennent les e-mails en échec, est illisible ({code}). Vérifiez qu’il existe et que Node-RED peut lire et déplacer ce qui s’y trouve.",
    "mail.report-login":
      "{host} refuse l’identification de la boîte où reviennent les e-mails en échec. Vérifiez l’utilisateur et le mot de passe.",
    "mail.report-mailbox": "{host} n’a pas de boîte {mailbox}. Vérifiez son nom.",
    "mail.report-untold": "Un rapport sur un e-mail n’a pas pu être enregistré. Il reste où il est et sera relu.",
  },
);
