/** The sidebar's action that plays somebody who comes in at a node: the one whose id it is given, else the chosen one. */
export const playAction = "belle-histoire:play-a-person";
