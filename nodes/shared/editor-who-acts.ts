/** Who acts at the desk, and whether they may. Node-RED judges by the same two: the right, and the user's name. */

/** Where the browser remembers who acts, for an editor without users. */
const remembered = "belle-histoire-by";

/** Whether whoever is logged in may change something: nobody is offered what they may not do. */
export const mayAct = (): boolean => RED.user.hasPermission("journey.write");

/** Whether a person has to say who they are: where the editor has users, it knows. */
export const asksName = (): boolean => !RED.settings.user?.username;

/** The name that was given last; empty: none was. */
export const nameGiven = (): string => localStorage.getItem(remembered) ?? "";

/** Remembers a name that was given. */
export function rememberName(name: string): void {
  if (name !== "") localStorage.setItem(remembered, name);
}
