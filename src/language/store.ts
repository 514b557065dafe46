import { texts } from "./text.ts";

/** A store in PostgreSQL. */
export const storeTexts = texts(
  {
    "store.no-url":
      "The address of the store is not a PostgreSQL address. Write postgres://user@host:5432/database in the campaign, and the password in the field below it.",
    "store.cannot-connect":
      "The database {place} cannot be reached ({message}). Check host and port in the campaign, and that PostgreSQL runs and may be reached from here.",
    "store.unavailable":
      "The database {place} cannot be reached now ({message}). What was not kept is refused and may be sent again; work goes on by itself when the database is back.",
    "store.wrong-password":
      "The database {place} refuses this user or password. Check both in the campaign, and the server's pg_hba.conf.",
    "store.no-database": "The server of {place} has no such database. Create it, or correct its name in the campaign.",
    "store.not-allowed":
      "The database user of {place} may not create and change tables there. Grant it CREATE on the schema, or make it the database's owner.",
    "store.server-too-old": "The server of {place} is PostgreSQL {version}. Version 14 or newer is needed.",
    "store.no-tables": "There is no store in {place}. Start Node-RED once with this address, or correct it.",
    "store.newer":
      "The tables in {place} were written by a newer Belle Histoire. Update this Node-RED's palette to the version of the others.",
  },
  {
    "store.no-url":
      "L’adresse de la base n’est pas une adresse PostgreSQL. Écrivez postgres://utilisateur@hôte:5432/base dans la campagne, et le mot de passe dans le champ suivant.",
    "store.cannot-connect":
      "La base {place} est injoignable ({message}). Vérifiez l’hôte et le port dans la campagne, et que PostgreSQL fonctionne et accepte les connexions d’ici.",
    "store.unavailable":
      "La base {place} est injoignable pour l’instant ({message}). Ce qui n’a pas été gardé est refusé et peut être renvoyé ; le travail reprend de lui-même quand la base revient.",
    "store.wrong-password":
      "La base {place} refuse cet utilisateur ou ce mot de passe. Vérifiez les deux dans la campagne, et le fichier pg_hba.conf du serveur.",
    "store.no-database": "Le serveur de {place} n’a pas cette base. Créez-la, ou corrigez son nom dans la campagne.",
    "store.not-allowed":
      "L’utilisateur de la base {place} ne peut pas y créer ni modifier de tables. Donnez-lui le droit CREATE sur le schéma, ou faites-en le propriétaire de la base.",
    "store.server-too-old":
      "Le serveur de {place} est PostgreSQL {version}. Il faut la version 14 ou une plus récente.",
    "store.no-tables":
      "Il n’y a pas de base Belle Histoire dans {place}. Démarrez Node-RED une fois avec cette adresse, ou corrigez-la.",
    "store.newer":
      "Les tables de {place} ont été écrites par une version plus récente de Belle Histoire. Mettez la palette de ce Node-RED à la version des autres.",
  },
);
