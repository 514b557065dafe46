import { texts } from "./text.ts";

/** Personal videos: the encoder, and why one cannot be made. */
export const videoTexts = texts(
  {
    "video.no-program":
      "No ffmpeg is on this machine, so no videos can be made. Install it (Debian: apt install ffmpeg; elsewhere: npm install @ffmpeg-installer/ffmpeg in the folder of Node-RED), or name its path in the settings. All else works without it.",
    "video.program-broken":
      "{path} is not an ffmpeg that runs here. Correct the path, or leave it empty to have ffmpeg looked for.",
    "video.program-old": "The ffmpeg on this machine ({version}) is older than 4.1. Install a newer one.",
    "video.program-lacks":
      "The ffmpeg on this machine ({version}) was built without {lacking}. Install a complete one, such as that of Debian or @ffmpeg-installer/ffmpeg.",
    "video.settings": "A setting of the videos does not fit: {where}.",
    "video.storyboard": "The storyboard does not fit: {where}.",
    "video.media-missing": "“{media}” cannot be read. Check that the picture, clip or sound is still there.",
    "video.media-changed": "“{media}” was replaced while the video was made. Send the message again.",
    "video.media-size": "“{media}” is larger than {limit} MB. Save it smaller.",
    "video.picture-foreign": "“{media}” is neither a JPEG nor a PNG, whatever its name says. Save it as one of them.",
    "video.picture-large": "“{media}” has {width} × {height} pixels, more than can be drawn. Save it smaller.",
    "video.picture-broken": "“{media}” cannot be drawn: the file is broken. Save the picture again.",
    "video.clip-foreign": "“{media}” is no MP4, MOV or WebM, whatever its name says. Save the clip as one of them.",
    "video.clip-broken": "The clip “{media}” cannot be used ({said}). Export it again, at most in 4K.",
    "video.sound-foreign":
      "“{media}” is no MP3, M4A, WAV, FLAC or Ogg, whatever its name says. Save the sound as one of them.",
    "video.sound-broken": "The sound “{media}” cannot be used ({said}). Export it again.",
    "video.text-too-long":
      "Line {line} of scene {scene} does not fit, even in the smallest letters that can be read. Shorten it, or give it more room.",
    "video.text-too-long.price":
      "The price of scene {scene} does not fit, even in the smallest letters that can be read. Shorten it.",
    "video.missing-glyph":
      "The typeface has no sign for “{character}” in scene {scene}. Take it out of the text or the data.",
    "video.time-limit": "The video was not ready after {seconds} s and was given up. Shorten it, or allow more time.",
    "video.size-limit": "The video is larger than {megabytes} MB and was given up. Shorten it, or allow more.",
    "video.stopped": "The video was given up, because it was no longer asked for.",
    "video.disk":
      "The folder of the videos did not take a file; the system says {code}. Check that there is room, and that Node-RED may write there.",
    "video.failed": "ffmpeg could not make the video: {said}",
  },
  {
    "video.no-program":
      "Aucun ffmpeg n’est installé sur cette machine : aucune vidéo ne peut être produite. Installez-le (Debian : apt install ffmpeg ; ailleurs : npm install @ffmpeg-installer/ffmpeg dans le dossier de Node-RED), ou indiquez son chemin dans les réglages. Tout le reste fonctionne sans lui.",
    "video.program-broken":
      "{path} n’est pas un ffmpeg qui fonctionne ici. Corrigez le chemin, ou laissez-le vide pour que ffmpeg soit cherché.",
    "video.program-old":
      "Le ffmpeg de cette machine ({version}) est plus ancien que 4.1. Installez une version plus récente.",
    "video.program-lacks":
      "Le ffmpeg de cette machine ({version}) a été construit sans {lacking}. Installez-en un complet, comme celui de Debian ou @ffmpeg-installer/ffmpeg.",
    "video.settings": "Un réglage des vidéos ne convient pas : {where}.",
    "video.storyboard": "Le scénario ne convient pas : {where}.",
    "video.media-missing":
      "« {media} » ne peut pas être lu. Vérifiez que l’image, la séquence ou le son est toujours là.",
    "video.media-changed":
      "« {media} » a été remplacé pendant la production de la vidéo. Envoyez à nouveau le message.",
    "video.media-size": "« {media} » dépasse {limit} Mo. Enregistrez-le en plus petit.",
    "video.picture-foreign":
      "« {media} » n’est ni un JPEG ni un PNG, quoi que dise son nom. Enregistrez l’image dans l’un de ces formats.",
    "video.picture-large":
      "« {media} » a {width} × {height} pixels, plus que ce qui peut être dessiné. Enregistrez l’image en plus petit.",
    "video.picture-broken":
      "« {media} » ne peut pas être dessiné : le fichier est abîmé. Enregistrez l’image à nouveau.",
    "video.clip-foreign":
      "« {media} » n’est ni MP4, ni MOV, ni WebM, quoi que dise son nom. Enregistrez la séquence dans l’un de ces formats.",
    "video.clip-broken":
      "La séquence « {media} » ne peut pas être utilisée ({said}). Exportez-la à nouveau, en 4K au plus.",
    "video.sound-foreign":
      "« {media} » n’est ni MP3, ni M4A, ni WAV, ni FLAC, ni Ogg, quoi que dise son nom. Enregistrez le son dans l’un de ces formats.",
    "video.sound-broken": "Le son « {media} » ne peut pas être utilisé ({said}). Exportez-le à nouveau.",
    "video.text-too-long":
      "La ligne {line} de la scène {scene} ne tient pas, même dans les plus petites lettres lisibles. Raccourcissez-la, ou donnez-lui plus de place.",
    "video.text-too-long.price":
      "Le prix de la scène {scene} ne tient pas, même dans les plus petites lettres lisibles. Raccourcissez-le.",
    "video.missing-glyph":
      "La police n’a pas de signe pour « {character} » dans la scène {scene}. Retirez-le du texte ou des données.",
    "video.time-limit":
      "La vidéo n’était pas prête après {seconds} s et a été abandonnée. Raccourcissez-la, ou accordez plus de temps.",
    "video.size-limit":
      "La vidéo dépasse {megabytes} Mo et a été abandonnée. Raccourcissez-la, ou accordez-lui davantage.",
    "video.stopped": "La vidéo a été abandonnée, car elle n’était plus demandée.",
    "video.disk":
      "Le dossier des vidéos n’a pas pris un fichier ; le système répond {code}. Vérifiez qu’il y a de la place et que Node-RED peut y écrire.",
    "video.failed": "ffmpeg n’a pas pu produire la vidéo : {said}",
  },
);
