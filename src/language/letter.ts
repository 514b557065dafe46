import { texts } from "./text.ts";

/** What is not printed as it should be. */
export const letterTexts = texts(
  {
    "print.missing-glyph":
      "The letter's typeface has no sign for “{character}”, {where}. Take it out of the text or the data.",
    "print.too-long": "A text does not fit its place: {where}, {lines} lines. Shorten it.",
    "print.too-long.place": "The place before the date leaves no room for the date and the reference. Shorten it.",
    "print.address-too-wide":
      "A line of the address is too wide for the window of the envelope at a size that sorting machines read. Shorten it in the audience.",
    "print.address-too-high":
      "The address has {lines} lines; the window of the envelope holds {most}. Shorten it in the audience.",
    "print.too-many-pages":
      "The letter has {pages} pages; at most {most} are allowed. Shorten the text, or allow more among the options.",
    "print.picture-coarse":
      "“{name}” is printed {width} mm wide with {dpi} dpi; 200 are needed at least. Give a picture of {pixels} pixels in width, or show it smaller.",
    "print.map-coarse":
      "The map is a picture of {dpi} dpi where it is printed, {width} mm wide; 200 are needed at least. Ask the route map for a larger print, or for a drawing.",
    "print.picture-doubtful":
      "“{name}” is printed {width} mm wide with {dpi} dpi; printers want 300, which are {pixels} pixels in width.",
    "print.picture-rgb":
      "“{name}” is in RGB: the printer turns it into inks, and its colours may change. Export it as a JPEG in CMYK.",
    "print.map-rgb": "The map is drawn in RGB: the printer turns it into inks, and its colours may change a little.",
    "print.file-unreadable": "“{name}” cannot be read as a PNG, a JPEG or a PDF. Export it again.",
    "print.file-locked": "“{name}” is protected by a password or by rights. Export the PDF without protection.",
    "print.background-kind": "The background “{name}” is no PDF. Export it as a PDF from the design program.",
    "print.background-size":
      "Page {page} of the background “{name}” is {width} × {height} mm when trimmed; a letter is 210 × 297 mm. Export it in A4, upright.",
    "print.background-rotated": "The background “{name}” has turned pages. Export it upright.",
    "print.background-layers":
      "The background “{name}” has hidden layers, which would be printed. Export it without layers.",
    "print.background-no-bleed":
      "The background “{name}” reaches {reach} mm beyond the trimmed page, and the letter asks for {bleed} mm of bleed: cut a little off, its edge shows white. Export it with bleed.",
    "print.profile-unreadable":
      "“{name}” is no ICC profile that can be read, or is damaged. Ask the printer for the profile again.",
    "print.profile-large": "The profile “{name}” is larger than {limit} MB. Ask the printer for a smaller one.",
    "print.profile-class":
      "“{name}” is no profile of a printing press in CMYK, RGB or grey. Ask the printer for the one that they print with.",
    "print.profile-colours.cmyk":
      "The profile “{name}” is of a press with inks. Choose inks (CMYK) as the letter's colours.",
    "print.profile-colours.rgb":
      "The profile “{name}” has no inks (CMYK). Choose RGB as the letter's colours, or a profile in CMYK.",
    "print.design-font":
      "“{name}” does not bring its font {font}, and PDF/X-4 wants all of them. Export it with fonts embedded.",
    "print.design-inks":
      "“{name}” is in inks (CMYK), and the letter's profile is not. Choose a profile in CMYK, or export it in RGB.",
    "print.design-forbidden":
      "“{name}” has something that PDF/X-4 does not allow: {what}. Export it as PDF/X-4, without layers.",
    "print.design-rgb":
      "“{name}” has colours in RGB without a profile. They are taken for those of screens (sRGB), and the printer turns them into inks. Export it in CMYK.",
    "print.code-too-long": "The text of the code is too long to be read by every reader. Shorten it.",
    "print.code-too-long.qr": "The text of the QR code is too long for a code that every phone reads. Shorten it.",
    "print.code-too-long.dataMatrix":
      "The text of the DataMatrix is too long for the edge of the letter. Shorten it to at most 64 letters and digits.",
    "print.zone.sender": "in the sender",
    "print.zone.address": "in the address",
    "print.zone.reference": "in the reference",
    "print.zone.place": "in the place",
    "print.zone.subject": "in the subject",
    "print.zone.body": "in the letter",
    "print.zone.mapCaption": "in the caption",
    "print.zone.signature": "in the signature",
    "print.zone.footer": "in the footer",
    "print.zone.qr": "beside the QR code",
  },
  {
    "print.missing-glyph":
      "La police de la lettre n’a pas de signe pour « {character} », {where}. Retirez-le du texte ou des données.",
    "print.too-long": "Un texte ne tient pas à sa place : {where}, {lines} lignes. Raccourcissez-le.",
    "print.too-long.place":
      "Le lieu devant la date ne laisse pas de place à la date et à la référence. Raccourcissez-le.",
    "print.address-too-wide":
      "Une ligne de l’adresse est trop large pour la fenêtre de l’enveloppe, à une taille que les machines de tri savent lire. Raccourcissez-la dans l’audience.",
    "print.address-too-high":
      "L’adresse a {lines} lignes ; la fenêtre de l’enveloppe en montre {most}. Raccourcissez-la dans l’audience.",
    "print.too-many-pages":
      "La lettre a {pages} pages ; {most} au plus sont permises. Raccourcissez le texte, ou permettez-en davantage dans les options.",
    "print.picture-coarse":
      "« {name} » est imprimée sur {width} mm de large à {dpi} ppp ; il en faut 200 au moins. Donnez une image de {pixels} pixels de large, ou montrez-la plus petite.",
    "print.map-coarse":
      "Le plan est une image de {dpi} ppp là où il est imprimé, sur {width} mm de large ; il en faut 200 au moins. Demandez au plan d’itinéraire une impression plus grande, ou un dessin.",
    "print.picture-doubtful":
      "« {name} » est imprimée sur {width} mm de large à {dpi} ppp ; l’imprimeur en veut 300, soit {pixels} pixels de large.",
    "print.picture-rgb":
      "« {name} » est en RVB : l’imprimeur la convertit en encres, et ses couleurs peuvent changer. Exportez-la en JPEG CMJN.",
    "print.map-rgb":
      "Le plan est dessiné en RVB : l’imprimeur le convertit en encres, et ses couleurs peuvent changer un peu.",
    "print.file-unreadable": "« {name} » ne peut pas être lu comme PNG, JPEG ou PDF. Exportez-le à nouveau.",
    "print.file-locked":
      "« {name} » est protégé par un mot de passe ou par des droits. Exportez le PDF sans protection.",
    "print.background-kind":
      "Le fond « {name} » n’est pas un PDF. Exportez-le en PDF depuis le logiciel de mise en page.",
    "print.background-size":
      "La page {page} du fond « {name} » mesure {width} × {height} mm une fois coupée ; une lettre mesure 210 × 297 mm. Exportez-le au format A4, debout.",
    "print.background-rotated": "Le fond « {name} » a des pages tournées. Exportez-le debout.",
    "print.background-layers":
      "Le fond « {name} » a des calques masqués, qui seraient imprimés. Exportez-le sans calques.",
    "print.background-no-bleed":
      "Le fond « {name} » dépasse la page coupée de {reach} mm, et la lettre demande {bleed} mm de fond perdu : coupée un peu à côté, elle montrera un bord blanc. Exportez-le avec le fond perdu.",
    "print.profile-unreadable":
      "« {name} » n’est pas un profil ICC lisible, ou il est abîmé. Redemandez le profil à l’imprimeur.",
    "print.profile-large": "Le profil « {name} » dépasse {limit} Mo. Demandez-en un plus petit à l’imprimeur.",
    "print.profile-class":
      "« {name} » n’est pas le profil d’une presse en CMJN, en RVB ou en gris. Demandez à l’imprimeur celui avec lequel il imprime.",
    "print.profile-colours.cmyk":
      "Le profil « {name} » est celui d’une presse à encres. Choisissez les encres (CMJN) comme couleurs de la lettre.",
    "print.profile-colours.rgb":
      "Le profil « {name} » n’est pas en encres (CMJN). Choisissez RVB comme couleurs de la lettre, ou un profil CMJN.",
    "print.design-font":
      "« {name} » n’apporte pas sa police {font}, et PDF/X-4 les veut toutes. Exportez-le avec les polices incorporées.",
    "print.design-inks":
      "« {name} » est en encres (CMJN), et le profil de la lettre ne l’est pas. Choisissez un profil CMJN, ou exportez-le en RVB.",
    "print.design-forbidden":
      "« {name} » contient quelque chose que PDF/X-4 ne permet pas : {what}. Exportez-le en PDF/X-4, sans calques.",
    "print.design-rgb":
      "« {name} » a des couleurs RVB sans profil. Elles sont prises pour celles d’un écran (sRGB), et l’imprimeur les convertit en encres. Exportez-le en CMJN.",
    "print.code-too-long": "Le texte du code est trop long pour être lu par tous les lecteurs. Raccourcissez-le.",
    "print.code-too-long.qr":
      "Le texte du code QR est trop long pour un code que tous les téléphones lisent. Raccourcissez-le.",
    "print.code-too-long.dataMatrix":
      "Le texte du DataMatrix est trop long pour le bord de la lettre. Ramenez-le à 64 lettres et chiffres au plus.",
    "print.zone.sender": "dans l’expéditeur",
    "print.zone.address": "dans l’adresse",
    "print.zone.reference": "dans la référence",
    "print.zone.place": "dans le lieu",
    "print.zone.subject": "dans l’objet",
    "print.zone.body": "dans la lettre",
    "print.zone.mapCaption": "dans la légende",
    "print.zone.signature": "dans la signature",
    "print.zone.footer": "dans le pied de page",
    "print.zone.qr": "à côté du code QR",
  },
);
