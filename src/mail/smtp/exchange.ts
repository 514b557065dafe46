/** What the library tells of an error. */
export interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
}

/** Code of the system or of TLS where there is one, else the library's. */
export function reasonOf({ originalCode, code }: SmtpError): string | undefined {
  return originalCode ?? code;
}

type Done<T> = (error: SmtpError | null | undefined, value?: T) => void;

/** One exchange at a time over one connection: whatever ends it, it ends once, and within its time. */
export class Exchanges {
  /** Ends the exchange that is under way, if there is one. */
  fail: (error: SmtpError) => void = () => {};
  /** Gives it this many milliseconds from now on. */
  extend: (ms: number) => void = () => {};
  readonly #signal: AbortSignal;
  readonly #breakOff: () => void;

  /**
   * @param signal ends any exchange at once
   * @param breakOff called when one took too long, or was ended
   */
  constructor(signal: AbortSignal, breakOff: () => void) {
    this.#signal = signal;
    this.#breakOff = breakOff;
  }

  run<T>(time: number, begin: (done: Done<T>) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const late = (code: string) => {
        this.fail(Object.assign(new Error(code), { originalCode: code, command: "CONN" }));
        this.#breakOff();
      };
      const stop = () => late("ECLOSED");
      const over = () => {
        clearTimeout(timer);
        this.#signal.removeEventListener("abort", stop);
        this.fail = () => {};
        this.extend = () => {};
      };
      this.fail = (error) => {
        over();
        reject(error);
      };
      this.extend = (ms) => {
        clearTimeout(timer);
        timer = setTimeout(late, ms, "ETIMEDOUT");
      };
      this.extend(time);
      this.#signal.addEventListener("abort", stop, { once: true });
      begin((error, value) => {
        if (error) return this.fail(error);
        over();
        resolve(value as T);
      });
      if (this.#signal.aborted) stop();
    });
  }
}
