/** Codes with which OSRM's HTTP API says that a question was not answered (docs/http.md of osrm-backend). */
export type RefusalCode =
  | "InvalidUrl"
  | "InvalidService"
  | "InvalidVersion"
  | "InvalidOptions"
  | "InvalidQuery"
  | "InvalidValue"
  | "NoSegment"
  | "NoRoute"
  | "NoTable"
  | "NotImplemented"
  | "TooBig";

/** A question that is not answered, and why. It goes to a program, so that it is said in English. */
export class OsrmRefusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = "OsrmRefusal";
    this.code = code;
  }
}
