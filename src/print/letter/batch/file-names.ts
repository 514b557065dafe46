/** Names of the files of a batch, from 1. */
export const nameOf = (name: string, file: number): string => `${name}-${String(file).padStart(3, "0")}.pdf`;
/** Whether a file of the folder is one of the batch `name` that was not finished. */
export const isUnfinished = (name: string, file: string): boolean =>
  file.startsWith(`${name}-`) && /^\d{3,}\.pdf\.part$/.test(file.slice(name.length + 1));
export const unfinished = (name: string): string => `${name}.part`;
