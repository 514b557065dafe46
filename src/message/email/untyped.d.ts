declare module "mjml-browser" {
  interface Told {
    /** From 1, in the MJML that was given. */
    line: number;
    message: string;
    tagName: string;
  }

  export default function mjml2html(
    mjml: string,
    options: { validationLevel: "soft"; fonts: Readonly<Record<string, string>>; keepComments: boolean },
  ): Promise<{ html: string; errors: readonly Told[] }>;
}

declare module "juice/client.js" {
  import juice from "juice";
  export default juice;
}
