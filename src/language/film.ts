import { texts } from "./text.ts";

/** Personal videos as messages: their scenes and settings. What the studio says is `video.…`. */
export const filmTexts = texts(
  {
    "film.progress": "filming {percent} %",
    "film.progress.waiting": "filming {percent} %, {count} waiting",
    "film.cannot": "no videos: ffmpeg is missing",
    "film.alt": "Video. {said}",
    "film.no-map":
      "The map “{name}” is not on the message, so scene {scene} would lack its picture. Lead the message through its route map.",
    "film.no-map-picture":
      "The map “{name}” of scene {scene} has no picture for a screen. Switch the picture for a video on in its route map node.",
    "film.no-campaign":
      "“{name}” lies in the media folder of the campaign, and no campaign is known here. Deploy the flow.",
    "film.no-scenes": "The video has no scene. Add one.",
    "film.name": "The name “{name}” does not fit. Use letters, digits and underscores only, such as film.",
    "film.duration": "Scene {scene} lasts {value} s. Give it {least} to {most} s.",
    "film.too-long": "The scenes last {seconds} s together, and {most} are allowed. Shorten them.",
    "film.colour": "The colour of scene {scene} is none. Write # and six digits, for instance #12355b.",
    "film.no-file": "Scene {scene} has no file for its picture or clip. Choose one of the media folder.",
    "film.no-file.besideMedia":
      "Scene {scene} has no file for the picture beside its texts. Choose one of the media folder.",
    "film.unknown-map":
      "No route map before this node makes a map “{name}”, which scene {scene} shows. Check the name.",
    "film.empty": "Scene {scene} shows a colour and nothing else. Write a text, or take it out.",
    "film.caption-alone":
      "Scene {scene} has a caption without an amount, which is not shown. Write the amount, or move the text.",
    "film.figure": "{value} does not fit here. Use a number from {least} to {most}.",
    "film.accent": "The accent colour is none. Write # and six digits, for instance #b5543a, or leave it empty.",
  },
  {
    "film.progress": "tournage {percent} %",
    "film.progress.waiting": "tournage {percent} %, {count} en attente",
    "film.cannot": "pas de vidéos : ffmpeg manque",
    "film.alt": "Vidéo. {said}",
    "film.no-map":
      "Le plan « {name} » n’est pas dans le message : il manquerait l’image de la scène {scene}. Faites passer le message par son plan d’accès.",
    "film.no-map-picture":
      "Le plan « {name} » de la scène {scene} n’a pas d’image pour un écran. Activez l’image pour une vidéo dans son nœud plan d’accès.",
    "film.no-campaign":
      "« {name} » se trouve dans le dossier de médias de la campagne, et aucune campagne n’est connue ici. Déployez le flux.",
    "film.no-scenes": "La vidéo n’a aucune scène. Ajoutez-en une.",
    "film.name":
      "Le nom « {name} » ne convient pas. N’utilisez que des lettres, des chiffres et des tirets bas, par exemple film.",
    "film.duration": "La scène {scene} dure {value} s. Donnez-lui de {least} à {most} s.",
    "film.too-long": "Les scènes durent {seconds} s ensemble, et {most} sont permises. Raccourcissez-les.",
    "film.colour": "La couleur de la scène {scene} n’en est pas une. Écrivez # et six chiffres, par exemple #12355b.",
    "film.no-file":
      "La scène {scene} n’a pas de fichier pour son image ou sa séquence. Choisissez-en un du dossier de médias.",
    "film.no-file.besideMedia":
      "La scène {scene} n’a pas de fichier pour l’image à côté de ses textes. Choisissez-en un du dossier de médias.",
    "film.unknown-map":
      "Aucun plan d’accès avant ce nœud ne fait de plan « {name} », que montre la scène {scene}. Vérifiez le nom.",
    "film.empty": "La scène {scene} ne montre qu’une couleur. Écrivez un texte, ou retirez-la.",
    "film.caption-alone":
      "La scène {scene} a une légende sans montant, qui n’est pas montrée. Écrivez le montant, ou déplacez le texte.",
    "film.figure": "{value} ne convient pas ici. Donnez un nombre de {least} à {most}.",
    "film.accent":
      "La couleur d’accent n’en est pas une. Écrivez # et six chiffres, par exemple #b5543a, ou laissez vide.",
  },
);
