/// <reference path="./untyped.d.ts" />

type Compile = typeof import("mjml-browser")["default"];

let library: Promise<Compile> | undefined;

/** The compiler of MJML, loaded when it is first needed. */
export function mjmlCompiler(): Promise<Compile> {
  library ??= load();
  return library;
}

/** Written for browsers, it leaves helpers of its compiler and `_` on the global object, which are taken away again. */
async function load(): Promise<Compile> {
  const before = Object.getOwnPropertyDescriptors(globalThis);
  try {
    const { default: loaded } = await import("mjml-browser");
    // To Node, the module is CommonJS, and its own default export one level deeper.
    return (typeof loaded === "function" ? loaded : (loaded as { default: Compile }).default) as Compile;
  } finally {
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      const old = (before as Record<string, PropertyDescriptor>)[name];
      if (old === undefined) delete (globalThis as Record<string, unknown>)[name];
      else if (old.configurable === true && "value" in old) Object.defineProperty(globalThis, name, old);
    }
  }
}
