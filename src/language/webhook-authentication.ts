import { texts } from "./text.ts";

/** The webhook's authentication: why a call is refused, and what is wrong with settings or secrets. */
export const webhookAuthenticationTexts = texts(
  {
    "webhook.authentication.none": "Nothing proves this call. One of these is expected: {expected}.",
    "webhook.authentication.header-twice": "The header {header} came more than once. Send it once.",
    "webhook.authentication.query-twice": "The parameter {name} is in the address more than once. Send it once.",
    "webhook.authentication.event-id":
      "The header {header} must be there once, as 1 to 200 visible ASCII characters without comma.",
    "webhook.authentication.secret-ended":
      "The secret of this call was valid until {until}. Use the one that took its place.",
    "webhook.authentication.address-refused":
      "Calls from this network address are not allowed. Ask the webhook's owner to add it.",
    "webhook.authentication.address-unknown":
      "The caller's network address cannot be told. The webhook's owner must check that {proxies} proxies write {header}.",
    "webhook.authentication.hmac.id-missing": "The header {header} is missing.",
    "webhook.authentication.hmac.id-form":
      "The header {header} must be there once, as 1 to 200 visible ASCII characters without comma and without the marks that divide it from what is signed after it.",
    "webhook.authentication.hmac.timestamp-missing": "The time of the attempt is missing from the header {header}.",
    "webhook.authentication.hmac.timestamp-form":
      "The time in the header {header} must be the time since 1970-01-01T00:00:00Z in {unit}, in digits only.",
    "webhook.authentication.hmac.timestamp-old":
      "The time in {header} is {seconds} seconds behind this server's clock; {window} are allowed. Sign every attempt anew with the time of the attempt, and check the sender's clock and that the time is in {unit}.",
    "webhook.authentication.hmac.timestamp-new":
      "The time in {header} is {seconds} seconds ahead of this server's clock; {window} are allowed. Check the sender's clock, and that the time is in {unit}.",
    "webhook.authentication.hmac.signature-missing": "The header {header} is missing.",
    "webhook.authentication.hmac.signature-version":
      "The header {header} holds no signature that begins with “{prefix}”.",
    "webhook.authentication.hmac.signature-mismatch":
      "No signature in {header} matches. Sign {signed} over the exact bytes that are sent, with HMAC-{algorithm} and this webhook's secret, and write it in {encoding}.",
    "webhook.authentication.bearer.missing": "The header Authorization: Bearer is missing.",
    "webhook.authentication.bearer.form":
      "The token in Authorization: Bearer must be visible ASCII characters without blanks or commas.",
    "webhook.authentication.bearer.mismatch":
      "The token in Authorization: Bearer is not the one of this webhook. Copy it anew from the webhook's owner.",
    "webhook.authentication.api-key.missing": "The key is missing; it is expected in {place}.",
    "webhook.authentication.api-key.mismatch":
      "The key in {place} is not the one of this webhook. Copy it anew from the webhook's owner.",
    "webhook.authentication.basic.missing": "The header Authorization: Basic is missing.",
    "webhook.authentication.basic.form":
      "Authorization: Basic must be followed by the base64 of user, colon and password in UTF-8.",
    "webhook.authentication.basic.mismatch": "User or password is wrong. Copy both anew from the webhook's owner.",
    "webhook.authentication.jwt.form":
      "What follows Authorization: Bearer is no signed token (JWT, three parts divided by full stops, 8192 characters at most).",
    "webhook.authentication.jwt.algorithm":
      "The token is signed in another way than allowed. Sign it with {algorithms}.",
    "webhook.authentication.jwt.mismatch":
      "The token's signature matches no key of this webhook. Check which key it is signed with.",
    "webhook.authentication.jwt.expired": "The token expired {seconds} seconds ago. Make a new one for every call.",
    "webhook.authentication.jwt.age":
      "The token was issued more than {maxAge} seconds ago. Make a new one for every call.",
    "webhook.authentication.jwt.early": "The token is not valid yet by its claim {claim}. Check the sender's clock.",
    "webhook.authentication.jwt.claim-missing": "The token lacks the claim {claim}.",
    "webhook.authentication.jwt.claim-form": "The token's claim {claim} is of the wrong form.",
    "webhook.authentication.jwt.audience": "The token is for someone else. Its claim aud must be one of: {expected}.",
    "webhook.authentication.jwt.issuer": "The token is from someone else. Its claim iss must be one of: {expected}.",
    "webhook.authentication.jwt.body":
      "The token's claim {claim} is not the hash of this body. Hash the exact bytes that are sent.",

    "webhook.authentication.settings":
      "The setting {where} is missing or of the wrong form. Open the webhook, choose it again and save.",
    "webhook.authentication.no-proof":
      "No way to prove a call is chosen, so this address stays closed. Choose at least one.",
    "webhook.authentication.proof-twice": "Two ways to prove a call have the id {id}. Give one of them another.",
    "webhook.authentication.address-only-mixed":
      "With “secret address only” every other proof would be without effect. Remove it, or all the others.",
    "webhook.authentication.window": "The replay window must be {least} to {most} whole seconds ({where}).",
    "webhook.authentication.header-name":
      "The setting {where} is no name of a header. Use letters, digits and hyphens, 64 at most.",
    "webhook.authentication.network-none":
      "The list of allowed network addresses is empty, so nobody could call. Fill it in, or switch it off.",
    "webhook.authentication.network-form":
      "The setting {where} is no network address. Write an IPv4 or IPv6 address, or a network such as 192.0.2.0/24 or 2001:db8::/32.",
    "webhook.authentication.scheme-body":
      "{proof}: the body must be signed, once; otherwise nothing proves it. Add it to what is signed.",
    "webhook.authentication.scheme-timestamp":
      "{proof}: the time must be both sent and signed, or neither. Choose where it is sent, or remove it from what is signed.",
    "webhook.authentication.scheme-id":
      "{proof}: the event id is signed but in no header. Choose its header, or remove it from what is signed.",
    "webhook.authentication.scheme-divided":
      "{proof}: a text that begins with a mark, such as a full stop, must follow the event id in what is signed.",
    "webhook.authentication.api-key-place":
      "{proof}: choose the header or the parameter of the address that holds the key.",
    "webhook.authentication.basic-user": "{proof}: the user must not contain a colon or control characters.",
    "webhook.authentication.jwt-algorithms-none":
      "No algorithm is chosen for the tokens ({where}). Choose those in use.",
    "webhook.authentication.jwt-algorithms-mixed":
      "{proof}: HS algorithms take a shared secret, all others public keys. Choose algorithms of one kind.",
    "webhook.authentication.jwt-key-form":
      "{proof} ({slot}): this is no public key. Paste it whole as PEM, JWK or JWKS.",
    "webhook.authentication.jwt-key-private":
      "{proof} ({slot}): this is a private or shared key. Paste the public key, and have the private one changed if it got here by mistake.",
    "webhook.authentication.jwt-key-public":
      "{proof} ({slot}): this is a public or private key, not a shared secret. Paste the secret, or choose algorithms other than HS.",
    "webhook.authentication.jwt-key-weak":
      "{proof} ({slot}): an RSA key must have 2048 bits at least. Ask the sender for a longer one.",
    "webhook.authentication.jwt-key-algorithm":
      "{proof} ({slot}): none of the keys is good for {algorithms}. Choose the algorithm of the key, or paste another key.",
    "webhook.authentication.secret-missing": "{proof} ({slot}): the secret is missing. Paste it, or have one made.",
    "webhook.authentication.secret-same":
      "{proof} ({slot}): the secret is the same as in {other}. Use one of its own, or remove it.",
    "webhook.authentication.secret-standard":
      "{proof} ({slot}): a signing secret is whsec_ and the base64 of {least} to {most} bytes. Paste it whole, or have a new one made.",
    "webhook.authentication.secret-encoding":
      "{proof} ({slot}): the secret is not {encoding}. Paste it whole, or choose how it is encoded.",
    "webhook.authentication.secret-short":
      "{proof} ({slot}): the secret has a length of {length}; it must have {least} at least. Have a longer one made.",
    "webhook.authentication.secret-characters":
      "{proof} ({slot}): the secret holds characters that a header cannot carry. Use visible ASCII characters.",
    "webhook.authentication.sample-proof": "There is no such way to prove a call. Choose one of those in the list.",
    "webhook.authentication.sample-secret": "{proof} ({slot}): there is no secret to make a sample with. Fill it in.",
    "webhook.authentication.sample-key":
      "{proof}: only the sender can sign with the private key. Put the private key of a pair made for tests (PEM of PKCS #8, or JWK) into the test secret to make samples.",
  },
  {
    "webhook.authentication.none": "Rien ne prouve cet appel. Une de ces preuves est attendue : {expected}.",
    "webhook.authentication.header-twice": "L’en-tête {header} est arrivé plusieurs fois. Envoyez-le une seule fois.",
    "webhook.authentication.query-twice":
      "Le paramètre {name} est plusieurs fois dans l’adresse. Envoyez-le une seule fois.",
    "webhook.authentication.event-id":
      "L’en-tête {header} doit être là une fois, en 1 à 200 caractères ASCII visibles sans virgule.",
    "webhook.authentication.secret-ended":
      "Le secret de cet appel était valable jusqu’au {until}. Utilisez celui qui l’a remplacé.",
    "webhook.authentication.address-refused":
      "Les appels depuis cette adresse réseau ne sont pas permis. Demandez au propriétaire du webhook de l’ajouter.",
    "webhook.authentication.address-unknown":
      "L’adresse réseau de l’appelant est introuvable. Le propriétaire du webhook doit vérifier que {proxies} mandataires écrivent {header}.",
    "webhook.authentication.hmac.id-missing": "L’en-tête {header} manque.",
    "webhook.authentication.hmac.id-form":
      "L’en-tête {header} doit être là une fois, en 1 à 200 caractères ASCII visibles sans virgule ni les signes qui le séparent de la suite du texte signé.",
    "webhook.authentication.hmac.timestamp-missing": "L’heure de l’essai manque dans l’en-tête {header}.",
    "webhook.authentication.hmac.timestamp-form":
      "L’heure de l’en-tête {header} doit être le temps depuis 1970-01-01T00:00:00Z en {unit}, en chiffres seulement.",
    "webhook.authentication.hmac.timestamp-old":
      "L’heure de {header} retarde de {seconds} secondes sur ce serveur ; {window} sont permises. Signez chaque essai de nouveau avec son heure, et vérifiez l’horloge de l’expéditeur et que l’heure est en {unit}.",
    "webhook.authentication.hmac.timestamp-new":
      "L’heure de {header} avance de {seconds} secondes sur ce serveur ; {window} sont permises. Vérifiez l’horloge de l’expéditeur et que l’heure est en {unit}.",
    "webhook.authentication.hmac.signature-missing": "L’en-tête {header} manque.",
    "webhook.authentication.hmac.signature-version":
      "L’en-tête {header} ne contient aucune signature commençant par « {prefix} ».",
    "webhook.authentication.hmac.signature-mismatch":
      "Aucune signature de {header} ne correspond. Signez {signed} sur les octets exacts envoyés, avec HMAC-{algorithm} et le secret de ce webhook, et écrivez-la en {encoding}.",
    "webhook.authentication.bearer.missing": "L’en-tête Authorization: Bearer manque.",
    "webhook.authentication.bearer.form":
      "Le jeton de Authorization: Bearer doit être en caractères ASCII visibles, sans espace ni virgule.",
    "webhook.authentication.bearer.mismatch":
      "Le jeton de Authorization: Bearer n’est pas celui de ce webhook. Demandez-le de nouveau au propriétaire du webhook.",
    "webhook.authentication.api-key.missing": "La clé manque ; elle est attendue dans {place}.",
    "webhook.authentication.api-key.mismatch":
      "La clé de {place} n’est pas celle de ce webhook. Demandez-la de nouveau au propriétaire du webhook.",
    "webhook.authentication.basic.missing": "L’en-tête Authorization: Basic manque.",
    "webhook.authentication.basic.form":
      "Authorization: Basic doit être suivi du base64 de l’utilisateur, d’un deux-points et du mot de passe en UTF-8.",
    "webhook.authentication.basic.mismatch":
      "L’utilisateur ou le mot de passe est faux. Demandez-les de nouveau au propriétaire du webhook.",
    "webhook.authentication.jwt.form":
      "Ce qui suit Authorization: Bearer n’est pas un jeton signé (JWT, trois parties séparées par des points, 8192 caractères au plus).",
    "webhook.authentication.jwt.algorithm": "Le jeton est signé autrement que permis. Signez-le avec {algorithms}.",
    "webhook.authentication.jwt.mismatch":
      "La signature du jeton ne correspond à aucune clé de ce webhook. Vérifiez avec quelle clé il est signé.",
    "webhook.authentication.jwt.expired":
      "Le jeton a expiré il y a {seconds} secondes. Faites-en un nouveau pour chaque appel.",
    "webhook.authentication.jwt.age":
      "Le jeton a été émis il y a plus de {maxAge} secondes. Faites-en un nouveau pour chaque appel.",
    "webhook.authentication.jwt.early":
      "Le jeton n’est pas encore valable selon {claim}. Vérifiez l’horloge de l’expéditeur.",
    "webhook.authentication.jwt.claim-missing": "Il manque {claim} au jeton.",
    "webhook.authentication.jwt.claim-form": "La valeur de {claim} du jeton n’a pas la bonne forme.",
    "webhook.authentication.jwt.audience":
      "Le jeton est destiné à un autre. Son aud doit être une de ces valeurs : {expected}.",
    "webhook.authentication.jwt.issuer":
      "Le jeton vient d’un autre. Son iss doit être une de ces valeurs : {expected}.",
    "webhook.authentication.jwt.body":
      "La valeur de {claim} du jeton n’est pas l’empreinte de ce corps. Calculez-la sur les octets exacts envoyés.",

    "webhook.authentication.settings":
      "Le réglage {where} manque ou n’a pas la bonne forme. Ouvrez le webhook, choisissez-le de nouveau et enregistrez.",
    "webhook.authentication.no-proof":
      "Aucun moyen de prouver un appel n’est choisi ; cette adresse reste fermée. Choisissez-en au moins un.",
    "webhook.authentication.proof-twice":
      "Deux moyens de prouver un appel ont l’identifiant {id}. Donnez-en un autre à l’un d’eux.",
    "webhook.authentication.address-only-mixed":
      "Avec « adresse secrète seule », toute autre preuve serait sans effet. Retirez-la, ou toutes les autres.",
    "webhook.authentication.window":
      "La fenêtre contre le rejeu doit être de {least} à {most} secondes entières ({where}).",
    "webhook.authentication.header-name":
      "Le réglage {where} n’est pas un nom d’en-tête. Prenez des lettres, chiffres et traits d’union, 64 au plus.",
    "webhook.authentication.network-none":
      "La liste des adresses réseau permises est vide ; personne ne pourrait appeler. Remplissez-la ou désactivez-la.",
    "webhook.authentication.network-form":
      "Le réglage {where} n’est pas une adresse réseau. Écrivez une adresse IPv4 ou IPv6, ou un réseau comme 192.0.2.0/24 ou 2001:db8::/32.",
    "webhook.authentication.scheme-body":
      "{proof} : le corps doit être signé, une fois ; sinon rien ne le prouve. Ajoutez-le à ce qui est signé.",
    "webhook.authentication.scheme-timestamp":
      "{proof} : l’heure doit être envoyée et signée, ou ni l’un ni l’autre. Choisissez où elle est envoyée, ou retirez-la de ce qui est signé.",
    "webhook.authentication.scheme-id":
      "{proof} : l’identifiant de l’événement est signé mais dans aucun en-tête. Choisissez son en-tête, ou retirez-le de ce qui est signé.",
    "webhook.authentication.scheme-divided":
      "{proof} : dans ce qui est signé, l’identifiant de l’événement doit être suivi d’un texte qui commence par un signe, un point par exemple.",
    "webhook.authentication.api-key-place":
      "{proof} : choisissez l’en-tête ou le paramètre de l’adresse qui contient la clé.",
    "webhook.authentication.basic-user":
      "{proof} : l’utilisateur ne doit contenir ni deux-points ni caractère de contrôle.",
    "webhook.authentication.jwt-algorithms-none":
      "Aucun algorithme n’est choisi pour les jetons ({where}). Choisissez ceux qui servent.",
    "webhook.authentication.jwt-algorithms-mixed":
      "{proof} : les algorithmes HS demandent un secret partagé, tous les autres des clés publiques. Choisissez-en d’une seule sorte.",
    "webhook.authentication.jwt-key-form":
      "{proof} ({slot}) : ce n’est pas une clé publique. Collez-la en entier, en PEM, JWK ou JWKS.",
    "webhook.authentication.jwt-key-private":
      "{proof} ({slot}) : c’est une clé privée ou partagée. Collez la clé publique, et faites changer la privée si elle est arrivée ici par erreur.",
    "webhook.authentication.jwt-key-public":
      "{proof} ({slot}) : c’est une clé publique ou privée, pas un secret partagé. Collez le secret, ou choisissez d’autres algorithmes que HS.",
    "webhook.authentication.jwt-key-weak":
      "{proof} ({slot}) : une clé RSA doit avoir au moins 2048 bits. Demandez-en une plus longue à l’expéditeur.",
    "webhook.authentication.jwt-key-algorithm":
      "{proof} ({slot}) : aucune des clés ne convient à {algorithms}. Choisissez l’algorithme de la clé, ou collez une autre clé.",
    "webhook.authentication.secret-missing": "{proof} ({slot}) : le secret manque. Collez-le, ou faites-en créer un.",
    "webhook.authentication.secret-same":
      "{proof} ({slot}) : le secret est le même que dans {other}. Prenez-en un autre, ou retirez-le.",
    "webhook.authentication.secret-standard":
      "{proof} ({slot}) : un secret de signature est whsec_ et le base64 de {least} à {most} octets. Collez-le en entier, ou faites-en créer un nouveau.",
    "webhook.authentication.secret-encoding":
      "{proof} ({slot}) : le secret n’est pas en {encoding}. Collez-le en entier, ou choisissez son codage.",
    "webhook.authentication.secret-short":
      "{proof} ({slot}) : le secret a une longueur de {length} ; il en faut {least} au moins. Faites-en créer un plus long.",
    "webhook.authentication.secret-characters":
      "{proof} ({slot}) : le secret contient des caractères qu’un en-tête ne peut pas porter. Prenez des caractères ASCII visibles.",
    "webhook.authentication.sample-proof": "Ce moyen de prouver un appel n’existe pas. Choisissez-en un de la liste.",
    "webhook.authentication.sample-secret":
      "{proof} ({slot}) : il n’y a pas de secret pour faire un exemple. Remplissez-le.",
    "webhook.authentication.sample-key":
      "{proof} : seul l’expéditeur peut signer avec la clé privée. Mettez la clé privée d’une paire faite pour les essais (PEM de PKCS #8, ou JWK) dans le secret d’essai pour faire des exemples.",
  },
);
