import { texts } from "./text.ts";

/** People at the desk: what becomes of a journey by a person’s hand. */
export const peopleTexts = texts(
  {
    "people.nobody": "Nobody is known by this id any more: the person was erased, or never was in this campaign.",
    "people.no-journey": "This journey is not there any more: its person was erased. Search again.",
    "people.ended": "This journey has been left already: nothing of it is under way.",
    "people.waits-no-more": "The wait has ended meanwhile. The story says how it went on.",
    "people.no-content": "Nothing is kept of what was sent here any more.",
    "people.why": "Write why: the reason is kept with the journey.",
    "people.data": "The answer has no fields. Fill in at least one.",
    "people.asked": "The question has not the shape of one: {where}. Load the editor again.",
    "people.exited": "The journey is ended: whoever waited has left by the last output.",
    "people.exited.taken-back": "Taken back before it went out: {count}.",
    "people.exited.beyond": "With its carrier already, and not to be taken back: {count}.",
    "people.moved-on": "The wait is ended: the story goes on as if the time were up.",
    "people.answered": "The answer is kept: the story goes on by it.",
    "story.journey.exited": "{by} ends the journey. Reason: {why}",
    "story.wait.ended": "{by} ends the wait, as if its time were up. Reason: {why}",
  },
  {
    "people.nobody":
      "Personne n’est plus connu sous cet identifiant : la personne a été effacée, ou n’a jamais été dans cette campagne.",
    "people.no-journey": "Ce parcours n’est plus là : sa personne a été effacée. Cherchez à nouveau.",
    "people.ended": "Ce parcours a déjà été quitté : rien n’y est plus en route.",
    "people.waits-no-more": "L’attente s’est terminée entre-temps. L’histoire dit comment elle a continué.",
    "people.no-content": "On ne garde plus rien de ce qui a été envoyé ici.",
    "people.why": "Écrivez pourquoi : le motif est conservé avec le parcours.",
    "people.data": "La réponse n’a aucun champ. Remplissez-en au moins un.",
    "people.asked": "La question n’a pas la forme voulue : {where}. Rechargez l’éditeur.",
    "people.exited": "Le parcours est terminé : qui attendait est sorti par la dernière sortie.",
    "people.exited.taken-back": "Repris avant le départ : {count}.",
    "people.exited.beyond": "Déjà chez son transporteur, impossible à reprendre : {count}.",
    "people.moved-on": "L’attente est terminée : l’histoire continue comme si le délai était passé.",
    "people.answered": "La réponse est gardée : l’histoire continue avec elle.",
    "story.journey.exited": "{by} met fin au parcours. Motif : {why}",
    "story.wait.ended": "{by} met fin à l’attente, comme si le délai était passé. Motif : {why}",
  },
);
