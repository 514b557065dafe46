import { texts } from "./text.ts";

/** Printers that speak IPP: what is wrong with one, what it needs, and why a job did not print. */
export const ippTexts = texts(
  {
    "ipp.address":
      "A printer's address is ipps://host/path, or ipp:// in one's own network: ipps://printer.example/ipp/print. For a queue of CUPS: ipp://host/printers/name.",
    "ipp.authority":
      "The certificate is not readable. Paste whole PEM text, from BEGIN CERTIFICATE to END CERTIFICATE.",
    "ipp.user": "The printer's user has at most 255 characters and no colon.",
    "ipp.no-password": "The printer's user has no password. Write it, or leave the user empty.",
    "ipp.sender": "Write a name of at most 255 characters that jobs are sent under.",
    "ipp.key": "The job has no key that could be its name on the printer. Nothing was sent.",
    "ipp.media-size":
      "The tray needs a paper whose name says its size, such as iso_a4_210x297mm; “{media}” does not. Correct the ticket.",
    "ipp.finishing": "“{word}” is no finishing that printers know. Write one such as staple-top-left or fold-half.",
    "ipp.document": "The document could not be read to its end. The job was given up; check the file.",
    "ipp.not-writable": "The value of {name} cannot be sent to a printer ({problem}). Correct the ticket.",
    "ipp.inside":
      "{host} lies in a private network. If it is meant to, tick “Inside our network” in the print service.",
    "ipp.unencrypted":
      "{host} is outside the private network, and letters name people: only ipps:// is spoken there. Change the address.",
    "ipp.host-unknown": "The name {host} is not in the DNS at the moment ({code}). It is tried again; check the name.",
    "ipp.unreachable":
      "{host} cannot be reached ({code}). It is tried again; check that the printer is on, and its port.",
    "ipp.certificate":
      "The certificate of {host} is not one that is trusted ({code}). Nothing was sent. Paste the printer's own certificate into the print service, or have it renewed.",
    "ipp.tls": "{host} does not speak TLS as it should ({code}); nothing was sent. Check port and ipp:// or ipps://.",
    "ipp.cut-off": "The connection to {host} broke off ({code}).",
    "ipp.slow": "{host} said nothing for {time} s.",
    "ipp.too-large": "{host} answered more than a printer has to say. Check that the address is that of a printer.",
    "ipp.not-http": "What answers at {host} does not speak HTTP. Check the port; printers listen on 631.",
    "ipp.not-ipp": "What answers at {host} is no printer: it does not speak IPP. Check the path, such as /ipp/print.",
    "ipp.not-ours": "{host} answered another request than ours. A proxy in between may mix them up.",
    "ipp.malformed":
      "The answer of {host} cannot be read ({problem}, at octet {offset}). Update the printer's firmware, or put CUPS in front of it.",
    "ipp.unclear":
      "The answer of {host} lacks what it has to say. Update the printer's firmware, or put CUPS in front of it.",
    "ipp.http-status": "{host} answered with HTTP status {status}. Check the address, and proxies in between.",
    "ipp.no-such-address":
      "{host} has no printer at this path. Check it: /ipp/print, or /printers/ and the queue's name.",
    "ipp.redirected":
      "{host} leads to another address, which is not followed. Write that address into the print service.",
    "ipp.wants-tls": "{host} wants an encrypted connection. Write ipps:// instead of ipp://.",
    "ipp.login-missing": "{host} wants a user and a password. Write both into the print service.",
    "ipp.login": "{host} refuses user or password. Correct them in the print service.",
    "ipp.login-unknown":
      "{host} wants a login that is not spoken here; Basic and Digest are. Allow one of these on the printer.",
    "ipp.forbidden": "{host} does not let this user print. Ask who runs it for the right.",
    "ipp.bad-request":
      "{host} does not understand the request ({said}). Update its firmware, or put CUPS in front of it.",
    "ipp.not-possible": "{host} cannot do that with the job any more ({said}).",
    "ipp.gave-up-waiting": "{host} gave up waiting for the document. It is sent again.",
    "ipp.not-found": "{host} knows no such job or queue. Check the address of the queue.",
    "ipp.document-too-large": "The document is too large for {host}. Make smaller batches, or put CUPS in front of it.",
    "ipp.unsupported": "{host} does not do what the ticket wants: {names}. Choose what the printer has.",
    "ipp.unsupported-silently":
      "{host} does not do what the ticket wants ({said}) and does not say which part. Take out tray, finishing and output one by one.",
    "ipp.conflicting": "What the ticket wants does not go together on {host}: {names}. Change one of them.",
    "ipp.format": "{host} does not print PDF by itself. Put CUPS in front of it, which makes of a PDF what it prints.",
    "ipp.document-error":
      "{host} cannot read the document ({said}). Look whether the PDF opens, and try CUPS in front.",
    "ipp.no-subscription": "{host} does not tell of changes at the moment; it is asked instead.",
    "ipp.internal": "{host} has an inner error ({said}). Switch it off and on if this lasts.",
    "ipp.operation-missing":
      "{host} does not know one of the requests that a job needs ({said}). Put CUPS in front of the printer.",
    "ipp.unavailable": "{host} cannot work at the moment ({said}). It is tried again.",
    "ipp.version": "{host} speaks neither IPP 2.0 nor 1.1. Put CUPS in front of the printer.",
    "ipp.device": "{host} has an error of its machine ({said}). Look at its display.",
    "ipp.not-accepting":
      "{host} takes no jobs at the moment. Open the queue on the printer, or in CUPS; it is tried again.",
    "ipp.busy": "{host} is busy with another job. It is tried again.",
    "ipp.refused": "{host} refused with status {status} ({said}).",
    "ipp.nameless":
      "{host} does not keep the names of jobs, so that after a lost answer a letter would print twice. Nothing was printed. Put CUPS in front of the printer.",
    "ipp.partial":
      "Job {id} of {host} broke off in the middle, and nobody can say whether a part printed. Look at the paper; nothing is sent again by itself.",
    "ipp.gone":
      "{host} does not show job {id} any more, so nobody can say whether it printed. Look at the paper; nothing is sent again by itself.",
    "ipp.aborted": "{host} gave the job up without saying why. Look at its display.",
    "ipp.aborted.document-format-error": "{host} gave the job up: it cannot read the PDF. Try CUPS in front of it.",
    "ipp.aborted.unsupported-document-format":
      "{host} gave the job up: it does not print PDF. Put CUPS in front of it.",
    "ipp.aborted.unsupported-attributes-or-values":
      "{host} gave the job up: it does not do what the ticket wants. Choose paper, tray and finishing that it has.",
    "ipp.aborted.submission-interrupted": "{host} gave the job up: the document did not come to its end.",
    "ipp.aborted.job-canceled-at-device": "The job was cancelled at {host} itself.",
    "ipp.aborted.aborted-by-system":
      "{host} gave the job up because of an error of its own. Look at its display or log.",
    "ipp.canceled": "The job was cancelled.",
    "ipp.canceled.job-canceled-by-operator": "The job was cancelled by who runs {host}.",
    "ipp.canceled.job-canceled-at-device": "The job was cancelled at {host} itself.",
    "ipp.needs": "{host} reports “{reason}”. Look at its display.",
    "ipp.needs.media-empty": "{host} is out of paper. Fill the tray; the job goes on by itself.",
    "ipp.needs.media-needed":
      "{host} waits for the right paper. Put in what its display says; the job goes on by itself.",
    "ipp.needs.media-jam": "Paper is jammed in {host}. Take it out; count the last letters afterwards.",
    "ipp.needs.media-low": "{host} is nearly out of paper. Fill the tray.",
    "ipp.needs.cover-open": "A cover of {host} is open. Close it.",
    "ipp.needs.door-open": "A door of {host} is open. Close it.",
    "ipp.needs.interlock-open": "A safety lock of {host} is open. Close it.",
    "ipp.needs.input-tray-missing": "A paper tray of {host} is missing. Push it in.",
    "ipp.needs.output-tray-missing": "The output tray of {host} is missing. Put it in.",
    "ipp.needs.output-area-full": "The output of {host} is full. Take the paper out.",
    "ipp.needs.output-area-almost-full": "The output of {host} is nearly full. Take the paper out.",
    "ipp.needs.toner-empty": "{host} is out of toner. Change it.",
    "ipp.needs.toner-low": "{host} is nearly out of toner. Have a new one ready.",
    "ipp.needs.marker-supply-empty": "{host} is out of ink or toner. Change it.",
    "ipp.needs.marker-supply-low": "{host} is nearly out of ink or toner. Have a new one ready.",
    "ipp.needs.marker-waste-full": "The waste container of {host} is full. Change it.",
    "ipp.needs.developer-empty": "{host} is out of developer. Call its service.",
    "ipp.needs.opc-life-over": "The drum of {host} is worn out. Change it.",
    "ipp.needs.fuser-over-temp": "The fuser of {host} is too hot. Let it cool down.",
    "ipp.needs.fuser-under-temp": "{host} is warming up. The job goes on by itself.",
    "ipp.needs.spool-area-full": "The memory of {host} is full of jobs. Delete old ones, or make smaller batches.",
    "ipp.needs.paused": "{host} is paused. Resume it on the printer, or in CUPS.",
    "ipp.needs.moving-to-paused": "{host} is being paused. Resume it on the printer, or in CUPS.",
    "ipp.needs.shutdown": "{host} is switched off. Switch it on.",
    "ipp.needs.offline": "The printer behind {host} is off, or not on the network. Switch it on.",
    "ipp.needs.connecting-to-device": "{host} is trying to reach its printer. Check that this is on.",
    "ipp.needs.timed-out": "The printer behind {host} does not answer. Check that it is on.",
    "ipp.needs.stopped-partly": "A part of {host} stands still. Look at its display.",
  },
  {
    "ipp.address":
      "L’adresse d’une imprimante est ipps://hôte/chemin, ou ipp:// dans son propre réseau : ipps://imprimante.example/ipp/print. Pour une file CUPS : ipp://hôte/printers/nom.",
    "ipp.authority": "Le certificat est illisible. Collez le texte PEM entier, de BEGIN CERTIFICATE à END CERTIFICATE.",
    "ipp.user": "L’utilisateur de l’imprimante a au plus 255 caractères, sans deux-points.",
    "ipp.no-password":
      "L’utilisateur de l’imprimante n’a pas de mot de passe. Écrivez-le, ou laissez l’utilisateur vide.",
    "ipp.sender": "Écrivez un nom d’au plus 255 caractères sous lequel les travaux sont envoyés.",
    "ipp.key": "Le travail n’a pas de clé qui puisse être son nom sur l’imprimante. Rien n’a été envoyé.",
    "ipp.media-size":
      "Avec un bac, il faut un papier dont le nom dit la taille, comme iso_a4_210x297mm ; « {media} » ne le fait pas. Corrigez le bon de travail.",
    "ipp.finishing":
      "« {word} » n’est pas une finition que les imprimantes connaissent. Écrivez par exemple staple-top-left ou fold-half.",
    "ipp.document": "Le document n’a pas pu être lu jusqu’au bout. Le travail a été abandonné ; vérifiez le fichier.",
    "ipp.not-writable":
      "La valeur de {name} ne peut pas être envoyée à une imprimante ({problem}). Corrigez le bon de travail.",
    "ipp.inside":
      "{host} est dans un réseau privé. Si c’est voulu, cochez « Dans notre réseau » dans le service d’impression.",
    "ipp.unencrypted":
      "{host} est hors du réseau privé, et les lettres nomment des personnes : seul ipps:// y est parlé. Changez l’adresse.",
    "ipp.host-unknown":
      "Le nom {host} n’est pas dans le DNS pour le moment ({code}). Nouvel essai plus tard ; vérifiez le nom.",
    "ipp.unreachable":
      "{host} est injoignable ({code}). Nouvel essai plus tard ; vérifiez que l’imprimante est allumée, et son port.",
    "ipp.certificate":
      "Le certificat de {host} n’est pas de confiance ({code}). Rien n’a été envoyé. Collez le certificat de l’imprimante dans le service d’impression, ou faites-le renouveler.",
    "ipp.tls":
      "{host} ne parle pas TLS comme il faut ({code}) ; rien n’a été envoyé. Vérifiez le port, et ipp:// ou ipps://.",
    "ipp.cut-off": "La connexion à {host} s’est rompue ({code}).",
    "ipp.slow": "{host} n’a rien dit pendant {time} s.",
    "ipp.too-large":
      "{host} a répondu plus que ce qu’une imprimante a à dire. Vérifiez que l’adresse est celle d’une imprimante.",
    "ipp.not-http": "Ce qui répond à {host} ne parle pas HTTP. Vérifiez le port ; les imprimantes écoutent sur le 631.",
    "ipp.not-ipp":
      "Ce qui répond à {host} n’est pas une imprimante : il ne parle pas IPP. Vérifiez le chemin, par exemple /ipp/print.",
    "ipp.not-ours":
      "{host} a répondu à une autre demande que la nôtre. Un serveur mandataire entre les deux les mélange peut-être.",
    "ipp.malformed":
      "La réponse de {host} est illisible ({problem}, à l’octet {offset}). Mettez à jour l’imprimante, ou placez CUPS devant elle.",
    "ipp.unclear":
      "Il manque à la réponse de {host} ce qu’elle doit dire. Mettez à jour l’imprimante, ou placez CUPS devant elle.",
    "ipp.http-status":
      "{host} a répondu avec le statut HTTP {status}. Vérifiez l’adresse, et les serveurs mandataires entre les deux.",
    "ipp.no-such-address":
      "{host} n’a pas d’imprimante à ce chemin. Vérifiez-le : /ipp/print, ou /printers/ et le nom de la file.",
    "ipp.redirected":
      "{host} renvoie vers une autre adresse, qui n’est pas suivie. Écrivez cette adresse dans le service d’impression.",
    "ipp.wants-tls": "{host} veut une connexion chiffrée. Écrivez ipps:// au lieu de ipp://.",
    "ipp.login-missing":
      "{host} veut un utilisateur et un mot de passe. Écrivez les deux dans le service d’impression.",
    "ipp.login": "{host} refuse l’utilisateur ou le mot de passe. Corrigez-les dans le service d’impression.",
    "ipp.login-unknown":
      "{host} veut une authentification qui n’est pas parlée ici ; Basic et Digest le sont. Permettez l’une d’elles sur l’imprimante.",
    "ipp.forbidden": "{host} ne laisse pas cet utilisateur imprimer. Demandez ce droit à qui s’en occupe.",
    "ipp.bad-request":
      "{host} ne comprend pas la demande ({said}). Mettez l’imprimante à jour, ou placez CUPS devant elle.",
    "ipp.not-possible": "{host} ne peut plus le faire avec ce travail ({said}).",
    "ipp.gave-up-waiting": "{host} a cessé d’attendre le document. Il est renvoyé.",
    "ipp.not-found": "{host} ne connaît pas ce travail ou cette file. Vérifiez l’adresse de la file.",
    "ipp.document-too-large":
      "Le document est trop grand pour {host}. Faites des lots plus petits, ou placez CUPS devant l’imprimante.",
    "ipp.unsupported":
      "{host} ne fait pas ce que veut le bon de travail : {names}. Choisissez ce que l’imprimante possède.",
    "ipp.unsupported-silently":
      "{host} ne fait pas ce que veut le bon de travail ({said}) et ne dit pas quoi. Enlevez un à un le bac, la finition et la sortie.",
    "ipp.conflicting":
      "Ce que veut le bon de travail ne va pas ensemble sur {host} : {names}. Changez l’un des réglages.",
    "ipp.format": "{host} n’imprime pas de PDF. Placez CUPS devant l’imprimante : il fait d’un PDF ce qu’elle imprime.",
    "ipp.document-error":
      "{host} ne peut pas lire le document ({said}). Voyez si le PDF s’ouvre, et essayez CUPS devant l’imprimante.",
    "ipp.no-subscription": "{host} n’annonce pas ses changements pour le moment ; il est interrogé à la place.",
    "ipp.internal": "{host} a une erreur interne ({said}). Éteignez l’imprimante et rallumez-la si cela dure.",
    "ipp.operation-missing":
      "{host} ne connaît pas l’une des demandes dont un travail a besoin ({said}). Placez CUPS devant l’imprimante.",
    "ipp.unavailable": "{host} ne peut pas travailler pour le moment ({said}). Nouvel essai plus tard.",
    "ipp.version": "{host} ne parle ni IPP 2.0 ni 1.1. Placez CUPS devant l’imprimante.",
    "ipp.device": "{host} a une erreur de sa machine ({said}). Regardez son écran.",
    "ipp.not-accepting":
      "{host} ne prend pas de travaux pour le moment. Ouvrez la file sur l’imprimante, ou dans CUPS ; nouvel essai plus tard.",
    "ipp.busy": "{host} est occupé par un autre travail. Nouvel essai plus tard.",
    "ipp.refused": "{host} a refusé avec le statut {status} ({said}).",
    "ipp.nameless":
      "{host} ne garde pas les noms des travaux : après une réponse perdue, une lettre s’imprimerait deux fois. Rien n’a été imprimé. Placez CUPS devant l’imprimante.",
    "ipp.partial":
      "Le travail {id} de {host} s’est interrompu au milieu, et personne ne peut dire si une partie est imprimée. Regardez le papier ; rien n’est renvoyé tout seul.",
    "ipp.gone":
      "{host} ne montre plus le travail {id} : personne ne peut dire s’il est imprimé. Regardez le papier ; rien n’est renvoyé tout seul.",
    "ipp.aborted": "{host} a abandonné le travail sans dire pourquoi. Regardez son écran.",
    "ipp.aborted.document-format-error":
      "{host} a abandonné le travail : l’imprimante ne peut pas lire le PDF. Essayez CUPS devant elle.",
    "ipp.aborted.unsupported-document-format":
      "{host} a abandonné le travail : l’imprimante n’imprime pas de PDF. Placez CUPS devant elle.",
    "ipp.aborted.unsupported-attributes-or-values":
      "{host} a abandonné le travail : ce que veut le bon n’est pas possible. Choisissez un papier, un bac et une finition que l’imprimante possède.",
    "ipp.aborted.submission-interrupted": "{host} a abandonné le travail : le document n’est pas arrivé jusqu’au bout.",
    "ipp.aborted.job-canceled-at-device": "Le travail a été annulé sur {host} même.",
    "ipp.aborted.aborted-by-system":
      "{host} a abandonné le travail à cause d’une erreur de l’imprimante. Regardez son écran ou son journal.",
    "ipp.canceled": "Le travail a été annulé.",
    "ipp.canceled.job-canceled-by-operator": "Le travail a été annulé par qui s’occupe de {host}.",
    "ipp.canceled.job-canceled-at-device": "Le travail a été annulé sur {host} même.",
    "ipp.needs": "{host} signale « {reason} ». Regardez son écran.",
    "ipp.needs.media-empty": "{host} n’a plus de papier. Remplissez le bac ; le travail continue tout seul.",
    "ipp.needs.media-needed":
      "{host} attend le bon papier. Mettez celui que dit son écran ; le travail continue tout seul.",
    "ipp.needs.media-jam": "Du papier est coincé dans {host}. Retirez-le ; comptez ensuite les dernières lettres.",
    "ipp.needs.media-low": "{host} n’a presque plus de papier. Remplissez le bac.",
    "ipp.needs.cover-open": "Un capot de {host} est ouvert. Fermez-le.",
    "ipp.needs.door-open": "Une porte de {host} est ouverte. Fermez-la.",
    "ipp.needs.interlock-open": "Un verrou de sécurité de {host} est ouvert. Fermez-le.",
    "ipp.needs.input-tray-missing": "Un bac à papier de {host} manque. Remettez-le.",
    "ipp.needs.output-tray-missing": "Le bac de sortie de {host} manque. Remettez-le.",
    "ipp.needs.output-area-full": "La sortie de {host} est pleine. Retirez le papier.",
    "ipp.needs.output-area-almost-full": "La sortie de {host} est presque pleine. Retirez le papier.",
    "ipp.needs.toner-empty": "{host} n’a plus de toner. Changez-le.",
    "ipp.needs.toner-low": "{host} n’a presque plus de toner. Préparez-en un nouveau.",
    "ipp.needs.marker-supply-empty": "{host} n’a plus d’encre ou de toner. Changez la cartouche.",
    "ipp.needs.marker-supply-low": "{host} n’a presque plus d’encre ou de toner. Préparez une cartouche.",
    "ipp.needs.marker-waste-full": "Le collecteur de déchets de {host} est plein. Changez-le.",
    "ipp.needs.developer-empty": "{host} n’a plus de développeur. Appelez le service technique.",
    "ipp.needs.opc-life-over": "Le tambour de {host} est usé. Changez-le.",
    "ipp.needs.fuser-over-temp": "Le four de {host} est trop chaud. Laissez-le refroidir.",
    "ipp.needs.fuser-under-temp": "{host} chauffe. Le travail continue tout seul.",
    "ipp.needs.spool-area-full":
      "La mémoire de {host} est pleine de travaux. Supprimez les anciens, ou faites des lots plus petits.",
    "ipp.needs.paused": "{host} est en pause. Relancez-le sur l’imprimante, ou dans CUPS.",
    "ipp.needs.moving-to-paused": "{host} se met en pause. Relancez-le sur l’imprimante, ou dans CUPS.",
    "ipp.needs.shutdown": "{host} est éteint. Allumez-le.",
    "ipp.needs.offline": "L’imprimante derrière {host} est éteinte, ou hors du réseau. Allumez-la.",
    "ipp.needs.connecting-to-device": "{host} essaie de joindre son imprimante. Vérifiez qu’elle est allumée.",
    "ipp.needs.timed-out": "L’imprimante derrière {host} ne répond pas. Vérifiez qu’elle est allumée.",
    "ipp.needs.stopped-partly": "Une partie de {host} est arrêtée. Regardez son écran.",
  },
);
