import { texts } from "./text.ts";

/** The print folder: why a job could not be laid there. */
export const folderTexts = texts(
  {
    "folder.full": "The disk of the print folder {path} is full. Make room; the job is tried again.",
    "folder.not-writable":
      "Nothing can be written to the print folder {path}. Check that it is a folder, and that Node-RED may write there; then send the job again.",
    "folder.failed":
      "The print folder did not take the job; the system says {message}. The job is tried again; check the disk or the network share if this lasts.",
  },
  {
    "folder.full": "Le disque du dossier d’impression {path} est plein. Libérez de la place ; le travail sera retenté.",
    "folder.not-writable":
      "Rien ne peut être écrit dans le dossier d’impression {path}. Vérifiez que c’est bien un dossier et que Node-RED peut y écrire, puis renvoyez le travail.",
    "folder.failed":
      "Le dossier d’impression n’a pas pris le travail ; le système répond {message}. Le travail sera retenté ; si cela dure, vérifiez le disque ou le partage réseau.",
  },
);
