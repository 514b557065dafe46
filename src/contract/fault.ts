/**
 * An error that a person has to act on. It carries a catalogue key and data instead of a sentence, so that it is
 * written in that person's language; it never carries a secret or a person's data.
 */
export class Fault extends Error {
  /** Key in the `faults` catalogue, for instance `map.no-road`. */
  readonly key: string;
  readonly data: Readonly<Record<string, string | number>>;

  constructor(key: string, data: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(`${key} ${JSON.stringify(data)}`, options);
    this.name = "Fault";
    this.key = key;
    this.data = data;
  }
}
