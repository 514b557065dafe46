/** One attempt at a time for an id, so that two callers do not write the same files. */
export function turns(): <T>(id: string, run: () => Promise<T>) => Promise<T> {
  const busy = new Map<string, Promise<unknown>>();
  return (id, run) => {
    const mine = (busy.get(id) ?? Promise.resolve()).then(run, run);
    const done = mine.then(
      () => {},
      () => {},
    );
    busy.set(id, done);
    void done.then(() => busy.get(id) === done && busy.delete(id));
    return mine;
  };
}
