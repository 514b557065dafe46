import { texts } from "./text.ts";

/** Waits, contradicting decisions, exits, and what a person settles. */
export const attentionTexts = texts(
  {
    "answer.nobody-waits":
      "Nobody of the case {caseKey} waits for a decision. The story of the case says where it stands.",
    "attention.nothing": "{id} is nothing that waits for a person. The list of what does is: belle-histoire attention.",
    "attention.choice":
      "“{choice}” settles nothing for {id}. A send that is in doubt: sent, not-sent or again; a decision that is held: take or keep.",
    "attention.was-sent": "{id} was sent: a report on it has come back, as the story tells. Choose sent or not-sent.",
    "attention.too-late":
      "{id} cannot be taken any more: something of the decision that stands was sent already, or the journey is over. It can be put aside with keep.",
    "move.no-node":
      "There is no deployed node {node} to go on from. Deploy it first; its id is in the editor’s info panel.",
    "move.other-type": "Those who are left at a node of the type {from} cannot go on at one of the type {to}.",
    "attention.none": "Nothing waits for a person.",
    "attention.item.dead": "set aside, case {caseKey}: {reason}",
    "attention.item.unknown": "in doubt, case {caseKey}: {reason}",
    "attention.item.conflict": "another decision for case {caseKey}: {values}",
    "attention.item.late": "a decision after the deadline, case {caseKey}: {values}",
    "attention.item.orphans": "{count} left at the node {name} that is no longer deployed",
    "attention.command.dead": "replay {id} | give-up {id}",
    "attention.command.unknown": "resolve {id} sent | not-sent | again",
    "attention.command.batch": "resolve {id} sent | not-sent | again",
    "attention.command.conflict": "resolve {id} take | keep",
    "attention.command.late": "resolve {id} take | keep",
    "attention.command.orphans": "move {id} <node> | give-up {id}",
    "attention.command.approval": "approve {id} --why … | refuse {id} --why …",
    "attention.done": "Done.",
    "attention.given-up": "{count} given up.",
    "attention.meanwhile":
      "It does not wait any more: somebody else has settled it meanwhile, or its story went on. The person’s story tells which.",
    "attention.no-choice": "That settles nothing here. Load the page again: Node-RED may have been updated.",
    "attention.why-missing": "Say why: the reason is kept in the history of those whom it concerns.",
    "attention.too-many": "At most {most} things at a time.",
    "attention.no-target": "Choose the node at which they go on.",
    "attention.no-proof":
      "There is no proof of the batch {id} here: it is still being made, the node makes none, or it lies on another machine. Its place: {place}",
    "attention.moved": "{count} go on from {node}.",
    "store.other-version":
      "The store {path} was written by another version of Belle Histoire. Start Node-RED once with this version, then try again.",
    "story.wait.started": "The recipient waits for the decision.",
    "story.wait.until": "The recipient waits for the decision, until {until}.",
    "story.wait.reminder": "Reminder {number} goes out.",
    "story.wait.late": "The time is up without a decision.",
    "story.event.early": "The advertiser’s word arrives before the recipient: {values}. Kept as {event}.",
    "story.event.held.conflict": "Another word arrives, {values}, as {event}. A person decides which one stands.",
    "story.event.held.late":
      "A word arrives after the deadline, {values}, as {event}. A person decides whether it counts.",
    "story.event.recalled": "What {event} had set going is recalled: nothing of it was sent.",
    "story.event.answered": "{by} answers: {values}. Reason: {why}",
    "story.journey.left": "The journey ends: {event}.",
    "story.task.replayed": "{by} plays a step again. Reason: {why}",
    "story.task.given-up": "{by} gives a step up: it is not done any more. Reason: {why}",
    "story.task.moved": "{by} sends the recipient on to another node. Reason: {why}",
    "story.resolved.take": "{by} takes the word that was held, {values}. Reason: {why}",
    "story.resolved.keep": "{by} puts the word aside that was held, {values}. Reason: {why}",
    "story.resolved.sent": "{by} has found that it was sent. Reason: {why}",
    "story.resolved.not-sent": "{by} has found that it was not sent. Reason: {why}",
    "story.resolved.again": "{by} lets it be sent once more. Reason: {why}",
  },
  {
    "answer.nobody-waits":
      "Personne du dossier {caseKey} n’attend de décision. L’histoire du dossier dit où il en est.",
    "attention.nothing": "{id} n’attend personne. La liste de ce qui attend : belle-histoire attention.",
    "attention.choice":
      "« {choice} » ne règle rien pour {id}. Un envoi douteux : sent, not-sent ou again ; une décision gardée : take ou keep.",
    "attention.was-sent":
      "{id} est parti : un avis de retour est arrivé, l’histoire le raconte. Choisissez sent ou not-sent.",
    "attention.too-late":
      "{id} ne peut plus être retenu : quelque chose de la décision en vigueur est déjà parti, ou le parcours est terminé. On peut l’écarter avec keep.",
    "move.no-node":
      "Il n’y a pas de nœud déployé {node} d’où continuer. Déployez-le d’abord ; son identifiant est dans le panneau d’information de l’éditeur.",
    "move.other-type": "Qui est resté à un nœud de type {from} ne peut pas continuer à un nœud de type {to}.",
    "attention.none": "Rien n’attend personne.",
    "attention.item.dead": "mis de côté, dossier {caseKey} : {reason}",
    "attention.item.unknown": "douteux, dossier {caseKey} : {reason}",
    "attention.item.conflict": "autre décision pour le dossier {caseKey} : {values}",
    "attention.item.late": "décision après l’échéance, dossier {caseKey} : {values}",
    "attention.item.orphans": "{count} restés au nœud {name} qui n’est plus déployé",
    "attention.command.dead": "replay {id} | give-up {id}",
    "attention.command.unknown": "resolve {id} sent | not-sent | again",
    "attention.command.batch": "resolve {id} sent | not-sent | again",
    "attention.command.conflict": "resolve {id} take | keep",
    "attention.command.late": "resolve {id} take | keep",
    "attention.command.orphans": "move {id} <nœud> | give-up {id}",
    "attention.command.approval": "approve {id} --why … | refuse {id} --why …",
    "attention.done": "Fait.",
    "attention.given-up": "{count} abandonnés.",
    "attention.meanwhile":
      "Cela n’attend plus : quelqu’un d’autre l’a réglé entre-temps, ou son histoire a continué. L’histoire de la personne le dit.",
    "attention.no-choice": "Cela ne règle rien ici. Rechargez la page : Node-RED a peut-être été mis à jour.",
    "attention.why-missing":
      "Dites pourquoi : le motif est conservé dans l’histoire de celles et ceux que cela concerne.",
    "attention.too-many": "{most} choses au plus à la fois.",
    "attention.no-target": "Choisissez le nœud où l’histoire continue.",
    "attention.no-proof":
      "Il n’y a pas ici d’épreuve du lot {id} : elle est encore en préparation, le nœud n’en fait pas, ou elle est sur une autre machine. Sa place : {place}",
    "attention.moved": "{count} continuent depuis {node}.",
    "store.other-version":
      "La base {path} a été écrite par une autre version de Belle Histoire. Démarrez Node-RED une fois avec cette version, puis réessayez.",
    "story.wait.started": "Le destinataire attend la décision.",
    "story.wait.until": "Le destinataire attend la décision, jusqu’au {until}.",
    "story.wait.reminder": "Le rappel {number} part.",
    "story.wait.late": "Le délai est passé sans décision.",
    "story.event.early": "La réponse de l’annonceur arrive avant le destinataire : {values}. Gardée sous {event}.",
    "story.event.held.conflict":
      "Une autre réponse arrive, {values}, sous {event}. Une personne décide laquelle est valable.",
    "story.event.held.late":
      "Une réponse arrive après l’échéance, {values}, sous {event}. Une personne décide si elle compte.",
    "story.event.recalled": "Ce que {event} avait mis en route est rappelé : rien n’en est parti.",
    "story.event.answered": "{by} répond : {values}. Motif : {why}",
    "story.journey.left": "Le parcours se termine : {event}.",
    "story.task.replayed": "{by} rejoue une étape. Motif : {why}",
    "story.task.given-up": "{by} abandonne une étape : elle ne sera plus faite. Motif : {why}",
    "story.task.moved": "{by} fait continuer le destinataire à un autre nœud. Motif : {why}",
    "story.resolved.take": "{by} retient la réponse gardée, {values}. Motif : {why}",
    "story.resolved.keep": "{by} écarte la réponse gardée, {values}. Motif : {why}",
    "story.resolved.sent": "{by} a constaté que c’est parti. Motif : {why}",
    "story.resolved.not-sent": "{by} a constaté que ce n’est pas parti. Motif : {why}",
    "story.resolved.again": "{by} fait renvoyer. Motif : {why}",
  },
);
