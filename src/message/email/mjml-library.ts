/// <reference path="./untyped.d.ts" />

type Compile = typeof import("mjml-browser")["default"];

let library: Promise<Compile> | undefined;

/** The compiler of MJML, loaded when it is first needed. */
export function mjmlCompiler(): Promise<Compile> {
  library ??= load();
  return library;
}

/** What helpers of its compiler, and Lodash, are called on the global object. */
const leavings = /^_(?:_\w+)?$/;

/** Written for browsers, it leaves helpers on the global object, which are taken away again. */
async function load(): Promise<Compile> {
  const before = Object.getOwnPropertyDescriptors(globalThis) as Record<string, PropertyDescriptor>;
  const { default: loaded } = await import("mjml-browser");
  for (const name of Object.getOwnPropertyNames(globalThis).filter((one) => leavings.test(one))) {
    const old = before[name];
    if (old === undefined) Reflect.deleteProperty(globalThis, name);
    else if (old.configurable === true) Object.defineProperty(globalThis, name, old);
  }
  // To Node, the module is CommonJS, and its own default export one level deeper.
  return typeof loaded === "function" ? loaded : (loaded as { default: Compile }).default;
}
