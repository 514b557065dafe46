/** Name of the present schema: of the last migration, for those who migrate nothing. */
export const latestChange = "0018_places_of_work";
