declare module "osrm-text-instructions" {
  interface Options {
    legIndex?: number;
    legCount?: number;
    waypointName?: string;
    formatToken?(token: string, value: string): string;
  }
  interface Compiler {
    /** Throws where the language is not among the translations, or the step has no manoeuvre. */
    compile(language: string, step: object, options?: Options): string;
  }
  export default function osrmTextInstructions(version: "v5"): Compiler;
}

declare module "osrm-text-instructions/languages.js" {
  const languages: { supportedCodes: string[] };
  export default languages;
}
