type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** A typed array that grows: what a plain array of millions of numbers costs eightfold. */
export interface Growing<Kind extends Numbers> {
  length: number;
  push(value: number): void;
  /** The numbers so far. */
  done(): Kind;
}

export function growing<Kind extends Numbers>(make: new (length: number) => Kind): Growing<Kind> {
  let array = new make(1024);
  const self: Growing<Kind> = {
    length: 0,
    push(value) {
      if (self.length === array.length) {
        const larger = new make(array.length * 2);
        larger.set(array);
        array = larger;
      }
      array[self.length++] = value;
    },
    done: () => array.slice(0, self.length) as Kind,
  };
  return self;
}
