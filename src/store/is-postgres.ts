/** Whether a store's place is a database rather than a file. */
export function isPostgres(place: string): boolean {
  return /^postgres(ql)?:\/\//i.test(place.trim());
}
