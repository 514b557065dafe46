/** The value of a field that Node-RED fills in from the environment when flows start. */
const variable = /^\$\{([^}]+)\}$/;

/**
 * The values of a form that are its own, as they would be deployed.
 * @param sent as it was typed
 * @param known the fields that the form has
 * @param filled what stands for the `${NAME}` of a field
 */
export function valuesOf(
  sent: Readonly<Record<string, unknown>>,
  known: object,
  filled: (variable: string, field: string) => unknown,
): Record<string, unknown> {
  const fill = ([field, value]: [string, unknown]): [string, unknown] => {
    const [, name] = (typeof value === "string" && variable.exec(value)) || [];
    return [field, name === undefined ? value : filled(name, field)];
  };
  return Object.fromEntries(
    Object.entries(sent)
      .filter(([field]) => field in known)
      .map(fill),
  );
}
