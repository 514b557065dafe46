export * from "./asset.ts";
export * from "./fault.ts";
export * from "./fold.ts";
export * from "./hash.ts";
export type * from "./json.ts";
export * from "./message.ts";
export * from "./person.ts";
export * from "./receipt.ts";
export * from "./same-bytes.ts";
