/** A line of a webhook's table: a text that is required. */
export const field = (name: string, target: string) => ({
  ...{ name, type: "text", required: true, values: [], target, as: "" },
});
