import { texts } from "./text.ts";

/** The campaign's folder of pictures, films and designs. */
export const mediaTexts = texts(
  {
    "media.folder":
      "The media folder {folder} of the campaign cannot be read. Check that it is a folder, and that Node-RED may read it.",
    "media.name": "“{name}” is not the name of a file of the media folder. Write the name alone, without a folder.",
    "media.missing": "“{name}” is not in the campaign's media folder {folder}. Put it there, or upload it in the form.",
    "media.unreadable":
      "“{name}” in the campaign's media folder cannot be read. Check that it is a file, and that Node-RED may read it.",
    "media.kind":
      "“{name}” is of a kind that cannot be used here. Pictures are PNG, JPEG, WebP or GIF, designs PDF, clips MP4, MOV or WebM, sounds MP3, M4A, WAV, FLAC or Ogg, colour profiles ICC.",
    "media.size": "“{name}” is larger than {limit} MB. Export it smaller.",
    "media.exists": "The media folder has another file “{name}” already.",
    "media.empty": "The file “{name}” is empty.",
    "media.full": "“{name}” could not be kept: the disk of the media folder is full, or Node-RED may not write there.",
  },
  {
    "media.folder":
      "Le dossier de médias {folder} de la campagne ne peut pas être lu. Vérifiez que c’est bien un dossier et que Node-RED peut le lire.",
    "media.name": "« {name} » n’est pas le nom d’un fichier du dossier de médias. Écrivez le nom seul, sans dossier.",
    "media.missing":
      "« {name} » n’est pas dans le dossier de médias {folder} de la campagne. Déposez-l’y, ou importez-le depuis le formulaire.",
    "media.unreadable":
      "« {name} », dans le dossier de médias de la campagne, ne peut pas être lu. Vérifiez que c’est bien un fichier et que Node-RED peut le lire.",
    "media.kind":
      "« {name} » est d’un genre qui ne convient pas ici. Les images sont en PNG, JPEG, WebP ou GIF, les maquettes en PDF, les séquences en MP4, MOV ou WebM, les sons en MP3, M4A, WAV, FLAC ou Ogg, les profils de couleur en ICC.",
    "media.size": "« {name} » dépasse {limit} Mo. Exportez-le plus petit.",
    "media.exists": "Le dossier de médias a déjà un autre fichier « {name} ».",
    "media.empty": "Le fichier « {name} » est vide.",
    "media.full":
      "« {name} » n’a pas pu être gardé : le disque du dossier de médias est plein, ou Node-RED ne peut pas y écrire.",
  },
);
