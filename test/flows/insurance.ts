/** People whom the insurance example invites, as its list writes them. */
interface Invited {
  id: string;
  caseKey: string;
  lastName: string;
  street: string;
}

/** The list of the insurance example with other people. */
export function listOf(people: readonly Invited[]): string {
  const head = "référence;dossier;civilité;prénom;nom;adresse;code postal;ville;pays;courrier";
  const rows = people.map(
    ({ id, caseKey, lastName, street }) =>
      `${id};${caseKey};Mme;Camille;${lastName};${street};99380;Saint-Aurèle-sur-Mer;FR;oui`,
  );
  return [head, ...rows, ""].join("\n");
}
