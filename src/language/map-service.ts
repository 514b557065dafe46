import { texts } from "./text.ts";

/** Faults of map services: their settings, and what providers answer. */
export const mapServiceTexts = texts(
  {
    "map.service-address":
      "The address in the field “{setting}” of the map service is not one of the web. Write it out from https:// to the host; placeholders may stand behind it.",
    "map.service-public-tiles":
      "The tiles of {host} are not there for campaigns: their rules forbid bulk use, and calls are blocked. Use an area file, a tile server of your own or a provider with a contract.",
    "map.service-public-places":
      "{host} may not be asked for the addresses of a campaign: its rules forbid bulk use. Use an area file, IGN, a server of your own or a provider with a contract.",
    "map.service-public-routes":
      "{host} is a demonstration server and not there for campaigns. Use an area file, an OSRM server of your own or a provider with a contract.",
    "map.service-empty": "The map service has no address. Fill in at least one of them.",
    "map.service-no-drawing":
      "The map service has nothing to draw on. Give the address of vector tiles or of pictures, or choose an area file to fall back on.",
    "map.service-key": "The map service has no key. Enter the key that the provider gave you.",
    "map.service-key-form":
      "The key of the map service holds spaces or characters that no key has. Copy it again, without its quotation marks.",
    "map.service-key-header":
      "The name of the header for the key is not allowed. Take the one that the service’s documentation names, for instance X-Api-Key.",
    "map.service-key-open":
      "The key would travel to {host} unencrypted. Write https:// in the address, or say that the service is inside your own network.",
    "map.service-closed": "The map service was closed while a map was under way. Send the message again.",
    "map.provider-other-host":
      "The map service points to {host}, which its settings do not name. Name it there if it is right.",
    "map.provider-redirect":
      "{host} sends the call elsewhere, and Belle Histoire does not follow. Enter the final address in the map service.",
    "map.provider-inside":
      "{host} leads into a private network. Choose another address, or say in the map service that it is meant to be inside.",
    "map.provider-key":
      "{host} does not accept the key (status {status}). Check the key of the map service, what it may be used for and where from.",
    "map.provider-refused": "{host} refuses the call (status {status}). Check the addresses of the map service.",
    "map.provider-quota":
      "The quota of the key at {host} is used up. Raise it with the provider, or wait until it begins anew.",
    "map.provider-limit":
      "{host} asks for fewer calls (status {status}). Lower the rate of the map service, or send later.",
    "map.provider-busy":
      "Too many maps wait for {host}: not one place became free within {seconds} s. Raise the rate of the map service if the provider allows it, or send more slowly.",
    "map.provider-broken": "{host} has a fault of its own (status {status}). Try again later.",
    "map.provider-resting":
      "{host} has failed several times in a row and is left alone for another {seconds} s. Try again later.",
    "map.provider-answer":
      "The answer of {host} does not have the documented shape: the value at {where} does not fit. Check the address and the kind of the map service.",
    "map.provider-elsewhere":
      "The way that {host} answers does not lead between the places that were asked for. Check the address of the map service and the order of its coordinates.",
    "map.provider-precision":
      "The line that {host} answers is encoded with precision {precision}. Choose that shape in the map service.",
    "map.provider-image":
      "{host} answers something that is not a picture (JPEG or PNG). Check the address of its pictures.",
    "map.provider-image-size":
      "The picture of {host} is {width} × {height} pixels instead of {size}. Check the placeholders for width, height and scale in its address.",
    "map.provider-tiles": "A map of this size would need more than {most} tiles of {host}. Make the map smaller.",
    "map.provider-profile":
      "{provider} knows no ways for this means of transport. Choose another, or an area file to fall back on.",
    "map.no-router":
      "{provider} finds no ways. Give an address for ways in the map service, or choose an area file to fall back on.",
    "map.no-geocoder":
      "{provider} finds no addresses. Give the recipient’s position, or choose an area file to fall back on.",
    "map.picture-too-large": "{provider} gives no pictures larger than {most} pixels. Make the map smaller.",
    "map.print-not-allowed":
      "Maps of {provider} may not be printed as far as its terms are known. Choose another map service for print, or enter in this one what allows you to, for instance the number of a contract.",
    "map.print-google": "The terms of Google Maps do not grant maps on direct mail.",
    "map.print-unknown": "Nothing is known about whether maps of this service may be printed.",
  },
  {
    "map.service-address":
      "L’adresse du champ « {setting} » du service de cartes n’est pas une adresse web. Écrivez-la en entier, de https:// jusqu’à l’hôte ; les variables viennent après.",
    "map.service-public-tiles":
      "Les tuiles de {host} ne sont pas faites pour des campagnes : leurs règles interdisent l’usage en masse et les appels sont bloqués. Utilisez un fichier de carte, votre propre serveur de tuiles ou un fournisseur sous contrat.",
    "map.service-public-places":
      "{host} ne doit pas servir à chercher les adresses d’une campagne : ses règles interdisent l’usage en masse. Utilisez un fichier de carte, l’IGN, votre propre serveur ou un fournisseur sous contrat.",
    "map.service-public-routes":
      "{host} est un serveur de démonstration et n’est pas fait pour des campagnes. Utilisez un fichier de carte, votre propre serveur OSRM ou un fournisseur sous contrat.",
    "map.service-empty": "Le service de cartes n’a aucune adresse. Remplissez-en au moins une.",
    "map.service-no-drawing":
      "Le service de cartes n’a pas de fond à dessiner. Donnez l’adresse de tuiles vectorielles ou d’images, ou choisissez un fichier de carte de secours.",
    "map.service-key": "Le service de cartes n’a pas de clé. Saisissez la clé que le fournisseur vous a donnée.",
    "map.service-key-form":
      "La clé du service de cartes contient des espaces ou des caractères qu’aucune clé n’a. Copiez-la de nouveau, sans ses guillemets.",
    "map.service-key-header":
      "Le nom de l’en-tête de la clé n’est pas autorisé. Prenez celui que nomme la documentation du service, par exemple X-Api-Key.",
    "map.service-key-open":
      "La clé voyagerait vers {host} sans chiffrement. Écrivez https:// dans l’adresse, ou indiquez que le service est dans votre propre réseau.",
    "map.service-closed": "Le service de cartes a été fermé pendant qu’un plan était en cours. Renvoyez le message.",
    "map.provider-other-host":
      "Le service de cartes renvoie vers {host}, que ses réglages ne nomment pas. Nommez-le s’il est juste.",
    "map.provider-redirect":
      "{host} redirige l’appel, et Belle Histoire ne suit pas. Saisissez l’adresse définitive dans le service de cartes.",
    "map.provider-inside":
      "{host} mène à un réseau privé. Choisissez une autre adresse, ou indiquez dans le service de cartes qu’il est interne.",
    "map.provider-key":
      "{host} n’accepte pas la clé (statut {status}). Vérifiez la clé du service de cartes, ses usages et ses origines autorisés.",
    "map.provider-refused": "{host} refuse l’appel (statut {status}). Vérifiez les adresses du service de cartes.",
    "map.provider-quota":
      "Le quota de la clé chez {host} est épuisé. Augmentez-le auprès du fournisseur, ou attendez son renouvellement.",
    "map.provider-limit":
      "{host} demande moins d’appels (statut {status}). Réduisez la cadence du service de cartes, ou envoyez plus tard.",
    "map.provider-busy":
      "Trop de plans attendent {host} : aucune place ne s’est libérée en {seconds} s. Augmentez la cadence du service de cartes si le fournisseur le permet, ou envoyez plus lentement.",
    "map.provider-broken": "{host} est en panne (statut {status}). Réessayez plus tard.",
    "map.provider-resting":
      "{host} a échoué plusieurs fois de suite et n’est plus appelé pendant encore {seconds} s. Réessayez plus tard.",
    "map.provider-answer":
      "La réponse de {host} n’a pas la forme documentée : la valeur à {where} ne convient pas. Vérifiez l’adresse et le type du service de cartes.",
    "map.provider-elsewhere":
      "L’itinéraire que répond {host} ne relie pas les lieux demandés. Vérifiez l’adresse du service de cartes et l’ordre de ses coordonnées.",
    "map.provider-precision":
      "La ligne que répond {host} est codée avec la précision {precision}. Choisissez cette forme dans le service de cartes.",
    "map.provider-image": "{host} répond autre chose qu’une image (JPEG ou PNG). Vérifiez l’adresse de ses images.",
    "map.provider-image-size":
      "L’image de {host} mesure {width} × {height} pixels au lieu de {size}. Vérifiez les variables de largeur, de hauteur et d’échelle dans son adresse.",
    "map.provider-tiles": "Un plan de cette taille demanderait plus de {most} tuiles de {host}. Réduisez le plan.",
    "map.provider-profile":
      "{provider} ne connaît pas d’itinéraires pour ce mode de transport. Choisissez-en un autre, ou un fichier de carte de secours.",
    "map.no-router":
      "{provider} ne cherche pas d’itinéraires. Donnez une adresse d’itinéraires dans le service de cartes, ou choisissez un fichier de carte de secours.",
    "map.no-geocoder":
      "{provider} ne cherche pas d’adresses. Donnez la position du destinataire, ou choisissez un fichier de carte de secours.",
    "map.picture-too-large": "{provider} ne donne pas d’images de plus de {most} pixels. Réduisez le plan.",
    "map.print-not-allowed":
      "Les plans de {provider} ne doivent pas être imprimés, pour autant que ses conditions soient connues. Choisissez un autre service de cartes pour l’impression, ou indiquez dans celui-ci ce qui vous y autorise, par exemple le numéro d’un contrat.",
    "map.print-google": "Les conditions de Google Maps n’accordent pas de plans sur des courriers publicitaires.",
    "map.print-unknown": "On ne sait pas si les plans de ce service peuvent être imprimés.",
  },
);
