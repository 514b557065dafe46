import * as z from "zod";
import { Fault } from "../../../src/contract/index.ts";
import { AskedService } from "../../shared/asked-service.ts";
import type { RenderMessageConfig } from "../config.ts";
import { readSettings } from "../settings.ts";

const Question = z.object({
  node: z.string().max(100).default(""),
  config: z.record(z.string(), z.unknown()),
  map: z.record(z.string(), z.unknown()).nullable().default(null),
  service: AskedService.default(null),
  sample: z
    .union([z.object({ name: z.string().max(100) }), z.object({ message: z.string().max(200_000) })])
    .default({ name: "plain" }),
  language: z.string().max(35).optional(),
});
const Test = Question.extend({ account: z.string().max(100), to: z.string().trim().max(254) });

/** A `PreviewQuestion` whose settings are read. */
export type Question = Omit<z.infer<typeof Question>, "config"> & { config: RenderMessageConfig };

/** A field that Node-RED fills in from the environment, of which whoever may only read is told nothing. */
const isVariable = (value: unknown) => typeof value === "string" && /^\$\{[^}]+\}$/.test(value.trim());
/** What cannot be shown as it is written there. */
const unshown = ["language", "accentColour", "videoAccent"] as const;

function shown(config: Record<string, unknown>): Record<string, unknown> {
  const empty = unshown.filter((name) => isVariable(config[name])).map((name) => [name, ""]);
  return { ...config, ...Object.fromEntries(empty) };
}

function parsed<Schema extends z.ZodType<{ config: Record<string, unknown> }>>(schema: Schema, body: unknown) {
  const read = schema.safeParse(body);
  if (!read.success) throw new Fault("message.preview", { where: read.error.issues[0]?.path.join(".") ?? "" });
  // Nobody may have an address of the campaign's for what is not sent yet: pictures go with the message.
  const config: RenderMessageConfig = { ...readSettings(shown(read.data.config)), pictures: "inline" };
  return { ...read.data, config };
}

/** @throws Fault message.preview where the form sent something else */
export const readQuestion = (body: unknown): Question => parsed(Question, body);

/** A `TestSendQuestion`. */
export type TestQuestion = Question & { account: string; to: string };

/** @throws Fault message.preview */
export const readTest = (body: unknown): TestQuestion => parsed(Test, body);
