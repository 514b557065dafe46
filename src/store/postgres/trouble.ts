import { Fault } from "../../contract/index.ts";

/** What went wrong between this process and the database, told by what may be done about it. */

/** The connection is gone, or could not be made: nothing was said about the statement. */
export class LostConnection extends Error {
  /** Of the system or of the server, for instance `ECONNREFUSED` or `57P01`. */
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.name = "LostConnection";
    this.code = code;
  }
}

/** The commit was sent and not answered: it may have happened. */
export class UnknownCommit extends Error {
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.name = "UnknownCommit";
    this.code = code;
  }
}

/** An error of the server, https://www.postgresql.org/docs/current/protocol-error-fields.html. */
interface ServerError extends Error {
  code: string;
  severity: string;
}

export function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && "severity" in error && typeof (error as ServerError).code === "string";
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
/** The server goes, comes or has no connection left, or has become one that only reads. */
const goneCodes = /^(08...|57P0[1235]|53300|25006|25P03)$/;
/** Two processes met: played again, one of them sees what the other has done. */
const raceCodes = /^(40001|40P01|23505|55P03)$/;
/** A prepared statement is not what it was: another connection prepares it anew. */
const staleCodes = /^(0A000|26000)$/;

/** Server errors that mean a lost connection, and whatever fails below the protocol, as `LostConnection`. */
export function asTrouble(error: unknown): unknown {
  if (error instanceof Fault || error instanceof LostConnection) return error;
  if (!isServerError(error)) {
    const code = (error as { code?: unknown } | undefined)?.code;
    const message = error instanceof Error && error.message !== "" ? error.message : "no connection";
    return new LostConnection(typeof code === "string" ? code : message, { cause: error });
  }
  return goneCodes.test(error.code) ? new LostConnection(error.code, { cause: error }) : error;
}

/** A statement of a transaction in which another one has failed; 26000: it was not even prepared because of that. */
export function isAborted(error: unknown): boolean {
  return isServerError(error) && (error.code === "25P02" || error.code === "26000");
}

export function isRace(error: unknown): boolean {
  return isServerError(error) && (raceCodes.test(error.code) || staleCodes.test(error.code));
}

export function isStale(error: unknown): boolean {
  return isServerError(error) && staleCodes.test(error.code);
}

/** Only a person can mend these: to try again is no use. */
const lastingFaults: [codes: RegExp, key: string][] = [
  [/^28/, "store.wrong-password"],
  [/^3D000$/, "store.no-database"],
  [/^42501$/, "store.not-allowed"],
  [/^53100$/, "store.disk-full"],
];

/** For people: never a value of a statement, which may be a person's. */
export function faultOf(error: unknown, place: string): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof LostConnection || error instanceof UnknownCommit)
    return new Fault("store.unavailable", { place, message: error.code });
  if (!isServerError(error))
    return new Fault("store.failed", { message: error instanceof Error ? error.message : String(error) });
  const { code } = error;
  const lasting = lastingFaults.find(([codes]) => codes.test(code))?.[1];
  if (lasting !== undefined) return new Fault(lasting, { place });
  if (code === "57014") return new Fault("store.unavailable", { place, message: code });
  return new Fault("store.failed", {
    message: /^2[23]/.test(code) ? `SQLSTATE ${code}` : `${error.message} (${code})`,
  });
}
