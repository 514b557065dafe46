import { texts } from "./text.ts";

/** Faults of the route map. `{where}` is a JSON Pointer into the request. */
export const mapTexts = texts(
  {
    "map.area-missing":
      "The area file {file} is not there. Check its path in the route map, or leave the path empty to use the built-in town.",
    "map.area-foreign":
      "{file} is not an area file of Belle Histoire. Choose a file that was made with “belle-histoire area”.",
    "map.area-newer":
      "The area file {file} has format {version}; this version of Belle Histoire reads up to format {known}. Update Belle Histoire, or make the file anew with this version.",
    "map.area-damaged":
      "The area file {file} is damaged: its contents do not match its checksum. Copy it again from its source, or make it anew.",
    "map.request": "The map cannot be drawn: the value at {where} does not fit. Correct it in the route map.",
    "map.no-stores": "The route map has no store to lead to. Add at least one store with its position.",
    "map.no-home":
      "The recipient has neither a position nor an address. Send this message to the store’s map without a way, or complete the address.",
    "map.coordinates":
      "The coordinates at {where} are not two numbers [longitude, latitude] in degrees. Correct them, for instance [-2.95, 46.55].",
    "map.swapped":
      "The coordinates at {where} seem to be exchanged: turned round they lie in {area}. Write longitude first, then latitude.",
    "map.outside":
      "The coordinates at {where} lie outside of {area}. Correct them, or choose an area file that covers this place.",
    "map.address-unknown":
      "The address is not among those of {area}. Check street, number, postal code and town, or give the position.",
    "map.address-ambiguous":
      "The address names more than one place in {area}. Keep one street line only, or give the position.",
    "map.no-road":
      "There is no road for this means of transport within {distance} m of the recipient’s home. Check the position, or choose another means of transport.",
    "map.no-road-store":
      "There is no road for this means of transport within {distance} m of store {store}. Check the position of the store.",
    "map.no-way":
      "No way leads from the recipient’s home to any of the stores. Check the positions, or choose another means of transport.",
  },
  {
    "map.area-missing":
      "Le fichier de carte {file} est introuvable. Vérifiez son chemin dans le plan d’accès, ou laissez le chemin vide pour utiliser la ville fournie.",
    "map.area-foreign":
      "{file} n’est pas un fichier de carte de Belle Histoire. Choisissez un fichier créé avec « belle-histoire area ».",
    "map.area-newer":
      "Le fichier de carte {file} est au format {version} ; cette version de Belle Histoire lit jusqu’au format {known}. Mettez Belle Histoire à jour, ou recréez le fichier avec cette version.",
    "map.area-damaged":
      "Le fichier de carte {file} est endommagé : son contenu ne correspond pas à sa somme de contrôle. Copiez-le de nouveau depuis sa source, ou recréez-le.",
    "map.request":
      "Le plan ne peut pas être dessiné : la valeur à {where} ne convient pas. Corrigez-la dans le plan d’accès.",
    "map.no-stores": "Le plan d’accès ne mène à aucune agence. Ajoutez au moins une agence avec sa position.",
    "map.no-home":
      "Le destinataire n’a ni position ni adresse. Envoyez ce message vers le plan de l’agence sans itinéraire, ou complétez l’adresse.",
    "map.coordinates":
      "Les coordonnées à {where} ne sont pas deux nombres [longitude, latitude] en degrés. Corrigez-les, par exemple [-2.95, 46.55].",
    "map.swapped":
      "Les coordonnées à {where} semblent inversées : retournées, elles se trouvent dans {area}. Écrivez la longitude d’abord, puis la latitude.",
    "map.outside":
      "Les coordonnées à {where} sont en dehors de {area}. Corrigez-les, ou choisissez un fichier de carte qui couvre ce lieu.",
    "map.address-unknown":
      "L’adresse ne figure pas parmi celles de {area}. Vérifiez la rue, le numéro, le code postal et la commune, ou donnez la position.",
    "map.address-ambiguous":
      "L’adresse désigne plusieurs lieux de {area}. Ne gardez qu’une ligne de voie, ou donnez la position.",
    "map.no-road":
      "Aucune voie ouverte à ce mode de transport à moins de {distance} m du domicile du destinataire. Vérifiez la position, ou choisissez un autre mode de transport.",
    "map.no-road-store":
      "Aucune voie ouverte à ce mode de transport à moins de {distance} m de l’agence {store}. Vérifiez la position de l’agence.",
    "map.no-way":
      "Aucun itinéraire ne mène du domicile du destinataire à l’une des agences. Vérifiez les positions, ou choisissez un autre mode de transport.",
  },
);
